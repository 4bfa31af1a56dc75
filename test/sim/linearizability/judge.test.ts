/** Histories whose verdict is known: wrong ones are caught for the right reason, right ones pass. */
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../sim/linearizability/history.ts';
import { judgeHistory } from '../../../sim/linearizability/judge.ts';
import type { ReasonKind } from '../../../sim/linearizability/reason.ts';
import { check, client, remove, seen, set, sum } from './operations.ts';

const all = { start: 'a', end: 'z' };

type Wrong = readonly [name: string, kind: ReasonKind, text: string, history: readonly Operation[]];

describe('caught is', () => {
  test.each<Wrong>([
    [
      'a stale read',
      'stale',
      `client 3's get a saw a="x"@1, but client 2's set a="y" at @2 was known to have happened`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(2, 2, 3).commit(2, set('a', 'y')),
        client(3, 4, 5).get('a', seen('a', 'x', 1)),
      ],
    ],
    [
      'a read that is older than the read of another client before it',
      'stale',
      `client 3's get a saw a="x"@1`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(2, 2, 9).commit(2, set('a', 'y')),
        client(4, 3, 4).get('a', seen('a', 'y', 2)),
        client(3, 5, 6).get('a', seen('a', 'x', 1)),
      ],
    ],
    [
      'an update that overwrote another one that it had not seen',
      'wrongCommit',
      `client 2's check a@1, set a="z" committed at @3, but its check fails: client 1's check a@1, set a="y"`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2, 5).commit(2, check('a', 1), set('a', 'y')),
        client(2, 3, 6).commit(3, check('a', 1), set('a', 'z')),
      ],
    ],
    [
      'two creations of one key',
      'wrongCommit',
      `its check fails: a was not absent, it held "x"@1`,
      [
        client(1, 0, 2).commit(1, check('a'), set('a', 'x')),
        client(2, 1, 3).commit(2, check('a'), set('a', 'y')),
      ],
    ],
    [
      'the loss of an acknowledged write',
      'missing',
      `client 2's get a saw a=nothing, but it held "x"@1`,
      [client(1, 0, 1).commit(1, set('a', 'x')), client(2, 2, 3).get('a')],
    ],
    [
      'a read of a write that was not applied',
      'unwritten',
      `client 2's get a saw a="x"@1, which no operation can have written`,
      [client(1, 0, 1).notApplied(set('a', 'x')), client(2, 2, 3).get('a', seen('a', 'x', 1))],
    ],
    [
      'the effect of a sum that was not applied',
      'wrongValue',
      `client 1's get a saw a=3@2, but it held 2@2`,
      [
        client(1, 0, 1).commit(1, sum('a', 1)),
        client(1, 2, 3).notApplied(sum('a', 1)),
        client(1, 4, 5).commit(2, sum('a', 1)),
        client(1, 6, 7).get('a', seen('a', 3, 2)),
      ],
    ],
    [
      'a get of two keys at different times',
      'torn',
      `client 2's get a b saw a="x"@1 beside @3, but client 1's set a="y" came between, at @2`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(2, 2, 9).get('a b', seen('a', 'x', 1), seen('b', 'y', 3)),
        client(1, 3, 4).commit(2, set('a', 'y')),
        client(1, 5, 6).commit(3, set('b', 'y')),
      ],
    ],
    [
      'half of an atomic operation',
      'missing',
      `client 2's get a b saw b=nothing, but it held "x"@1`,
      [
        client(1, 0, 5).commit(1, set('a', 'x'), set('b', 'x')),
        client(2, 1, 2).get('a b', seen('a', 'x', 1)),
      ],
    ],
    [
      'a list without an entry that is there',
      'missing',
      `client 2's list [a, z) saw b=nothing, but it held "y"@2`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2, 3).commit(2, set('b', 'y')),
        client(2, 4, 5).list(all, seen('a', 'x', 1)),
      ],
    ],
    [
      'a list with an entry that was deleted',
      'stale',
      `client 2's list [a, z) saw a="x"@1, but client 1's delete a at @2`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2, 3).commit(2, remove('a')),
        client(2, 4, 5).list(all, seen('a', 'x', 1)),
      ],
    ],
    [
      'a list with an entry of nobody',
      'unwritten',
      `client 2's list [a, z) saw b="y"@2`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(2, 4, 5).list(all, seen('a', 'x', 1), seen('b', 'y', 2)),
      ],
    ],
    [
      'a list in the wrong order',
      'wrongAnswer',
      'out of order',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'y')),
        client(2, 4, 5).list(all, seen('b', 'y', 1), seen('a', 'x', 1)),
      ],
    ],
    [
      'a short list that skips an entry',
      'missing',
      'saw a=nothing, but it held "x"@1',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'y'), set('c', 'z')),
        client(2, 4, 5).list({ ...all, limit: 1 }, seen('b', 'y', 1)),
      ],
    ],
    [
      'a sum that was applied twice',
      'wrongValue',
      `client 1's get a saw a=2@1, but it held 1@1`,
      [client(1, 0, 1).commit(1, sum('a', 1)), client(1, 2, 3).get('a', seen('a', 2, 1))],
    ],
    [
      'a sum of unknown outcome that was applied twice',
      'wrongValue',
      `client 1's get a saw a=3@2`,
      [
        client(1, 0).unknown(sum('a', 1)),
        client(1, 2, 3).commit(2, sum('a', 1)),
        client(1, 4, 5).get('a', seen('a', 3, 2)),
      ],
    ],
    [
      'a write skew: each checked what the other wrote',
      'wrongCommit',
      `its check fails: client 1's check b@1, set a="off" had committed at @2`,
      [
        client(1, 0, 1).commit(1, set('a', 'on'), set('b', 'on')),
        client(1, 2, 5).commit(2, check('b', 1), set('a', 'off')),
        client(2, 2, 5).commit(3, check('a', 1), set('b', 'off')),
      ],
    ],
    [
      'a versionstamp below one that was acknowledged before, on another key',
      'outOfOrder',
      `client 2's set b="y" committed at @4, although client 1's set a="x" had shown @5`,
      [client(1, 0, 1).commit(5, set('a', 'x')), client(2, 2, 3).commit(4, set('b', 'y'))],
    ],
    [
      'a versionstamp below one that was read before',
      'outOfOrder',
      `client 2's set b="y" committed at @4, although client 3's get a had shown @5`,
      [
        client(1, 0, 9).commit(5, set('a', 'x')),
        client(3, 0, 1).get('a', seen('a', 'x', 5)),
        client(2, 2, 3).commit(4, set('b', 'y')),
      ],
    ],
    [
      'one versionstamp for two commits',
      'sharedStamp',
      'both committed at @5',
      [client(1, 0, 1).commit(5, set('a', 'x')), client(2, 0, 1).commit(5, set('b', 'y'))],
    ],
    [
      'a client that does not see its own write',
      'missing',
      `client 1's get a saw a=nothing, but it held "x"@1`,
      [client(1, 0, 1).commit(1, set('a', 'x')), client(1, 2, 3).get('a')],
    ],
    [
      'an unknown write that was seen and then not any more',
      'missing',
      `client 3's get a saw a=nothing, but it held "x"@4`,
      [
        client(1, 0).unknown(set('a', 'x')),
        client(2, 1, 2).get('a', seen('a', 'x', 4)),
        client(3, 3, 4).get('a'),
      ],
    ],
    [
      'an unknown write that took effect twice',
      'noOrder',
      'no operation is left that can have committed at @6',
      [
        client(1, 0).unknown(set('a', 'x')),
        client(2, 1, 2).get('a', seen('a', 'x', 4)),
        client(2, 3, 4).get('a', seen('a', 'x', 6)),
      ],
    ],
    [
      'a read of what is written later',
      'early',
      `client 2's get a saw a="x"@1 before client 1's set a="x" was invoked`,
      [client(2, 0, 1).get('a', seen('a', 'x', 1)), client(1, 2, 3).commit(1, set('a', 'x'))],
    ],
    [
      'a value that is not that of its versionstamp',
      'wrongValue',
      `client 2's get a saw a="y"@1, but client 1's set a="x" wrote it`,
      [client(1, 0, 1).commit(1, set('a', 'x')), client(2, 2, 3).get('a', seen('a', 'y', 1))],
    ],
    [
      'a key under the versionstamp of a commit that did not write it',
      'unwritten',
      `client 2's get b saw b="x"@1, which client 1's set a="x" did not write`,
      [client(1, 0, 1).commit(1, set('a', 'x')), client(2, 2, 3).get('b', seen('b', 'x', 1))],
    ],
    [
      'a conflict without reason',
      'wrongConflict',
      `client 2's check a@1, set a="y" answered conflict 0, but a held "x"@1`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(2, 2, 3).conflict([0], check('a', 1), set('a', 'y')),
      ],
    ],
    [
      'a conflict that does not name all checks that fail',
      'wrongConflict',
      'answered conflict 0, but b held "x"@1',
      [
        client(1, 0, 1).commit(1, set('b', 'x')),
        client(2, 2, 3).conflict([0], check('a', 1), check('b'), set('a', 'y')),
      ],
    ],
    [
      'a sum on text',
      'wrongCommit',
      'what was there is no counter',
      [client(1, 0, 1).commit(1, set('a', 'x')), client(1, 2, 3).commit(2, sum('a', 1))],
    ],
    [
      'a deletion that was undone',
      'stale',
      `client 2's get a saw a="x"@1, but client 1's delete a at @2`,
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2, 3).commit(2, remove('a')),
        client(2, 4, 5).get('a', seen('a', 'x', 1)),
      ],
    ],
    [
      'a key that was not there yet, after a later commit on another key was seen',
      'missing',
      `client 3's get b saw b=nothing, but it held "x"@1`,
      [
        client(1, 0, 100).commit(1, set('b', 'x')),
        client(2, 0, 100).commit(2, set('a', 'x')),
        client(3, 10, 11).get('a', seen('a', 'x', 2)),
        client(3, 12, 13).get('b'),
      ],
    ],
    [
      'a commit order that contradicts the answers on three separate keys only together',
      'missing',
      `client 4's get b saw b=nothing, but it held "x"@3`,
      [
        client(1, 0, 100).commit(2, set('a', 'x')),
        client(2, 0, 100).commit(3, set('b', 'x')),
        client(3, 0, 12).commit(4, set('c', 'x')),
        client(4, 20, 21).get('b'),
      ],
    ],
  ])('%s', (_, kind, text, history) => {
    const verdict = judgeHistory(history);
    expect(verdict).toMatchObject({ kind: 'violation', reason: { kind } });
    expect(verdict.kind === 'violation' ? verdict.reason.text : '').toContain(text);
  });
});

