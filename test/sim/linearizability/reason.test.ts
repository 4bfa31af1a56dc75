/** Operations in words. */
import { expect, test } from 'vitest';
import { describeOutcome, describeStamp, nameOf } from '../../../sim/linearizability/reason.ts';
import { check, client, remove, seen, set, stamp, sum } from './operations.ts';

test('a versionstamp is shown as its log index', () => {
  expect(describeStamp(stamp(0))).toBe('@0');
  expect(describeStamp(stamp(255))).toBe('@ff');
  expect(describeStamp('00000000000000050001')).toBe('@5.0001');
});

test('operations are named by client and request', () => {
  expect(nameOf(client(3, 0).list({ start: 'a', end: 'b', limit: 2, reverse: true }))).toBe(
    `client 3's list [a, b) limit 2 reverse`,
  );
  expect(
    nameOf(
      client(1, 0).unknown(check('a', 5), check('b'), set('c', 'x'), remove('d'), sum('e', 2)),
    ),
  ).toBe(`client 1's check a@5, check b absent, set c="x", delete d, sum e 2`);
  expect(nameOf(client(1, 0).unknown())).toBe(`client 1's empty commit`);
});

test('answers are shown in short', () => {
  expect(describeOutcome(client(1, 0).get('a b', seen('a', 'x', 5)))).toBe('a="x"@5');
  expect(describeOutcome(client(1, 0).get('a'))).toBe('nothing');
  expect(describeOutcome(client(1, 0).commit(5))).toBe('committed @5');
  expect(describeOutcome(client(1, 0).conflict([0, 2]))).toBe('conflict 0 2');
  expect(describeOutcome(client(1, 0).notApplied())).toBe('not applied');
  expect(describeOutcome(client(1, 0).unknown())).toBe('?');
});
