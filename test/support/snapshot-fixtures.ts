/** Snapshots whose pieces are a list of texts, and receivers that keep what comes. */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { IncomingSnapshot, SnapshotMeta, SnapshotSource } from '../../raft/index.ts';
import { chunkOf } from './list-machine.ts';
import { nodeId } from './peer-nodes.ts';

/** A snapshot up to `index`, in a cluster of one. */
export function snapshotMeta(index: number): SnapshotMeta {
  const member = { name: 'n1', peerAddress: 'h:1', grpcAddress: 'h:2' };
  const membership = {
    voters: [nodeId(1)],
    learners: [],
    members: new Map([[nodeId(1), member]]),
  };
  return {
    id: `${nodeId(1)}-1-${index}`,
    last: { index: asLogIndex(index), term: asTerm(3) },
    membership: { index: asLogIndex(1), membership },
  };
}

export function sourceOf(texts: readonly string[], meta = snapshotMeta(70)): SnapshotSource {
  return {
    meta,
    read: async (number) => {
      await Promise.resolve();
      const text = texts[number];
      return text === undefined ? undefined : chunkOf(number, text);
    },
    close: () => undefined,
  };
}

/** Keeps the pieces, from `have` on; `isWhole` once it was finished. */
export class KeepingReceiver implements IncomingSnapshot {
  readonly texts: string[];
  isWhole = false;

  constructor(have: readonly string[] = []) {
    this.texts = [...have];
  }

  get next(): number {
    return this.texts.length;
  }

  async write({ bytes }: { readonly bytes: Uint8Array }): Promise<void> {
    await Promise.resolve();
    this.texts.push(new TextDecoder().decode(bytes));
  }

  async finish(): Promise<void> {
    await Promise.resolve();
    this.isWhole = true;
  }
}
