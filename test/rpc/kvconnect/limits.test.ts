import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as limits from '../../../rpc/kvconnect/limits.ts';
import { boundaryBytesMax, checksMax, mutationsMax, requestBytesMax } from '../../../rpc/limits.ts';

const document = readFileSync(join(import.meta.dirname, '../../../docs/kv-connect.md'), 'utf8');

test.each([
  `| ${limits.rangesMax}; ${limits.readEntriesMax} |`,
  `${boundaryBytesMax} bytes |`,
  `| ${checksMax}; ${mutationsMax} |`,
  `| watched keys | ${limits.watchKeysMax} |`,
  `| ${limits.keysIfUndeliveredMax}; ${limits.backoffIntervalsMax} |`,
  `| ${limits.fieldsMax} |`,
  `| ${limits.openViewsMax}, then 503 |`,
  `within ${limits.holdMs / 1000} s`,
  `up to ${limits.outcomeMs / 1000} s`,
  `told after ${limits.overloadHoldMs} ms`,
  `after ${limits.keepAliveMs / 1000} s without one`,
  `valid for ${limits.metadataMs / 3_600_000} hours`,
  limits.defaultBackoffMs.join(', ').replace(/, (\d+)$/, ' and $1 ms'),
])('the document says "%s"', (text) => {
  expect(document).toContain(text);
});

test('the largest write fits into the fields that are read, and into a request', () => {
  const ofCheck = 3;
  const ofMessage = 1 + 2 + limits.keysIfUndeliveredMax + limits.backoffIntervalsMax;
  expect(checksMax * ofCheck + mutationsMax * ofMessage).toBeLessThan(limits.fieldsMax);
  expect(limits.fieldsMax).toBeLessThan(requestBytesMax / 2);
});
