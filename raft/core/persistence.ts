/**
 * What must survive a crash, and the write batches that make it so. Numbers the writes and knows, for
 * everything that is said to others, which write has to be durable first.
 *
 * A batch takes all that changed since the last one. A change of `commitIndex` alone is a hint: it rides
 * along with other changes, or goes out unsynced when the caller says that it is time (raft.md section 3).
 */
import { asTerm } from '../../base/brand.ts';
import type { LogIndex, NodeId, Term } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { RaftLog } from './log.ts';
import type { LogWrite } from './ready.ts';
import type { HardState } from './types.ts';

export class Persistence {
  #log: RaftLog;
  #hardState: HardState;
  #writtenCommit: LogIndex;
  #isVoteUnwritten = false;
  /** The last issued write that carried a term or a vote. */
  #voteSeq = 0;
  #lastSeq = 0;
  #durableSeq = 0;

  constructor(hardState: HardState, log: RaftLog) {
    this.#hardState = hardState;
    this.#writtenCommit = hardState.commitIndex;
    this.#log = log;
  }

  get log(): RaftLog {
    return this.#log;
  }

  get hardState(): HardState {
    return this.#hardState;
  }

  get term(): Term {
    return this.#hardState.term;
  }

  get votedFor(): NodeId | undefined {
    return this.#hardState.votedFor;
  }

  get commitIndex(): LogIndex {
    return this.#hardState.commitIndex;
  }

  /** Enters a later term. The vote is cleared here and nowhere else (E-7). */
  enterTerm(term: Term, votedFor: NodeId | undefined): void {
    invariant(term > this.term, 'terms only rise (I-8)');
    this.#hardState = { term, votedFor, commitIndex: this.commitIndex };
    this.#isVoteUnwritten = true;
  }

  vote(candidate: NodeId): void {
    if (this.votedFor === candidate) return;
    invariant(this.votedFor === undefined, 'one vote per term (E-7)');
    this.#hardState = { ...this.#hardState, votedFor: candidate };
    this.#isVoteUnwritten = true;
  }

  /** True if it moved. */
  advanceCommit(index: LogIndex): boolean {
    if (index <= this.commitIndex) return false;
    invariant(index <= this.log.last.index, 'only what the log holds is committed');
    this.#hardState = { ...this.#hardState, commitIndex: index };
    return true;
  }

  /** A snapshot took the place of the stored log, with our present term and vote; all of `log` is committed. */
  replaceLog(log: RaftLog): void {
    invariant(
      this.barrier() === undefined,
      'the log is replaced while nothing waits to be durable',
    );
    this.#log = log;
    this.#hardState = { ...this.#hardState, commitIndex: log.last.index };
    this.#writtenCommit = log.last.index;
  }

  /** True while the stored commit index lags. */
  get isCommitUnwritten(): boolean {
    return this.#writtenCommit < this.commitIndex;
  }

  /** True if there is something to write that cannot wait. */
  get hasUrgentWrite(): boolean {
    return this.#isVoteUnwritten || this.log.hasUnwritten;
  }

  /** The write that makes all of the present state durable: term, vote and every entry (P-1, P-2). */
  barrier(): number | undefined {
    if (this.hasUrgentWrite) return this.#lastSeq + 1;
    return this.#lastSeq > this.#durableSeq ? this.#lastSeq : undefined;
  }

  /** The write that makes the entry at `index`, and the term under which it was accepted, durable (P-3). */
  barrierOf(index: LogIndex): number | undefined {
    if (this.#isVoteUnwritten || this.log.isUnwritten(index)) return this.#lastSeq + 1;
    const seq = Math.max(this.log.seqOf(index) ?? 0, this.#voteSeq);
    return seq > this.#durableSeq ? seq : undefined;
  }

  /** The next batch; undefined when there is none. With `commitOnly`, also when only the commit index moved. */
  takeWrite(options: { readonly commitOnly: boolean }): LogWrite | undefined {
    const mustSync = this.hasUrgentWrite;
    if (!mustSync && !(options.commitOnly && this.isCommitUnwritten)) return undefined;
    this.#lastSeq += 1;
    const seq = this.#lastSeq;
    const isHardStateNew = this.#isVoteUnwritten || this.isCommitUnwritten;
    if (this.#isVoteUnwritten) this.#voteSeq = seq;
    this.#isVoteUnwritten = false;
    this.#writtenCommit = this.commitIndex;
    const { truncateFrom, entries } = this.log.takeUnwritten(seq);
    return {
      seq,
      ...(isHardStateNew ? { hardState: this.#hardState } : {}),
      ...(truncateFrom === undefined ? {} : { truncateFrom }),
      entries,
      mustSync,
    };
  }

  onDurable(seq: number): void {
    invariant(seq <= this.#lastSeq, 'only issued writes complete');
    this.#durableSeq = Math.max(this.#durableSeq, seq);
    this.log.onDurable(seq);
  }
}

/** The state of a node that was never written. */
export function emptyHardState(commitIndex: LogIndex): HardState {
  return { term: asTerm(0), votedFor: undefined, commitIndex };
}
