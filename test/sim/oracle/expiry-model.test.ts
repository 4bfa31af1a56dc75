import { expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import { ClientOracle, markPrefix } from '../../../sim/oracle/client-oracle.ts';
import { ExpiryModel } from '../../../sim/oracle/expiry-model.ts';
import { KvModel, versionstampAt } from '../../../sim/oracle/kv-model.ts';
import { bytesOf } from '../../../sim/workload/client.ts';
import { Findings } from '../../../sim/world/findings.ts';
import type { Finding } from '../../../sim/world/findings.ts';
import { encodeCommand } from '../../../storage/index.ts';
import type { AtomicCommand, Command, CommandResult, Expiry } from '../../../storage/index.ts';
import { expiryKey, wireOfExpiryKey } from '../../../storage/kv/expiry-key.ts';
import { userDataPrefix } from '../../../storage/kv/keyspace.ts';

function indexKey(name: string, index: number, expiresAt: number): Uint8Array {
  const dataKey = userDataPrefix(0) + name;
  const versionstamp = Buffer.from(versionstampAt(index)).toString('hex');
  return wireOfExpiryKey(expiryKey({ dataKey, expiresAt, versionstamp }));
}

function expire(...indexKeys: readonly Uint8Array[]) {
  return { kind: 'expireEntries', term: asTerm(1), indexKeys } as const;
}

function write(name: string, expiry?: Expiry): AtomicCommand {
  const value = { encoding: 'bytes', bytes: bytesOf('1') } as const;
  const set = { kind: 'set', key: bytesOf(name), value } as const;
  const mutations = [expiry === undefined ? set : { ...set, expiry }];
  return { kind: 'atomic', database: 0, checks: [], mutations };
}

test('a command removes what is stored as it says and due, once, in its own term', () => {
  const model = new ExpiryModel();
  for (const name of ['a', 'b', 'c', 'd']) model.onWritten(name, 5, 100);
  model.onWritten('b', 6, 900);
  model.onWritten('c', 7, undefined);
  const all = expire(...['a', 'a', 'b', 'c', 'd'].map((name) => indexKey(name, 5, 100)));
  expect(model.expire(all, { term: 2, now: 100 })).toBe(0);
  expect(model.expire(all, { term: 1, now: 99 })).toBe(0);
  expect(model.expire(all, { term: 1, now: 100 })).toBe(2);
  expect(model.expire(all, { term: 1, now: 100 })).toBe(0);
  expect([model.storedCount, model.expiredCount]).toEqual([1, 2]);
});

test('the state has an entry until the first log entry whose log time has reached its deadline', () => {
  const model = new KvModel();
  const apply = (index: number, stampedAt: number, command?: AtomicCommand): void => {
    model.advance({ index, stampedAt });
    model.apply(index, command);
  };
  apply(1, 1000, write('k', { kind: 'in', ms: 10 }));
  apply(2, 1009);
  apply(3, 1010);
  apply(4, 900, write('past', { kind: 'at', ms: 1010 }));
  expect(model.at('k', 2)).toEqual({ version: { index: 1, value: '1' }, next: 3 });
  expect([model.latest('k').value, model.latest('past').value]).toEqual([undefined, undefined]);
  expect(model.expiries.storedCount).toBe(2);
});

/** What is found when entry 2 does `command` and a node says that it gives `result`. */
function findingOf(command: Command, result: CommandResult): Finding | undefined {
  const findings = new Findings(() => 0);
  const oracle = new ClientOracle(findings, () => 0);
  const entry = { kind: 'normal', term: asTerm(1), stampedAt: asWallMs(1000), crc: 0 } as const;
  const first = write(`${markPrefix}1`, { kind: 'in', ms: 0 });
  const at = (index: number, each: Command) => ({
    ...entry,
    index: asLogIndex(index),
    command: encodeCommand(each),
  });
  const versionstamp = versionstampAt(1);
  oracle.onApplied('n1', at(1, first), { result: { kind: 'committed', versionstamp } });
  oracle.onApplied('n1', at(2, command), { result });
  return findings.first;
}

test('a node that removes too few or too many is found (I-5)', () => {
  const due = expire(indexKey(`${markPrefix}1`, 1, 1000));
  expect(findingOf(due, { kind: 'entriesExpired', count: 1 })).toBeUndefined();
  for (const count of [0, 2]) {
    expect(findingOf(due, { kind: 'entriesExpired', count })?.rule).toBe('I-5');
  }
});

test('a node that finds an expired entry present in a check is found (I-5)', () => {
  const check = { key: bytesOf(`${markPrefix}1`), versionstamp: undefined };
  const absent: AtomicCommand = { ...write('other'), checks: [check] };
  const versionstamp = versionstampAt(2);
  expect(findingOf(absent, { kind: 'committed', versionstamp })).toBeUndefined();
  expect(findingOf(absent, { kind: 'conflict', failedChecks: [0] })?.rule).toBe('I-5');
});
