import { expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { decodeCheckpointMark, encodeCheckpointMark } from '../../../storage/kv/checkpoint-mark.ts';

const mark = {
  index: asLogIndex(2 ** 40),
  term: asTerm(3),
  now: asWallMs(1_700_000_000_000),
  hash: { chain: { high: -1, low: 2 }, compared: { high: 3, low: -(2 ** 31) } },
};

test('a mark gives back what was written', () => {
  expect(decodeCheckpointMark(encodeCheckpointMark(mark))).toEqual(mark);
});

test.each([0, 1, 2, 3, 255])('version %i is refused by name', (version) => {
  const bytes = encodeCheckpointMark(mark);
  bytes[0] = version;
  expect(() => decodeCheckpointMark(bytes)).toThrow(CorruptionError);
  expect(() => decodeCheckpointMark(bytes)).toThrow(`format version ${version}`);
});

test('a state of an earlier build comes with what to do, one of a later build does not', () => {
  const bytes = encodeCheckpointMark(mark);
  bytes[0] = 3;
  expect(() => decodeCheckpointMark(bytes)).toThrow('Remove the state machine directory');
  bytes[0] = 5;
  expect(() => decodeCheckpointMark(bytes)).toThrow(/knows 4$/);
});

test('a mark of another length, or with a number out of range, is corruption', () => {
  const bytes = encodeCheckpointMark(mark);
  const long = Uint8Array.from([...bytes, 0]);
  for (const broken of [bytes.slice(0, 0), bytes.slice(0, 40), long]) {
    expect(() => decodeCheckpointMark(broken)).toThrow(CorruptionError);
  }
  for (const at of [1, 9, 17]) {
    const broken = bytes.slice();
    broken[at] = 0xff;
    expect(() => decodeCheckpointMark(broken)).toThrow('malformed');
  }
});
