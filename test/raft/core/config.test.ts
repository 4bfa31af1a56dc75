import { describe, expect, it } from 'vitest';
import { defaultCoreConfig, validateCoreConfig } from '../../../raft/core/config.ts';
import type { CoreConfig } from '../../../raft/core/config.ts';

const problemsOf = (changes: Partial<CoreConfig>): readonly string[] =>
  validateCoreConfig({ ...defaultCoreConfig, ...changes });

it('the defaults can be used', () => {
  expect(problemsOf({})).toEqual([]);
});

describe('a lease', () => {
  it.each([
    [0.001, 499],
    [0.01, 490.09],
    [0.05, 452.38],
    [0.1, 409.09],
  ])(
    'at a drift of %d may last %d ms of a promise of 500 ms, and no longer',
    (clockDriftMax, leaseMs) => {
      expect(problemsOf({ clockDriftMax, leaseMs: leaseMs - 0.01 })).toEqual([]);
      expect(problemsOf({ clockDriftMax, leaseMs: leaseMs + 0.02 })).toEqual([
        expect.stringContaining('leaseMs'),
      ]);
    },
  );
});

it.each<[string, Partial<CoreConfig>]>([
  ['electionTimeoutMs', { electionTimeoutMs: 249, leaseMs: 1 }],
  ['electionTimeoutMs', { electionTimeoutMs: Number.NaN }],
  ['heartbeatMs', { heartbeatMs: 0 }],
  ['commitNoticeMs', { commitNoticeMs: 51 }],
  ['clockDriftMax', { clockDriftMax: 0.2, leaseMs: 1 }],
  ['clockDriftMax', { clockDriftMax: 0 }],
  ['clockSkewMsMax', { clockSkewMsMax: 999 }],
  ['clockSkewMsMax', { clockSkewMsMax: 86_400_001 }],
  ['pauseSuspectMs', { pauseSuspectMs: 99 }],
  ['entryBytesMax', { entryBytesMax: 0.5 }],
  ['entryBytesMax', { entryBytesMax: 2 * 1024 * 1024 + 1 }],
  ['appendBytesMax', { appendBytesMax: 2 * 1024 * 1024 + 1 }],
  ['inflightBytesMax', { inflightBytesMax: 1024 }],
  ['inflightMessagesMax', { inflightMessagesMax: 1.5 }],
  ['uncommittedBytesMax', { uncommittedBytesMax: 1024 }],
  ['applyLagEntriesMax', { applyLagEntriesMax: Number.POSITIVE_INFINITY }],
  ['pendingReadsMax', { pendingReadsMax: -1 }],
])('%s is refused in %j', (name, changes) => {
  expect(problemsOf(changes).join('\n')).toContain(name);
});

it('all problems are told together', () => {
  expect(problemsOf({ heartbeatMs: 0, pendingReadsMax: 0 }).length).toBeGreaterThan(1);
});
