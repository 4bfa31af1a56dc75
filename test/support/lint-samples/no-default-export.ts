// Rejected by: import/no-default-export
export default 1;
