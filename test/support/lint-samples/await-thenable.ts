// Rejected by: typescript/await-thenable
export async function run(): Promise<void> {
  await 1;
}
