import { beforeEach, expect, test } from 'vitest';
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import {
  decodeGetResponse,
  decodeListResponse,
  encodeAtomicRequest,
  encodeGetRequest,
  encodeListRequest,
  type ListPage,
  type ListSelector,
} from '../../rpc/client/codec.ts';
import {
  AnswerTooLargeError,
  DeadlineExceededError,
  DivergedError,
  MutationRejectedError,
  NoLeaderError,
  OutcomeUnknownError,
  OverloadedError,
} from '../../rpc/errors.ts';
import { defaultAccess } from '../../rpc/access.ts';
import { KvService } from '../../rpc/kv-service.ts';
import { bytesValue, FakeGateway, keyOf, stamp } from './fake-gateway.ts';

let now = 0;
const clock: Clock = {
  monotonic: () => asMonotonicMs(now),
  wall: () => asWallMs(now),
  after: () => ({ cancel: () => undefined }),
  soon: () => undefined,
};
const deadline = asMonotonicMs(1000);
const strongGet = encodeGetRequest([keyOf('a')], {});
const write = encodeAtomicRequest({ checks: [], mutations: [{ kind: 'delete', key: keyOf('a') }] });
let gateway = new FakeGateway();
let service = new KvService({ gateway, clock });

beforeEach(() => {
  now = 0;
  gateway = new FakeGateway();
  gateway.put(keyOf('a'), bytesValue('1'));
  service = new KvService({ gateway, clock });
});

function text(answer: Uint8Array): string | undefined {
  const bytes = decodeGetResponse(answer).entries[0]?.value?.bytes;
  return bytes && Buffer.from(bytes).toString();
}

async function pages(selector: ListSelector): Promise<ListPage[]> {
  const found: ListPage[] = [];
  for await (const message of service.list(encodeListRequest(selector), deadline, defaultAccess)) {
    found.push(decodeListResponse(message));
  }
  return found;
}

test('a strong get on a leader with a lease is answered without a promise', () => {
  const answer = service.get(strongGet, deadline, defaultAccess);
  expect(answer).toBeInstanceOf(Uint8Array);
  expect(gateway.barriers).toBe(0);
});

test('a value read under a lease that ended is discarded and read again (rule Q-6)', async () => {
  gateway.permits = [false, false, true];
  const answer = service.get(strongGet, deadline, defaultAccess);
  gateway.put(keyOf('a'), bytesValue('2'));
  expect(text(await answer)).toBe('2');
  expect(gateway.barriers).toBe(2);
});

test('a strong get gives up when no permit is ever confirmed', async () => {
  gateway.permits = [false];
  await expect(service.get(strongGet, deadline, defaultAccess)).rejects.toThrow(NoLeaderError);
  expect(gateway.barriers).toBe(10);
  now = 2000;
  await expect(service.get(strongGet, deadline, defaultAccess)).rejects.toThrow(NoLeaderError);
  expect(gateway.barriers).toBe(11);
});

test('an eventual get asks for no permit', () => {
  gateway.permits = [false];
  const answer = service.get(
    encodeGetRequest([keyOf('a')], { consistency: 'eventual' }),
    deadline,
    defaultAccess,
  );
  expect(answer).toBeInstanceOf(Uint8Array);
  expect(gateway.barriers).toBe(0);
});

test('a get and a list tell of which state they are, and how old it may be', async () => {
  gateway.age = 12.3;
  const readAt = { versionstamp: stamp(7), stalenessMs: 13 };
  const get = await service.get(
    encodeGetRequest([], { consistency: 'eventual' }),
    deadline,
    defaultAccess,
  );
  expect(decodeGetResponse(get).readAt).toEqual(readAt);
  expect(await pages({ prefix: new Uint8Array(0), consistency: 'eventual' })).toMatchObject([
    { readAt },
  ]);
  expect(await pages({ prefix: new Uint8Array(0) })).toMatchObject([
    { readAt: { versionstamp: stamp(7), stalenessMs: 0 } },
  ]);
});

test('a list that must not be so old releases the view that was', async () => {
  gateway.leads = false;
  gateway.age = 300;
  const bounded = { prefix: new Uint8Array(0), consistency: 'eventual' } as const;
  expect(await pages({ ...bounded, maxStalenessMs: 200 })).toMatchObject([
    { readAt: { stalenessMs: 0 } },
  ]);
  expect(gateway.barriers).toBe(1);
  expect(gateway.openViews).toBe(0);
});

