import { beforeEach, describe, expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import { DivergedError, NoLeaderError, StoppingError, TooStaleError } from '../../rpc/errors.ts';
import { LocalReads } from '../../rpc/local-reads.ts';
import type { ReadDemand } from '../../rpc/read-demand.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { FakeGateway } from './fake-gateway.ts';

const deadline = asMonotonicMs(1_000_000);
let gateway = new FakeGateway();
let reads = new LocalReads({ gateway, clock: new ManualClock() });
/** What was read and discarded. */
let discarded: number[] = [];

beforeEach(() => {
  gateway = new FakeGateway();
  gateway.leads = false;
  discarded = [];
  reads = new LocalReads({ gateway, clock: new ManualClock() });
});

/** Reads the applied index, which stands for the state. */
function run(demand: ReadDemand): ReturnType<typeof reads.run<number>> {
  return reads.run(demand, deadline, {
    read: () => gateway.appliedIndex,
    discard: (result) => discarded.push(result),
  });
}

function eventual(bounds: { maxStalenessMs?: number; atLeast?: number }): ReadDemand {
  const { maxStalenessMs, atLeast } = bounds;
  return {
    kind: 'eventual',
    maxStalenessMs,
    atLeast: atLeast === undefined ? undefined : asLogIndex(atLeast),
  };
}

describe('an eventual read', () => {
  test('is served at once, with what is known of its age', () => {
    gateway.age = 1234;
    expect(run(eventual({}))).toEqual({ result: 7, stalenessMs: 1234 });
    gateway.age = undefined;
    expect(run(eventual({}))).toEqual({ result: 7, stalenessMs: undefined });
    expect(gateway.barriers).toBe(0);
  });
});

describe('a node that has diverged (rule H-2)', () => {
  test.each([eventual({}), eventual({ maxStalenessMs: 1e9 }), eventual({ atLeast: 7 })])(
    'serves nothing, whatever its age: %#',
    (demand) => {
      gateway.age = 0;
      gateway.isFenced = true;
      expect(() => run(demand)).toThrow(DivergedError);
    },
  );
});

describe('a node that has lost its state and waits for a snapshot (S-12)', () => {
  test.each([eventual({}), eventual({ maxStalenessMs: 1e9 })])(
    'reads when it has one, not from nothing: %#',
    async (demand) => {
      gateway.age = 0;
      gateway.lacksState = true;
      expect(await run(demand)).toEqual({ result: 7, stalenessMs: 0 });
      expect(gateway.barriers).toBe(1);
    },
  );
});

describe('a strong read', () => {
  test('of a leader with a lease is served at once, and is 0 ms old', () => {
    gateway.leads = true;
    gateway.age = undefined;
    expect(run({ kind: 'strong' })).toEqual({ result: 7, stalenessMs: 0 });
  });

  test('elsewhere waits for a permit', async () => {
    expect(await run({ kind: 'strong' })).toEqual({ result: 7, stalenessMs: 0 });
    expect(gateway.barriers).toBe(1);
  });
});

describe('a read of bounded staleness', () => {
  test('is served at once if the state is known to be young enough, up to the bound itself', () => {
    gateway.age = 200;
    expect(run(eventual({ maxStalenessMs: 200 }))).toEqual({ result: 7, stalenessMs: 200 });
  });

  test.each([200.5, undefined])(
    'asks the leader if the age is %s, and drops what it read',
    async (age) => {
      gateway.age = age;
      gateway.onBarrier = async () => {
        gateway.appliedIndex = 8;
        await Promise.resolve();
      };
      expect(await run(eventual({ maxStalenessMs: 200 }))).toEqual({ result: 8, stalenessMs: 0 });
      expect(discarded).toEqual([7]);
    },
  );

  test.each([
    [1233.5, 'is 1234 ms old, as far as it knows; 200 ms are allowed'],
    [undefined, 'is of unknown age; 200 ms are allowed'],
  ])('is refused with its age, %s, when no leader answers', async (age, message) => {
    gateway.age = age;
    gateway.onBarrier = async () => await Promise.reject(new NoLeaderError());
    const answer = Promise.resolve(run(eventual({ maxStalenessMs: 200 })));
    await expect(answer).rejects.toThrow(TooStaleError);
    await expect(answer).rejects.toThrow(message);
    expect(discarded).toEqual([7]);
  });

  test('tells other failures as they are', async () => {
    gateway.age = undefined;
    gateway.onBarrier = async () => await Promise.reject(new StoppingError());
    const answer = Promise.resolve(run(eventual({ maxStalenessMs: 200 })));
    await expect(answer).rejects.toThrow(StoppingError);
  });
});

describe('a read of at least a versionstamp', () => {
  test('is served at once if that is applied', () => {
    expect(run(eventual({ atLeast: 7 }))).toMatchObject({ result: 7 });
  });

  test('waits until it is applied', async () => {
    gateway.onWait = async (index) => {
      gateway.appliedIndex = index + 2;
      return await Promise.resolve(true);
    };
    expect(await run(eventual({ atLeast: 8 }))).toMatchObject({ result: 10 });
  });

  test('is refused when that does not come in time, and says how far the node is', async () => {
    gateway.onWait = async () => await Promise.resolve(false);
    await expect(run(eventual({ atLeast: 8 }))).rejects.toThrow(
      'this node has applied 7 and did not reach 8',
    );
  });

  test('keeps its other bound', async () => {
    gateway.age = 500;
    await run(eventual({ atLeast: 8, maxStalenessMs: 200 }));
    expect(gateway.barriers).toBe(1);
  });
});
