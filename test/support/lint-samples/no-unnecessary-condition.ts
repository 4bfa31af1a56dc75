// Rejected by: typescript/no-unnecessary-condition
export function run(text: string): string {
  return text ?? 'none';
}
