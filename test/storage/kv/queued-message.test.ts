import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CorruptionError } from '../../../storage/errors.ts';
import { decodeQueuedMessage, encodeQueuedMessage } from '../../../storage/kv/queued-message.ts';

const bytes = fc.uint8Array({ maxLength: 5 });

test('a message gives back what was written, as ASCII', () => {
  const message = fc.record({
    payload: bytes,
    keysIfUndelivered: fc.array(bytes, { maxLength: 3 }),
    backoffMs: fc.array(fc.nat(3_600_000), { maxLength: 3 }),
    attempts: fc.nat(10),
  });
  const property = fc.property(message, (made) => {
    const text = encodeQueuedMessage(made);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    const read = decodeQueuedMessage(text);
    expect(plain(read)).toEqual(plain(made));
  });
  fc.assert(property, { seed: 5, numRuns: 300 });
});

test('no further delivery is told from the one after 0 ms, and no key from an empty one', () => {
  const written = [[], [0]].map((backoffMs) =>
    encodeQueuedMessage({ payload: none, keysIfUndelivered: [], backoffMs, attempts: 0 }),
  );
  expect(written).toEqual(['0 - - ', '0 0 - ']);
  const message = { payload: none, keysIfUndelivered: [none], backoffMs: [], attempts: 0 };
  expect(decodeQueuedMessage(encodeQueuedMessage(message)).keysIfUndelivered).toHaveLength(1);
});

test.each([
  '',
  '0 - -',
  '0 - - AA AA',
  'x - - AA',
  '0 1,,2 - AA',
  '0 -1 - AA',
  '0 - A AA',
  '0 - - !',
])('the text "%s" is no message', (text) => {
  expect(() => decodeQueuedMessage(text)).toThrow(CorruptionError);
});

const none = new Uint8Array();

function plain(message: ReturnType<typeof decodeQueuedMessage>): unknown {
  const { payload, keysIfUndelivered, ...rest } = message;
  return { ...rest, payload: [...payload], keys: keysIfUndelivered.map((key) => [...key]) };
}
