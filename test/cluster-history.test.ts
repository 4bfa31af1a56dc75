/** What the clients of a cluster record is judged: histories as real nodes could give them, right ones and wrong ones. */
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { decodeHistory } from '../sim/linearizability/history-codec.ts';
import type { Check, Mutation } from '../sim/linearizability/history.ts';
import { stringKey } from './support/cluster-client.ts';
import type { ClientEntry, ReadResult, WriteResult } from './support/cluster-client.ts';
import { ClusterHistory, findViolation } from './support/cluster-history.ts';
import type { Caller } from './support/cluster-history.ts';

const set = (key: string, value: string): Mutation => ({ kind: 'set', key, value });
const add = (key: string): Mutation => ({ kind: 'sum', key, operand: 1 });
const holds = (key: string, index: number): Check => ({ key, versionstamp: stamp(index) });

type Step = (history: ClusterHistory) => Promise<unknown>;

/** Gets the same answer to every call, whatever it asks for. */
function scripted(answer: ReadResult | WriteResult): Caller {
  const read = async (): Promise<ReadResult> => {
    if (answer.kind === 'committed' || answer.kind === 'conflict') throw new Error(answer.kind);
    return await Promise.resolve(answer);
  };
  const atomic = async (): Promise<WriteResult> => {
    if (answer.kind === 'read') throw new Error(answer.kind);
    return await Promise.resolve(
      answer.kind === 'failed' ? { outcome: 'unknown', ...answer } : answer,
    );
  };
  return { client: 1, via: { get: read, list: read, atomic } };
}

function stamp(index: number): string {
  return `${index.toString(16).padStart(16, '0')}0000`;
}

/** As the wire shows it: text, a counter, or nothing. */
function entry(key: string, value?: string | number, index = 0): ClientEntry {
  const found = { key: stringKey(key), versionstamp: Buffer.from(stamp(index), 'hex') };
  if (value === undefined) return { key: found.key, versionstamp: Buffer.of(), value: null };
  if (typeof value === 'string') {
    return { ...found, value: { data: Buffer.from(value), encoding: 'VALUE_ENCODING_BYTES' } };
  }
  const data = Buffer.alloc(8);
  data.writeBigUInt64LE(BigInt(value));
  return { ...found, value: { data, encoding: 'VALUE_ENCODING_LE64' } };
}

function write(does: readonly (Check | Mutation)[], answer: WriteResult): Step {
  const checks = does.filter((one): one is Check => !('kind' in one));
  const mutations = does.filter((one): one is Mutation => 'kind' in one);
  return async (history) => await history.atomic(scripted(answer), { checks, mutations });
}

function committed(index: number, ...does: readonly (Check | Mutation)[]): Step {
  return write(does, { kind: 'committed', versionstamp: Buffer.from(stamp(index), 'hex') });
}

function conflict(failedChecks: readonly number[], ...does: readonly (Check | Mutation)[]): Step {
  return write(does, { kind: 'conflict', failedChecks });
}

function failed(outcome: 'not-applied' | 'unknown', ...does: readonly Mutation[]): Step {
  return write(does, { kind: 'failed', outcome, error: 'planted' });
}

function get(...entries: readonly ClientEntry[]): Step {
  const keys = entries.map(({ key }) => Buffer.from(key).subarray(1, -1).toString());
  return async (history) => await history.get(scripted({ kind: 'read', entries }), keys);
}

/** Of all keys, at most `limit` entries. */
function list(limit: number, ...entries: readonly ClientEntry[]): Step {
  const range = { start: 'a', end: 'z', limit, reverse: false };
  return async (history) => await history.list(scripted({ kind: 'read', entries }), range);
}

/** Each call is over before the next begins. */
async function record(steps: readonly Step[]): Promise<ClusterHistory> {
  const history = new ClusterHistory();
  for (const step of steps) await step(history);
  return history;
}

