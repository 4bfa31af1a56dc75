// Rejected by: no-param-reassign
export function run(count: number): number {
  count = count + 1;
  return count;
}
