// Rejected by: no-restricted-properties
export function draw(): number {
  return Math.random();
}
