/**
 * Requests that are executed at most once, however often they are proposed (rules, thesis 6.3): a
 * session numbers its requests, and the state remembers their answers until the client has them. All of it is
 * replicated state under the key-space `s`; what is in memory is an index that is rebuilt from there.
 *
 * Time is log time. A session that has expired is still there until an entry sweeps it, so whether a request is
 * executed depends on the log alone. The numbers below decide what an entry does: a change of one is a change
 * of the format of the log (rule N-6).
 */
import type { LogIndex, Term, WallMs } from '../../base/brand.ts';
import type { Engine } from '../engine/engine.ts';
import type { FindRecord } from './atomic.ts';
import type { AtomicCommand, AtomicResult, SessionRefusal, SessionRequest } from './command.ts';
import type { DigestLanes } from './digest.ts';
import type { Effects, Writes } from './effects.ts';
import { noWrites } from './effects.ts';
import type { KeyText } from './keyspace.ts';
import { idOfSessionKey, sessionKey, sessionsEnd, sessionsPrefix } from './keyspace.ts';
import type { RecordText } from './record.ts';
import { digestRequest } from './request-digest.ts';
import { SessionIndex } from './session-index.ts';
import type { AnswerText, Session } from './session-record.ts';
import {
  answerSeq,
  decodeAnswer,
  decodeSession,
  encodeAnswer,
  encodeSession,
} from './session-record.ts';

/** Answers that one session keeps: how far a request may be ahead of what its client has acknowledged. */
const outstandingMax = 64;
/** Sessions of a cluster. One more evicts the one that has not been used for the longest time. */
const sessionsMax = 100_000;
/** Sessions that one entry removes, so that it never holds up the entries behind it. */
const sweptMax = 1000;
/** Session records that are read at once when the state is opened. */
const readCount = 1000;

/** The entry that is being applied; `now` is log time as of it. */
export type ApplyPosition = {
  readonly index: LogIndex;
  readonly term: Term;
  readonly now: WallMs;
};

export class Sessions {
  readonly #find: FindRecord;
  readonly #index: SessionIndex;
  readonly #countMax: number;

  /** `index` is that of the sessions that the state behind `find` has now. */
  constructor(
    state: { readonly find: FindRecord; readonly index: SessionIndex },
    options: { readonly countMax: number } = { countMax: sessionsMax },
  ) {
    this.#find = state.find;
    this.#index = state.index;
    this.#countMax = options.countMax;
  }

  /** True if a sweep at log time `now` would remove a session. */
  isDue(now: WallMs): boolean {
    return this.#index.isDue(now);
  }

  /** the id of the session is the log index of the entry. */
  open(
    { ttlMs, database = 0 }: { readonly ttlMs: number; readonly database?: number },
    at: ApplyPosition,
  ): Effects {
    const writes = new Map<KeyText, RecordText | undefined>();
    const oldest = this.#index.size < this.#countMax ? undefined : this.#index.oldest();
    if (oldest !== undefined) this.#remove(oldest, writes);
    const used = { lastUse: at.now, lastUseIndex: at.index, ackedUpTo: 0 };
    const session = { ttlMs, database, ...used, answers: [] };
    writes.set(sessionKey(at.index), encodeSession(session));
    this.#index.use(at.index, toUse(session));
    return { result: { kind: 'sessionOpened', session: at.index }, writes };
  }

