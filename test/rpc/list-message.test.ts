/** What is written by hand must be what the generated decoder reads. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/kv.js';
import { CorruptionError } from '../../storage/errors.ts';
import { encodeListMessage } from '../../rpc/list-message.ts';
import { bytesValue, keyOf, listedEntry, stamp } from './fake-gateway.ts';

const { ListResponse } = kvorum.kv.v1;
const numbers = { v8: 1, le64: 2, bytes: 3 } as const;

/** Lengths around those at which a length takes one byte more. */
const length = fc.constantFrom(0, 1, 99, 112, 113, 114, 127, 128, 16_370, 16_383, 16_384, 65_536);
const bytes = length.chain((size) =>
  fc.nat(255).map((first) => Uint8Array.from({ length: size }, (_, at) => (first + at * 7) & 0xff)),
);
const entry = fc.record({
  key: bytes,
  value: fc.record({ bytes, encoding: fc.constantFrom('v8', 'le64', 'bytes') }),
  versionstamp: fc.uint8Array({ minLength: 10, maxLength: 10 }),
});
/** Ages around those at which a number takes one byte more. */
const age = fc.constantFrom(
  undefined,
  ...[7, 14, 21, 28, 32].flatMap((bits) => [2 ** bits - 1, ...(bits < 32 ? [2 ** bits] : [])]),
);
const readAt = fc.record({
  readVersionstamp: fc.option(fc.constant(stamp(9)), { nil: undefined }),
  stalenessMs: age,
});
const cursor = fc.constantFrom('', 'AmIA', 'A'.repeat(3000));

test.each([false, true])(
  'every message is read back by the generated decoder, keys only %s',
  (keysOnly) => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), cursor, readAt, (entries, next, at) => {
        const message = encodeListMessage(
          entries.map(({ key, value, versionstamp }) => listedEntry(key, value, versionstamp)),
          {
            keysOnly,
            cursor: next,
            ...(at.readVersionstamp !== undefined && { readVersionstamp: at.readVersionstamp }),
            ...(at.stalenessMs !== undefined && { stalenessMs: at.stalenessMs }),
          },
        );
        const read = ListResponse.decode(message);
        expect(read.cursor).toBe(next);
        expect(read.stalenessMs ?? undefined).toBe(at.stalenessMs);
        expect(textOf(read.readVersionstamp)).toBe(textOf(at.readVersionstamp));
        const seen = read.entries.map(({ key, value, versionstamp }) => [
          textOf(key),
          textOf(versionstamp),
          value ? [textOf(value.data), value.encoding] : undefined,
        ]);
        const wanted = entries.map(({ key, value, versionstamp }) => [
          textOf(key),
          textOf(versionstamp),
          keysOnly ? undefined : [textOf(value.bytes), numbers[value.encoding]],
        ]);
        expect(seen).toEqual(wanted);
      }),
      { numRuns: 60, seed: 3 },
    );
  },
);

/** Comparing long arrays element by element takes the test library seconds. */
function textOf(some: Uint8Array | null | undefined): string {
  return Buffer.from(some ?? []).toString('base64');
}

test('a page of thousands is one buffer without a gap', () => {
  const entries = Array.from({ length: 5000 }, (_, at) =>
    listedEntry(keyOf(`k${at}`), bytesValue(`v${at}`), stamp(at + 1)),
  );
  const message = encodeListMessage(entries, { keysOnly: false, cursor: '' });
  expect(ListResponse.decode(message).entries).toHaveLength(5000);
});

test('a damaged record is not sent', () => {
  const options = { keysOnly: false, cursor: '' };
  expect(() => encodeListMessage([{ key: 'k', record: '\u0009' }], options)).toThrow(
    CorruptionError,
  );
});
