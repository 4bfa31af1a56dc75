import { expect, test } from 'vitest';
import { asTerm, asWallMs } from '../../../base/brand.ts';
import type { Term } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import type { Entry } from '../../../raft/core/types.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { encodeCommand } from '../../../storage/kv/command-codec.ts';
import { expirySweep, sessionSweep, Sweeper } from '../../../storage/kv/sweeper.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, entryOf, openMachine } from '../../support/kv-fixture.ts';
import { ManualClock } from '../../support/manual-clock.ts';

type Proposed = {
  readonly term: Term;
  readonly command: Uint8Array;
  readonly settle: () => void;
};

/** A sweeper whose node the test decides about. */
function makeSweeper(options = sessionSweep) {
  const clock = new ManualClock();
  const node: {
    term: number | undefined;
    isDue: boolean;
    failure?: Error;
    /** How long a look takes. */
    wait?: Promise<void>;
  } = { term: 3, isDue: true };
  const proposed: Proposed[] = [];
  const failures: unknown[] = [];
  const sweeper = Sweeper.start(options, {
    clock,
    logger: silentLogger,
    findWork: async (_wall, term) => {
      await node.wait;
      if (node.failure !== undefined) throw node.failure;
      return node.isDue ? { kind: 'sweepSessions', term } : undefined;
    },
    leadingTerm: () => (node.term === undefined ? undefined : asTerm(node.term)),
    propose: (term, command, settle) => proposed.push({ term, command, settle }),
    onFatal: (error) => failures.push(error),
  });
  return { clock, node, proposed, sweeper, failures };
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  const resolvers: (() => void)[] = [];
  const promise = new Promise<void>((done) => {
    resolvers.push(done);
  });
  return { promise, resolve: () => resolvers[0]?.() };
}

function at(index: number, term: number, nowMs: number): Entry {
  return { ...entryOf(index, atomic({})), term: asTerm(term), stampedAt: asWallMs(nowMs) };
}

test('a leader proposes a sweep with its term within a second, and none before its fate is known', async () => {
  const { clock, proposed } = makeSweeper();
  await clock.advance(1000);
  expect(proposed.map(({ term }) => term)).toEqual([3]);
  expect(proposed[0]?.command).toEqual(encodeCommand({ kind: 'sweepSessions', term: asTerm(3) }));
  await clock.advance(10_000);
  expect(proposed).toHaveLength(1);
  proposed[0]?.settle();
  await clock.advance(1000);
  expect(proposed).toHaveLength(2);
});

test('a node that does not lead, or has nothing due, proposes nothing', async () => {
  const { clock, node, proposed } = makeSweeper();
  node.term = undefined;
  await clock.advance(5000);
  node.term = 4;
  node.isDue = false;
  await clock.advance(5000);
  expect(proposed).toHaveLength(0);
  node.isDue = true;
  await clock.advance(1000);
  expect(proposed.map(({ term }) => term)).toEqual([4]);
});

test('a sweeper that was stopped proposes nothing more', async () => {
  const { clock, proposed, sweeper } = makeSweeper();
  await sweeper.stop();
  await sweeper.stop();
  await clock.advance(5000);
  expect(proposed).toHaveLength(0);
});

test('what a leader decided before it was paused and replaced does nothing afterwards (rule X-7)', async () => {
  const { clock, proposed } = makeSweeper();
  await clock.advance(1000);
  const decided = proposed[0]?.command ?? new Uint8Array();
  // The old leader stands still with the command in its hand. Meanwhile term 4 begins, and the session is used.
  const machine = await openMachine(new MemoryEngine(), immediateClock);
  const open = { ...at(1, 3, 1000), command: encodeCommand({ kind: 'openSession', ttlMs: 500 }) };
  const late = { ...at(2, 4, 5000), kind: 'internal', command: decided } as const;
  expect(machine.apply([open, late])[1]?.result).toEqual({ kind: 'sessionsSwept', count: 0 });
  const session = { id: 1, seq: 1, ackedUpTo: 0 };
  const used = { ...at(3, 4, 5001), command: encodeCommand({ ...atomic({}), session }) };
  expect(machine.apply([used])[0]?.result?.kind).toBe('committed');
  // The same command in the term for which it was made removes the session: the fence is what saved it.
  const other = await openMachine(new MemoryEngine(), immediateClock);
  const fresh = { ...at(2, 3, 5000), kind: 'internal', command: decided } as const;
  expect(other.apply([open, fresh])[1]?.result).toEqual({ kind: 'sessionsSwept', count: 1 });
  await machine.close();
  await other.close();
});

test('entries are looked for every 100 ms, and at once again after a proposal until nothing is due', async () => {
  const { clock, node, proposed, sweeper } = makeSweeper(expirySweep);
  await clock.advance(100);
  expect(proposed).toHaveLength(1);
  proposed[0]?.settle();
  await clock.advance(10);
  expect(proposed).toHaveLength(2);
  // Half of the time at most, and never later than usual.
  await clock.advance(40);
  proposed[1]?.settle();
  await clock.advance(39);
  expect(proposed).toHaveLength(2);
  await clock.advance(1);
  expect(proposed).toHaveLength(3);
  await clock.advance(5000);
  proposed[2]?.settle();
  await clock.advance(100);
  expect(proposed).toHaveLength(4);
  node.isDue = false;
  proposed[3]?.settle();
  await clock.advance(1000);
  expect(proposed).toHaveLength(4);
  await sweeper.stop();
});

test('a state that cannot be read stops the node, unless it stops anyway', async () => {
  const { clock, node, failures } = makeSweeper();
  node.failure = new Error('damaged');
  await clock.advance(5000);
  expect(failures).toEqual([node.failure]);
  const stopping = makeSweeper();
  stopping.node.failure = new Error('closed');
  void stopping.sweeper.stop();
  await stopping.clock.advance(5000);
  expect(stopping.failures).toEqual([]);
});

test('a sweeper that is stopped while it looks proposes nothing, and is stopped when it has looked', async () => {
  const { clock, node, proposed, sweeper } = makeSweeper();
  const { promise, resolve } = promiseWithResolver();
  node.wait = promise;
  await clock.advance(1000);
  let isStopped = false;
  const stopped = sweeper.stop().then(() => {
    isStopped = true;
  });
  await clock.run();
  expect(isStopped).toBe(false);
  resolve();
  await stopped;
  expect(proposed).toHaveLength(0);
});