  /** A session that is not there, in that database, is closed already: a repetition gets the same answer. */
  close({
    session: id,
    database = 0,
  }: {
    readonly session: number;
    readonly database?: number;
  }): Effects {
    const writes = new Map<KeyText, RecordText | undefined>();
    if (this.#findSession(id, database) !== undefined) this.#remove(id, writes);
    return { result: { kind: 'sessionClosed' }, writes };
  }

  /** removes sessions that have expired by log time, if the leader of `term` still leads. */
  sweep(term: Term, at: ApplyPosition): Effects {
    const due = term === at.term ? this.#index.due(at.now, sweptMax) : [];
    const writes = new Map<KeyText, RecordText | undefined>();
    for (const id of due) this.#remove(id, writes);
    return { result: { kind: 'sessionsSwept', count: due.length }, writes };
  }

  /**
   * `run` executes the request and is called unless it was answered before, or is refused. A refusal
   * changes nothing.
   */
  execute(
    command: AtomicCommand & { readonly session: SessionRequest },
    at: ApplyPosition,
    run: () => { readonly result: AtomicResult; readonly writes: Writes },
  ): Effects {
    const { id, seq } = command.session;
    const key = sessionKey(id);
    const session = this.#findSession(id, command.database);
    if (session === undefined) return refused('expired');
    const ackedUpTo = Math.max(session.ackedUpTo, command.session.ackedUpTo);
    if (seq <= ackedUpTo) return refused('stale');
    if (seq > ackedUpTo + outstandingMax) return refused('ahead');

    const digest = digestRequest(command);
    const stored = session.answers.find((answer) => answerSeq(answer) === seq);
    const known = stored === undefined ? undefined : decodeAnswer(stored);
    if (known !== undefined && !isSame(known.digest, digest)) return refused('reused');
    const { result, writes } = known === undefined ? run() : { ...known, writes: noWrites };

    const answers = keptAnswers(session.answers, ackedUpTo);
    const used = {
      ttlMs: session.ttlMs,
      database: session.database,
      lastUse: at.now,
      lastUseIndex: at.index,
      ackedUpTo,
      answers: known === undefined ? [...answers, encodeAnswer(seq, { digest, result })] : answers,
    };
    this.#index.use(id, toUse(used));
    return { result, writes: new Map(writes).set(key, encodeSession(used)) };
  }

  /** Of a session of another database, nothing must be learnt: it is not there. */
  #findSession(id: number, database: number): Session | undefined {
    const text = this.#find(sessionKey(id));
    const session = text === undefined ? undefined : decodeSession(text);
    return session?.database === database ? session : undefined;
  }

  #remove(id: number, writes: Map<KeyText, RecordText | undefined>): void {
    writes.set(sessionKey(id), undefined);
    this.#index.remove(id);
  }
}

function refused(reason: SessionRefusal): Effects {
  return { result: { kind: 'sessionRefused', reason }, writes: noWrites };
}

function isSame(left: DigestLanes, right: DigestLanes): boolean {
  return left.high === right.high && left.low === right.low;
}

function keptAnswers(answers: readonly AnswerText[], ackedUpTo: number): readonly AnswerText[] {
  return answers.filter((answer) => answerSeq(answer) > ackedUpTo);
}

function toUse({ ttlMs, lastUse, lastUseIndex }: Session): {
  readonly lastUseIndex: LogIndex;
  readonly expiresAt: number;
} {
  return { lastUseIndex, expiresAt: lastUse + ttlMs };
}

/** The index of the sessions in `engine`. */
export async function readSessionIndex(engine: Engine): Promise<SessionIndex> {
  const found: { readonly id: number; readonly session: Session }[] = [];
  const snapshot = engine.snapshot();
  const iterator = snapshot.iterate({ start: sessionsPrefix, end: sessionsEnd, reverse: false });
  try {
    for (;;) {
      const pairs = await iterator.next(readCount);
      if (pairs.length === 0) break;
      for (const [key, text] of pairs) {
        found.push({ id: idOfSessionKey(key), session: { ...decodeSession(text), answers: [] } });
      }
    }
  } finally {
    await iterator.close();
    snapshot.close();
  }
  const index = new SessionIndex();
  for (const { id, session } of found.toSorted(
    (a, b) => a.session.lastUseIndex - b.session.lastUseIndex,
  )) {
    index.use(id, toUse(session));
  }
  return index;
}
