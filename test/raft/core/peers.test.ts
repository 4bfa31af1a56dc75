import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../../base/brand.ts';
import { defaultCoreConfig } from '../../../raft/core/config.ts';
import { Peers } from '../../../raft/core/peers.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const [n1, n2, n3, n4] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const log = { nextIndex: asLogIndex(10), commitIndex: asLogIndex(8) };

/** The peers of n2, of whom n1, n3 and n4 have acknowledged these indexes at these times. */
function follow(heard: readonly (readonly [typeof n1, number, number])[] = []): Peers {
  const peers = new Peers(n2, defaultCoreConfig);
  peers.follow([n1, n2, n3], log);
  for (const [peer, matchIndex, at] of heard) {
    const progress = peers.get(peer);
    progress?.onAccepted(asLogIndex(matchIndex), 1);
    if (progress !== undefined) progress.lastContact = asMonotonicMs(at);
  }
  return peers;
}

describe('the audience of a leader', () => {
  it('is everybody but itself, sorted, also when it grows', () => {
    const peers = follow();
    expect([...peers.all.keys()]).toEqual([n1, n3]);
    peers.follow([n4, n3, n2, n1], log);
    expect([...peers.all.keys()]).toEqual([n1, n3, n4]);
  });

  it('keeps what it knows of those who stay', () => {
    const peers = follow([[n3, 7, 0]]);
    peers.follow([n3], log);
    expect(peers.matchOf(n3)).toBe(7);
    expect(peers.matchOf(n4)).toBe(0);
  });

  it('loses who is left out after one last message that tells of the commit', () => {
    const peers = follow([[n3, 9, 0]]);
    peers.follow([n1, n2], log);
    const position = { lastIndex: asLogIndex(9), commitIndex: log.commitIndex };
    expect(peers.get(n3)?.due({ ...position, isCommitNoticeDue: false })).toBe('empty');
    peers.forgetDeparted();
    expect([...peers.all.keys()]).toEqual([n1]);
  });
});

describe('the furthest of some voters', () => {
  const E = defaultCoreConfig.electionTimeoutMs;

  it('holds most of the log, and is the first of equal ones', () => {
    const now = asMonotonicMs(10);
    expect(
      follow([
        [n1, 5, 10],
        [n3, 6, 10],
      ]).findFurthest([n1, n2, n3], now),
    ).toBe(n3);
    expect(
      follow([
        [n1, 6, 10],
        [n3, 6, 10],
      ]).findFurthest([n1, n2, n3], now),
    ).toBe(n1);
    expect(
      follow([
        [n1, 5, 10],
        [n3, 6, 10],
      ]).findFurthest([n1], now),
    ).toBe(n1);
  });

  it('was heard within an election timeout', () => {
    const peers = follow([
      [n1, 5, 10],
      [n3, 6, 0],
    ]);
    expect(peers.findFurthest([n1, n3], asMonotonicMs(E))).toBe(n3);
    expect(peers.findFurthest([n1, n3], asMonotonicMs(E + 1))).toBe(n1);
    expect(peers.findFurthest([n1, n3], asMonotonicMs(E + 11))).toBeUndefined();
  });
});
