import { describe, expect, test } from 'vitest';
import type { AtomicStep } from '../../../cmd/cli/atomic-syntax.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import {
  kvAtomic,
  kvCount,
  kvDelete,
  kvGet,
  kvList,
  kvSet,
  kvSum,
  kvWatch,
} from '../../../cmd/cli/kv.ts';
import type { KvContext, Selection } from '../../../cmd/cli/kv.ts';
import { Output } from '../../../cmd/cli/output.ts';
import type { KeyPart } from '../../../storage/index.ts';
import { decodeKey, encodeKey } from '../../../storage/index.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';

function decode(bytes: Uint8Array): readonly KeyPart[] {
  const outcome = decodeKey(bytes);
  return outcome.kind === 'key' ? outcome.parts : [];
}

function open(): { context: KvContext; client: FakeClient; io: FakeIo } {
  const io = new FakeIo();
  const client = new FakeClient();
  const output = new Output(io, readGlobalOptions({}, io), decode);
  return { context: { client, output, input: io, encodeKey, exactlyOnce: false }, client, io };
}

const versionstamp = Buffer.from('00000000000000030000', 'hex');
const value = { encoding: 'bytes', bytes: Buffer.from('v') } as const;
const strong = { consistency: 'strong' } as const;

const everything: Selection = {
  prefix: undefined,
  start: undefined,
  end: undefined,
  limit: undefined,
  cursor: undefined,
  reverse: false,
  keysOnly: false,
  consistency: 'strong',
};

function checkAbsent(part: string): AtomicStep {
  return { kind: 'check', key: [part], versionstamp: undefined };
}

describe('get', () => {
  test('prints what is there, and fails with 3 if one key is not', async () => {
    const { context, client, io } = open();
    client.add({ key: encodeKey(['a']), value, versionstamp });
    expect(await kvGet(context, { keys: ['a'], ...strong })).toBe(0);
    const both = kvGet(context, { keys: ['a', 'gone', '#1'], ...strong });
    await expect(both).rejects.toMatchObject({ exitCode: 3, message: 'not found: gone #1' });
    expect(io.stdout.match(/^a /gm)).toHaveLength(2);
  });

  test('names a key that cannot be stored', async () => {
    const { context } = open();
    const wrong = kvGet(context, { keys: [`${2n ** 2040n}n`], ...strong });
    await expect(wrong).rejects.toThrow(/^key 1262\d+: /);
  });
});

describe('watch', () => {
  test('shows what there is and what not, and ends as interrupted', async () => {
    const { context, client, io } = open();
    client.add({ key: encodeKey(['a']), value, versionstamp });
    const end = new AbortController();
    setImmediate(() => end.abort());
    expect(await kvWatch(context, { keys: ['a', 'gone'], signal: end.signal })).toBe(130);
    expect(io.stdout).toMatch(/^KEY .*\na .*\ngone\n$/);
  });

  test('names a key that cannot be watched', async () => {
    const { context } = open();
    const keys = [`${2n ** 2040n}n`];
    const wrong = kvWatch(context, { keys, signal: new AbortController().signal });
    await expect(wrong).rejects.toThrow(/^key 1262\d+: /);
  });
});

