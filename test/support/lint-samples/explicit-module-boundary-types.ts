// Rejected by: typescript/explicit-module-boundary-types
export function run() {
  return 1;
}
