/**
 * What a leader knows of one peer's log, and what it may send next.
 *
 *            accepted
 *   probe ------------> replicate      probe: one append at a time, until one is accepted
 *    |  ^                   |          replicate: a pipeline of appends, `nextIndex` runs ahead
 *    |  +-------------------+          snapshot: no appends, the entries that it lacks are gone here
 *    |  |rejected, unreachable: nextIndex = matchIndex + 1
 *    v  | sent or failed
 *   snapshot                         lost: the peer has lost what it acknowledged, and is sent nothing more (11.7)
 *
 * `matchIndex < nextIndex` always, and `matchIndex` never falls within a term.
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { InflightWindow } from './inflight.ts';

export type ProgressState = 'probe' | 'replicate' | 'snapshot' | 'lost';

/** What a leader has that peers may lack. */
export type LogPosition = {
  readonly lastIndex: LogIndex;
  readonly commitIndex: LogIndex;
  /** The commit index has waited long enough for entries to carry it. */
  readonly isCommitNoticeDue: boolean;
};

export class Progress {
  readonly inflight: InflightWindow;
  #state: ProgressState = 'probe';
  #matchIndex: LogIndex = asLogIndex(0);
  #nextIndex: LogIndex;
  /** The commit index that the peer knows of once it has processed what was sent. */
  #sentCommit: LogIndex = asLogIndex(0);
  /** In `probe`: an append is out and unanswered. */
  #isAwaitingProbe = false;
  /** An append is due although there may be nothing new to send. */
  #isNudgeDue = false;
  /** When the peer was last heard in this term; undefined if never. */
  lastContact: MonotonicMs | undefined;
  /** The newest round that the leader had opened when it learned `matchIndex`; 0 if it has learned nothing. */
  #matchedInRound = 0;

  constructor(options: {
    readonly nextIndex: LogIndex;
    readonly messagesMax: number;
    readonly bytesMax: number;
  }) {
    this.#nextIndex = options.nextIndex;
    this.inflight = new InflightWindow(options);
  }

  get state(): ProgressState {
    return this.#state;
  }

  get matchIndex(): LogIndex {
    return this.#matchIndex;
  }

  get nextIndex(): LogIndex {
    return this.#nextIndex;
  }

  /** `round` is the newest that the leader has opened. False if it told nothing new. */
  onAccepted(index: LogIndex, round: number): boolean {
    const isNews = index > this.#matchIndex;
    if (isNews) {
      this.#matchIndex = index;
      this.#matchedInRound = round;
    }
    this.inflight.freeUpTo(index);
    if (this.#state === 'probe') {
      this.#state = 'replicate';
      this.#isAwaitingProbe = false;
      this.#nextIndex = asLogIndex(this.#matchIndex + 1);
    } else if (this.#nextIndex <= index) {
      this.#nextIndex = asLogIndex(index + 1);
    }
    return isNews;
  }

  /** True if a rejection of the append after `rejectedIndex` is one to act on. */
  isRejectionCurrent(rejectedIndex: LogIndex): boolean {
    switch (this.#state) {
      case 'replicate':
        return rejectedIndex > this.#matchIndex;
      case 'probe':
        // What was acknowledged and is denied now was lost by the peer: to ask at once again would never end.
        return rejectedIndex === this.#nextIndex - 1 && rejectedIndex > this.#matchIndex;
      case 'snapshot':
      case 'lost':
        return false;
    }
  }

  /**
   * True if the peer ended its log at `lastIndex` in answer to something that was sent after it had acknowledged more, and
   * durably (P-3): then its disk was set back (11.7). An answer of a round that was open before may only be late.
   */
  provesLoss(lastIndex: LogIndex, round: number): boolean {
    return this.#state !== 'lost' && lastIndex < this.#matchIndex && round > this.#matchedInRound;
  }

