import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { RaftLog } from '../../../raft/core/log.ts';
import { emptyHardState, Persistence } from '../../../raft/core/persistence.ts';
import { makeEntry, makeFirstEntry } from '../../support/log-fixtures.ts';
import { readerOf } from '../../support/raft/array-reader.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const index = asLogIndex;
const always = { commitOnly: true };
const urgent = { commitOnly: false };

/** In term 1, with one entry, which is committed; everything is durable. */
function openPersistence(): Persistence {
  const log = new RaftLog(
    readerOf(() => [makeFirstEntry()]),
    index(1),
  );
  const hardState = { term: asTerm(1), votedFor: undefined, commitIndex: index(1) };
  return new Persistence(hardState, log);
}

const append = (persistence: Persistence, at: number): void =>
  persistence.log.append([makeEntry({ index: at, term: persistence.term })]);

describe('term and vote', () => {
  it('a later term clears the vote, and only that does (E-7)', () => {
    const persistence = openPersistence();
    persistence.vote(idOf(2));
    persistence.vote(idOf(2));
    expect(() => persistence.vote(idOf(3))).toThrow('one vote per term');
    persistence.enterTerm(asTerm(2), undefined);
    expect(persistence.votedFor).toBeUndefined();
    persistence.vote(idOf(3));
    expect(persistence.votedFor).toBe(idOf(3));
  });

  it('a term never falls, nor is it entered twice', () => {
    const persistence = openPersistence();
    expect(() => persistence.enterTerm(asTerm(1), undefined)).toThrow('terms only rise');
  });
});

describe('the commit index', () => {
  it('only rises, and not beyond the log', () => {
    const persistence = openPersistence();
    append(persistence, 2);
    expect(persistence.advanceCommit(index(2))).toBe(true);
    expect(persistence.advanceCommit(index(1))).toBe(false);
    expect(persistence.commitIndex).toBe(2);
    expect(() => persistence.advanceCommit(index(3))).toThrow('only what the log holds');
  });

  it('is a hint: it rides along, or is written unsynced when it is time', () => {
    const persistence = openPersistence();
    append(persistence, 2);
    persistence.takeWrite(urgent);
    persistence.advanceCommit(index(2));
    expect(persistence.hasUrgentWrite).toBe(false);
    expect(persistence.takeWrite(urgent)).toBeUndefined();
    expect(persistence.isCommitUnwritten).toBe(true);
    expect(persistence.takeWrite(always)).toMatchObject({
      seq: 2,
      mustSync: false,
      entries: [],
      hardState: { commitIndex: 2 },
    });
    expect(persistence.isCommitUnwritten).toBe(false);
    expect(persistence.takeWrite(always)).toBeUndefined();
  });
});

describe('a write', () => {
  it('takes all that changed, once', () => {
    const persistence = openPersistence();
    persistence.enterTerm(asTerm(2), idOf(1));
    append(persistence, 2);
    expect(persistence.takeWrite(urgent)).toEqual({
      seq: 1,
      mustSync: true,
      hardState: { term: 2, votedFor: idOf(1), commitIndex: 1 },
      entries: [makeEntry({ index: 2, term: 2 })],
    });
    expect(persistence.takeWrite(always)).toBeUndefined();
  });

  it('of entries alone leaves the hard state out', () => {
    const persistence = openPersistence();
    append(persistence, 2);
    expect(persistence.takeWrite(urgent)).not.toHaveProperty('hardState');
  });

  it('cannot complete before it was issued', () => {
    expect(() => openPersistence().onDurable(1)).toThrow('only issued writes');
  });
});

describe('the write to wait for', () => {
  it('is none while everything is durable', () => {
    const persistence = openPersistence();
    expect(persistence.barrier()).toBeUndefined();
    expect(persistence.barrierOf(index(1))).toBeUndefined();
  });

  it('is the next one while something is unwritten', () => {
    const persistence = openPersistence();
    append(persistence, 2);
    expect(persistence.barrier()).toBe(1);
    expect(persistence.barrierOf(index(2))).toBe(1);
    expect(persistence.barrierOf(index(1))).toBeUndefined();
  });

  it('of an entry is the one that carries it, of everything the last one', () => {
    const persistence = openPersistence();
    append(persistence, 2);
    persistence.takeWrite(urgent);
    append(persistence, 3);
    persistence.takeWrite(urgent);
    expect(persistence.barrierOf(index(2))).toBe(1);
    expect(persistence.barrierOf(index(3))).toBe(2);
    expect(persistence.barrier()).toBe(2);
    persistence.onDurable(1);
    expect(persistence.barrierOf(index(2))).toBeUndefined();
    expect(persistence.barrier()).toBe(2);
    persistence.onDurable(2);
    expect(persistence.barrier()).toBeUndefined();
  });

  it('of an entry that is durable is that of the term in which it is vouched for (P-3)', () => {
    const persistence = openPersistence();
    persistence.enterTerm(asTerm(2), undefined);
    expect(persistence.barrierOf(index(1))).toBe(1);
    persistence.takeWrite(urgent);
    append(persistence, 2);
    persistence.takeWrite(urgent);
    expect(persistence.barrierOf(index(1))).toBe(1);
    persistence.onDurable(1);
    expect(persistence.barrierOf(index(1))).toBeUndefined();
  });
});

it('a node that was never written is in term 0 and has voted for nobody', () => {
  expect(emptyHardState(index(3))).toEqual({ term: 0, votedFor: undefined, commitIndex: 3 });
});