test('a get whose values exceed one message is refused', () => {
  gateway.put(keyOf('a'), bytesValue(Buffer.alloc(65_536)));
  const keys = Array.from({ length: 128 }, () => keyOf('a'));
  expect(() => service.get(encodeGetRequest(keys, {}), deadline, defaultAccess)).toThrow(
    AnswerTooLargeError,
  );
});

test('a mutation that the state machine refuses is an error with its text', async () => {
  gateway.answerWrite = async () => ({ kind: 'rejected', message: 'unsupported value type' });
  await expect(service.atomic(write, deadline, defaultAccess)).rejects.toThrow(
    new MutationRejectedError('unsupported value type'),
  );
});

test('a write of unknown fate is a passed deadline only if the deadline has passed', async () => {
  gateway.answerWrite = async () => {
    throw new OutcomeUnknownError('?');
  };
  await expect(service.atomic(write, deadline, defaultAccess)).rejects.toThrow(OutcomeUnknownError);
  now = 1000;
  await expect(service.atomic(write, deadline, defaultAccess)).rejects.toEqual(
    new DeadlineExceededError('unknown'),
  );
});

test('an invalid write never reaches the gateway', () => {
  expect(() => service.atomic(Buffer.of(0x0f), deadline, defaultAccess)).toThrow(
    /protobuf is invalid/,
  );
  expect(gateway.writes).toEqual([]);
});

test('a short list is one message without a cursor', async () => {
  const found = await pages({ prefix: new Uint8Array(0) });
  expect(found.map(({ entries, cursor }) => [entries.length, cursor])).toEqual([[1, '']]);
});

test('an empty range is one empty message', async () => {
  expect(await pages({ prefix: keyOf('nothing') })).toMatchObject([{ entries: [], cursor: '' }]);
});

test('a list ends at its limit with the cursor of the last entry', async () => {
  gateway.put(keyOf('b'), bytesValue('2'));
  const [page, ...rest] = await pages({ prefix: new Uint8Array(0), limit: 1 });
  expect(rest).toEqual([]);
  expect(page?.cursor).toBe('AmEA');
  const following = await pages({ prefix: new Uint8Array(0), limit: 1, cursor: 'AmEA' });
  expect(following[0]?.entries[0]?.key).toEqual(keyOf('b'));
});

test('a long list comes in bounded messages and is pulled only as it is read', async () => {
  for (let at = 0; at < 1200; at++) {
    gateway.put(keyOf(`k${String(at).padStart(4, '0')}`), bytesValue('x'));
  }
  const messages = service.list(
    encodeListRequest({ prefix: new Uint8Array(0) }),
    deadline,
    defaultAccess,
  );
  await messages.next();
  expect(gateway.pulls).toBe(1);
  await messages.return();
  expect(gateway.openViews).toBe(0);
  const sizes = (await pages({ prefix: new Uint8Array(0) })).map(({ entries }) => entries.length);
  expect(sizes).toEqual([500, 500, 201]);
});

test('large values make smaller messages, and a full last one is followed by an empty one', async () => {
  for (let at = 0; at < 12; at++) gateway.put(keyOf(`k${at}`), bytesValue(Buffer.alloc(65_536)));
  const found = await pages({ prefix: new Uint8Array(0) });
  expect(found.map(({ entries }) => entries.length)).toEqual([4, 3, 3, 3, 0]);
});

test('a long list ends when its node is found to have diverged (rule H-2)', async () => {
  for (let at = 0; at < 1200; at++) gateway.put(keyOf(`k${at}`), bytesValue('x'));
  const messages = service.list(
    encodeListRequest({ prefix: new Uint8Array(0) }),
    deadline,
    defaultAccess,
  );
  expect((await messages.next()).done).toBe(false);
  gateway.isFenced = true;
  await expect(messages.next()).rejects.toThrow(DivergedError);
});

test('a strong list confirms its permit after the view was taken, and drops views of lost leases', async () => {
  gateway.permits = [false, false, true];
  const found = await pages({ prefix: new Uint8Array(0) });
  expect(found).toHaveLength(1);
  expect(gateway.barriers).toBe(2);
  expect(gateway.openViews).toBe(0);
});

test('open lists are bounded, and one that ends makes room', async () => {
  const request = encodeListRequest({ prefix: new Uint8Array(0), consistency: 'eventual' });
  const open = Array.from({ length: 1024 }, () => service.list(request, deadline, defaultAccess));
  await Promise.all(open.map(async (messages) => await messages.next()));
  await expect(service.list(request, deadline, defaultAccess).next()).rejects.toThrow(
    OverloadedError,
  );
  await Promise.all(open.map(async (messages) => await messages.return()));
  expect((await service.list(request, deadline, defaultAccess).next()).done).toBe(false);
});