  /** The peer has lost what it acknowledged. There is no way back within the term. */
  onLost(): void {
    this.#state = 'lost';
    this.#isNudgeDue = false;
    this.inflight.clear();
  }

  /** The entries after what the peer has are gone: a snapshot must come first. */
  awaitSnapshot(): void {
    this.#state = 'snapshot';
    this.#isAwaitingProbe = false;
    this.#isNudgeDue = false;
    this.inflight.clear();
  }

  /** The peer has installed a snapshot of everything up to `index`; an append will prove it. */
  onSnapshotInstalled(index: LogIndex): void {
    if (this.#state === 'snapshot') this.probeFrom(asLogIndex(index + 1));
  }

  /** The snapshot did not arrive. Nothing is sent until the peer is heard, then one is tried again. */
  onSnapshotFailed(): void {
    if (this.#state !== 'snapshot') return;
    this.probeFrom(this.#nextIndex);
    this.#isAwaitingProbe = true;
  }

  /** Goes back to probing at `nextIndex`, but never at or below what is known to match. */
  probeFrom(nextIndex: LogIndex): void {
    this.#state = 'probe';
    this.#isAwaitingProbe = false;
    this.inflight.clear();
    this.#nextIndex = asLogIndex(Math.max(nextIndex, this.#matchIndex + 1));
    this.#sentCommit = asLogIndex(Math.min(this.#sentCommit, this.#matchIndex));
    invariant(this.#matchIndex < this.#nextIndex, 'matchIndex < nextIndex (R-1)');
  }

  /** What was in flight may be lost. */
  onUnreachable(): void {
    if (this.#state === 'replicate') this.probeFrom(asLogIndex(this.#matchIndex + 1));
  }

  /** The peer is there: what was sent and not answered may be lost. */
  onHeartbeatResponse(lastIndex: LogIndex): void {
    if (this.#state === 'probe') this.#isAwaitingProbe = false;
    else if (this.#matchIndex < lastIndex) this.#isNudgeDue = true;
  }

  /** Which kind of append may be sent now. */
  due(log: LogPosition): 'entries' | 'empty' | undefined {
    if (this.#state === 'snapshot' || this.#state === 'lost') return undefined;
    const hasEntries = this.#nextIndex <= log.lastIndex;
    if (this.#state === 'probe') {
      if (this.#isAwaitingProbe) return undefined;
      return hasEntries ? 'entries' : 'empty';
    }
    if (hasEntries && !this.inflight.isFull) return 'entries';
    if (this.#isNudgeDue) return 'empty';
    return log.isCommitNoticeDue && this.#canRaiseCommit(log.commitIndex) ? 'empty' : undefined;
  }

  /** Somebody at the peer waits for the commit of `index`: an append that tells of it is due now. */
  hastenCommit(index: LogIndex): void {
    if (this.#state === 'replicate' && this.#sentCommit < index) this.#isNudgeDue = true;
  }

  /** An append leaves that ends at `lastIndex` (of no entries: at `nextIndex - 1`). */
  onSent(sent: { lastIndex: LogIndex; bytes: number; commitIndex: LogIndex }): void {
    invariant(sent.lastIndex >= this.#nextIndex - 1, 'appends go forward');
    const hasEntries = sent.lastIndex >= this.#nextIndex;
    this.#sentCommit = asLogIndex(
      Math.max(this.#sentCommit, Math.min(sent.commitIndex, sent.lastIndex)),
    );
    this.#isNudgeDue = false;
    if (this.#state === 'probe') {
      this.#isAwaitingProbe = true;
      return;
    }
    if (!hasEntries) return;
    this.inflight.add(sent.lastIndex, sent.bytes);
    this.#nextIndex = asLogIndex(sent.lastIndex + 1);
  }

  /** an empty append is worth it only if it can raise the peer's commit index. */
  #canRaiseCommit(commitIndex: LogIndex): boolean {
    return this.#sentCommit < commitIndex && this.#sentCommit < this.#nextIndex - 1;
  }
}
