import { beforeEach, expect, test } from 'vitest';
import { DivergedError, OverloadedError } from '../../../rpc/errors.ts';
import type { HttpAnswer } from '../../../rpc/http/http-port.ts';
import { heldAnswerBytesMax, heldBytesMax, openViewsMax } from '../../../rpc/kvconnect/limits.ts';
import { SnapshotReads } from '../../../rpc/kvconnect/snapshot-reads.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { bytesValue, FakeGateway, keyOf } from '../fake-gateway.ts';
import { collect, pointRange } from './connect-client.ts';
import { decodeReadOutput, encodeRead } from './datapath-reference.ts';

let gateway: FakeGateway;
let reads: SnapshotReads;
beforeEach(() => {
  gateway = new FakeGateway();
  reads = new SnapshotReads({ gateway, clock: new ManualClock() });
});

const everything = { start: Buffer.of(0), end: Buffer.of(0xff), limit: 990 };
const valueBytes = 60_000;
const manyCount = Math.ceil(heldAnswerBytesMax / valueBytes) + 20;

async function answer(...ranges: readonly object[]): Promise<HttpAnswer> {
  return await reads.answer(7, encodeRead({ ranges }));
}

function putMany(): void {
  for (let count = 0; count < manyCount; count += 1) {
    gateway.put(keyOf(`k${count}`), bytesValue(Buffer.alloc(valueBytes, count)));
  }
}

async function streamed(): Promise<AsyncIterator<Uint8Array>> {
  const { body } = await answer(everything);
  if (body instanceof Uint8Array) throw new Error('the answer is whole');
  return body[Symbol.asyncIterator]();
}

test('a small answer is whole, and its view is closed', async () => {
  gateway.put(keyOf('a'), bytesValue('1'));
  const { body } = await answer(everything, pointRange(keyOf('a')));
  if (!(body instanceof Uint8Array)) throw new Error('the answer is in pieces');
  expect(decodeReadOutput(body).ranges.map(({ values }) => values.length)).toEqual([1, 1]);
  expect(gateway.openViews).toBe(0);
});

test('a large answer holds one view and one piece, and reads at the pace of its reader', async () => {
  putMany();
  const stream = await streamed();
  expect(gateway.openViews).toBe(1);
  const before = gateway.pulls;
  await stream.next();
  await stream.next();
  expect(gateway.pulls).toBe(before + 1);
  for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
    expect(next.value.length).toBeLessThan(512 * 1024);
  }
  expect(gateway.openViews).toBe(0);
});

test.each([0, 1, 3])('the view goes with a reader who goes after %i pieces', async (count) => {
  putMany();
  const stream = await streamed();
  for (let taken = 0; taken < count; taken += 1) await stream.next();
  await stream.return?.();
  expect(gateway.openViews).toBe(0);
});

test('a node that is fenced meanwhile cuts the answer', async () => {
  putMany();
  const stream = await streamed();
  await stream.next();
  await stream.next();
  gateway.isFenced = true;
  await expect(stream.next()).rejects.toThrow(DivergedError);
  expect(gateway.openViews).toBe(0);
  await expect(answer(everything)).rejects.toThrow(DivergedError);
  expect(gateway.openViews).toBe(0);
});

test('a view that may not be given out is closed', async () => {
  gateway.permits = [false, false, true];
  await collect(answer(everything));
  expect(gateway.openViews).toBe(0);
});

test('so many views are open at a time, and reads of single keys need none', async () => {
  gateway.put(keyOf('a'), bytesValue('1'));
  const waiting = Array.from({ length: openViewsMax }, async () => await answer(everything));
  await expect(answer(everything)).rejects.toThrow(OverloadedError);
  expect((await collect(answer(pointRange(keyOf('a'))))).status).toBe(200);
  await Promise.all(waiting);
  expect(gateway.openViews).toBe(0);
  await answer(everything);
});

const isWhole = ({ body }: HttpAnswer) => body instanceof Uint8Array;

test('what finds no room beside other reads is streamed, and gives its room back', async () => {
  const part = 16;
  for (let count = 0; count < part; count += 1) {
    gateway.put(keyOf(`k${count}`), bytesValue(Buffer.alloc(valueBytes, count)));
  }
  const together = Math.floor(heldBytesMax / (part * valueBytes));
  const answers = await Promise.all(Array.from({ length: together + 5 }, () => answer(everything)));
  expect(answers.filter((each) => !isWhole(each)).length).toBeGreaterThan(0);
  expect(answers.filter(isWhole).length).toBeGreaterThan(0);
  const bodies = await Promise.all(answers.map((each) => collect(each)));
  expect(bodies.every(({ body }) => body.equals(bodies[0]?.body ?? Buffer.alloc(0)))).toBe(true);
  expect(isWhole(await answer(everything))).toBe(true);
  expect(gateway.openViews).toBe(0);
});
