import { expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import {
  decodeRecord,
  encodeRecord,
  encodingNumber,
  encodingOf,
  isExpired,
  recordEncodingNumber,
  recordExpiresAt,
  recordValueBytes,
  recordVersionstamp,
  writeRecordValue,
} from '../../../storage/kv/record.ts';
import { formatVersionstamp, versionstampAt } from '../../../storage/kv/versionstamp.ts';

const versionstamp = versionstampAt(asLogIndex(200));
const allBytes = Uint8Array.from({ length: 256 }, (_, at) => at);
const ENCODINGS = ['v8', 'le64', 'bytes'] as const;

test.each(ENCODINGS)('a record of the encoding %s gives back what was stored', (encoding) => {
  for (const bytes of [0, 1, 2, 3, 4, 256].map((count) => allBytes.subarray(0, count))) {
    const record = encodeRecord({ bytes, encoding }, formatVersionstamp(versionstamp));
    const entry = decodeRecord(record);
    expect(entry.value.encoding).toBe(encoding);
    expect(Uint8Array.from(entry.value.bytes)).toEqual(bytes);
    expect(Uint8Array.from(entry.versionstamp)).toEqual(Uint8Array.from(versionstamp));
    expect(recordEncodingNumber(record)).toBe(encodingNumber(encoding));
    expect(recordVersionstamp(record)).toBe(formatVersionstamp(versionstamp));
    expect(recordValueBytes(record)).toBe(bytes.length);
    // Anything but ASCII would make reading it several times slower.
    expect(record).toMatch(/^[\w-]*$/);
  }
});

test.each(ENCODINGS)('a record of the encoding %s can have a deadline', (encoding) => {
  const stamp = formatVersionstamp(versionstamp);
  const stays = encodeRecord({ bytes: allBytes, encoding }, stamp);
  expect(recordExpiresAt(stays)).toBeUndefined();
  expect(isExpired(stays, asWallMs(Number.MAX_SAFE_INTEGER))).toBe(false);
  for (const expiresAt of [0, 1, 1_700_000_000_000, Number.MAX_SAFE_INTEGER]) {
    const record = encodeRecord({ bytes: allBytes, encoding }, stamp, expiresAt);
    expect(decodeRecord(record)).toEqual(decodeRecord(stays));
    expect(recordEncodingNumber(record)).toBe(encodingNumber(encoding));
    expect(recordValueBytes(record)).toBe(allBytes.length);
    expect(recordExpiresAt(record)).toBe(expiresAt);
    expect(isExpired(record, asWallMs(expiresAt))).toBe(true);
    expect(isExpired(record, asWallMs(Math.max(0, expiresAt - 1)))).toBe(expiresAt === 0);
    expect(record).toMatch(/^[\w-]*$/);
  }
});

test('encodings have numbers, and other numbers mean none', () => {
  expect(ENCODINGS.map((encoding) => encodingOf(encodingNumber(encoding)))).toEqual(ENCODINGS);
  expect([0, 4, 255, undefined].map((number) => encodingOf(number))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test('what is no record is corruption', () => {
  const record = encodeRecord(
    { bytes: allBytes, encoding: 'v8' },
    formatVersionstamp(versionstamp),
  );
  const stamp = formatVersionstamp(versionstamp);
  const expiring = encodeRecord({ bytes: allBytes, encoding: 'v8' }, stamp, 5);
  for (const broken of [
    '',
    record.slice(0, 20),
    record.slice(0, 22),
    `0${record.slice(1)}`,
    `4${record.slice(1)}`,
    `7${record.slice(1)}`,
    expiring.slice(0, 34),
    expiring.slice(0, 36),
    `${expiring.slice(0, 21)}ffffffffffffff${expiring.slice(35)}`,
    `${expiring.slice(0, 30)}x${expiring.slice(31)}`,
  ]) {
    expect(() => decodeRecord(broken)).toThrow(CorruptionError);
    expect(() => recordEncodingNumber(broken)).toThrow(CorruptionError);
    expect(() => recordValueBytes(broken)).toThrow(CorruptionError);
  }
  const noStamp = record.replace('0', 'x');
  expect(() => decodeRecord(noStamp)).toThrow('the versionstamp of a stored record is malformed');
  const noValue = record.replace(/.$/, '*');
  expect(() => writeRecordValue(noValue, Buffer.alloc(256), 0)).toThrow(
    'the value of a stored record is malformed',
  );
});
