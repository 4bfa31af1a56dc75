import { expect, test } from 'vitest';
import { UsageError } from '../../../cmd/cli/errors.ts';
import { parseReadDemand } from '../../../cmd/cli/read-demand.ts';

const stamp = '0000000000000007000a';

test.each([
  [{}, { consistency: 'strong' }],
  [{ consistency: 'eventual' }, { consistency: 'eventual' }],
  [{ maxStaleness: '0' }, { consistency: 'eventual', maxStalenessMs: 0 }],
  [
    { consistency: 'eventual', maxStaleness: '1.5s' },
    { consistency: 'eventual', maxStalenessMs: 1500 },
  ],
  [
    { atLeast: stamp.toUpperCase() },
    { consistency: 'eventual', atLeastVersionstamp: Buffer.from(stamp, 'hex') },
  ],
])('%j demands what it says, and a bound means an eventual read', (raw, demand) => {
  expect(parseReadDemand(raw)).toEqual(demand);
});

test.each([
  [{ consistency: 'strong', maxStaleness: '5s' }, 'a strong read reflects everything'],
  [{ consistency: 'strong', atLeast: stamp }, 'a strong read reflects everything'],
  [{ consistency: 'weak' }, '--consistency weak: must be one of strong, eventual'],
  [{ maxStaleness: 'soon' }, '--max-staleness soon: must be a duration'],
  [{ atLeast: '7' }, '--at-least 7: must be a versionstamp (20 hex digits)'],
])('%j is wrong usage', (raw, problem) => {
  expect(() => parseReadDemand(raw)).toThrow(UsageError);
  expect(() => parseReadDemand(raw)).toThrow(problem);
});
