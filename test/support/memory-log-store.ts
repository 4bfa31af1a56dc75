/**
 * A log store in memory whose writes settle when the test says so. For tests of the node loop; nothing
 * here survives anything, the real store is tested on an injected disk.
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { LogIndex, Term } from '../../base/brand.ts';
import type { LogWrite } from '../../raft/core/ready.ts';
import type { Entry, Membership } from '../../raft/core/types.ts';
import type { LogStore, StoredState } from '../../raft/ports.ts';

export class MemoryLogStore implements LogStore {
  readonly stored: StoredState;
  readonly firstIndex: LogIndex;
  #entries: Entry[];
  readonly #unsettled: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** While true, every write settles by itself. */
  settleAtOnce = true;
  readonly writes: LogWrite[] = [];

  /** Without arguments, the log of a node that is about to join: empty. */
  constructor(first?: Entry, membership?: Membership) {
    this.firstIndex = first?.index ?? asLogIndex(1);
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

  get lastIndex(): LogIndex {
    return asLogIndex(this.firstIndex + this.#entries.length - 1);
  }

  termAt(index: LogIndex): Term | undefined {
    return index === 0 ? asTerm(0) : this.#entries[index - this.firstIndex]?.term;
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
