import { expect, test } from 'vitest';
import { CorruptionError } from '../../../storage/errors.ts';
import {
  deadlineOfExpiryKey,
  decodeExpiryKey,
  expiryKey,
  expiryKeyOfWire,
  groupOfExpiryKey,
  wireOfExpiryKey,
} from '../../../storage/kv/expiry-key.ts';
import { expiryEnd, expiryPrefix, userDataPrefix } from '../../../storage/kv/keyspace.ts';

const stamp = '0000000000000102ff01';
const dataKey = `${userDataPrefix(0xff_00_00_80)}\u0002k\0`;

test.each([0, 1, 255, 2 ** 32 - 1, 2 ** 32, 1_700_000_000_000, Number.MAX_SAFE_INTEGER])(
  'the key of a deadline at %d gives back what it is made of',
  (expiresAt) => {
    const target = { dataKey, expiresAt, versionstamp: stamp };
    const key = expiryKey(target);
    expect(decodeExpiryKey(key)).toEqual(target);
    expect(deadlineOfExpiryKey(key)).toBe(expiresAt);
    expect(expiryKeyOfWire(wireOfExpiryKey(key))).toBe(key);
    expect(key > expiryPrefix && key < expiryEnd).toBe(true);
  },
);

test('keys are in the order of deadlines, and those of one commit and deadline are a group', () => {
  const targets = [
    { dataKey, expiresAt: 255, versionstamp: 'ff00000000000001ff01' },
    { dataKey, expiresAt: 256, versionstamp: stamp },
    { dataKey: `${dataKey}x`, expiresAt: 256, versionstamp: stamp },
    { dataKey, expiresAt: 256, versionstamp: '0000000000000103ff01' },
    { dataKey, expiresAt: 2 ** 40, versionstamp: stamp },
  ];
  const keys = targets.map(expiryKey);
  expect(keys.toSorted()).toEqual(keys);
  expect(new Set(keys.map(groupOfExpiryKey)).size).toBe(4);
  expect(groupOfExpiryKey(keys[1] ?? '')).toBe(groupOfExpiryKey(keys[2] ?? ''));
});

test('what is no key of the index is corruption', () => {
  const key = expiryKey({ dataKey, expiresAt: 7, versionstamp: stamp });
  const beyond = `e${'\u00ff'.repeat(8)}${key.slice(9)}`;
  for (const broken of ['', 'e', key.slice(0, 8), key.slice(0, 23), `d${key.slice(1)}`, beyond]) {
    expect(() => decodeExpiryKey(broken)).toThrow(CorruptionError);
  }
});
