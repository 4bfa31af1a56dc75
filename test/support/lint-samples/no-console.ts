// Rejected by: no-console
export function run(): void {
  console.log('text');
}
