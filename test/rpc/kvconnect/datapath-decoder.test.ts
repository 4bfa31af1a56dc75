import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../../../rpc/errors.ts';
import {
  decodeAtomicWrite,
  decodeSnapshotRead,
  decodeWatch,
} from '../../../rpc/kvconnect/datapath-decoder.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { encodeRead, encodeWatch, encodeWrite } from './datapath-reference.ts';

const bytes = fc.uint8Array({ maxLength: 6 }).map((each) => Buffer.from(each));
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const int64 = fc.maxSafeInteger();
const write = fc.record({
  checks: fc.array(fc.record({ key: bytes, versionstamp: bytes }), { maxLength: 3 }),
  mutations: fc.array(
    fc.record({
      key: bytes,
      value: fc.option(fc.record({ data: bytes, encoding: int32 }), { nil: undefined }),
      mutation_type: int32,
      expire_at_ms: int64,
      sum_min: bytes,
      sum_max: bytes,
      sum_clamp: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  enqueues: fc.array(
    fc.record({
      payload: bytes,
      deadline_ms: int64,
      keys_if_undelivered: fc.array(bytes, { maxLength: 3 }),
      backoff_schedule: fc.array(fc.nat(2 ** 32 - 1), { maxLength: 10 }),
    }),
    { maxLength: 3 },
  ),
});
const read = fc.record({
  ranges: fc.array(fc.record({ start: bytes, end: bytes, limit: int32, reverse: fc.boolean() }), {
    maxLength: 10,
  }),
});
const watch = fc.record({ keys: fc.array(fc.record({ key: bytes }), { maxLength: 10 }) });

/** Views of bytes as Buffers, so that they can be compared. */
function plain(part: unknown): unknown {
  if (part instanceof Uint8Array) return Buffer.from(part).toString('hex');
  if (Array.isArray(part)) return part.map((each) => plain(each));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, plain(each)]));
}

describe('reads what another codec has written', () => {
  test('an atomic write', () => {
    const property = fc.property(write, (made) => {
      const { checks, mutations, enqueues } = decodeAtomicWrite(encodeWrite(made));
      expect(plain(checks)).toEqual(plain(made.checks));
      expect(plain(mutations)).toEqual(
        plain(
          made.mutations.map(({ key, value, ...rest }) => ({
            key,
            data: value?.data,
            encoding: value?.encoding ?? 0,
            type: rest.mutation_type,
            expireAtMs: rest.expire_at_ms,
            sumMin: rest.sum_min,
            sumMax: rest.sum_max,
            sumClamp: rest.sum_clamp,
          })),
        ),
      );
      expect(plain(enqueues)).toEqual(
        plain(
          made.enqueues.map((each) => ({
            payload: each.payload,
            deadlineMs: each.deadline_ms,
            keysIfUndelivered: each.keys_if_undelivered,
            backoffMs: each.backoff_schedule,
          })),
        ),
      );
    });
    fc.assert(property, { seed: 11, numRuns: 300 });
  });

  test('a read and a watch', () => {
    const property = fc.property(read, watch, (madeRead, madeWatch) => {
      expect(plain(decodeSnapshotRead(encodeRead(madeRead)))).toEqual(plain(madeRead.ranges));
      const keys = madeWatch.keys.map(({ key }) => key);
      expect(plain(decodeWatch(encodeWatch(madeWatch)))).toEqual(plain(keys));
    });
    fc.assert(property, { seed: 12, numRuns: 200 });
  });
});

test('a value that is given twice is merged, any other field is the last one', () => {
  const { mutations } = decodeAtomicWrite(
    Buffer.from(
      '1214 0a0161 0a0162 1203 0a01aa 1202 1003 1801 1802'.replaceAll(' ', ''),
      'hex',
    ).fill(0x13, 1, 2),
  );
  expect(plain(mutations[0])).toMatchObject({ key: '62', data: 'aa', encoding: 3, type: 2 });
});

describe('garbage', () => {
  const decoders = [decodeAtomicWrite, decodeSnapshotRead, decodeWatch];
  const refusedOrRead = (body: Uint8Array): void => {
    for (const decode of decoders) {
      try {
        decode(body);
      } catch (error) {
        if (!(error instanceof InvalidRequestError)) throw error;
        // Deno looks for this word, and then asks for metadata again.
        expect(error.message).not.toMatch(/authorization/i);
      }
    }
  };

  test('of random bytes, and of requests with faults, is refused or read, and nothing else', () => {
    const random = seededRandom(7);
    const below = (count: number) => Math.floor(random.next() * count);
    const valid = fc.sample(write, { seed: 13, numRuns: 40 }).map((made) => encodeWrite(made));
    for (let round = 0; round < 4000; round += 1) {
      const base = valid[below(valid.length)] ?? Buffer.alloc(0);
      const body =
        round % 4 === 0
          ? Buffer.from(Array.from({ length: below(40) }, () => below(256)))
          : Buffer.from(base.subarray(0, below(4) === 0 ? below(base.length + 1) : base.length));
      for (let faults = below(4); faults > 0 && body.length > 0; faults -= 1) {
        body[below(body.length)] = below(256);
      }
      expect(() => refusedOrRead(body)).not.toThrow();
    }
  });

  test.each([
    ['empty fields', '0a00'],
    ['empty mutations', '1200'],
    ['empty messages', '1a00'],
    ['unknown fields', '7800'],
    ['nested unknown fields', '1204780078 00'.replace(' ', '')],
  ])('of 2 MiB of %s makes almost nothing', (_, hex) => {
    const unit = Buffer.from(hex, 'hex');
    const body = Buffer.alloc(2 * 1024 * 1024 - ((2 * 1024 * 1024) % unit.length), unit);
    for (const decode of decoders) expect(() => decode(body)).toThrow(InvalidRequestError);
  });
});
