// Rejected by: typescript/no-deprecated
/** @deprecated use `current` */
export function old(): number {
  return 1;
}
export const value = old();
