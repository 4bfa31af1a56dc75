import { expect, test } from 'vitest';
import { asNodeId } from '../../../base/brand.ts';
import type { AtomicCommand, Mutation } from '../../../storage/kv/command.ts';
import { formatDigest } from '../../../storage/kv/digest.ts';
import { digestRequest } from '../../../storage/kv/request-digest.ts';
import { atomic, bytesValue, u64 } from '../../support/kv-fixture.ts';

const key = Uint8Array.of(2, 65, 0);
const other = Uint8Array.of(2, 66, 0);
const stamp = new Uint8Array(10);
const set: Mutation = { kind: 'set', key, value: bytesValue(1) };
const sum = {
  kind: 'sum',
  key,
  value: u64(1n),
  min: new Uint8Array(),
  max: new Uint8Array(),
  clamp: false,
} as const;

const enqueue = { payload: key, deadlineMs: 1, keysIfUndelivered: [], backoffMs: [] };

test('differs whenever something that decides what is done differs', () => {
  const commands: readonly AtomicCommand[] = [
    atomic({}),
    atomic({ database: 1 }),
    atomic({ checks: [{ key, versionstamp: undefined }] }),
    atomic({ checks: [{ key, versionstamp: stamp }] }),
    atomic({ checks: [{ key: other, versionstamp: undefined }] }),
    atomic({ mutations: [set] }),
    atomic({ mutations: [set, set] }),
    atomic({ mutations: [{ ...set, kind: 'setVersionstampedKey' }] }),
    atomic({ mutations: [{ ...set, key: other }] }),
    atomic({ mutations: [{ ...set, value: bytesValue(2) }] }),
    atomic({ mutations: [{ ...set, value: { ...bytesValue(1), encoding: 'v8' } }] }),
    atomic({ mutations: [{ ...set, expiry: { kind: 'at', ms: 5 } }] }),
    atomic({ mutations: [{ ...set, expiry: { kind: 'in', ms: 5 } }] }),
    atomic({ mutations: [{ ...set, expiry: { kind: 'in', ms: 6 } }] }),
    atomic({ mutations: [{ kind: 'delete', key }] }),
    atomic({ mutations: [{ kind: 'min', key, value: u64(1n) }] }),
    atomic({ mutations: [{ kind: 'max', key, value: u64(1n) }] }),
    atomic({ mutations: [sum] }),
    atomic({ mutations: [{ ...sum, min: key }] }),
    atomic({ mutations: [{ ...sum, max: key }] }),
    atomic({ mutations: [{ ...sum, clamp: true }] }),
    { ...atomic({}), enqueues: [enqueue] },
    { ...atomic({}), enqueues: [enqueue, enqueue] },
    { ...atomic({}), enqueues: [{ ...enqueue, payload: other }] },
    { ...atomic({}), enqueues: [{ ...enqueue, deadlineMs: 2 ** 32 + 1 }] },
    { ...atomic({}), enqueues: [{ ...enqueue, keysIfUndelivered: [key] }] },
    { ...atomic({}), enqueues: [{ ...enqueue, backoffMs: [1] }] },
  ];
  const digests = new Set(commands.map((command) => formatDigest(digestRequest(command))));
  expect(digests.size).toBe(commands.length);
});

test('without enqueues it is what it was before there were any', () => {
  const { high, low } = digestRequest(atomic({ mutations: [set] }));
  expect([high, low]).toEqual([-74_954_871, 404_936_122]);
  expect(digestRequest({ ...atomic({ mutations: [set] }), enqueues: [] })).toEqual({ high, low });
});

test('is the same for two attempts of one request', () => {
  const command = atomic({ mutations: [set] });
  const origin = { nodeId: asNodeId('00000000000000ab'), incarnation: 1, requestId: 2 };
  const again = { ...command, session: { id: 1, seq: 2, ackedUpTo: 1 }, origin };
  expect(digestRequest(again)).toEqual(digestRequest(command));
});
