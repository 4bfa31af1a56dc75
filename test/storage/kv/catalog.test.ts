import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { Catalog } from '../../../storage/kv/catalog.ts';
import type { Command, CommandResult } from '../../../storage/kv/command.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../../support/kv-fixture.ts';
import { metaOf, openSimHome, readAll, receive } from '../../support/machine-snapshots.ts';

const uuid = (n: number): string => `01234567-89ab-4cde-8f01-${String(n).padStart(12, '0')}`;
const tokenId = (n: number): string => String(n).padStart(16, '0');
const hash = (n: number): string => String(n).padStart(64, '0');
const done = (id: string): CommandResult => ({ kind: 'catalog', outcome: 'done', id });
const create = (n: number, name: string): Command => ({
  kind: 'createDatabase',
  id: uuid(n),
  name,
});
const drop = (n: number): Command => ({ kind: 'dropDatabase', id: uuid(n) });
const token = (n: number, database = 0): Command => ({
  kind: 'createToken',
  id: tokenId(n),
  hash: hash(n),
  tokenKind: 'full',
  database,
  label: 'a label',
});
const key = encodeKey(['a']);
const write = (database: number): Command =>
  atomic({ database, mutations: [setOf(['a'], bytesValue(1))] });

let contents: MemoryEngineContents = { current: new Map() };
let machine: KvStateMachine;

/** Of the session that entry 2 has opened. */
const request = (database: number, seq: number): Command => ({
  ...atomic({ database }),
  session: { id: 2, seq, ackedUpTo: 0 },
});

beforeEach(async () => {
  contents = { current: new Map() };
  machine = await openMachine(new MemoryEngine(contents), immediateClock);
});
afterEach(async () => {
  await machine.close();
});

function apply(...commands: readonly Command[]): readonly (CommandResult | undefined)[] {
  return commands.map((command) => {
    return machine.apply([entryOf(machine.lastApplied + 1, command)])[0]?.result;
  });
}

/** Removes what is to be removed, as a leader would, and counts the steps. */
async function clear(): Promise<number> {
  for (let steps = 0; ; steps += 1) {
    const step = await machine.findClearingStep();
    if (step === undefined) return steps;
    apply({ kind: 'clearDatabase', term: asTerm(1), ...step });
  }
}

async function restart(): Promise<void> {
  await machine.close();
  machine = await openMachine(new MemoryEngine(contents), immediateClock);
}

