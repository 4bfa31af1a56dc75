// Rejected by: typescript/no-unsafe-argument
declare function parse(text: string): unknown;
export function run(): void {
  parse(JSON.parse('1'));
}
