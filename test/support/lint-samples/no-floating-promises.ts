// Rejected by: typescript/no-floating-promises
import { open } from 'node:fs/promises';
export async function run(): Promise<void> {
  const handle = await open('file');
  handle.datasync();
}
