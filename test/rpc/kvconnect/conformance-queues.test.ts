/** The cases of the conformance checklist about messages that a write enqueues, by their numbers, on a real node. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { queueKey } from '../../../storage/kv/keyspace.ts';
import { decodeQueuedMessage } from '../../../storage/kv/queued-message.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';
import type { ConnectClient } from './connect-client.ts';
import { setOf, startConnectClient } from './connect-client.ts';

let client: ConnectClient;
beforeAll(async () => {
  client = await startConnectClient();
});

const one = Buffer.of(1);
const newKey = () => encodeKey(['k', client.node.machine.lastApplied]);
const bytesKey = (length: number) => encodeKey([new Uint8Array(length).fill(1)]);
const refused = (text: string) => `400 text/plain ${text}`;
async function refusal(write: object): Promise<string> {
  const { status, type, body } = await client.write(write);
  return `${status} ${type} ${body.toString()}`;
}

describe('messages for queues', () => {
  const payload = Buffer.from('ff0f220178', 'hex');

  test('189: a payload may have 65536 bytes', async () => {
    const fits = { payload: Buffer.alloc(65_536) };
    expect(await client.commit({ enqueues: [fits] })).toMatchObject({ status: 1 });
    const enqueues = [{ payload: Buffer.alloc(65_537) }];
    expect(await refusal({ enqueues })).toBe(refused('A value exceeds the value size limit.'));
  });

  test('190: 10 keys, 10 intervals, one hour', async () => {
    const key = newKey();
    const most = {
      keys_if_undelivered: Array.from({ length: 10 }, () => key),
      backoff_schedule: Array.from({ length: 10 }, () => 3_600_000),
    };
    expect(await client.commit({ enqueues: [most] })).toMatchObject({ status: 1 });
    const tooMany = [
      [
        { ...most, keys_if_undelivered: [...most.keys_if_undelivered, key] },
        'Too many dead letter keys for a single queue message.',
      ],
      [
        { ...most, backoff_schedule: [...most.backoff_schedule, 1] },
        'Too many backoff intervals for a single queue message.',
      ],
      [
        { backoff_schedule: [1, 3_600_001] },
        'A backoff interval exceeds the maximum allowed backoff interval.',
      ],
      [{ keys_if_undelivered: [bytesKey(2047)] }, 'A key exceeds the key size limit.'],
      [{ keys_if_undelivered: [Buffer.alloc(0)] }, 'key cannot be empty'],
      [{ keys_if_undelivered: [Buffer.of(5)] }, 'The key is malformed: invalid tag.'],
    ] as const;
    for (const [enqueue, text] of tooMany) {
      expect(await refusal({ enqueues: [enqueue] })).toBe(refused(text));
    }
  });

  test('191: a deadline in the past, and up to 30 days and an hour ahead', async () => {
    const latest = client.node.clock.wall() + 30 * 86_400_000 + 3_600_000;
    for (const deadline_ms of [0, 1, latest]) {
      const enqueues = [{ payload, deadline_ms }];
      expect(await client.commit({ enqueues })).toMatchObject({ status: 1 });
    }
    for (const deadline_ms of [
      -1,
      latest + 1,
      client.node.clock.wall() + 31 * 86_400_000,
      2 ** 62,
    ]) {
      const enqueues = [{ payload, deadline_ms }];
      expect(await refusal({ enqueues })).toBe(refused('Invalid mutation enqueue deadline.'));
    }
  });

  test('are durable with the mutations of their write, with the schedule that they have', async () => {
    const key = newKey();
    const deadline_ms = client.node.clock.wall() + 10;
    const { versionstamp } = await client.commit({
      mutations: [setOf(key, one)],
      enqueues: [
        { payload, deadline_ms, keys_if_undelivered: [key], backoff_schedule: [100, 200] },
        { payload, deadline_ms },
      ],
    });
    await client.node.run(client.node.machine.checkpoint());
    const messages = [0, 1].map((position) => {
      const place = { database: 0, deadlineMs: deadline_ms, versionstamp, position };
      return decodeQueuedMessage(client.node.home.engine.get(queueKey(place)) ?? '');
    });
    expect(messages).toEqual([
      { payload, keysIfUndelivered: [Buffer.from(key)], backoffMs: [100, 200], attempts: 0 },
      { payload, keysIfUndelivered: [], backoffMs: [100, 1000, 5000, 30_000, 60_000], attempts: 0 },
    ]);
  });

  test('are not stored if a check fails', async () => {
    const deadline_ms = 12_345;
    const checks = [{ key: newKey(), versionstamp: Buffer.alloc(10) }];
    expect(await client.commit({ checks, enqueues: [{ payload, deadline_ms }] })).toMatchObject({
      status: 2,
    });
    await client.node.run(client.node.machine.checkpoint());
    const versionstamp = versionstampAt(client.node.machine.lastApplied);
    const place = { database: 0, deadlineMs: deadline_ms, versionstamp, position: 0 };
    expect(client.node.home.engine.get(queueKey(place))).toBeUndefined();
  });
});
