/** The appends of a leader to one peer, as many as its window has room for (P-5, R-2). */
import { asLogIndex } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { entryBytes } from './log.ts';
import type { LogPosition, Progress } from './progress.ts';
import { send } from './shared.ts';
import type { Shared } from './shared.ts';

type Target = {
  readonly peer: NodeId;
  readonly progress: Progress;
  /** Where the leader's own log stands. */
  readonly position: LogPosition;
  /** The round that the appends belong to (9.1). */
  readonly round: number;
};

/** Asks for a snapshot instead if the log no longer holds what the peer needs. */
export function sendAppends(shared: Shared, { peer, progress, position, round }: Target): void {
  const { persistence, config, snapshots } = shared;
  const { log, commitIndex } = persistence;
  for (let due = progress.due(position); due !== undefined; due = progress.due(position)) {
    const prevIndex = asLogIndex(progress.nextIndex - 1);
    const prevTerm = log.termAt(prevIndex);
    if (prevTerm === undefined) {
      progress.awaitSnapshot();
      snapshots.push(peer);
      return;
    }
    const entries =
      due === 'empty'
        ? []
        : log.slice({
            start: progress.nextIndex,
            end: asLogIndex(position.lastIndex + 1),
            bytesMax: config.appendBytesMax,
          });
    send(shared, peer, {
      kind: 'append',
      prev: { index: prevIndex, term: prevTerm },
      entries,
      commitIndex,
      round,
    });
    progress.onSent({
      lastIndex: asLogIndex(prevIndex + entries.length),
      bytes: entries.reduce((sum, entry) => sum + entryBytes(entry), 0),
      commitIndex,
    });
  }
}
