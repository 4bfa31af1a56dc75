import { expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import type { Entry } from '../../../raft/index.ts';
import { ClientOracle, markPrefix } from '../../../sim/oracle/client-oracle.ts';
import { SessionModel } from '../../../sim/oracle/session-model.ts';
import type { SessionVerdict } from '../../../sim/oracle/session-model.ts';
import { versionstampAt } from '../../../sim/oracle/kv-model.ts';
import { bytesOf } from '../../../sim/workload/client.ts';
import { Findings } from '../../../sim/world/findings.ts';
import type { Finding } from '../../../sim/world/findings.ts';
import { encodeCommand } from '../../../storage/index.ts';
import type { Command, CommandResult } from '../../../storage/index.ts';

function entryAt(index: number, command: Command, stampedAt = 0): Entry {
  return {
    kind: command.kind === 'sweepSessions' ? 'internal' : 'normal',
    index: asLogIndex(index),
    term: asTerm(1),
    stampedAt: asWallMs(stampedAt),
    crc: 0,
    command: encodeCommand(command),
  };
}

/** A write of session 1. */
function write(seq: number, ackedUpTo = 0, id = seq) {
  const value = { encoding: 'bytes', bytes: bytesOf(`${id}`) } as const;
  const mutations = [{ kind: 'set', key: bytesOf(markPrefix), value } as const];
  const session = { id: 1, seq, ackedUpTo };
  return { kind: 'atomic', database: 0, checks: [], mutations, session } as const;
}

const open = { kind: 'openSession', ttlMs: 1000 } as const;
const sweep = { kind: 'sweepSessions', term: asTerm(1) } as const;

/** What becomes of `last`, after entry 1 has opened a session and write 1 was executed at 500 ms. */
function verdictOn(last: Command, stampedAt = 500): SessionVerdict {
  const model = new SessionModel();
  model.apply(entryAt(1, open), open);
  expect(model.apply(entryAt(2, write(1), 500), write(1))).toEqual({ kind: 'executed' });
  model.noteAnswer(write(1), 'the first answer');
  return model.apply(entryAt(3, last, stampedAt), last);
}

test('a request that comes again gets its first answer, a new one is executed', () => {
  expect(verdictOn(write(1))).toMatchObject({ answer: 'the first answer', isRepeat: true });
  expect(verdictOn(write(2))).toEqual({ kind: 'executed' });
});

test('a request is refused that was given up, has the number of another, or is too far ahead', () => {
  expect(verdictOn(write(1, 1))).toMatchObject({ answer: 'refused by the session: stale' });
  expect(verdictOn(write(1, 0, 7))).toMatchObject({ answer: 'refused by the session: reused' });
  expect(verdictOn(write(65))).toMatchObject({ answer: 'refused by the session: ahead' });
});

test('a sweep removes what has not been used for its ttl in log time, and only in its own term', () => {
  expect(verdictOn(sweep, 1499)).toMatchObject({ answer: '0 sessions swept' });
  expect(verdictOn(sweep, 1500)).toMatchObject({ answer: '1 sessions swept' });
  const late = { ...sweep, term: asTerm(0) };
  expect(verdictOn(late, 1500)).toMatchObject({ answer: '0 sessions swept' });
});

test('a request after its session is refused as expired', () => {
  const model = new SessionModel();
  expect(model.apply(entryAt(1, write(1)), write(1))).toMatchObject({
    answer: 'refused by the session: expired',
  });
  expect(model.expiredCount).toBe(1);
});

/** What the oracle finds if the second time that write 1 is applied it gives `again`, after `before`. */
function foundOn(again: CommandResult, before: readonly Command[] = []): Finding | undefined {
  const findings = new Findings(() => 0);
  const oracle = new ClientOracle(findings, () => 0);
  const committed = { kind: 'committed', versionstamp: versionstampAt(2) } as const;
  oracle.onApplied('n1', entryAt(1, open), { result: { kind: 'sessionOpened', session: 1 } });
  oracle.onApplied('n1', entryAt(2, write(1)), { result: committed });
  before.forEach((command, position) => {
    oracle.onApplied('n1', entryAt(3 + position, command), { result: { kind: 'sessionClosed' } });
  });
  oracle.onApplied('n1', entryAt(3 + before.length, write(1)), { result: again });
  return findings.first;
}

test('the oracle notices a second execution and another answer than the first', () => {
  const first = { kind: 'committed', versionstamp: versionstampAt(2) } as const;
  expect(foundOn(first)).toBeUndefined();
  expect(foundOn({ kind: 'committed', versionstamp: versionstampAt(3) })?.rule).toBe('I-20');
  expect(foundOn({ kind: 'sessionRefused', reason: 'expired' })?.rule).toBe('I-20');
});

test('the oracle notices that a request is executed after its session', () => {
  const close = { kind: 'closeSession', session: 1 } as const;
  expect(foundOn({ kind: 'sessionRefused', reason: 'expired' }, [close])).toBeUndefined();
  const executed = { kind: 'committed', versionstamp: versionstampAt(4) } as const;
  expect(foundOn(executed, [close])?.rule).toBe('I-5');
});
