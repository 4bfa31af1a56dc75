/**
 * A log store in memory whose writes settle when the test says so. For tests of the node loop; nothing
 * here survives anything, the real store is tested on an injected disk.
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { LogIndex, Term } from '../../base/brand.ts';
import type { IndexedMembership } from '../../raft/core/membership.ts';
import type { LogWrite } from '../../raft/core/ready.ts';
import type { Entry, EntryId, Membership } from '../../raft/core/types.ts';
import type { LogStore, StoredState } from '../../raft/ports.ts';

export class MemoryLogStore implements LogStore {
  readonly stored: StoredState;
  base: EntryId;
  #entries: Entry[];
  readonly #unsettled: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** While true, every write settles by itself. */
  settleAtOnce = true;
  readonly writes: LogWrite[] = [];
  readonly compactedTo: { readonly index: LogIndex; readonly membership: IndexedMembership }[] = [];
  readonly rebasedTo: Parameters<LogStore['rebase']>[0][] = [];

  /** Without arguments, the log of a node that is about to join: empty. */
  constructor(first?: Entry, membership?: Membership) {
    this.base = { index: asLogIndex((first?.index ?? 1) - 1), term: asTerm(0) };
    this.#entries = first === undefined ? [] : [first];
    this.stored = {
      hardState:
        first === undefined
          ? undefined
          : { term: first.term, votedFor: undefined, commitIndex: first.index },
      memberships:
        first === undefined || membership === undefined ? [] : [{ index: first.index, membership }],
    };
  }

  get firstIndex(): LogIndex {
    return asLogIndex(this.base.index + 1);
  }

  get sizeBytes(): number {
    return this.#entries.length * 100;
  }

  get lastIndex(): LogIndex {
    return asLogIndex(this.firstIndex + this.#entries.length - 1);
  }

  termAt(index: LogIndex): Term | undefined {
    if (index === this.base.index) return this.base.term;
    return this.#entries[index - this.firstIndex]?.term;
  }

  entries(range: {
    readonly start: LogIndex;
    readonly end: LogIndex;
    readonly bytesMax: number;
  }): readonly Entry[] {
    return this.#entries.slice(range.start - this.firstIndex, range.end - this.firstIndex);
  }

  async append(write: LogWrite): Promise<void> {
    this.writes.push(write);
    if (write.truncateFrom !== undefined) {
      this.#entries = this.#entries.slice(0, write.truncateFrom - this.firstIndex);
    }
    this.#entries.push(...write.entries);
    if (this.settleAtOnce) return;
    await new Promise<void>((resolve, reject) => {
      this.#unsettled.push({ resolve, reject });
    });
  }

  async compact(to: {
    readonly index: LogIndex;
    readonly membership: IndexedMembership;
  }): Promise<void> {
    await Promise.resolve();
    const term = this.termAt(to.index);
    if (term === undefined) throw new Error(`there is no entry ${to.index}`);
    this.#entries = this.#entries.slice(to.index - this.base.index);
    this.base = { index: to.index, term };
    this.compactedTo.push(to);
  }

  async rebase(to: Parameters<LogStore['rebase']>[0]): Promise<void> {
    await Promise.resolve();
    this.#entries = [];
    this.base = to.last;
    this.rebasedTo.push(to);
  }

  get unsettledCount(): number {
    return this.#unsettled.length;
  }

  /** Lets the oldest unsettled write become durable, or fail. */
  settleNext(error?: Error): void {
    const next = this.#unsettled.shift();
    if (error === undefined) next?.resolve();
    else next?.reject(error);
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}