describe('passed is', () => {
  test.each<readonly [name: string, history: readonly Operation[]]>([
    ['a history of nothing', []],
    [
      'a read during a write, of either value',
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2, 9).commit(2, set('a', 'y')),
        client(2, 3, 4).get('a', seen('a', 'x', 1)),
        client(3, 3, 5).get('a', seen('a', 'y', 2)),
      ],
    ],
    [
      'a read at the instant at which the write is acknowledged',
      [client(1, 0, 1).commit(1, set('a', 'x')), client(2, 1, 2).get('a')],
    ],
    [
      'concurrent commits in another order than that of their calls',
      [client(1, 0, 9).commit(2, set('a', 'x')), client(2, 1, 8).commit(1, set('a', 'y'))],
    ],
    [
      'an unknown write that is never seen',
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2).unknown(set('a', 'y')),
        client(2, 8, 9).get('a', seen('a', 'x', 1)),
      ],
    ],
    [
      'an unknown write that is seen late',
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2).unknown(set('a', 'y')),
        client(2, 3, 4).get('a', seen('a', 'x', 1)),
        client(2, 8, 9).get('a', seen('a', 'y', 7)),
      ],
    ],
    [
      'an unknown deletion, seen as absence',
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2).unknown(remove('a')),
        client(2, 3, 4).get('a', seen('a', 'x', 1)),
        client(2, 8, 9).get('a'),
      ],
    ],
    [
      'an unknown sum, seen under the versionstamp of a later one',
      [
        client(1, 0).unknown(sum('a', 1)),
        client(1, 0).unknown(sum('a', 5)),
        client(2, 1, 2).commit(3, sum('a', 1)),
        client(2, 3, 4).get('a', seen('a', 6, 3)),
        client(2, 5, 6).commit(5, sum('a', 1)),
        client(2, 7, 8).get('a', seen('a', 8, 5)),
      ],
    ],
    [
      'half of an unknown write whose other half was overwritten',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'x')),
        client(1, 2).unknown(set('a', 'y'), remove('b')),
        client(2, 3, 4).commit(3, set('a', 'z')),
        client(2, 5, 6).get('a b', seen('a', 'z', 3)),
      ],
    ],
    [
      'a conflict because of an unknown write',
      [
        client(1, 0, 1).commit(1, set('a', 'x')),
        client(1, 2).unknown(set('a', 'y')),
        client(2, 3, 4).conflict([0], check('a', 1), set('a', 'z')),
      ],
    ],
    [
      'an unknown write that makes another one possible',
      [
        client(1, 0).unknown(set('a', 1)),
        client(2, 1).unknown(check('b'), sum('a', 2)),
        client(3, 2, 3).get('a', seen('a', 3, 7)),
      ],
    ],
    [
      'an unknown write behind a chain of unknown deletions on other keys',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'x')),
        client(1, 2).unknown(remove('a')),
        client(2, 2).unknown(check('a'), remove('b')),
        client(3, 2).unknown(check('b'), set('c', 'z')),
        client(4, 3, 4).get('c', seen('c', 'z', 9)),
      ],
    ],
    [
      'an unknown deletion that was overwritten, but not before another one had needed it',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'x')),
        client(1, 2).unknown(check('b', 1), remove('a')),
        client(2, 2).unknown(check('a'), remove('b')),
        client(3, 3, 4).commit(3, set('a', 'z')),
        client(4, 5, 6).get('a b', seen('a', 'z', 3)),
      ],
    ],
    [
      'two unknown writes of the same, of which only the second could have come first',
      [
        client(1, 0).unknown(set('a', 'x')),
        client(2, 0).unknown(check('b'), set('a', 'x')),
        client(3, 1, 2).get('a', seen('a', 'x', 2)),
        client(3, 3, 4).commit(3, set('b', 'y')),
        client(3, 5, 6).get('a', seen('a', 'x', 4)),
      ],
    ],
    [
      'two unknown writes of the same, seen twice',
      [
        client(1, 0).unknown(set('a', 'x')),
        client(2, 0).unknown(set('a', 'x')),
        client(3, 1, 2).get('a', seen('a', 'x', 4)),
        client(3, 3, 4).get('a', seen('a', 'x', 6)),
      ],
    ],
    [
      'a creation after a deletion',
      [
        client(1, 0, 1).commit(1, check('a'), set('a', 'x')),
        client(1, 2, 3).commit(2, check('a', 1), remove('a')),
        client(1, 4, 5).commit(3, check('a'), set('a', 'y')),
      ],
    ],
    [
      'short lists in both directions',
      [
        client(1, 0, 1).commit(1, set('a', 'x'), set('b', 'y'), set('c', 'z')),
        client(2, 4, 5).list({ ...all, limit: 1 }, seen('a', 'x', 1)),
        client(2, 6, 7).list(
          { ...all, limit: 2, reverse: true },
          seen('c', 'z', 1),
          seen('b', 'y', 1),
        ),
      ],
    ],
    ['a list of nothing', [client(2, 4, 5).list(all)]],
    [
      'an unknown read',
      [{ client: 1, invokedAt: 0, kind: 'get', keys: ['a'], outcome: { kind: 'unknown' } }],
    ],
  ])('%s', (_, history) => {
    expect(judgeHistory(history)).toEqual({ kind: 'linearizable' });
  });
});

test('what cannot be decided within the bound is never called linearizable', () => {
  const sums = Array.from({ length: 16 }, (_, at) => client(at, 0).unknown(sum('a', 2 ** at)));
  const history = [
    ...sums,
    client(99, 1, 2).conflict([0], check('b', 1)),
    client(98, 3, 4).get('a b'),
  ];
  const impossible = [
    ...history,
    client(97, 5, 6).commit(9, sum('a', 2 ** 17)),
    client(97, 7, 8).get('a', seen('a', 2 ** 18, 9)),
  ];
  expect(judgeHistory(impossible, 1000)).toMatchObject({
    kind: 'gaveUp',
    keys: ['a', 'b'],
  });
});

describe('without versionstamps', () => {
  const write = client(1, 0, 1).commit(undefined, set('a', 'x'));

  test('a lost write is caught', () => {
    expect(judgeHistory([write, client(2, 2, 3).get('a')])).toMatchObject({
      kind: 'violation',
      reason: { kind: 'noOrder', key: 'a' },
    });
  });

  test('a right history passes', () => {
    expect(judgeHistory([write, client(2, 2, 3).get('a', seen('a', 'x'))])).toEqual({
      kind: 'linearizable',
    });
  });
});
