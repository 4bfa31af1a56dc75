// Rejected by: typescript/no-unsafe-call
export function run(): void {
  JSON.parse('1')();
}
