// Rejected by: typescript/only-throw-error
export function run(): void {
  throw 'text';
}
