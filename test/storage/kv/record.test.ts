import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { textOfBytes } from '../../../storage/kv/keyspace.ts';
import {
  decodeRecord,
  encodeRecord,
  encodingNumber,
  encodingOf,
  recordEncodingNumber,
  recordValue,
  recordVersionstamp,
} from '../../../storage/kv/record.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';

const versionstamp = versionstampAt(asLogIndex(200));
const allBytes = Uint8Array.from({ length: 256 }, (_, at) => at);
const ENCODINGS = ['v8', 'le64', 'bytes'] as const;

test.each(ENCODINGS)('a record of the encoding %s gives back what was stored', (encoding) => {
  for (const bytes of [allBytes, new Uint8Array(0)]) {
    const record = encodeRecord({ bytes, encoding }, textOfBytes(versionstamp));
    const entry = decodeRecord(record);
    expect(entry.value.encoding).toBe(encoding);
    expect(Uint8Array.from(entry.value.bytes)).toEqual(bytes);
    expect(Uint8Array.from(entry.versionstamp)).toEqual(Uint8Array.from(versionstamp));
    expect(recordEncodingNumber(record)).toBe(encodingNumber(encoding));
    expect(recordVersionstamp(record)).toBe(textOfBytes(versionstamp));
    expect(recordValue(record)).toBe(textOfBytes(bytes));
  }
});

test('encodings have numbers, and other numbers mean none', () => {
  expect(ENCODINGS.map((encoding) => encodingOf(encodingNumber(encoding)))).toEqual(ENCODINGS);
  expect([0, 4, 255, undefined].map((number) => encodingOf(number))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test('what is no record is corruption', () => {
  const record = encodeRecord({ bytes: allBytes, encoding: 'v8' }, textOfBytes(versionstamp));
  for (const broken of ['', record.slice(0, 10), `\u0000${record.slice(1)}`, `\u0004aaaaaaaaaa`]) {
    expect(() => decodeRecord(broken)).toThrow(CorruptionError);
    expect(() => recordEncodingNumber(broken)).toThrow(CorruptionError);
  }
});
