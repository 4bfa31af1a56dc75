/** The cases of the conformance checklist that a snapshot read decides, by their numbers, on a real node. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { heldAnswerBytesMax } from '../../../rpc/kvconnect/limits.ts';
import type { ConnectClient } from './connect-client.ts';
import {
  collect,
  makeHandler,
  pointRange,
  prefixRange,
  request,
  setOf,
  startConnectClient,
} from './connect-client.ts';
import { decodeReadOutput, encodeRead } from './datapath-reference.ts';

let client: ConnectClient;
const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => setOf(encodeKey(['list', at]), Buffer.of(at)));
beforeAll(async () => {
  client = await startConnectClient();
  await client.commit({ mutations: numbered(30) });
});

async function refusal(...ranges: readonly object[]): Promise<string> {
  const { status, type, body } = await client.post('/v2/snapshot_read', encodeRead({ ranges }));
  return `${status} ${type} ${body.toString()}`;
}

const refused = (text: string) => `400 text/plain ${text}`;

describe('ranges', () => {
  test('13: a boundary may have 2049 bytes', async () => {
    const long = Buffer.alloc(2049, 1);
    const read = await client.read({ start: long, end: long, limit: 1 });
    expect(read.ranges).toEqual([{ values: [] }]);
    const text = refused('A key exceeds the key size limit.');
    const tooLong = Buffer.alloc(2050, 1);
    expect(await refusal({ start: tooLong, end: long, limit: 1 })).toBe(text);
    expect(await refusal({ start: long, end: tooLong, limit: 1 })).toBe(text);
  });

  test('125: 10 ranges and 1000 entries', async () => {
    const ranges = Array.from({ length: 10 }, () => prefixRange(['list'], 100));
    expect((await client.read(...ranges)).ranges.map(({ values }) => values.length)).toEqual(
      Array.from({ length: 10 }, () => 30),
    );
    expect(await refusal(...ranges.slice(1), prefixRange(['list'], 101))).toBe(
      refused(
        'The total number of entries requested across read ranges in the read request is too large.',
      ),
    );
    expect(await refusal(prefixRange(['list'], 2 ** 31 - 1))).toMatch(/^400 /);
  });

  test('126: 11 ranges', async () => {
    const ranges = Array.from({ length: 11 }, () => prefixRange(['list'], 1));
    const text = refused('Too many read ranges requested in one read request.');
    expect(await refusal(...ranges)).toBe(text);
  });

  test('127: a limit of 0 or less', async () => {
    const text = refused('The read range limit of the snapshot read request is invalid.');
    for (const limit of [0, -1, -(2 ** 31)]) {
      expect(await refusal(prefixRange(['list'], limit))).toBe(text);
    }
  });

  test('128: what is empty by its boundaries', async () => {
    const [start, end] = [encodeKey(['list', 5]), encodeKey(['list', 2])];
    const empty = [
      { start, end, limit: 5 },
      { start, end: start, limit: 5, reverse: true },
      { start, limit: 1 },
      { limit: 1 },
    ];
    const found = await client.read(...empty, pointRange(encodeKey(['list', 1])));
    expect(found.ranges.map(({ values }) => values.length)).toEqual([0, 0, 0, 0, 1]);
  });

  test('134: a reversed range is descending', async () => {
    const found = await client.read(prefixRange(['list'], 7, true));
    expect(found.ranges[0]?.values.map(({ value }) => value[0])).toEqual([
      29, 28, 27, 26, 25, 24, 23,
    ]);
  });

  test('a batch is filled up to its limit, which ends it exactly', async () => {
    for (const limit of [1, 29, 30, 31]) {
      const found = await client.read(prefixRange(['list'], limit));
      expect(found.ranges[0]?.values).toHaveLength(Math.min(limit, 30));
    }
  });

  test('the answer says that it is strong, and gives each range its place', async () => {
    const found = await client.read(
      pointRange(encodeKey(['absent'])),
      pointRange(encodeKey(['list', 3])),
    );
    expect(found).toMatchObject({
      read_disabled: false,
      read_is_strongly_consistent: true,
      status: 1,
    });
    expect(found.ranges.map(({ values }) => values[0]?.value[0])).toEqual([undefined, 3]);
    const mixed = await client.read(
      prefixRange(['list'], 2),
      prefixRange(['absent'], 2),
      pointRange(encodeKey(['list', 3])),
    );
    expect(mixed.ranges.map(({ values }) => values.map(({ value }) => value[0]))).toEqual([
      [0, 1],
      [],
      [3],
    ]);
  });

  test('214: an empty body is a read of no range', async () => {
    const { status, type, body } = await client.post('/v2/snapshot_read', '');
    expect({ status, type }).toEqual({ status: 200, type: 'application/x-protobuf' });
    expect(decodeReadOutput(body)).toMatchObject({ ranges: [], status: 1 });
  });
});

const ask = async (key: Uint8Array) =>
  (await client.read({ start: key, end: Buffer.of(0xff), limit: 1 })).ranges[0]?.values.map(
    ({ value }) => value[0],
  );

describe('single keys', () => {
  test('147: [key, ff) with limit 1 gives the key, or the next one if it is absent', async () => {
    expect(await ask(encodeKey(['list', 3]))).toEqual([3]);
    expect(await ask(encodeKey(['list', 3.5]))).toEqual([4]);
    expect(await ask(encodeKey(['zzz']))).toEqual([]);
  });

  test('147: they are answered in the turn in which they are asked, without a view', () => {
    const { gateway } = client.node;
    const state = {
      appliedIndex: gateway.state.appliedIndex,
      get: (database: number, asked: Uint8Array) => gateway.state.get(database, asked),
      view: () => {
        throw new Error('a view was opened');
      },
    };
    const watched = Object.assign(Object.create(gateway) as typeof gateway, { state });
    Object.assign(watched, {
      tryLeaseRead: () => gateway.tryLeaseRead(),
      readBarrier: async () => await Promise.reject(new Error('no lease')),
    });
    const handle = makeHandler({ gateway: watched, clock: client.node.clock });
    const key = encodeKey(['list', 1]);
    for (const range of [pointRange(key), { start: key, end: Buffer.of(0xff), limit: 1 }]) {
      const answer = handle(request('/v2/snapshot_read', encodeRead({ ranges: [range] })));
      if (answer instanceof Promise || !(answer.body instanceof Uint8Array)) {
        throw new Error('it was not answered at once');
      }
      expect(decodeReadOutput(answer.body).ranges[0]?.values).toHaveLength(1);
    }
  });
});

describe('large answers', () => {
  const value = Buffer.alloc(65_536, 7);
  const count = 40;

  test('146: come whole, in pieces, whatever they weigh', async () => {
    for (let at = 0; at < count; at += 10) {
      const mutations = Array.from({ length: 10 }, (_, step) =>
        setOf(encodeKey(['large', at + step]), value),
      );
      await client.commit({ mutations });
    }
    const { node } = client;
    const handle = makeHandler({ gateway: node.gateway, clock: node.clock });
    const ranges = [
      prefixRange(['large'], count),
      prefixRange(['list'], 5, true),
      prefixRange(['large'], 3, true),
    ];
    const body = encodeRead({ ranges });
    const answer = await node.run(handle(request('/v2/snapshot_read', body)));
    expect(answer.body).not.toBeInstanceOf(Uint8Array);
    let longest = 0;
    const parts: Uint8Array[] = [];
    const draining = (async () => {
      if (answer.body instanceof Uint8Array) return;
      for await (const piece of answer.body) {
        longest = Math.max(longest, piece.length);
        parts.push(piece);
      }
    })();
    await node.run(draining);
    expect(longest).toBeLessThan(heldAnswerBytesMax);
    const found = decodeReadOutput(Buffer.concat(parts));
    expect(found.ranges.map(({ values }) => values.length)).toEqual([count, 5, 3]);
    expect(found.ranges[0]?.values.every((entry) => entry.value.equals(value))).toBe(true);
    expect(found.read_is_strongly_consistent).toBe(true);
  });

  test('129: all ranges are of one state, also while they are sent', async () => {
    const { node } = client;
    const handle = makeHandler({ gateway: node.gateway, clock: node.clock });
    const ranges = [prefixRange(['large'], count), prefixRange(['list'], 1)];
    const answer = await node.run(handle(request('/v2/snapshot_read', encodeRead({ ranges }))));
    await client.commit({ mutations: [setOf(encodeKey(['list', 0]), Buffer.of(99))] });
    const { body } = await node.run(collect(answer));
    expect(decodeReadOutput(body).ranges[1]?.values[0]?.value).toEqual(Buffer.of(0));
    expect((await client.get(encodeKey(['list', 0])))?.value).toEqual(Buffer.of(99));
    await client.commit({ mutations: [setOf(encodeKey(['list', 0]), Buffer.of(0))] });
  });
});
