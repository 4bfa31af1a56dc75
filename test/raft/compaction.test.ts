import { describe, expect, it } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { compactionTarget, defaultCompactionConfig } from '../../raft/compaction.ts';
import type { LogUse } from '../../raft/compaction.ts';

const config = {
  ...defaultCompactionConfig,
  compactAfterEntries: 1000,
  compactAfterBytes: 1_000_000,
  trailingEntries: 200,
  pinEntriesMax: 5000,
  pinBytesMax: 4_000_000,
};

type Numbers = {
  readonly base?: number;
  readonly sizeBytes?: number;
  readonly applied?: number;
  readonly durable?: number;
  readonly sending?: number;
  readonly peers?: readonly number[];
};

function target(given: Numbers): number | undefined {
  const { base = 0, sizeBytes = 0, applied = 2000, durable = 2000, sending, peers = [] } = given;
  const use: LogUse = {
    base: asLogIndex(base),
    sizeBytes,
    applied: asLogIndex(applied),
    durable: asLogIndex(durable),
    sending: sending === undefined ? undefined : asLogIndex(sending),
    peers: peers.map(asLogIndex),
  };
  return compactionTarget(use, config);
}

describe('the end of a compaction', () => {
  it.each<[string, Numbers, number | undefined]>([
    ['leaves the trailing entries (S-3)', {}, 1800],
    ['is not there before enough entries are applied (S-1)', { applied: 999 }, undefined],
    ['counts from where the log begins', { base: 1500 }, undefined],
    ['never passes what the state holds durably', { durable: 1300 }, 1300],
    ['never passes a snapshot that is being sent', { sending: 700 }, 700],
    ['waits for a peer that catches up', { peers: [1900, 400] }, 400],
    [
      'does not wait for a peer that lacks too much',
      { applied: 9000, durable: 9000, peers: [3000] },
      8800,
    ],
    ['waits also if the log is large', { sizeBytes: 3_999_999, peers: [400] }, 400],
    ['waits for no peer if it is too large', { sizeBytes: 4_000_000, peers: [400] }, 1800],
    ['is not worth it for a few entries', { peers: [3] }, undefined],
    [
      'comes early if the log is large, and leaves less',
      { applied: 400, sizeBytes: 2_000_000 },
      300,
    ],
  ])('%s', (_name, given, expected) => {
    expect(target(given)).toBe(expected);
  });
});
