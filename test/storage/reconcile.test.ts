import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { SnapshotMeta } from '../../raft/index.ts';
import { CorruptionError } from '../../storage/errors.ts';
import { reconcile } from '../../storage/reconcile.ts';
import { NODE_ID, makeHardState, makeMembership } from '../support/log-fixtures.ts';
import { thrownBy } from '../support/thrown-by.ts';

const BASE = 4;
const LAST = 9;

type Situation = {
  readonly lastApplied: number;
  readonly lastAppliedTerm?: number;
  readonly base?: number;
  readonly commitIndex?: number;
  readonly term?: number;
  /** The snapshot that the state came as. */
  readonly installed?: { readonly index: number; readonly term: number };
};

function snapshotOf(index: number, term: number): SnapshotMeta {
  return {
    id: 's',
    last: { index: asLogIndex(index), term: asTerm(term) },
    membership: { index: asLogIndex(1), membership: makeMembership() },
  };
}

/** A log of entries `base` + 1 to 9 in term 2. */
function judge(situation: Situation): ReturnType<typeof reconcile> {
  const { lastApplied, lastAppliedTerm = 2, base = BASE, commitIndex = 6, term = 2 } = situation;
  const { installed } = situation;
  return reconcile({
    log: {
      base: { index: asLogIndex(base), term: asTerm(base === 0 ? 0 : 2) },
      lastIndex: asLogIndex(LAST),
      stored: { hardState: makeHardState(term, commitIndex) },
      termAt: (index) => (index >= base && index <= LAST ? asTerm(2) : undefined),
    },
    stateMachine: {
      lastApplied: asLogIndex(lastApplied),
      lastAppliedTerm: asTerm(lastAppliedTerm),
      installedSnapshot: installed && snapshotOf(installed.index, installed.term),
    },
  });
}

describe('log and state machine fit (rule 14.3)', () => {
  test.each([
    ['has applied up to the base', { lastApplied: BASE }],
    ['has applied up to the commit index', { lastApplied: 6 }],
    ['has applied more than the stored commit index says', { lastApplied: LAST }],
    ['is new, and the log is whole', { lastApplied: 0, lastAppliedTerm: 0, base: 0 }],
    [
      'has installed a snapshot of an entry that the log has',
      { lastApplied: 8, installed: { index: 8, term: 2 } },
    ],
  ])('when the state machine %s', (_what, situation) => {
    expect(judge(situation)).toEqual({ kind: 'ready' });
  });
});

describe('a snapshot is needed (rule S-12)', () => {
  test.each([
    ['is new', { lastApplied: 0, lastAppliedTerm: 0 }],
    ['ends below the base', { lastApplied: BASE - 1 }],
  ])('when the log was compacted and the state machine %s', (_what, situation) => {
    expect(judge(situation)).toEqual({ kind: 'needsSnapshot' });
  });
});

describe('an install that was cut short is finished (12.5)', () => {
  test.each([
    ['ends before the snapshot', { lastApplied: 20, installed: { index: 20, term: 2 } }, 2],
    [
      'has another, uncommitted entry there',
      { lastApplied: 8, lastAppliedTerm: 3, installed: { index: 8, term: 3 } },
      3,
    ],
  ])('when the log %s', (_what, situation, term) => {
    const { index } = situation.installed;
    const { last, membership } = snapshotOf(index, term);
    const hardState =
      term === 2 ? makeHardState(2, index) : { ...makeHardState(3, index), votedFor: undefined };
    expect(judge({ ...situation, lastAppliedTerm: term })).toEqual({
      kind: 'finishInstall',
      to: { last, membership, hardState },
    });
  });

  test('and keeps a later term and its vote, which are promises', () => {
    const result = judge({ lastApplied: 20, installed: { index: 20, term: 2 }, term: 7 });
    expect(result).toMatchObject({ to: { hardState: { term: 7, votedFor: NODE_ID } } });
  });
});

describe('a state machine is refused, with advice, that', () => {
  test.each([
    ['has applied what the log lost', { lastApplied: 10 }, /applied entry 10, but the log ends/],
    [
      'has applied another history',
      { lastApplied: 7, lastAppliedTerm: 1 },
      /term 2 in the log, but was applied with term 1/,
    ],
    [
      'came as a snapshot that contradicts what was committed',
      { lastApplied: 6, lastAppliedTerm: 1, installed: { index: 6, term: 1 } },
      /term 2 in the log, but was applied with term 1/,
    ],
  ])('%s', (_what, situation, says) => {
    const error = thrownBy(() => judge(situation));
    expect(error).toBeInstanceOf(CorruptionError);
    expect(String(error)).toMatch(says);
    expect(String(error)).toContain('restore it from a copy, or rebuild the node');
  });
});
