import { expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import type { Entry, HardState, LogWrite } from '../../../raft/index.ts';
import type { FoundLog } from '../../../sim/node/probe.ts';
import { LogMirror } from '../../../sim/oracle/log-mirror.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

function entry(index: number, term: number): Entry {
  return {
    index: asLogIndex(index),
    term: asTerm(term),
    kind: 'normal',
    stampedAt: asWallMs(0),
    command: new Uint8Array(),
    crc: index * 100 + term,
  };
}

function write(seq: number, entries: readonly Entry[], truncateFrom?: number): LogWrite {
  const cut = truncateFrom === undefined ? {} : { truncateFrom: asLogIndex(truncateFrom) };
  return { seq, entries, mustSync: true, ...cut };
}

/** What recovery finds: terms of the entries from 1 on. */
function found(terms: readonly number[]): FoundLog {
  return {
    base: { index: asLogIndex(0), term: asTerm(0) },
    firstIndex: 1,
    lastIndex: terms.length,
    termAt: (index) => terms[index - 1],
    hardState: { term: asTerm(1), votedFor: undefined, commitIndex: asLogIndex(1) },
  };
}

/** Entry 1 is there, 2 and 3 are durable, 4 and a truncation of it are under way. */
function mirrorUnderWay(): LogMirror {
  const mirror = new LogMirror([entry(1, 1)], { term: asTerm(1), votedFor: undefined });
  const first = write(1, [entry(2, 1), entry(3, 1)]);
  mirror.issue(first);
  mirror.done(first);
  mirror.issue(write(2, [entry(4, 1)]));
  mirror.issue(write(3, [entry(4, 2), entry(5, 2)], 4));
  return mirror;
}

test.each<[string, readonly number[]]>([
  ['nothing of what was under way', [1, 1, 1]],
  ['the first batch of it', [1, 1, 1, 1]],
  ['all of it', [1, 1, 1, 2, 2]],
])('recovery may find %s', (_, terms) => {
  const mirror = mirrorUnderWay();
  expect(mirror.recover(found(terms), [])).toBeUndefined();
  expect(mirror.lastDurable).toBe(terms.length);
});

test.each<[string, readonly number[]]>([
  ['less than what was durable', [1, 1]],
  ['a part of a batch', [1, 1, 1, 2]],
  ['other entries', [1, 1, 2]],
  ['more than was ever written', [1, 1, 1, 2, 2, 2]],
])('recovery must not find %s', (_, terms) => {
  expect(mirrorUnderWay().recover(found(terms), [])).toMatch(/durable/);
});

test.each([
  ['above the log that was there', 7],
  ['at its end, which was never committed', 3],
  ['within it', 2],
])('an empty log that begins where a snapshot stands, %s, is what was committed', (_, last) => {
  const mirror = mirrorUnderWay();
  const committed = Array.from({ length: last }, (_each, position) => entry(position + 1, 2));
  const rebased: FoundLog = {
    ...found([]),
    base: { index: asLogIndex(last), term: asTerm(2) },
    firstIndex: last + 1,
    lastIndex: last,
  };
  expect(mirror.recover(rebased, committed)).toBeUndefined();
  expect(mirror.durableAt(last)).toEqual(committed[last - 1]);
  expect(mirror.lastIssued).toBe(last);
});

test.each<[string, HardState, boolean]>([
  ['the vote', { term: asTerm(1), votedFor: idOf(2), commitIndex: asLogIndex(7) }, true],
  ['a later term', { term: asTerm(2), votedFor: undefined, commitIndex: asLogIndex(7) }, true],
  ['no vote', { term: asTerm(1), votedFor: undefined, commitIndex: asLogIndex(7) }, false],
  ['another vote', { term: asTerm(1), votedFor: idOf(3), commitIndex: asLogIndex(7) }, false],
  ['an earlier term', { term: asTerm(0), votedFor: idOf(2), commitIndex: asLogIndex(7) }, false],
])('an install that was cut off leaves %s', (_, hardState, isRight) => {
  const mirror = new LogMirror([entry(1, 1)], { term: asTerm(1), votedFor: idOf(2) });
  const committed = [1, 2, 3, 4, 5, 6, 7].map((index) => entry(index, 1));
  const rebased: FoundLog = {
    ...found([]),
    base: { index: asLogIndex(7), term: asTerm(1) },
    firstIndex: 8,
    lastIndex: 7,
    hardState,
  };
  const said = mirror.recover(rebased, committed);
  expect(said?.startsWith('the vote is for')).toBe(isRight ? undefined : true);
});

test.each<[string, HardState, string | undefined]>([
  ['the vote', { term: asTerm(1), votedFor: idOf(2), commitIndex: asLogIndex(7) }, undefined],
  ['a later term', { term: asTerm(2), votedFor: undefined, commitIndex: asLogIndex(7) }, undefined],
  ['no vote', { term: asTerm(1), votedFor: undefined, commitIndex: asLogIndex(7) }, 'the vote'],
  ['another vote', { term: asTerm(1), votedFor: idOf(3), commitIndex: asLogIndex(7) }, 'the vote'],
  [
    'an earlier term',
    { term: asTerm(0), votedFor: idOf(2), commitIndex: asLogIndex(7) },
    'the vote',
  ],
])('an install that was cut off leaves %s', (_, hardState, problem) => {
  const mirror = new LogMirror([entry(1, 1)], { term: asTerm(1), votedFor: idOf(2) });
  const committed = [1, 2, 3, 4, 5, 6, 7].map((index) => entry(index, 1));
  const rebased: FoundLog = {
    ...found([]),
    base: { index: asLogIndex(7), term: asTerm(1) },
    firstIndex: 8,
    lastIndex: 7,
    hardState,
  };
  expect(mirror.recover(rebased, committed)?.slice(0, 'the vote'.length)).toBe(problem);
});
