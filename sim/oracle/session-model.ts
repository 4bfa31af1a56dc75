/**
 * What the entries of a log do to sessions (rules ), computed a second time and in the simplest way: which
 * requests are executed, which get the answer of an earlier one, and which are refused. Time is log time.
 */
import type { Entry } from '../../raft/index.ts';
import { encodeCommand } from '../../storage/index.ts';
import type { AtomicCommand, Command, SessionRefusal } from '../../storage/index.ts';

/** Answers that a session keeps. */
const outstandingMax = 64;

type Answered = { readonly request: string; readonly answer: string };

type Session = {
  readonly ttlMs: number;
  lastUse: number;
  ackedUpTo: number;
  readonly answers: Map<number, Answered>;
};

/** What must become of an entry. */
export type SessionVerdict =
  /** The command is executed; the session, if it has one, is to be told of the answer. */
  | { readonly kind: 'executed' }
  /** The command is not executed, and gives `answer`. */
  | { readonly kind: 'answered'; readonly answer: string; readonly isRepeat: boolean }
  /** Nothing of a client. */
  | { readonly kind: 'nothing' };

const refusedPrefix = 'refused by the session: ';

export class SessionModel {
  readonly #sessions = new Map<number, Session>();
  #now = 0;
  /** Requests that came again, and were given their first answer. */
  repeatCount = 0;
  /** Requests that came when their session was over. */
  expiredCount = 0;

  /** Takes the next entry of the log, with the command that it carries, if it carries one. */
  apply({ index, term, stampedAt }: Entry, command: Command | undefined): SessionVerdict {
    this.#now = Math.max(this.#now, stampedAt);
    switch (command?.kind) {
      case undefined:
        return { kind: 'nothing' };
      case 'openSession': {
        const { ttlMs } = command;
        this.#sessions.set(index, { ttlMs, lastUse: this.#now, ackedUpTo: 0, answers: new Map() });
        return answered(`session ${index} opened`);
      }
      case 'closeSession':
        this.#sessions.delete(command.session);
        return answered('sessionClosed');
      case 'sweepSessions':
        return answered(`${term === command.term ? this.#sweep() : 0} sessions swept`);
      case 'expireEntries':
      case 'createDatabase':
      case 'dropDatabase':
      case 'clearDatabase':
      case 'createToken':
      case 'revokeToken':
        return { kind: 'nothing' };
      case 'atomic':
        return command.session === undefined ? { kind: 'executed' } : this.#request(command);
    }
  }

  /** What the execution of `command` gave. */
  noteAnswer(command: AtomicCommand, answer: string): void {
    const { session } = command;
    if (session === undefined) return;
    const request = identityOf(command);
    this.#sessions.get(session.id)?.answers.set(session.seq, { request, answer });
  }

  #request(command: AtomicCommand): SessionVerdict {
    const { id = 0, seq = 0, ackedUpTo: newAckedUpTo = 0 } = command.session ?? {};
    const session = this.#sessions.get(id);
    if (session === undefined) {
      this.expiredCount += 1;
      return refused('expired');
    }
    const ackedUpTo = Math.max(session.ackedUpTo, newAckedUpTo);
    if (seq <= ackedUpTo) return refused('stale');
    if (seq > ackedUpTo + outstandingMax) return refused('ahead');
    const known = session.answers.get(seq);
    if (known !== undefined && known.request !== identityOf(command)) return refused('reused');
    session.lastUse = this.#now;
    session.ackedUpTo = ackedUpTo;
    for (const each of session.answers.keys()) if (each <= ackedUpTo) session.answers.delete(each);
    if (known === undefined) return { kind: 'executed' };
    this.repeatCount += 1;
    return { kind: 'answered', answer: known.answer, isRepeat: true };
  }

  #sweep(): number {
    const due = [...this.#sessions].filter(
      ([, { lastUse, ttlMs }]) => lastUse + ttlMs <= this.#now,
    );
    for (const [id] of due) this.#sessions.delete(id);
    return due.length;
  }
}

function answered(answer: string): SessionVerdict {
  return { kind: 'answered', answer, isRepeat: false };
}

function refused(reason: SessionRefusal): SessionVerdict {
  return answered(`${refusedPrefix}${reason}`);
}

/** The same for all attempts of one request. */
function identityOf({ kind, database, checks, mutations }: AtomicCommand): string {
  return Buffer.from(encodeCommand({ kind, database, checks, mutations })).toString('latin1');
}
