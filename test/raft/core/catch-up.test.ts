import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../../base/brand.ts';
import { CatchUp } from '../../../raft/core/catch-up.ts';

const limits = { roundMsMax: 500, lagEntriesMax: 1000, silentMsMax: 250 };

/** A learner of a leader whose log ends at `lastIndex`, at time 0. */
function follow(lastIndex: number) {
  const catchUp = new CatchUp(asLogIndex(lastIndex), asMonotonicMs(0));
  const heard = (at: number, matchIndex: number, last: number, applied = matchIndex): void => {
    const log = { matchIndex: asLogIndex(matchIndex), lastIndex: asLogIndex(last) };
    catchUp.onContact(log, asMonotonicMs(at));
    catchUp.onApplied(asLogIndex(applied));
  };
  const obstacle = (matchIndex: number, last: number, silentMs?: number): string | undefined =>
    catchUp.findObstacle(
      { matchIndex: asLogIndex(matchIndex), lastIndex: asLogIndex(last), silentMs },
      limits,
    );
  return { heard, obstacle };
}

describe('a learner', () => {
  it('may vote after a round that took less than an election timeout', () => {
    const { heard, obstacle } = follow(100);
    expect(obstacle(100, 100, 10)).toBe('has not caught up once');
    heard(499, 100, 100);
    expect(obstacle(100, 100, 10)).toBeUndefined();
  });

  it('is kept by a long round until a short one follows', () => {
    const { heard, obstacle } = follow(100_000);
    heard(10_000, 100_000, 100_900);
    expect(obstacle(100_000, 100_900, 10)).toBe('took 10000 ms to catch up');
    heard(10_400, 100_500, 101_000);
    expect(obstacle(100_500, 101_000, 10)).toBe('took 10000 ms to catch up');
    heard(10_450, 100_900, 101_000);
    expect(obstacle(100_900, 101_000, 10)).toBeUndefined();
  });

  it('is not charged for the time in which there was nothing to replicate', () => {
    const { heard, obstacle } = follow(100);
    heard(10, 100, 100);
    heard(60_000, 100, 100);
    heard(60_050, 101, 101);
    expect(obstacle(101, 101, 10)).toBeUndefined();
  });

  it('makes up for a long round by a short one that begins and ends between two contacts', () => {
    const { heard, obstacle } = follow(100);
    heard(700, 100, 100);
    expect(obstacle(100, 100, 10)).toBe('took 700 ms to catch up');
    heard(750, 101, 101);
    expect(obstacle(101, 101, 10)).toBeUndefined();
  });

  it('makes up for a long round by having all there is at two contacts in turn', () => {
    const { heard, obstacle } = follow(100);
    heard(700, 100, 100);
    heard(750, 100, 100);
    expect(obstacle(100, 100, 10)).toBeUndefined();
  });

  it.each([
    ['was never heard', 5, 5, undefined, 'is not in contact'],
    ['is silent', 5, 5, 251, 'is not in contact'],
    ['is far behind', 5, 1006, 10, 'is 1001 entries behind'],
  ])('may not vote when it %s', (_, matchIndex, last, silentMs, problem) => {
    const { heard, obstacle } = follow(5);
    heard(1, 5, 5);
    expect(obstacle(matchIndex, last, silentMs)).toBe(problem);
  });

  it('must have applied what it has received', () => {
    const { heard, obstacle } = follow(2000);
    heard(1, 2000, 2000, 999);
    expect(obstacle(2000, 2000, 10)).toBe('has 1001 entries left to apply');
    heard(2, 2000, 2000, 1000);
    heard(3, 2000, 2000, 500);
    expect(obstacle(2000, 2000, 10)).toBeUndefined();
  });
});
