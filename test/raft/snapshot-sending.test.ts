import { expect, it } from 'vitest';
import { asLogIndex, asNodeId, asTerm } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { SnapshotOutcome, SnapshotSource } from '../../raft/index.ts';
import { SnapshotSending } from '../../raft/snapshot-sending.ts';
import { alone, startNode } from '../support/lone-node.ts';
import { ManualClock } from '../support/manual-clock.ts';

const [a = asNodeId('00000000000000a1'), b, c] = ['a1', 'a2', 'a3'].map((end) =>
  asNodeId(`00000000000000${end}`),
);
const term = asTerm(2);
const { membership } = startNode([alone]);

type Sent = {
  readonly peer: NodeId;
  readonly source: SnapshotSource;
  readonly signal: AbortSignal;
  readonly end: (outcome: SnapshotOutcome) => Promise<void>;
};

const readNothing = async (): Promise<undefined> => await Promise.resolve(undefined);

/** The position of the state rises by one with every view that is opened. */
function startSending() {
  const clock = new ManualClock();
  const running: Sent[] = [];
  const closed: string[] = [];
  const results: (readonly [NodeId, number | undefined])[] = [];
  let opened = 0;
  const sending = new SnapshotSending({
    clock,
    logger: silentLogger,
    sender: {
      send: async ({ peer }, source, signal) =>
        await new Promise((resolve) => {
          const end = async (outcome: SnapshotOutcome): Promise<void> => {
            resolve(outcome);
            await clock.run();
          };
          running.push({ peer, source, signal, end });
        }),
    },
    open: () => {
      opened += 1;
      const id = `s-${opened}`;
      const meta = {
        id,
        last: { index: asLogIndex(100 + opened), term },
        membership: { index: asLogIndex(1), membership },
      };
      return { meta, read: readNothing, close: () => closed.push(id) };
    },
    onSent: (peer, index) => results.push([peer, index]),
  });
  return { clock, running, closed, results, sending };
}

function need(peer: NodeId | undefined): NodeId {
  if (peer === undefined) throw new Error('there is no such peer');
  return peer;
}

it('tells where the snapshot stood that was installed, and that one failed', async () => {
  const { running, results, sending } = startSending();
  sending.request(a, term);
  await running[0]?.end({ kind: 'installed' });
  sending.request(a, term);
  await running[1]?.end({ kind: 'failed', reason: 'gone' });
  expect(results).toEqual([
    [a, 101],
    [a, undefined],
  ]);
});

it('sends to two peers at a time from one view; a third waits (S-4)', async () => {
  const { running, sending } = startSending();
  for (const peer of [a, need(b), need(c)]) sending.request(peer, term);
  expect(running.map(({ peer }) => peer)).toEqual([a, b]);
  expect(running[0]?.source).toBe(running[1]?.source);
  await running[0]?.end({ kind: 'installed' });
  expect(running.map(({ peer }) => peer)).toEqual([a, b, c]);
});

it('a peer that asks twice is sent to once', () => {
  const { running, sending } = startSending();
  sending.request(a, term);
  sending.request(a, term);
  expect(running).toHaveLength(1);
});

it('a receiver that comes back soon gets the same snapshot, later a new one (S-5)', async () => {
  const { clock, running, closed, sending } = startSending();
  sending.request(a, term);
  await running[0]?.end({ kind: 'failed', reason: 'broken' });
  await clock.advance(10_000);
  sending.request(a, term);
  expect(running[1]?.source.meta.id).toBe('s-1');
  await running[1]?.end({ kind: 'failed', reason: 'broken' });
  expect(sending.index).toBe(101);
  await clock.advance(31_000);
  expect(closed).toEqual(['s-1']);
  expect(sending.index).toBeUndefined();
  sending.request(a, term);
  expect(running[2]?.source.meta.id).toBe('s-2');
});

it('what goes to a peer that is no member any more is ended, and what it waits for is forgotten', async () => {
  const { clock, running, closed, results, sending } = startSending();
  for (const peer of [a, need(b), need(c)]) sending.request(peer, term);
  sending.keepOnly(new Set([need(b)]));
  expect(running.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await running[0]?.end({ kind: 'failed', reason: 'called off' });
  await running[1]?.end({ kind: 'installed' });
  expect(running).toHaveLength(2);
  expect(results).toEqual([
    [a, undefined],
    [b, 101],
  ]);
  await clock.advance(31_000);
  expect(closed).toEqual(['s-1']);
});

it('a view that is too old is closed under its receivers (S-4)', async () => {
  const { clock, running, closed, sending } = startSending();
  sending.request(a, term);
  await clock.advance(15 * 60_000 + 1);
  expect(running[0]?.signal.aborted).toBe(true);
  expect(closed).toEqual(['s-1']);
});

it('a state that is too large to arrive in that time gets twice as long with each view, up to a bound', async () => {
  const { clock, running, closed, sending } = startSending();
  for (const minutes of [15, 30, 60, 120, 240, 240]) {
    const views = closed.length;
    sending.request(a, term);
    await clock.advance(minutes * 60_000 - 1);
    expect(closed).toHaveLength(views);
    await clock.advance(2);
    expect(closed).toHaveLength(views + 1);
    await running.at(-1)?.end({ kind: 'failed', reason: 'called off' });
  }
  sending.request(a, term);
  await running.at(-1)?.end({ kind: 'installed' });
  await clock.advance(31_000);
  sending.request(a, term);
  await clock.advance(15 * 60_000 + 1);
  expect(closed).toHaveLength(8);
});

it('ends everything when the node leads no more', async () => {
  const { running, closed, results, sending } = startSending();
  for (const peer of [a, need(b), need(c)]) sending.request(peer, term);
  sending.stop();
  expect(running.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  expect(closed).toEqual(['s-1']);
  for (const { end } of running) await end({ kind: 'failed', reason: 'called off' });
  expect(results).toHaveLength(2);
});
