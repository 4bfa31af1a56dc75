// Rejected by: typescript/return-await
export async function run(save: () => Promise<void>): Promise<void> {
  return save();
}
