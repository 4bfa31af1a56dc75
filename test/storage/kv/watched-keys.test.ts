import { expect, test } from 'vitest';
import type { Mutation } from '../../../storage/kv/command.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';
import { WatchedKeys } from '../../../storage/kv/watched-keys.ts';
import { asLogIndex } from '../../../base/brand.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../../support/kv-fixture.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { MemoryHome } from '../../support/memory-home.ts';
import { textOfBytes } from '../../../storage/kv/keyspace.ts';

const one = bytesValue(1);
const a = encodeKey(['a']);

async function setUp() {
  const machine = await openMachine(new MemoryHome(), immediateClock);
  const told: string[] = [];
  let marks = 0;
  machine.watchedKeys.onMarked(() => marks++);
  const watch = (name: string, keys: readonly Uint8Array[], database = 0) =>
    machine.watchedKeys.watch(database, keys, () => told.push(name));
  const write = (mutations: readonly Mutation[], more = {}): void => {
    apply(machine, mutations, more);
  };
  /** Who was told since the last call. */
  const heard = (): readonly string[] => {
    machine.watchedKeys.takeMarks();
    return told.splice(0);
  };
  return { machine, watch, write, heard, marks: () => marks };
}

function apply(machine: KvStateMachine, mutations: readonly Mutation[], more = {}): void {
  machine.apply([entryOf(machine.lastApplied + 1, atomic({ mutations, ...more }))]);
}

test('whoever watches a key hears of sets, deletes, also of an absent key, and sums', async () => {
  const { watch, write, heard } = await setUp();
  watch('a', [a]);
  expect(heard()).toEqual([]);
  write([setOf(['a'], one)]);
  expect(heard()).toEqual(['a']);
  write([{ kind: 'delete', key: a }]);
  expect(heard()).toEqual(['a']);
  write([{ kind: 'delete', key: a }]);
  expect(heard()).toEqual(['a']);
  const value = { bytes: Buffer.alloc(8, 1), encoding: 'le64' } as const;
  write([{ kind: 'max', key: a, value }]);
  expect(heard()).toEqual(['a']);
});

test('a failed check, another key, a longer key and another database wake nobody', async () => {
  const { watch, write, heard, marks } = await setUp();
  watch('a', [a]);
  write([setOf(['a'], one)], { checks: [{ key: a, versionstamp: versionstampAt(asLogIndex(9)) }] });
  write([setOf(['b'], one), setOf(['a', 1], one)]);
  write([setOf(['a'], one)], { database: 1 });
  expect([heard(), marks()]).toEqual([[], 0]);
});

test('a versionstamped key is told of under its real name only', async () => {
  const { machine, watch, write, heard } = await setUp();
  const stampText = '00000000000000010000';
  watch('plain', [a]);
  watch('real', [encodeKey(['a', stampText])]);
  write([{ kind: 'setVersionstampedKey', key: a, value: one }]);
  expect(machine.get(0, encodeKey(['a', stampText]))).toBeDefined();
  expect(heard()).toEqual(['real']);
});

test('many writes are one mark until it is taken, and nobody is told within apply', async () => {
  const { watch, write, heard, marks } = await setUp();
  watch('both', [a, encodeKey(['b']), a]);
  for (let count = 0; count < 100; count++) write([setOf(['a'], one)]);
  expect(marks()).toBe(1);
  write([setOf(['b'], one)]);
  expect(heard()).toEqual(['both', 'both']);
  write([setOf(['b'], one)]);
  expect([marks(), heard()]).toEqual([2, ['both']]);
});

test('a watch that was closed is told nothing and leaves nothing behind', async () => {
  const { machine, watch, write, heard } = await setUp();
  const first = watch('first', [a, encodeKey(['b'])]);
  watch('second', [a]);
  write([setOf(['a'], one)]);
  first.close();
  first.close();
  expect([heard(), machine.watchedKeys.size]).toEqual([['second'], 1]);
});

test('when another state takes the place of this one everybody is told', () => {
  const watched = new WatchedKeys();
  const told: string[] = [];
  watched.watch(0, [a], () => told.push('a'));
  watched.watch(0, [encodeKey(['b'])], () => told.push('b'));
  watched.onReplaced();
  watched.takeMarks();
  expect(told).toEqual(['a', 'b']);
});

test('a mark costs the keys that were written, and nothing while nobody watches', () => {
  const watched = new WatchedKeys();
  let reads = 0;
  const writes = new Map([[`d\0\0\0\0${textOfBytes(a)}`, undefined]]);
  const counted = new Proxy(writes, {
    get: (target, name) => {
      if (name === 'keys') reads++;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  watched.onApplied(counted);
  expect(reads).toBe(0);
  watched.watch(0, [a], () => undefined);
  watched.onApplied(counted);
  expect(reads).toBe(1);
});
