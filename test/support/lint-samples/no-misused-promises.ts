// Rejected by: typescript/no-misused-promises
export function run(list: readonly string[], save: (item: string) => Promise<void>): void {
  list.forEach(async (item) => {
    await save(item);
  });
}
