/**
 * A log store in memory whose writes settle when the test says so. For tests of the node loop; nothing
 * here survives anything, the real store is tested on an injected disk.
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { LogIndex, Term } from '../../base/brand.ts';
import type { LogWrite } from '../../raft/core/ready.ts';
import type { IndexedMembership } from '../../raft/core/membership.ts';
import type { Entry, EntryId, HardState, Membership } from '../../raft/core/types.ts';
import type { LogStore, StoredState } from '../../raft/ports.ts';

export class MemoryLogStore implements LogStore {
  stored: StoredState;
  base: EntryId = { index: asLogIndex(0), term: asTerm(0) };
  #entries: Entry[];
  readonly #unsettled: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** While true, every write settles by itself. */
  settleAtOnce = true;
  readonly writes: LogWrite[] = [];

  constructor(first: Entry, membership: Membership) {
    this.#entries = [first];
    this.stored = {
      hardState: { term: first.term, votedFor: undefined, commitIndex: first.index },
      memberships: [{ index: first.index, membership }],
    };
  }

  get firstIndex(): LogIndex {
    return asLogIndex(this.base.index + 1);
  }

  get lastIndex(): LogIndex {
    return asLogIndex(this.firstIndex + this.#entries.length - 1);
  }

  termAt(index: LogIndex): Term | undefined {
    return index === this.base.index
      ? this.base.term
      : this.#entries[index - this.firstIndex]?.term;
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

  async compact(to: { readonly index: LogIndex }): Promise<void> {
    await Promise.resolve();
    const term = this.termAt(to.index);
    if (to.index <= this.base.index || term === undefined) return;
    this.#entries = this.#entries.slice(to.index - this.base.index);
    this.base = { index: to.index, term };
  }

  async rebase(to: {
    readonly last: EntryId;
    readonly membership: IndexedMembership;
    readonly hardState: HardState;
  }): Promise<void> {
    await Promise.resolve();
    this.#entries = [];
    this.base = to.last;
    this.stored = { hardState: to.hardState, memberships: [to.membership] };
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
