import { describe, expect, it } from 'vitest';
import { asMonotonicMs } from '../../../base/brand.ts';
import { Rounds } from '../../../raft/core/rounds.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const [n1, n2, n3] = [idOf(1), idOf(2), idOf(3)];
const sets = { voters: [n1, n2, n3] };
const at = asMonotonicMs;

/** Rounds of n1, with `count` of them sent 10 ms apart from 100 ms on. */
function sent(
  count: number,
  voterSets: typeof sets | { voters: (typeof n1)[]; votersOld: (typeof n1)[] } = sets,
): Rounds {
  const rounds = new Rounds(n1);
  for (let round = 0; round < count; round += 1) {
    rounds.open(at(100 + 10 * round), voterSets);
    rounds.close();
  }
  return rounds;
}

describe('a round', () => {
  it('is shared by all who ask before anything of it has left', () => {
    const rounds = sent(1);
    expect(rounds.open(at(200), sets)).toBe(2);
    expect(rounds.open(at(201), sets)).toBe(2);
    rounds.onEcho(n2, 2, sets);
    expect(rounds.quorumSentAt).toBe(200);
  });

  it('is a new one once something of the last has left', () => {
    const rounds = sent(1);
    rounds.open(at(200), sets);
    rounds.close();
    expect(rounds.open(at(201), sets)).toBe(3);
  });

  it('is answered by its own leader at once, if that is a quorum', () => {
    const rounds = new Rounds(n1);
    rounds.open(at(5), { voters: [n1] });
    expect(rounds.quorumRound).toBe(1);
    expect(rounds.quorumSentAt).toBe(5);
  });
});

describe('the round that a quorum has answered', () => {
  it('is none before anybody has answered', () => {
    const rounds = sent(3);
    expect(rounds.quorumRound).toBe(0);
    expect(rounds.quorumSentAt).toBeUndefined();
  });

  it('is counted from when it was sent, however late the answer', () => {
    const rounds = sent(5);
    rounds.onEcho(n2, 3, sets);
    expect(rounds.quorumRound).toBe(3);
    expect(rounds.quorumSentAt).toBe(120);
  });

  it('never goes back: late and repeated answers do no harm', () => {
    const rounds = sent(5);
    for (const [peer, round] of [
      [n2, 4],
      [n2, 2],
      [n2, 4],
      [n3, 1],
    ] as const) {
      rounds.onEcho(peer, round, sets);
      expect(rounds.quorumRound).toBe(4);
    }
  });

  it('is not moved by an answer to a round that was never opened', () => {
    const rounds = sent(2);
    rounds.onEcho(n2, 3, sets);
    expect(rounds.quorumRound).toBe(0);
  });

  it('is not moved by nodes that do not vote', () => {
    const rounds = sent(2);
    rounds.onEcho(idOf(9), 2, sets);
    expect(rounds.quorumRound).toBe(0);
  });

  it('needs both halves of a joint configuration', () => {
    const joint = { voters: [n1, n2, n3], votersOld: [idOf(4), idOf(5)] };
    const rounds = sent(3, joint);
    rounds.onEcho(n2, 3, joint);
    rounds.onEcho(idOf(4), 3, joint);
    expect(rounds.quorumRound).toBe(0);
    rounds.onEcho(idOf(5), 2, joint);
    expect(rounds.quorumRound).toBe(2);
  });

  it('is that of the voters in force, also if they have answered less than their predecessors', () => {
    const rounds = sent(5);
    rounds.onEcho(n2, 4, sets);
    rounds.onEcho(idOf(4), 2, sets);
    rounds.recompute({ voters: [n1, idOf(4)] });
    expect(rounds.quorumRound).toBe(2);
    expect(rounds.quorumSentAt).toBe(110);
  });

  it.each([
    ['have answered nothing', 0],
    ['have answered so long ago that the time was forgotten', 3],
  ])('gives no time of other voters if those in force %s', (_, round) => {
    const rounds = sent(1100);
    rounds.onEcho(n2, 1100, sets);
    if (round > 0) rounds.onEcho(idOf(4), round, sets);
    rounds.recompute({ voters: [n1, idOf(4)] });
    expect(rounds.quorumRound).toBe(round);
    expect(rounds.quorumSentAt).toBeUndefined();
  });

  it('gives no time once it is so old that its time was forgotten', () => {
    const rounds = sent(1100);
    rounds.onEcho(n2, 10, sets);
    expect(rounds.quorumRound).toBe(10);
    expect(rounds.quorumSentAt).toBeUndefined();
    rounds.onEcho(n2, 1000, sets);
    expect(rounds.quorumSentAt).toBe(100 + 10 * 999);
  });
});

it('remembers when its last thousand rounds were opened, and no others', () => {
  expect(new Rounds(n1).sentAt(0)).toBeUndefined();
  const rounds = sent(1030);
  expect([rounds.sentAt(1030), rounds.sentAt(7)]).toEqual([100 + 10 * 1029, 160]);
  expect([0, 6, 1031, -1].map((round) => rounds.sentAt(round))).toEqual(Array(4).fill(undefined));
});
