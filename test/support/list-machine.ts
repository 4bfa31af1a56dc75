/** A state machine for tests of the node loop: its state is the list of commands, as texts, that it applied. */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex } from '../../base/brand.ts';
import type {
  Entry,
  SnapshotChunk,
  SnapshotMeta,
  SnapshotSink,
  SnapshotSource,
  StateMachine,
} from '../../raft/index.ts';

/** Counts what it applied; a result is the text of the command. */
export class ListMachine implements StateMachine<string> {
  lastApplied: LogIndex = asLogIndex(1);
  isFull = false;
  /** Pieces of snapshots cannot be staged; a sink that met that takes nothing more. */
  isDiskFull = false;
  applied: readonly string[] = [];
  /** Calls on snapshots, in order. */
  readonly calls: string[] = [];
  #onRoom: (() => void) | undefined;

  get durableIndex(): LogIndex {
    return this.lastApplied;
  }

  apply(entries: readonly Entry[]): readonly string[] {
    return entries.map((entry) => {
      if (entry.index !== this.lastApplied + 1)
        throw new Error(`applied ${entry.index} out of turn`);
      this.lastApplied = entry.index;
      const text = new TextDecoder().decode(entry.command);
      this.applied = [...this.applied, text];
      return text;
    });
  }

  async whenRoom(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onRoom = resolve;
    });
  }

  makeRoom(): void {
    this.isFull = false;
    this.#onRoom?.();
  }

  /** One chunk for each command. */
  openSnapshot(meta: SnapshotMeta): SnapshotSource {
    const { applied } = this;
    this.calls.push(`open ${meta.last.index}`);
    return {
      meta,
      read: async (number) => {
        await Promise.resolve();
        const text = applied[number];
        return text === undefined ? undefined : chunkOf(number, text);
      },
      close: () => {
        this.calls.push('close');
      },
    };
  }

  async receiveSnapshot(meta: SnapshotMeta): Promise<SnapshotSink> {
    await Promise.resolve();
    const staged: string[] = [];
    let isBroken = false;
    this.calls.push(`receive ${meta.id}`);
    return {
      get next() {
        return staged.length;
      },
      write: async (chunk) => {
        await Promise.resolve();
        isBroken ||= this.isDiskFull;
        if (isBroken) throw new Error('no space');
        staged.push(new TextDecoder().decode(chunk.bytes));
      },
      finish: async () => {
        await Promise.resolve();
        this.calls.push('finish');
      },
      install: async () => {
        await Promise.resolve();
        this.calls.push('install');
        this.applied = staged;
        this.lastApplied = meta.last.index;
      },
      discard: async () => {
        await Promise.resolve();
        this.calls.push('discard');
      },
    };
  }
}

export function chunkOf(number: number, text: string): SnapshotChunk {
  return { number, bytes: new TextEncoder().encode(text), crc: 0 };
}
