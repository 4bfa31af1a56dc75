import { describe, expect, test } from 'vitest';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { Selector } from '../../../storage/kv/selector.ts';
import { encodeCursor, resolveSelector } from '../../../storage/kv/selector.ts';

const [a, b] = [encodeKey(['a']), encodeKey(['b'])];
const forward = { reverse: false, cursor: '' };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Start and end in hex, or the message of the refusal. */
function resolved(selector: Selector): readonly string[] {
  const outcome = resolveSelector(selector);
  if (outcome.kind === 'invalid') return [outcome.message];
  return [hex(outcome.start), hex(outcome.end)];
}

const outsideOf = (side: string): string => `${side} key is not in the keyspace defined by prefix`;

describe('a selector', () => {
  test('with a prefix selects what is longer than the prefix (KEY 9)', () => {
    expect(resolved({ ...forward, prefix: a })).toEqual(['02610000', '026100ff']);
  });

  test('with a prefix and a start or an end replaces that bound (LST 135, 136)', () => {
    const bound = encodeKey(['a', 3]);
    const fromStart = resolved({ ...forward, prefix: a, start: bound });
    expect(fromStart).toEqual([hex(bound), '026100ff']);
    const toEnd = resolved({ ...forward, prefix: a, end: bound });
    expect(toEnd).toEqual(['02610000', hex(bound)]);
  });

  test('with an equal start and end is empty and not an error (LST 138)', () => {
    expect(resolveSelector({ ...forward, start: a, end: a })).toMatchObject({ kind: 'range' });
  });

  const neither = "Selector must specify either 'prefix' or both 'start' and 'end' key";
  const refusals = [
    [{ start: b, end: a }, 'Start key is greater than end key'],
    [{ prefix: a, start: b }, outsideOf('Start')],
    [{ prefix: a, start: a }, outsideOf('Start')],
    [{ prefix: a, end: b }, outsideOf('End')],
    [{ prefix: a, end: a }, outsideOf('End')],
    [
      { prefix: a, start: encodeKey(['a', 1]), end: encodeKey(['a', 2]) },
      "Selector can not specify both 'start' and 'end' key when specifying 'prefix'",
    ],
    [{ start: a }, neither],
    [{ end: a }, neither],
    [{}, neither],
  ] as const;
  for (const [selector, message] of refusals) {
    test(`of ${Object.keys(selector).join(', ') || 'nothing'} can be refused with: ${message} (LST 139)`, () => {
      expect(resolveSelector({ ...forward, ...selector })).toEqual({ kind: 'invalid', message });
    });
  }
});

describe('a cursor', () => {
  const table = [
    [{ prefix: a }, ['a', 'b'], 'AmIA'],
    [{ prefix: a }, ['a', 1], 'Ib_wAAAAAAAA'],
    [{ prefix: a }, ['a', true], 'Jw=='],
    [{ prefix: a }, ['a', Uint8Array.of(255, 254)], 'Af_-AA=='],
    [{ prefix: encodeKey([]) }, ['b'], 'AmIA'],
    [{ start: a, end: b }, ['a'], 'YQA='],
    [{ start: a, end: b }, ['a', 'x'], 'YQACeAA='],
  ] as const;
  for (const [selector, last, cursor] of table) {
    test(`is ${cursor} after ${JSON.stringify(last)} and resumes behind it (LST 140)`, () => {
      const fresh = resolveSelector({ ...forward, ...selector });
      if (fresh.kind !== 'range') throw new Error(fresh.message);
      const key = encodeKey(last);
      expect(encodeCursor(key, fresh.commonPrefix)).toBe(cursor);
      const behind = resolved({ ...selector, reverse: false, cursor });
      expect(behind).toEqual([`${hex(key)}00`, hex(fresh.end)]);
      const before = resolved({ ...selector, reverse: true, cursor });
      expect(before).toEqual([hex(fresh.start), hex(key)]);
    });
  }

  for (const cursor of [
    'Jw',
    'Ib/wAAAAAAAA',
    'Af+AA',
    'Jw=',
    'Jx==',
    'a b=',
    '*',
    'A'.repeat(8192),
  ]) {
    test(`of the form ${cursor.slice(0, 20)} is invalid (LST 143)`, () => {
      const outcome = resolveSelector({ prefix: a, reverse: false, cursor });
      expect(outcome).toEqual({ kind: 'invalid', message: 'invalid cursor' });
    });
  }

  test('below the start, or in reverse above the end, is out of bounds (LST 144)', () => {
    const outOfBounds = { kind: 'invalid', message: 'cursor out of bounds' };
    const below = encodeCursor(encodeKey(['a', 1]), a);
    const start = encodeKey(['a', 3]);
    expect(resolveSelector({ prefix: a, start, reverse: false, cursor: below })).toEqual(
      outOfBounds,
    );
    const above = encodeCursor(encodeKey(['a', 9]), a);
    expect(resolveSelector({ prefix: a, end: start, reverse: true, cursor: above })).toEqual(
      outOfBounds,
    );
  });
});
