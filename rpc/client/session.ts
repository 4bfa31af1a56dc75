/**
 * Writes that are executed at most once, however often they have to be sent (rules ): numbers them, says
 * which answers have arrived, and sends a write again as long as its fate is unknown, to whichever node answers.
 *
 * What is left unknown at the end is a write whose answer did not come in time. It is given up together with its
 * number: once a later write of the session was executed, it is not executed any more.
 */
import type { SessionRequest } from '../../storage/index.ts';
import { grpcCodes } from '../status.ts';
import type { AtomicOutcome, AtomicWrite } from './codec.ts';
import { KvorumCallError } from './errors.ts';

/** How many writes of one session there may be from the oldest that waits for its answer: the cluster keeps so many. */
const outstandingMax = 64;

/** What a session needs of its client; each call is sent again until its fate is known or time is up. */
export type SessionCalls<Options> = {
  readonly open: (ttlMs: number, options: Options) => Promise<number>;
  readonly close: (session: number, options: Options) => Promise<void>;
  readonly atomic: (
    write: AtomicWrite,
    session: SessionRequest,
    options: Options,
  ) => Promise<AtomicOutcome>;
};

export class ClientSession<Options> {
  readonly #id: number;
  readonly #calls: SessionCalls<Options>;
  #lastSeq = 0;
  #ackedUpTo = 0;
  /** Above `#ackedUpTo`: their answers have arrived, or are not waited for any more. */
  readonly #finished = new Set<number>();

  /** `ttlMs` is how long the session may be unused, 1 s to 1 day. Rejects with `KvorumCallError`. */
  static async open<Options>(
    ttlMs: number,
    calls: SessionCalls<Options>,
    options: Options,
  ): Promise<ClientSession<Options>> {
    return new ClientSession(await calls.open(ttlMs, options), calls);
  }

  private constructor(id: number, calls: SessionCalls<Options>) {
    this.#id = id;
    this.#calls = calls;
  }

  /**
   * Rejects with `KvorumCallError`, whose outcome holds for all attempts together; as OVERLOADED, without sending
   * anything, while the oldest write without an answer has 63 after it, whether those have theirs or not.
   */
  async atomic(write: AtomicWrite, options: Options): Promise<AtomicOutcome> {
    const seq = this.#lastSeq + 1;
    const ackedUpTo = this.#ackedUpTo;
    if (seq > ackedUpTo + outstandingMax) throw tooFarAhead();
    this.#lastSeq = seq;
    try {
      return await this.#calls.atomic(write, { id: this.#id, seq, ackedUpTo }, options);
    } finally {
      this.#finish(seq);
    }
  }

  /** The cluster forgets the session. One that is not closed is forgotten when its ttl has passed. */
  async close(options: Options): Promise<void> {
    await this.#calls.close(this.#id, options);
  }

  #finish(seq: number): void {
    this.#finished.add(seq);
    while (this.#finished.delete(this.#ackedUpTo + 1)) this.#ackedUpTo += 1;
  }
}

function tooFarAhead(): KvorumCallError {
  return new KvorumCallError('too many writes of one session at a time; wait for the oldest', {
    code: 'OVERLOADED',
    retryable: true,
    outcome: 'not-applied',
    grpcCode: grpcCodes.RESOURCE_EXHAUSTED,
    endpoint: '',
  });
}

const refusalCodes: ReadonlySet<string> = new Set([
  'SESSION_EXPIRED',
  'SESSION_STALE',
  'SESSION_MISUSE',
]);

/** Follows the attempts of one write and knows what they prove together. */
export class SessionAttempts {
  #mayBeApplied = false;

  /** To be asked after each failed attempt: may the write be sent again? */
  mayRetry(error: KvorumCallError): boolean {
    if (refusalCodes.has(error.code)) return false;
    if (error.outcome === 'unknown') this.#mayBeApplied = true;
    return error.outcome === 'unknown' || error.retryable;
  }

  /**
   * The failure of the write, of which `error` is that of the last attempt: proven only if every attempt was.
   * A refusal by the session executed nothing, so it leaves open what attempts before it left open. A rejected
   * mutation is the answer to the write itself: the same for every attempt.
   */
  conclude(error: KvorumCallError): KvorumCallError {
    if (error.code === 'MUTATION_REJECTED') return error;
    const isUnknown =
      this.#mayBeApplied || (error.outcome === 'unknown' && !refusalCodes.has(error.code));
    const outcome = isUnknown ? 'unknown' : 'not-applied';
    return error.outcome === outcome ? error : error.withOutcome(outcome);
  }
}
