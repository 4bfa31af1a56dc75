import { describe, expect, test } from 'vitest';
import { asLogIndex, asNodeId } from '../../../base/brand.ts';
import type { NodeId } from '../../../base/brand.ts';
import { Divergence } from '../../../raft/core/divergence.ts';
import type { HashReport } from '../../../raft/core/divergence.ts';
import type { VoterSets } from '../../../raft/core/quorum.ts';
import type { CoreEvent } from '../../../raft/core/ready.ts';

const idOf = (number: number): NodeId => asNodeId(String(number).padStart(16, '0'));
const [one, two, three, four] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const sets: VoterSets = { voters: [one, two, three] };
const at = (interval: number, hash: string): HashReport => ({
  index: asLogIndex(interval * 256),
  hash,
});

function make(): { divergence: Divergence; events: CoreEvent[] } {
  const events: CoreEvent[] = [];
  return { divergence: new Divergence(one, events), events };
}

test('a node whose state was known to be wrong is fenced from its start', () => {
  const events: CoreEvent[] = [];
  const fence = { ...at(1, 'a'), quorumHash: 'b' };
  const divergence = new Divergence(one, events, fence);
  expect(divergence.isFenced).toBe(true);
  expect(events).toEqual([{ kind: 'diverged', node: one, ...fence }]);
  divergence.onStateReplaced();
  expect(divergence.isFenced).toBe(false);
});

