// Rejected by: unicorn/filename-case
export const value = 1;
