import { expect, test } from 'vitest';
import { InvariantError } from '../../../base/invariant.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import {
  asBuffer,
  bytesOfText,
  idOfSessionKey,
  journalEnd,
  journalPrefix,
  metaAppliedKey,
  queueKey,
  sessionKey,
  sessionsEnd,
  sessionsPrefix,
  textOfBytes,
  userDataPrefix,
  userDataPrefixBytes,
} from '../../../storage/kv/keyspace.ts';

const allBytes = Uint8Array.from({ length: 256 }, (_, at) => at);

test('every byte is one character, and back', () => {
  const text = textOfBytes(allBytes);
  expect(text).toHaveLength(256);
  expect(Uint8Array.from(bytesOfText(text))).toEqual(allBytes);
  expect(textOfBytes(allBytes.subarray(65, 68))).toBe('ABC');
});

test('a database is a prefix of fixed length, ordered by its id', () => {
  const ids = [0, 1, 255, 256, 2 ** 31, 2 ** 32 - 1];
  const prefixes = ids.map((id) => userDataPrefix(id));
  expect(prefixes.toSorted()).toEqual(prefixes);
  expect(prefixes.every((prefix) => prefix.length === userDataPrefixBytes)).toBe(true);
  expect(textOfBytes(Uint8Array.of(0x64, 0x80, 0, 0, 0))).toBe(userDataPrefix(2 ** 31));
});

test.each([-1, 0.5, 2 ** 32, Number.NaN])('%d is no database', (id) => {
  expect(() => userDataPrefix(id)).toThrow('not a database id');
});

test('the key-spaces do not overlap', () => {
  expect(journalEnd > `${journalPrefix}\u00ff\u00ff`).toBe(true);
  expect(metaAppliedKey >= journalEnd).toBe(true);
  expect(`${userDataPrefix(2 ** 32 - 1)}\u00ff` < journalPrefix).toBe(true);
  expect(metaAppliedKey < sessionsPrefix).toBe(true);
});

test('messages lie in the order of database, deadline, commit and position', () => {
  const place = { database: 1, deadlineMs: 5, versionstamp: new Uint8Array(10), position: 0 };
  const later = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
  const keys = [
    place,
    { ...place, position: 1 },
    { ...place, position: 256 },
    { ...place, versionstamp: later },
    { ...place, deadlineMs: 256 },
    { ...place, deadlineMs: 2 ** 32 },
    { ...place, deadlineMs: 2 ** 53 - 1 },
    { ...place, database: 256, deadlineMs: 0 },
    { ...place, database: 2 ** 32 - 1 },
  ].map((each) => queueKey(each));
  expect(keys.toSorted()).toEqual(keys);
  expect(new Set(keys.map((key) => key.length))).toEqual(new Set([1 + 4 + 8 + 10 + 2]));
  expect(keys.every((key) => key > metaAppliedKey && key < sessionsPrefix)).toBe(true);
  for (const wrong of [{ database: -1 }, { deadlineMs: 0.5 }, { position: 65_536 }]) {
    expect(() => queueKey({ ...place, ...wrong })).toThrow(InvariantError);
  }
});

test('sessions are keyed in the order of their ids', () => {
  const ids = [0, 1, 255, 256, 2 ** 31, 2 ** 32, 2 ** 53 - 1];
  const keys = ids.map((id) => sessionKey(id));
  expect(keys.toSorted()).toEqual(keys);
  expect(keys.map((key) => idOfSessionKey(key))).toEqual(ids);
  expect(keys.every((key) => key >= sessionsPrefix && key < sessionsEnd)).toBe(true);
  for (const broken of ['s', `${sessionKey(1)}x`, `s${'\u00ff'.repeat(8)}`]) {
    expect(() => idOfSessionKey(broken)).toThrow(CorruptionError);
  }
});

test('a buffer shares the memory of the bytes it was made from', () => {
  const bytes = allBytes.slice();
  const buffer = asBuffer(bytes.subarray(1, 3));
  buffer[0] = 99;
  expect(bytes[1]).toBe(99);
  expect(asBuffer(buffer)).toBe(buffer);
});
