// Rejected by: typescript/no-unsafe-member-access
export function run(): void {
  void JSON.parse('1').length;
}
