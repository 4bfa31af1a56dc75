/**
 * The leader's side of forwarded commands: proposes what peers send and answers in the order in which the
 * fates become known. Every command gets exactly one answer while its stream lives.
 */
import type { Term } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { encodeForwardAnswers } from './forward-codec.ts';
import type {
  ForwardCommand,
  ForwardOutcome,
  NumberedCommand,
  NumberedOutcome,
} from './forward-codec.ts';

/** Commands of one peer that may be undecided here. The client has the same bound, so it is not met in good faith. */
const undecidedMax = 20_000;
/** Answers that leave in one message. Results are small, but bounded only by the commands that made them. */
const answersBytesMax = 1024 * 1024;

/** Proposes a command if this node leads in `term`. Must not reject: that would be a bug, and ends the process. */
export type Propose = (term: Term, command: Uint8Array) => Promise<ForwardOutcome>;

export type ForwardSessionDeps = {
  readonly clock: Clock;
  readonly propose: Propose;
  /** Sends one message to the peer. */
  readonly write: (bytes: Uint8Array) => void;
};

/** One accepted Forward stream. */
export class ForwardSession {
  readonly #deps: ForwardSessionDeps;
  #answers: NumberedOutcome[] = [];
  #undecided = 0;
  #flushing = false;
  #closed = false;

  constructor(deps: ForwardSessionDeps) {
    this.#deps = deps;
    deps.write(encodeForwardAnswers([]));
  }

  take(commands: readonly NumberedCommand[]): void {
    for (const { id, term, command } of commands) {
      if (this.#undecided >= undecidedMax) {
        const message = 'too many forwarded commands are undecided';
        this.#answer(id, { kind: 'refused', code: 'OVERLOADED', message });
        continue;
      }
      this.#undecided += 1;
      void this.#propose(id, { term, command });
    }
  }

  /** The stream is gone; answers are dropped from now on. */
  close(): void {
    this.#closed = true;
    this.#answers = [];
  }

  async #propose(id: number, { term, command }: ForwardCommand): Promise<void> {
    const outcome = await this.#deps.propose(term, command);
    this.#undecided -= 1;
    this.#answer(id, outcome);
  }

  #answer(id: number, outcome: ForwardOutcome): void {
    if (this.#closed) return;
    this.#answers.push({ id, outcome });
    if (this.#flushing) return;
    this.#flushing = true;
    this.#deps.clock.soon(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  /** Answers that became known in one turn leave together, in parts that fit a message. */
  #flush(): void {
    const answers = this.#answers;
    this.#answers = [];
    let start = 0;
    let bytes = 0;
    answers.forEach(({ outcome }, position) => {
      const size = outcome.kind === 'result' ? outcome.bytes.length : 0;
      if (position > start && bytes + size > answersBytesMax) {
        this.#deps.write(encodeForwardAnswers(answers.slice(start, position)));
        start = position;
        bytes = 0;
      }
      bytes += size;
    });
    if (start < answers.length) this.#deps.write(encodeForwardAnswers(answers.slice(start)));
  }
}