test.each<[string, readonly Step[]]>([
  ['an acknowledged write is lost', [committed(1, set('a', 'v1')), get(entry('a'))]],
  [
    'a strong read is stale',
    [
      committed(1, set('a', 'v1')),
      committed(2, set('a', 'v2')),
      get(entry('a', 'v2', 2)),
      get(entry('a', 'v1', 1)),
    ],
  ],
  ['a sum is done twice', [committed(1, add('a')), get(entry('a', 2, 1))]],
  [
    'a sum without an answer is done twice',
    [failed('unknown', add('a')), get(entry('a', 1, 1)), get(entry('a', 2, 2))],
  ],
  [
    'half of a write is seen',
    [committed(1, set('a', 'v1'), set('b', 'v2')), get(entry('a', 'v1', 1), entry('b'))],
  ],
  [
    'two keys of one get are of different states',
    [
      committed(1, set('a', 'v1')),
      committed(2, set('a', 'v2'), set('b', 'v3')),
      get(entry('a', 'v1', 1), entry('b', 'v3', 2)),
    ],
  ],
  [
    'a list misses an entry before its limit',
    [
      committed(1, set('a', 'v1')),
      committed(2, set('b', 'v2')),
      committed(3, set('c', 'v3')),
      list(2, entry('a', 'v1', 1), entry('c', 'v3', 3)),
    ],
  ],
  [
    'two writes replace the same versions',
    [
      committed(1, set('a', 'v1'), set('b', 'v2')),
      committed(2, holds('a', 1), holds('b', 1), set('a', 'v3'), set('b', 'v4')),
      committed(3, holds('a', 1), holds('b', 1), set('a', 'v5'), set('b', 'v6')),
    ],
  ],
  [
    'a conflict blames the wrong check',
    [
      committed(1, set('a', 'v1')),
      committed(2, set('b', 'v2')),
      conflict([1], holds('a', 0), holds('b', 2), set('a', 'v3')),
    ],
  ],
  [
    'a write that was vouched not to be applied is seen',
    [failed('not-applied', set('a', 'v1')), get(entry('a', 'v1', 1))],
  ],
  [
    'a write without an answer happens twice',
    [
      failed('unknown', set('a', 'v1')),
      get(entry('a', 'v1', 1)),
      committed(2, set('a', 'v2')),
      get(entry('a', 'v1', 3)),
    ],
  ],
  ['a value appears that nobody wrote', [get(entry('a', 'ghost', 1))]],
])('%s: that is caught, and the history can be judged again', async (_, steps) => {
  const history = await record(steps);
  const text = findViolation(history.operations) ?? '';
  expect(text).toMatch(/^not linearizable: /);
  const path = /npm run judge-history -- (?<path>.*)\n$/.exec(text)?.groups?.['path'] ?? '';
  const kept = decodeHistory(readFileSync(path, 'utf8'));
  rmSync(dirname(path), { recursive: true });
  expect(kept).toEqual(history.operations);
  expect(kept).toHaveLength(steps.length);
});

test('answers that one copy could have given pass', async () => {
  const history = await record([
    get(entry('a'), entry('b')),
    committed(1, { key: 'a' }, set('a', 'v1'), add('b')),
    failed('unknown', set('a', 'v2'), add('b')),
    failed('not-applied', set('a', 'v3')),
    get(entry('a', 'v1', 1), entry('b', 1, 1)),
    list(9, entry('a', 'v2', 2), entry('b', 2, 2)),
    conflict([0], holds('a', 1), holds('b', 2), set('a', 'v4')),
    committed(5, holds('a', 2), holds('b', 2), { kind: 'delete', key: 'a' }),
    list(1, entry('b', 2, 2)),
    get(entry('a'), entry('b', 2, 2)),
  ]);
  expect(findViolation(history.operations)).toBeUndefined();
});

test('a read that failed is no part of the history', async () => {
  const history = new ClusterHistory();
  const caller = scripted({ kind: 'failed', error: 'planted' });
  expect(await history.get(caller, ['a'])).toBeUndefined();
  expect(await history.list(caller, { start: 'a', end: 'b', reverse: false })).toBeUndefined();
  expect(history.length).toBe(0);
});
