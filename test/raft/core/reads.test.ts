import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../../base/brand.ts';
import { ForwardedReads, LeaderReads } from '../../../raft/core/reads.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const local = (readId: number) => ({ kind: 'local', readId }) as const;
const index = asLogIndex;

describe('reads that a leader has yet to confirm', () => {
  it('are confirmed by their round or a later one, oldest first, each once', () => {
    const reads = new LeaderReads(9);
    reads.add({ reader: local(1), round: 1, readIndex: index(5) });
    reads.add({ reader: local(2), round: 2, readIndex: index(6) });
    reads.add({ reader: local(3), round: 3, readIndex: index(7) });
    expect(reads.takeConfirmed(0)).toEqual([]);
    expect(reads.takeConfirmed(2)).toEqual([
      { reader: local(1), readIndex: 5 },
      { reader: local(2), readIndex: 6 },
    ]);
    expect(reads.takeConfirmed(2)).toEqual([]);
    expect(reads.takeConfirmed(3)).toEqual([{ reader: local(3), readIndex: 7 }]);
    expect(reads.isEmpty).toBe(true);
  });

  it('get their index with the first commit of the term (Q-1), but those that have one keep it', () => {
    const reads = new LeaderReads(9);
    reads.add({ reader: local(1), round: 1, readIndex: undefined });
    expect(reads.takeConfirmed(1)).toEqual([]);
    reads.onFirstCommit(index(8));
    reads.onFirstCommit(index(9));
    expect(reads.takeConfirmed(1)).toEqual([{ reader: local(1), readIndex: 8 }]);
  });

  it('are all given back when leadership ends', () => {
    const reads = new LeaderReads(2);
    const peer = { kind: 'peer', peer: idOf(2), requestId: 7 } as const;
    reads.add({ reader: local(1), round: 1, readIndex: index(5) });
    expect(reads.isFull).toBe(false);
    reads.add({ reader: peer, round: 1, readIndex: undefined });
    expect(reads.isFull).toBe(true);
    expect(reads.takeAll()).toEqual([local(1), peer]);
    expect(reads.isEmpty).toBe(true);
  });
});

describe('reads for which a leader was asked', () => {
  const at = asMonotonicMs;

  it('are answered once', () => {
    const reads = new ForwardedReads(9);
    reads.add(1, at(10));
    expect(reads.take(2)).toBe(false);
    expect(reads.take(1)).toBe(true);
    expect(reads.take(1)).toBe(false);
  });

  it('expire oldest first', () => {
    const reads = new ForwardedReads(3);
    expect(reads.oldestAskedAt).toBeUndefined();
    reads.add(1, at(10));
    reads.add(2, at(20));
    reads.add(3, at(30));
    expect(reads.isFull).toBe(true);
    expect(reads.oldestAskedAt).toBe(10);
    expect(reads.takeOlderThan(9)).toEqual([]);
    expect(reads.takeOlderThan(20)).toEqual([1, 2]);
    expect(reads.oldestAskedAt).toBe(30);
    expect(reads.takeAll()).toEqual([3]);
    expect(reads.isFull).toBe(false);
  });
});