describe('the leader', () => {
  test('finds whom the quorum contradicts, once, and tells it the newest value', () => {
    const { divergence, events } = make();
    for (const interval of [1, 2]) {
      divergence.onReport(one, at(interval, 'a'), sets);
      divergence.onReport(three, at(interval, 'b'), sets);
      divergence.onReport(two, at(interval, 'a'), sets);
    }
    expect(events).toMatchObject([{ kind: 'diverged', node: three, hash: 'b', quorumHash: 'a' }]);
    expect(divergence.noticeFor(three)).toEqual(at(2, 'a'));
    expect(divergence.noticeFor(two)).toBeUndefined();
    expect(divergence.status.diverged).toEqual([three]);
  });

  test('finds itself', () => {
    const { divergence, events } = make();
    divergence.onReport(one, at(1, 'a'), sets);
    divergence.onReport(two, at(1, 'b'), sets);
    expect(divergence.isFenced).toBe(false);
    divergence.onReport(three, at(1, 'b'), sets);
    expect(divergence.isFenced).toBe(true);
    expect(divergence.status.fence).toEqual({ ...at(1, 'a'), quorumHash: 'b' });
    expect(events).toHaveLength(1);
  });

  test('takes a later agreement for proof that a node was rebuilt', () => {
    const { divergence } = make();
    divergence.onReport(one, at(1, 'a'), sets);
    divergence.onReport(two, at(1, 'a'), sets);
    divergence.onReport(three, at(1, 'b'), sets);
    divergence.onReport(one, at(2, 'c'), sets);
    divergence.onReport(three, at(2, 'c'), sets);
    expect(divergence.noticeFor(three)).toBeUndefined();
  });

  test('judges what it heard before it led, when it is repeated', () => {
    const { divergence } = make();
    divergence.onReport(two, at(1, 'b'), sets);
    divergence.onReport(three, at(1, 'b'), sets);
    // Applied as a follower, when nobody compared; now it leads again.
    divergence.onOwnHash(at(1, 'a'));
    expect(divergence.isFenced).toBe(false);
    divergence.onReport(two, at(1, 'b'), sets);
    expect(divergence.isFenced).toBe(true);
  });

  test('compares a learner, but counts no vote of it', () => {
    const { divergence } = make();
    divergence.onReport(four, at(1, 'b'), sets);
    divergence.onReport(one, at(1, 'b'), sets);
    expect(divergence.status.comparedIndex).toBe(0);
    divergence.onReport(two, at(1, 'a'), sets);
    divergence.onReport(three, at(1, 'a'), sets);
    expect(divergence.noticeFor(four)).toEqual(at(1, 'a'));
    expect(divergence.isFenced).toBe(true);
  });

  test('needs both halves of a joint membership (M-5)', () => {
    const { divergence } = make();
    const joint = { voters: [one, two, three], votersOld: [one, four] };
    divergence.onReport(one, at(1, 'a'), joint);
    divergence.onReport(two, at(1, 'a'), joint);
    expect(divergence.status.comparedIndex).toBe(0);
    divergence.onReport(four, at(1, 'a'), joint);
    expect(divergence.status.comparedIndex).toBe(256);
  });

  test('says that nobody has a quorum when all voters differ, and fences nobody', () => {
    const { divergence, events } = make();
    divergence.onReport(one, at(1, 'a'), sets);
    divergence.onReport(two, at(1, 'b'), sets);
    expect(events).toEqual([]);
    divergence.onReport(three, at(1, 'c'), sets);
    divergence.onReport(three, at(1, 'c'), sets);
    expect(events.map(({ kind }) => kind)).toEqual(['stateDisputed']);
    expect(divergence.isFenced).toBe(false);
  });

  test('says that two differ while the third does not answer (H-3)', () => {
    const { divergence, events } = make();
    divergence.onReport(one, at(1, 'a'), sets);
    divergence.onReport(one, at(1, 'a'), sets);
    divergence.onReport(two, at(1, 'b'), sets);
    expect(events).toEqual([]);
    // Soon, if nothing else happens.
    for (let heartbeat = 0; heartbeat < 9; heartbeat += 1) {
      expect(events).toEqual([]);
      divergence.onReport(one, at(1, 'a'), sets);
      divergence.onReport(two, at(1, 'b'), sets);
    }
    divergence.onReport(one, at(1, 'a'), sets);
    expect(events.map(({ kind }) => kind)).toEqual(['stateDisputed']);
    expect(divergence.status.comparedIndex).toBe(0);
    divergence.onReport(three, at(1, 'a'), sets);
    expect(divergence.noticeFor(two)).toEqual(at(1, 'a'));
  });

  test('says so under load, too, when each report is of another index (H-3)', () => {
    const { divergence, events } = make();
    for (let interval = 1; interval <= 65; interval += 1) {
      expect(events).toEqual([]);
      divergence.onReport(one, at(interval, 'a'), sets);
      divergence.onReport(two, at(interval, 'b'), sets);
    }
    expect(events.map(({ kind }) => kind)).toEqual(['stateDisputed']);
  });

  test('counts what it has to give up without a comparison (H-3)', () => {
    const { divergence } = make();
    divergence.onReport(two, at(1, 'a'), sets);
    for (let interval = 2; interval <= 65; interval += 1) {
      divergence.onReport(one, at(interval, 'a'), sets);
    }
    expect(divergence.status).toMatchObject({ comparedIndex: 0, uncomparedCount: 1 });
    // Too old to be compared with anything that is known here; a repetition is not counted again.
    divergence.onReport(three, at(1, 'a'), sets);
    divergence.onReport(three, at(1, 'a'), sets);
    expect(divergence.status.uncomparedCount).toBe(2);
  });

  test('does not count a report of a node of which a later one was compared', () => {
    const { divergence } = make();
    divergence.onReport(two, at(1, 'a'), sets);
    for (let interval = 2; interval <= 70; interval += 1) {
      divergence.onReport(one, at(interval, 'a'), sets);
      if (interval === 40) divergence.onReport(two, at(interval, 'a'), sets);
    }
    expect(divergence.status.uncomparedCount).toBe(0);
  });

  test('does not count what was compared', () => {
    const { divergence } = make();
    for (let interval = 1; interval <= 100; interval += 1) {
      divergence.onReport(one, at(interval, 'a'), sets);
      divergence.onReport(two, at(interval, 'a'), sets);
    }
    expect(divergence.status).toMatchObject({ comparedIndex: 25_600, uncomparedCount: 0 });
  });
});

describe('a node that is told', () => {
  test('fences itself if it has another value there, and says so once', () => {
    const { divergence, events } = make();
    divergence.onOwnHash(at(1, 'a'));
    divergence.onOwnHash(at(2, 'b'));
    expect(divergence.report).toEqual(at(2, 'b'));
    divergence.onNotice(at(1, 'c'));
    divergence.onNotice(at(2, 'd'));
    expect(divergence.status.fence).toEqual({ ...at(2, 'b'), quorumHash: 'd' });
    expect(events).toMatchObject([{ kind: 'diverged', node: one, index: 256 }]);
  });

  test('ignores what is no news, or about what it does not know', () => {
    const { divergence } = make();
    divergence.onOwnHash(at(1, 'a'));
    divergence.onNotice(at(1, 'a'));
    divergence.onNotice(at(9, 'b'));
    expect(divergence.isFenced).toBe(false);
  });

  test('is as good as any when its state was replaced (S-12)', () => {
    const { divergence } = make();
    divergence.onOwnHash(at(1, 'a'));
    divergence.onNotice(at(1, 'b'));
    divergence.onStateReplaced();
    expect([divergence.isFenced, divergence.report]).toEqual([false, undefined]);
    divergence.onNotice(at(1, 'b'));
    expect(divergence.isFenced).toBe(false);
  });
});
