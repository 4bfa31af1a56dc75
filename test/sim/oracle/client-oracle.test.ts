import { expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import { ClientOracle, markPrefix } from '../../../sim/oracle/client-oracle.ts';
import { textOf, versionstampAt } from '../../../sim/oracle/kv-model.ts';
import { bytesOf } from '../../../sim/workload/client.ts';
import type { AgeBounds, Answer, Operation } from '../../../sim/workload/operation.ts';
import { Findings } from '../../../sim/world/findings.ts';
import type { Finding } from '../../../sim/world/findings.ts';
import { encodeCommand, encodeKey } from '../../../storage/index.ts';

const key = textOf(encodeKey(['r', '0']));

/**
 * Entry 1 sets the key to `1` and is acknowledged at 0 ms, entry 2 sets it to `2` and is acknowledged at 1000 ms. At
 * `readAt` ms an eventual read begins, and its answer is the state after entry 1.
 */
function readOldState(readAt: number, bounds: AgeBounds): Finding | undefined {
  let now = 0;
  const findings = new Findings(() => now);
  const oracle = new ClientOracle(findings, () => now);
  const call = (operation: Operation, answer: Answer): void => {
    const floor = oracle.floorOf(operation);
    oracle.judge({ client: 1, node: 1, operation, invokedAt: now, floor }, answer);
  };
  for (const id of [1, 2]) {
    now = (id - 1) * 1000;
    const mutations = [set(markPrefix, id), set(key, id)];
    const command = { kind: 'atomic', database: 0, checks: [], mutations } as const;
    oracle.onApplied(
      'n1',
      {
        kind: 'normal',
        index: asLogIndex(id),
        term: asTerm(1),
        stampedAt: asWallMs(0),
        crc: 0,
        command: encodeCommand(command),
      },
      { result: { kind: 'committed', versionstamp: versionstampAt(id) } },
    );
    call(
      { kind: 'atomic', id, write: { checks: [], mutations } },
      { kind: 'committed', index: id },
    );
  }
  now = readAt;
  call(
    { kind: 'get', keys: [key], consistency: 'eventual', bounds },
    { kind: 'read', entries: [{ key, value: '1', index: 1 }], readAt: undefined },
  );
  return findings.first;
}

function set(name: string, id: number) {
  const value = { encoding: 'bytes', bytes: bytesOf(`${id}`) } as const;
  return { kind: 'set', key: bytesOf(name), value } as const;
}

test('an eventual read without bounds may be of any state', () => {
  expect(readOldState(60_000, {})).toBeUndefined();
});

test('a read may be as stale as its bound allows, and no staler', () => {
  expect(readOldState(1400, { maxStalenessMs: 500 })).toBeUndefined();
  expect(readOldState(1600, { maxStalenessMs: 500 })).toMatchObject({ rule: 'I-14' });
});

test('a read must reflect the state that it names', () => {
  expect(readOldState(1000, { atLeast: 1 })).toBeUndefined();
  expect(readOldState(1000, { atLeast: 2 })).toMatchObject({ rule: 'I-14' });
});
