/**
 * A node that stops hands its office over first, so that nobody has to wait for an election (10.1). A change of the members
 * that is under way comes before: it takes milliseconds if a quorum answers, and is waited for no longer than `changeWaitMs`,
 * for a node that is told to stop must stop.
 */
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { RaftNode } from './node.ts';

export const changeWaitMs = 2000;
const retryMs = 20;

export async function handOver(
  node: Pick<RaftNode<unknown>, 'leadership' | 'status' | 'transferLeadership'>,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<void> {
  const deadline = clock.monotonic() + changeWaitMs;
  for (;;) {
    if (node.leadership().role !== 'leader' || node.status().membership.voters.length < 2) return;
    const outcome = await node.transferLeadership();
    const isBusy = outcome.kind === 'refused' && outcome.reason === 'configBusy';
    if (!isBusy || clock.monotonic() + retryMs > deadline) {
      const reason = outcome.kind === 'refused' ? { reason: outcome.reason } : {};
      logger.info({ outcome: outcome.kind, ...reason }, 'handed leadership over');
      return;
    }
    await new Promise<void>((resolve) => {
      clock.after(retryMs, resolve);
    });
  }
}
