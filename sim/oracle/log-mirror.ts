/**
 * What the log of one node must hold, derived from the batches that passed between the node and its log: all that was
 * issued, and of that all that was reported durable. After a crash recovery must find everything durable, and of the
 * batches under way a beginning, each as a whole (P-4): this is how durability is judged on the disk itself (I-6).
 */
import type { Entry, HardState, LogWrite } from '../../raft/index.ts';
import type { FoundLog } from '../node/probe.ts';

export type Stored = Pick<Entry, 'index' | 'term' | 'crc'>;
type Vote = Pick<HardState, 'term' | 'votedFor'>;

export class LogMirror {
  /** By index minus one. */
  #issued: Stored[];
  #durable: Stored[];
  #durableVote: Vote;
  #underWay: LogWrite[] = [];

  /** A log as a founding leaves it. */
  constructor(first: readonly Stored[], vote: Vote) {
    this.#issued = [...first];
    this.#durable = [...first];
    this.#durableVote = vote;
  }

  issuedAt(index: number): Stored | undefined {
    return this.#issued[index - 1];
  }

  durableAt(index: number): Stored | undefined {
    return this.#durable[index - 1];
  }

  /** The id of the last entry that was issued; term 0 of an empty log. */
  get lastIssuedId(): { readonly index: number; readonly term: number } {
    const index = this.#issued.length;
    return { index, term: this.#issued[index - 1]?.term ?? 0 };
  }

  get durableVote(): Vote {
    return this.#durableVote;
  }

  get lastIssued(): number {
    return this.#issued.length;
  }

  get lastDurable(): number {
    return this.#durable.length;
  }

  issue(write: LogWrite): void {
    applyTo(this.#issued, write);
    this.#underWay.push(write);
  }

  done(write: LogWrite): void {
    // Batches become durable in the order in which they were issued.
    for (;;) {
      const next = this.#underWay.shift();
      if (next === undefined) return;
      applyTo(this.#durable, next);
      this.#durableVote = next.hardState ?? this.#durableVote;
      if (next === write) return;
    }
  }

  /** The log begins after the last of `committed`, where a snapshot stands (12.5); what it had is gone. */
  rebase(committed: readonly Stored[]): void {
    this.#issued = [...committed];
    this.#durable = [...committed];
  }

  /**
   * What is wrong with the log that recovery found; undefined if nothing is. It is the truth from now on. `committed` is
   * what was committed up to the base of the log: one that is empty may have been brought up to a snapshot.
   */
  recover(found: FoundLog, committed: readonly Stored[]): string | undefined {
    const isRebased =
      found.lastIndex === found.base.index &&
      found.base.index > this.#durable.length &&
      found.base.index === committed.length &&
      found.base.term === committed.at(-1)?.term;
    if (isRebased) {
      const problem = lostVote(this.#durableVote, found);
      this.rebase(committed);
      this.#durableVote = found.hardState ?? this.#durableVote;
      this.#underWay = [];
      return problem;
    }
    const stored = [...this.#durable];
    let vote = this.#durableVote;
    let problem = disagreement(stored, vote, found);
    for (const write of this.#underWay) {
      if (problem === undefined) break;
      applyTo(stored, write);
      vote = write.hardState ?? vote;
      if (disagreement(stored, vote, found) === undefined) problem = undefined;
    }
    this.#underWay = [];
    this.#durable = stored.slice(0, found.lastIndex);
    this.#issued = [...this.#durable];
    this.#durableVote = found.hardState ?? this.#durableVote;
    return problem;
  }
}

function applyTo(log: Stored[], write: LogWrite): void {
  if (write.truncateFrom !== undefined) log.length = Math.min(log.length, write.truncateFrom - 1);
  for (const { index, term, crc } of write.entries) log[index - 1] = { index, term, crc };
}

function disagreement(stored: readonly Stored[], vote: Vote, found: FoundLog): string | undefined {
  if (found.lastIndex !== stored.length) {
    return `the log ends at ${found.lastIndex} where ${stored.length} was durable`;
  }
  for (let index = found.firstIndex; index <= found.lastIndex; index += 1) {
    const term = stored[index - 1]?.term;
    if (found.termAt(index) !== term) {
      return `entry ${index} has term ${found.termAt(index)} where ${term} was durable`;
    }
  }
  return found.hardState?.term === vote.term ? lostVote(vote, found) : describeVotes(vote, found);
}

/** A snapshot may bring a later term with it, and in that no vote was given. */
function lostVote(vote: Vote, found: FoundLog): string | undefined {
  const { term = 0, votedFor } = found.hardState ?? {};
  const isKept = term === vote.term ? votedFor === vote.votedFor : term > vote.term;
  return isKept ? undefined : describeVotes(vote, found);
}

function describeVotes(vote: Vote, { hardState }: FoundLog): string {
  return (
    `the vote is for ${hardState?.votedFor} in term ${hardState?.term}, ` +
    `${vote.votedFor} in term ${vote.term} was durable`
  );
}
