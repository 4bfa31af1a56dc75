/** Histories survive being written and read, and nothing else is read as one. */
import { describe, expect, test } from 'vitest';
import {
  decodeHistory,
  encodeHistory,
  HistoryFormatError,
} from '../../../sim/linearizability/history-codec.ts';
import type { Operation } from '../../../sim/linearizability/history.ts';

const versionstamp = '00000000000000050000';

const everything: readonly Operation[] = [
  {
    client: 1,
    invokedAt: 0,
    kind: 'get',
    keys: ['a', 'b'],
    outcome: { kind: 'read', completedAt: 0.5, entries: [{ key: 'a', value: 'x', versionstamp }] },
  },
  {
    client: 2,
    invokedAt: 1,
    kind: 'list',
    start: 'a',
    end: 'c',
    limit: 2,
    reverse: true,
    outcome: { kind: 'read', completedAt: 3, entries: [{ key: 'a', value: 7 }] },
  },
  { client: 2, invokedAt: 1, kind: 'list', start: 'a', end: 'c', outcome: { kind: 'unknown' } },
  {
    client: 3,
    invokedAt: 2,
    kind: 'atomic',
    checks: [{ key: 'a', versionstamp }, { key: 'b' }],
    mutations: [
      { kind: 'set', key: 'a', value: 'y' },
      { kind: 'delete', key: 'b' },
      { kind: 'sum', key: 'c', operand: 1 },
      { kind: 'min', key: 'c', operand: 2 },
      { kind: 'max', key: 'c', operand: 3 },
    ],
    outcome: { kind: 'committed', completedAt: 4, versionstamp },
  },
  {
    client: 3,
    invokedAt: 5,
    kind: 'atomic',
    checks: [{ key: 'a' }],
    mutations: [],
    outcome: { kind: 'conflict', completedAt: 6, failedChecks: [0] },
  },
  {
    client: 3,
    invokedAt: 7,
    kind: 'atomic',
    checks: [],
    mutations: [],
    outcome: { kind: 'notApplied', completedAt: 8 },
  },
  {
    client: 3,
    invokedAt: 9,
    kind: 'atomic',
    checks: [],
    mutations: [],
    outcome: { kind: 'unknown' },
  },
];

test('every kind of operation comes back as it was', () => {
  expect(decodeHistory(encodeHistory(everything))).toEqual(everything);
});

test('an empty text is an empty history', () => {
  expect(decodeHistory('')).toEqual([]);
});

describe('a line is refused', () => {
  const get = { client: 1, invokedAt: 5, kind: 'get', keys: ['a'], outcome: { kind: 'unknown' } };
  const read = { kind: 'read', completedAt: 6, entries: [] };
  const atomic = { ...get, kind: 'atomic', keys: undefined, checks: [{ key: 'a' }], mutations: [] };
  test.each<[string, object, string]>([
    ['with a field too many', { ...get, note: 1 }, 'note is not a field here'],
    ['with a field too few', { ...get, keys: undefined }, 'keys is not a list of texts'],
    ['of an unknown kind', { ...get, kind: 'put' }, 'kind is not one of get, list, atomic'],
    ['with a client that is no number', { ...get, client: '1' }, 'client is not a whole number'],
    ['with a time that is no number', { ...get, invokedAt: null }, 'invokedAt is not a time'],
    [
      'with an outcome too many',
      { ...get, outcome: { kind: 'unknown', completedAt: 1 } },
      'outcome',
    ],
    ['that ends before it begins', { ...get, outcome: { ...read, completedAt: 4 } }, 'completed'],
    ['with a fraction as value', entry({ value: 0.5 }), 'entries[0]: value is not text or'],
    ['with a short versionstamp', entry({ versionstamp: '05' }), 'not 20 hex digits'],
    ['with a field too many inside', entry({ note: 1 }), 'entries[0]: note is not a field here'],
    ['with a limit of 0', { ...get, kind: 'list', start: '', end: 'z', limit: 0 }, 'limit is 0'],
    ['with a conflict without reason', conflict([]), 'failedChecks'],
    ['with a conflict on a check that is not there', conflict([1]), 'failedChecks'],
    ['with a committed outcome of a read', { ...get, outcome: { kind: 'committed' } }, 'kind'],
  ])('%s', (_, line, problem) => {
    expect(() => decodeHistory(`${JSON.stringify(line)}\n`)).toThrow(HistoryFormatError);
    expect(() => decodeHistory(`${JSON.stringify(line)}\n`)).toThrow(problem);
  });

  test.each([
    ['that is no JSON', 'nonsense\n', 'line 1 is no JSON'],
    ['that is no object', '[]\n', 'line 1: not an object'],
    ['that was cut off', JSON.stringify(get), 'the last line has no end'],
    [
      'that was invoked before the line above it',
      `${JSON.stringify(get)}\n${JSON.stringify({ ...get, invokedAt: 4 })}\n`,
      'line 2: invoked before',
    ],
  ])('%s', (_, text, problem) => {
    expect(() => decodeHistory(text)).toThrow(problem);
  });

  function entry(change: object): object {
    return { ...get, outcome: { ...read, entries: [{ key: 'a', value: 'x', ...change }] } };
  }

  function conflict(failedChecks: readonly number[]): object {
    return { ...atomic, outcome: { kind: 'conflict', completedAt: 6, failedChecks } };
  }
});
