import { expect, test } from 'vitest';
import { kvorumDialect } from '../../../cmd/bench/kvorum-dialect.ts';
import { encodeBenchKey, fillBatch, listEntries } from '../../../cmd/bench/workload.ts';
import { kvorum } from '../../../protos/gen/kv.js';

const { AtomicRequest, AtomicResponse, Consistency, GetRequest, ListRequest } = kvorum.kv.v1;

const value = Buffer.from('value-of-16-byte');
const dialect = kvorumDialect(value.length);
const keyOf = (n: number): Buffer => Buffer.from(encodeBenchKey(n));

test('a put sets one key to the value, and later puts do not change earlier bytes', () => {
  const first = Buffer.from(dialect.put(5, value).message);
  dialect.put(6, Buffer.alloc(16));
  const request = AtomicRequest.decode(first);
  expect(request.checks).toEqual([]);
  expect(request.mutations).toHaveLength(1);
  expect(Buffer.from(request.mutations[0]?.key ?? [])).toEqual(keyOf(5));
  expect(Buffer.from(request.mutations[0]?.value?.data ?? [])).toEqual(value);
});

test('a get asks for one key with its consistency', () => {
  for (const [name, consistency] of [
    ['strong', Consistency.CONSISTENCY_STRONG],
    ['eventual', Consistency.CONSISTENCY_EVENTUAL],
  ] as const) {
    const request = GetRequest.decode(dialect.get(7, name).message);
    expect(request.keys.map((key) => Buffer.from(key))).toEqual([keyOf(7)]);
    expect(request.consistency).toBe(consistency);
  }
});

test('a list asks for one hundred entries from its key', () => {
  const operation = dialect.list(3);
  const request = ListRequest.decode(operation.message);
  expect(Buffer.from(request.start ?? [])).toEqual(keyOf(3));
  expect(Buffer.from(request.end ?? [])).toEqual(keyOf(3 + listEntries));
  expect(request.limit).toBe(listEntries);
  expect(operation.answerBytesMin).toBe(listEntries * value.length);
});

test('an atomic checks an absent key and sets two', () => {
  const request = AtomicRequest.decode(dialect.atomic([1, 2], value).message);
  expect(request.checks).toHaveLength(1);
  expect(request.checks[0]?.versionstamp).toHaveLength(0);
  expect(request.mutations.map(({ key }) => Buffer.from(key ?? []))).toEqual([keyOf(1), keyOf(2)]);
});

test('a fill sets a whole batch of keys', () => {
  const request = AtomicRequest.decode(dialect.fill(100, () => value).message);
  expect(request.mutations).toHaveLength(fillBatch);
  expect(Buffer.from(request.mutations.at(-1)?.key ?? [])).toEqual(keyOf(199));
});

test('a write counts as done only if it was committed', () => {
  const { accepts } = dialect.put(1, value);
  const committed = AtomicResponse.encode({ committed: { versionstamp: new Uint8Array(10) } });
  const conflict = AtomicResponse.encode({ conflict: { failedChecks: [0] } });
  expect(accepts(committed.finish())).toBe(true);
  expect(accepts(conflict.finish())).toBe(false);
  expect(accepts(new Uint8Array())).toBe(false);
});
