import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVersion } from '../../cmd/version.ts';

test('the version is that of the package', () => {
  const description = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  expect(JSON.parse(description)).toMatchObject({ version: readVersion() });
});
