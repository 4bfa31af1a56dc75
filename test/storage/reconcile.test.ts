import { expect, test } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { CorruptionError } from '../../storage/errors.ts';
import { checkReconciled } from '../../storage/reconcile.ts';
import { thrownBy } from '../support/thrown-by.ts';

/** A log of entries 5 to 9 in term 2, and a state machine that has applied up to an entry. */
function reconcile(lastApplied: number, lastAppliedTerm = 2, firstIndex = 5): unknown {
  const log = {
    firstIndex: asLogIndex(firstIndex),
    lastIndex: asLogIndex(9),
    termAt: (index: number) => (index >= firstIndex && index <= 9 ? asTerm(2) : undefined),
  };
  const stateMachine = {
    lastApplied: asLogIndex(lastApplied),
    lastAppliedTerm: asTerm(lastAppliedTerm),
  };
  return thrownBy(() => checkReconciled({ log, stateMachine }));
}

test.each([5, 7, 9])('a state machine that has applied entry %i of 5 to 9 is taken', (applied) => {
  expect(reconcile(applied)).toBeUndefined();
});

test('a new state machine replays a log from its first entry', () => {
  expect(reconcile(0, 0, 1)).toBeUndefined();
});

test.each([
  ['has applied what the log lost', reconcile(10), /applied entry 10, but the log ends at 9/],
  ['lacks what the log has no more', reconcile(3), /begins at entry 5, but .* only up to 3/],
  ['is new while the log has a past', reconcile(0, 0), /begins at entry 5, but .* only up to 0/],
  [
    'has applied another history',
    reconcile(7, 1),
    /term 2 in the log, but was applied with term 1/,
  ],
])('a state machine that %s is refused, with advice', (_what, error, says) => {
  expect(error).toBeInstanceOf(CorruptionError);
  expect(String(error)).toMatch(says);
  expect(String(error)).toContain('restore it from a copy, or rebuild the node');
});
