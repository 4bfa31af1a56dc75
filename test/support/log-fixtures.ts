/** Entries, batches and a standing clock for tests of the log. */
import {
  asClusterId,
  asLogIndex,
  asMonotonicMs,
  asNodeId,
  asTerm,
  asWallMs,
} from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { encodeMembership } from '../../raft/core/membership.ts';
import type { LogWrite } from '../../raft/core/ready.ts';
import type { Entry, EntryKind, HardState, Membership } from '../../raft/core/types.ts';
import { entryChecksum } from '../../storage/wal/entry-checksum.ts';

export const CLUSTER_ID = asClusterId('00112233445566778899aabbccddeeff');
export const NODE_ID = asNodeId('0123456789abcdef');

export function makeEntry(fields: {
  readonly index: number;
  readonly term?: number;
  readonly kind?: EntryKind;
  readonly command?: Uint8Array | string;
}): Entry {
  const { command = `command ${fields.index}` } = fields;
  const entry = {
    index: asLogIndex(fields.index),
    term: asTerm(fields.term ?? 1),
    kind: fields.kind ?? 'normal',
    stampedAt: asWallMs(1_700_000_000_000 + fields.index),
    command: typeof command === 'string' ? new TextEncoder().encode(command) : command,
  };
  return { ...entry, crc: entryChecksum(entry) };
}

/** A cluster of one. */
export function makeMembership(): Membership {
  const member = { name: 'n1', peerAddress: 'localhost:1', grpcAddress: 'localhost:2' };
  return { voters: [NODE_ID], learners: [], members: new Map([[NODE_ID, member]]) };
}

export function makeMembershipEntry(index: number, term: number): Entry {
  return makeEntry({ index, term, kind: 'config', command: encodeMembership(makeMembership()) });
}

/** Entry 1 of every log. */
export function makeFirstEntry(): Entry {
  return makeMembershipEntry(1, 1);
}

export function makeHardState(term: number, commitIndex: number, votedFor = NODE_ID): HardState {
  return { term: asTerm(term), votedFor, commitIndex: asLogIndex(commitIndex) };
}

export function makeWrite(
  seq: number,
  entries: readonly Entry[],
  more: { readonly hardState?: HardState; readonly truncateFrom?: number } = {},
): LogWrite {
  return {
    seq,
    entries,
    mustSync: true,
    ...(more.hardState === undefined ? {} : { hardState: more.hardState }),
    ...(more.truncateFrom === undefined ? {} : { truncateFrom: asLogIndex(more.truncateFrom) }),
  };
}

/** Time stands still, timers fire only when `fire` is called, and `soon` does not wait. */
export class StandingClock implements Clock {
  readonly #timers = new Set<() => void>();

  monotonic(): ReturnType<Clock['monotonic']> {
    return asMonotonicMs(0);
  }

  wall(): ReturnType<Clock['wall']> {
    return asWallMs(1_700_000_000_000);
  }

  after(_delayMs: number, callback: () => void): ReturnType<Clock['after']> {
    this.#timers.add(callback);
    return { cancel: () => this.#timers.delete(callback) };
  }

  soon(callback: () => void): void {
    queueMicrotask(callback);
  }

  /** Fires every timer that is armed now. */
  fire(): void {
    const due = [...this.#timers];
    this.#timers.clear();
    for (const callback of due) {
      callback();
    }
  }
}