describe('a database', () => {
  test('gets the next number, and a number is never given out again', async () => {
    expect(apply(create(1, 'shop'), create(2, 'blog'))).toEqual([done(uuid(1)), done(uuid(2))]);
    expect(machine.catalog.databases().map(({ number, name }) => [number, name])).toEqual([
      [1, 'shop'],
      [2, 'blog'],
    ]);
    apply(drop(2));
    await clear();
    await restart();
    apply(create(3, 'blog'));
    expect(machine.catalog.findByName('blog')).toMatchObject({ number: 3, id: uuid(3) });
  });

  test('is there once, however often its creation is repeated; its name and its id are taken', () => {
    expect(apply(create(1, 'shop'), create(1, 'shop'))).toEqual([done(uuid(1)), done(uuid(1))]);
    const exists = { kind: 'catalog', outcome: 'exists', id: uuid(1) };
    expect(apply(create(2, 'shop'), create(1, 'other'))).toEqual([exists, exists]);
    expect(apply(create(2, 'default'))).toMatchObject([{ outcome: 'exists' }]);
    expect(machine.catalog.databases()).toHaveLength(1);
  });

  test('that was dropped frees its name at once and takes no write, and dropping again is no failure', () => {
    apply(create(1, 'shop'), write(1));
    expect(apply(drop(1), drop(1), drop(7))).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'notFound' },
    ]);
    expect(machine.catalog.findByName('shop')).toBeUndefined();
    expect(apply(write(1))).toEqual([
      { kind: 'rejected', message: 'The database does not exist; it was dropped.' },
    ]);
    expect(apply(create(1, 'shop'))).toMatchObject([{ outcome: 'exists' }]);
    expect(apply(create(2, 'shop'), write(2))).toMatchObject([
      { outcome: 'done' },
      { kind: 'committed' },
    ]);
    expect(machine.get(2, key)).toBeDefined();
  });

  test('that never was takes no write', () => {
    expect(apply(write(5))).toMatchObject([{ kind: 'rejected' }]);
    expect(apply(write(0))).toMatchObject([{ kind: 'committed' }]);
  });

  test('keeps its data apart from all others', () => {
    apply(create(1, 'shop'), write(1));
    expect([0, 1, 2].map((database) => machine.get(database, key) !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('what is left of a database that was dropped', () => {
  test('goes in bounded steps, its tokens too, and nothing of another database with it', async () => {
    apply(create(1, 'a'), create(2, 'b'), create(3, 'c'));
    for (const database of [0, 1, 2, 3]) {
      apply(
        atomic({
          database,
          mutations: Array.from({ length: 1001 }, (_, n) => setOf([n], bytesValue(1))),
        }),
      );
      apply(token(database + 1, database));
    }
    apply(drop(2));
    await machine.checkpoint();
    expect(await clear()).toBe(4);
    await machine.checkpoint();
    const counts = [0, 1, 2, 3].map(
      (database) =>
        [...contents.current.keys()].filter((k) =>
          k.startsWith(`d\0\0\0${String.fromCharCode(database)}`),
        ).length,
    );
    expect(counts).toEqual([1001, 1001, 0, 1001]);
    expect(machine.catalog.tokens().map(({ database }) => database)).toEqual([0, 1, 3]);
    expect([...contents.current.keys()].filter((k) => k.startsWith('md'))).toHaveLength(2);
    expect([...contents.current.keys()].filter((k) => k.startsWith('mt'))).toHaveLength(3);
  });

  test('goes with its deadlines, and with those of no other database', async () => {
    // As a key of the index, this deadline begins with the number of the database that is dropped.
    const expiry = { kind: 'at', ms: 2 ** 32 + 5 } as const;
    const expiring = (database: number): Command =>
      atomic({ database, mutations: [{ kind: 'set', key, value: bytesValue(1), expiry }] });
    apply(create(1, 'a'), expiring(0), expiring(1));
    expect(machine.expiringCount).toBe(2);
    apply(drop(1));
    await clear();
    expect(machine.expiringCount).toBe(1);
    await machine.checkpoint();
    const deadlines = [...contents.current.keys()].filter((k) => k.startsWith('e'));
    expect(deadlines.map((k) => k.slice(1, 9))).toEqual(['\0\0\0\u0001\0\0\0\u0005']);
    expect(machine.get(0, key)).toBeDefined();
    expect(machine.get(1, key)).toBeUndefined();
  });

  test('goes on going after a restart', async () => {
    apply(create(1, 'a'), write(1), drop(1));
    await restart();
    expect(apply(write(1))).toMatchObject([{ kind: 'rejected' }]);
    expect(await clear()).toBe(2);
    expect(machine.get(1, key)).toBeUndefined();
    await restart();
    expect(await machine.findClearingStep()).toBeUndefined();
  });

  test('is not touched by a leader of another term, nor are the keys of a database that lives', async () => {
    apply(create(1, 'a'), create(2, 'b'), write(1), write(2), token(1, 2), drop(1));
    const step = await machine.findClearingStep();
    if (step === undefined) throw new Error('a step was expected');
    expect(apply({ kind: 'clearDatabase', term: asTerm(2), ...step })).toMatchObject([
      { outcome: 'notFound' },
    ]);
    expect(machine.get(1, key)).toBeDefined();
    const foreign = [
      `d\0\0\0\u0002${Buffer.from(key).toString('latin1')}`,
      `mt${'\0'.repeat(7)}\u0001`,
    ];
    const term = asTerm(1);
    apply({
      kind: 'clearDatabase',
      term,
      database: 1,
      keys: [...foreign, 'mapplied'],
      isLast: false,
    });
    apply({ kind: 'clearDatabase', term, database: 2, keys: foreign, isLast: true });
    expect(machine.get(2, key)).toBeDefined();
    expect(machine.catalog.tokens()).toHaveLength(1);
    expect(machine.catalog.find(2)).toBeDefined();
  });
});

describe('a token', () => {
  test('is found by its hash until it is revoked, also after a restart', async () => {
    expect(apply(token(1))).toEqual([done(tokenId(1))]);
    await restart();
    expect(machine.catalog.findToken(hash(1))).toEqual({
      id: tokenId(1),
      hash: hash(1),
      tokenKind: 'full',
      database: 0,
      createdAt: asWallMs(1001),
      label: 'a label',
    });
    const { version } = machine.catalog;
    const revoke = { kind: 'revokeToken', id: tokenId(1) } as const;
    expect(apply(revoke, revoke)).toMatchObject([{ outcome: 'done' }, { outcome: 'notFound' }]);
    expect(machine.catalog.findToken(hash(1))).toBeUndefined();
    expect(machine.catalog.version).toBeGreaterThan(version);
  });

  test('that is made again under another id is the one that is there; one that may do something else is refused', () => {
    apply(create(1, 'a'), token(1));
    expect(apply({ ...token(1), id: tokenId(9) } as Command)).toEqual([done(tokenId(1))]);
    for (const other of [{ tokenKind: 'admin' }, { tokenKind: 'readOnly' }, { database: 1 }]) {
      expect(apply({ ...token(1), ...other } as Command)).toEqual([
        { kind: 'catalog', outcome: 'exists', id: tokenId(1) },
      ]);
    }
    expect(apply({ ...token(2), id: tokenId(1) } as Command)).toMatchObject([
      { outcome: 'exists' },
    ]);
    expect(machine.catalog.tokens()).toHaveLength(1);
  });

  test('opens nothing once its database was dropped, and its text may be used again', () => {
    apply(create(1, 'a'), token(1, 1), drop(1));
    expect(machine.catalog.findToken(hash(1))).toBeUndefined();
    expect(machine.catalog.tokens()).toEqual([]);
    expect(apply(token(2, 1), token(3, 7))).toMatchObject([
      { outcome: 'notFound' },
      { outcome: 'notFound' },
    ]);
    expect(apply({ ...token(4), hash: hash(1) } as Command)).toEqual([done(tokenId(4))]);
    expect(machine.catalog.findToken(hash(1))?.database).toBe(0);
  });

  test('of the kind admin closes the cluster, and the last one that goes opens it', () => {
    expect(machine.catalog.hasAdminToken).toBe(false);
    apply({ ...token(1), tokenKind: 'admin' } as Command);
    expect(machine.catalog.hasAdminToken).toBe(true);
    apply({ kind: 'revokeToken', id: tokenId(1) });
    expect(machine.catalog.hasAdminToken).toBe(false);
  });
});

test('a session writes into its own database only, and is closed from there only', () => {
  apply(create(1, 'a'), { kind: 'openSession', ttlMs: 10_000, database: 1 });
  expect(apply(request(0, 1), request(1, 1))).toMatchObject([
    { kind: 'sessionRefused', reason: 'expired' },
    { kind: 'committed' },
  ]);
  apply({ kind: 'closeSession', session: 2 });
  expect(apply(request(1, 2))).toMatchObject([{ kind: 'committed' }]);
  apply({ kind: 'closeSession', session: 2, database: 1 });
  expect(apply(request(1, 3))).toMatchObject([{ kind: 'sessionRefused' }]);
});

test('there are no more databases and tokens than allowed', () => {
  const catalog = new Catalog({ databasesMax: 2, tokensMax: 2 });
  const at = { index: asLogIndex(1), term: asTerm(1), now: asWallMs(1) };
  const results = [
    create(1, 'a'),
    create(2, 'b'),
    create(3, 'c'),
    token(1),
    token(2),
    token(3),
  ].map((command) => {
    if (command.kind !== 'createDatabase' && command.kind !== 'createToken') return undefined;
    const { result } = catalog.execute(command, at);
    return result?.kind === 'catalog' ? result.outcome : undefined;
  });
  expect(results).toEqual(['done', 'done', 'limit', 'done', 'done', 'limit']);
});

test('a snapshot carries databases, tokens, and what is left to remove', async () => {
  apply(create(1, 'a'), create(2, 'b'), write(1), write(2), token(1, 2), drop(1));
  const disk = new SimDisk(1);
  const other = await openMachine(await openSimHome(disk), immediateClock);
  const before = other.catalog;
  const sink = await other.receiveSnapshot(metaOf(machine));
  await receive(sink, await readAll(machine.openSnapshot(metaOf(machine))));
  await sink.install();
  expect(other.catalog).not.toBe(before);
  expect(other.catalog.databases()).toEqual(machine.catalog.databases());
  expect(other.catalog.tokens()).toEqual(machine.catalog.tokens());
  expect(await other.findClearingStep()).toEqual(await machine.findClearingStep());
  await other.close();
});
