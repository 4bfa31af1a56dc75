/**
 * Cuts the log of a node when enough of it is neither needed here nor by a peer (S-1 to S-3). One compaction at a time,
 * beside everything else that the node does.
 */
import type { LogIndex } from '../base/brand.ts';
import type { Logger } from '../base/logger.ts';
import { compactionTarget } from './compaction.ts';
import type { CompactionConfig } from './compaction.ts';
import type { PeerStatus } from './core/status.ts';
import type { IndexedMembership } from './core/membership.ts';
import type { LogStore, StateMachine } from './ports.ts';

/** Most applied entries between two looks at the size of the log. */
const checkEntriesMax = 1000;

type Deps = {
  readonly log: LogStore;
  readonly stateMachine: Pick<StateMachine<unknown>, 'lastApplied' | 'durableIndex'>;
  readonly config: CompactionConfig;
  /** A peer that was not heard for so long, in ms, keeps nothing. */
  readonly electionTimeoutMs: number;
  readonly logger: Logger;
  readonly peers: () => readonly PeerStatus[];
  /** Where a snapshot ends that is being sent. */
  readonly sendingIndex: () => LogIndex | undefined;
  readonly membershipAt: (index: LogIndex) => IndexedMembership;
  readonly onCompacted: (index: LogIndex) => void;
  readonly onFailed: (error: unknown) => void;
};

export class LogCompactor {
  readonly #deps: Deps;
  /** Applied index from which on the log is looked at again. */
  #checkAt = 0;
  #running: Promise<void> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The state machine has reached `applied`. */
  onApplied(applied: LogIndex): void {
    if (applied < this.#checkAt) return;
    this.#checkAt = applied + Math.min(checkEntriesMax, this.#deps.config.compactAfterEntries);
    if (this.#running === undefined) this.#compactIfDue();
  }

  /** Settles when no compaction is under way. */
  async whenIdle(): Promise<void> {
    await this.#running;
  }

  #compactIfDue(): void {
    const { log, stateMachine, config, logger, membershipAt } = this.#deps;
    const target = compactionTarget(
      {
        base: log.base.index,
        sizeBytes: log.sizeBytes,
        applied: stateMachine.lastApplied,
        durable: stateMachine.durableIndex,
        sending: this.#deps.sendingIndex(),
        peers: this.#pinningPeers().map(({ matchIndex }) => matchIndex),
      },
      config,
    );
    if (target === undefined) return;
    this.#running = log.compact({ index: target, membership: membershipAt(target) }).then(
      () => {
        this.#running = undefined;
        this.#deps.onCompacted(target);
        logger.info({ index: target, sizeBytes: log.sizeBytes }, 'compacted the log');
      },
      (error: unknown) => {
        this.#running = undefined;
        this.#deps.onFailed(error);
      },
    );
  }

  /** Peers that are heard, and get entries and not a snapshot. */
  #pinningPeers(): readonly PeerStatus[] {
    const { peers, electionTimeoutMs } = this.#deps;
    return peers().filter(
      ({ state, silentMs }) =>
        state !== 'snapshot' && silentMs !== undefined && silentMs < electionTimeoutMs,
    );
  }
}
