/** Writes what the core reports into the log of the process, one line for each event that an operator may want to see. */
import type { NodeId } from '../base/brand.ts';
import type { Logger } from '../base/logger.ts';
import type { ClockStatus } from './core/clock-skew.ts';
import type { CoreEvent } from './core/ready.ts';

export function logEvent(logger: Logger, event: CoreEvent, self: NodeId): void {
  switch (event.kind) {
    case 'roleChanged':
      logger.info({ role: event.role, term: event.term, reason: event.reason }, 'role changed');
      return;
    case 'leaderChanged':
      logger.info({ leader: event.leader, term: event.term }, 'leader changed');
      return;
    case 'membershipChanged':
      logger.info({ index: event.index, voters: event.membership.voters }, 'membership changed');
      return;
    case 'logTruncated':
      logger.info({ from: event.from }, 'log truncated');
      return;
    case 'snapshotInstalled':
      logger.info({ index: event.last.index, term: event.last.term }, 'installed a snapshot');
      return;
    case 'transferAborted':
      logger.warn({ target: event.target, term: event.term }, 'leadership was not taken over');
      return;
    case 'contradicted':
      // The loop stops with an error that says so.
      return;
    case 'peerLostState': {
      const { peer, matchIndex, lastIndex } = event;
      logger.error(
        { peer, matchIndex, lastIndex },
        'a node has lost entries that it acknowledged, so its disk was set back: remove the member and add a new one',
      );
      return;
    }
    case 'diverged': {
      const { node, index, hash, quorumHash } = event;
      logger.error(
        { node, index, hash, quorumHash },
        node === self
          ? 'the state of this node is not that of the quorum: it serves nothing until it is rebuilt'
          : 'the state of a node is not that of the quorum',
      );
      return;
    }
    case 'clockChanged':
      logClock(logger, event.clock);
      return;
    case 'stateDisputed':
      logger.error(
        { index: event.index, hashes: Object.fromEntries(event.hashes) },
        'the states of the nodes differ, and no quorum has the same one',
      );
  }
}

/** The beginning or the end of an alarm (N-2). */
function logClock(logger: Logger, clock: ClockStatus): void {
  switch (clock.kind) {
    case 'off':
      logger.error(
        { skewMs: clock.skewMs },
        'the wall clock of this node is off: it should not lead until the clock is set right',
      );
      return;
    case 'disputed':
      logger.error(
        { spreadMs: clock.spreadMs },
        'the wall clocks of the voters differ, and no majority says which is right',
      );
      return;
    case 'right':
      logger.info({ skewMs: clock.skewMs }, 'the wall clock of this node is right');
      return;
    case 'unknown':
      logger.info({}, 'the wall clocks of the voters are not compared any more');
  }
}