describe('writes', () => {
  test('give an expiry to what is set, and to each set of an atomic operation that has none', async () => {
    const { context, client } = open();
    const expiry = { kind: 'in', ms: 5000 } as const;
    const own = { kind: 'at', ms: 7 } as const;
    await kvSet(context, { key: 'a', value: '1', type: 'json', expiry });
    const set = { kind: 'set', text: '1', type: 'json' } as const;
    const steps = [
      { ...set, key: ['a'] },
      { ...set, key: ['b'], expiry: own },
      { kind: 'delete', key: ['c'] },
    ] as const;
    await kvAtomic(context, steps, expiry);
    const expiries = client.writes.map(({ mutations }) =>
      mutations.map((mutation) => ('expiry' in mutation ? mutation.expiry : undefined)),
    );
    expect(expiries).toEqual([[expiry], [expiry, own, undefined]]);
    const nothing = kvAtomic(context, [{ kind: 'delete', key: ['c'] }], expiry);
    await expect(nothing).rejects.toThrow('only a set can expire, and there is none');
  });

  test('go through a session when that is asked for, and only then', async () => {
    const { context, client } = open();
    await kvDelete(context, ['a']);
    expect(client.exactlyOnceWrites).toBe(0);
    await kvDelete({ ...context, exactlyOnce: true }, ['a']);
    expect([client.writes.length, client.exactlyOnceWrites]).toEqual([2, 1]);
  });

  test('set sends the encoded value and prints the versionstamp', async () => {
    const { context, client, io } = open();
    expect(await kvSet(context, { key: 'a/#1', value: 'ff', type: 'bytes' })).toBe(0);
    expect(io.stdout).toBe('00000000000000070000\n');
    expect(client.writes).toEqual([
      {
        checks: [],
        mutations: [
          {
            kind: 'set',
            key: encodeKey(['a', 1]),
            value: { encoding: 'bytes', bytes: Buffer.from('ff', 'hex') },
          },
        ],
      },
    ]);
  });

  test('delete of several keys is one commit', async () => {
    const { context, client } = open();
    await kvDelete(context, ['a', 'b']);
    expect(client.writes).toMatchObject([
      {
        mutations: [
          { kind: 'delete', key: encodeKey(['a']) },
          { kind: 'delete', key: encodeKey(['b']) },
        ],
      },
    ]);
  });

  test('sum sends its operand without bounds', async () => {
    const { context, client } = open();
    await kvSum(context, { key: 'n', operand: '5', type: 'u64' });
    expect(client.writes[0]?.mutations).toMatchObject([
      { kind: 'sum', value: { encoding: 'le64' }, min: new Uint8Array(), clamp: false },
    ]);
  });

  test('a failed check fails with 4, and names the keys', async () => {
    const { context, client } = open();
    client.result = { kind: 'conflict', failedChecks: [1] };
    const atomic = kvAtomic(context, ['a', 'b/c'].map(checkAbsent));
    await expect(atomic).rejects.toMatchObject({
      exitCode: 4,
      code: 'CHECK_FAILED',
      message: 'a check failed, nothing was changed: b%2Fc',
    });
  });

  test('an atomic operation without a step is wrong usage', async () => {
    const { context, client } = open();
    await expect(kvAtomic(context, [])).rejects.toThrow('needs at least one --check');
    expect(client.writes).toEqual([]);
  });

  test('bounds of a sum need a number or a bigint', async () => {
    const { context, client } = open();
    const sum = { kind: 'sum', key: ['n'], text: '1', max: undefined, clamp: true } as const;
    await kvAtomic(context, [{ ...sum, type: 'bigint', min: '0' }]);
    expect(client.writes[0]?.mutations).toMatchObject([{ kind: 'sum', clamp: true }]);
    const wrong = kvAtomic(context, [{ ...sum, type: 'u64', min: '0' }]);
    await expect(wrong).rejects.toThrow('need a valueType of number or bigint');
  });
});

describe('list and count', () => {
  test('go through all pieces and tell where to go on', async () => {
    const { context, client, io } = open();
    for (const name of ['a', 'b', 'c']) {
      client.add({ key: encodeKey([name]), value, versionstamp });
    }
    client.cursor = 'next';
    expect(await kvList(context, everything)).toBe(0);
    expect(
      io.stdout
        .split('\n')
        .map((line) => line.slice(0, 1))
        .join(''),
    ).toBe('Kabc');
    expect(io.stderr).toBe('more: --cursor next\n');
    expect(await kvCount(context, everything)).toBe(0);
    expect(io.stdout).toMatch(/\n3\n$/);
  });

  test.each([
    [{}, { prefix: encodeKey([]) }],
    [{ prefix: 'users/' }, { prefix: encodeKey(['users']) }],
    [
      { prefix: 'u', start: 'u/b' },
      { prefix: encodeKey(['u']), start: encodeKey(['u', 'b']) },
    ],
    [
      { prefix: 'u', end: 'u/b' },
      { prefix: encodeKey(['u']), end: encodeKey(['u', 'b']) },
    ],
    [
      { start: 'a', end: 'b' },
      { start: encodeKey(['a']), end: encodeKey(['b']) },
    ],
    [{ start: 'a' }, { prefix: encodeKey([]), start: encodeKey(['a']) }],
    [
      { limit: '5', cursor: 'c' },
      { prefix: encodeKey([]), limit: 5, cursor: 'c' },
    ],
  ])('%j becomes one range', async (selection, request) => {
    const { context, client } = open();
    await kvList(context, { ...everything, ...selection });
    const { reverse, keysOnly, consistency } = everything;
    expect(client.lists).toEqual([{ ...request, reverse, keysOnly, consistency }]);
  });

  test.each([
    [{ prefix: 'u', start: 'u/a', end: 'u/b' }, 'give a prefix with --start or with --end'],
    [{ limit: '0' }, '--limit 0: must be a whole number from 1'],
    [{ limit: '-1' }, '--limit -1: must be a whole number from 1'],
    [{ limit: '4294967296' }, 'must be a whole number from 1'],
  ])('%j is wrong usage', async (selection, problem) => {
    const { context } = open();
    await expect(kvList(context, { ...everything, ...selection })).rejects.toThrow(problem);
  });
});
