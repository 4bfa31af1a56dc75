// Rejected by: unused disable directive
// oxlint-disable-next-line no-console
export const value = 1;
