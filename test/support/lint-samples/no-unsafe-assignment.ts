// Rejected by: typescript/no-unsafe-assignment
export const parsed = JSON.parse('1');
