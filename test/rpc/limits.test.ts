import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as limits from '../../rpc/limits.ts';

const readme = readFileSync(join(import.meta.dirname, '../../rpc/README.md'), 'utf8');

test('the tables of rpc/README.md have every limit with its value, and no others', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)];
  const written = new Map(rows.map(([, name = '', value]) => [name, Number(value)]));
  expect(written).toEqual(new Map(Object.entries(limits)));
});

test('what may be asked for fits into what may be sent', () => {
  const framing = (limits.checksMax + limits.mutationsMax) * 64;
  expect(limits.atomicBytesMax + framing).toBeLessThan(limits.requestBytesMax);
  expect(limits.requestBytesMax).toBeLessThan(limits.arrivingBytesMax);
  expect(limits.watchesMax).toBeLessThanOrEqual(limits.callsInFlightMax / 2);
  expect(limits.getAnswerBytesMax).toBeLessThan(limits.callBytesInFlightMax);
  expect(limits.boundaryBytesMax).toBe(limits.keyBytesMax + 1);
});
