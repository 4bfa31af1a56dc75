/**
 * Owns the process of one node: starts it, waits for a signal or a fatal error, drains it, and says with which
 * code the process ends. A fatal error never waits for anything: what is not durable was not acknowledged.
 */
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { openNode } from './compose.ts';
import type { RunningNode } from './compose.ts';
import type { NodeConfig } from './config.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOfNode, exitCodes } from './exit-codes.ts';

/** After this long, stopping is given up and the process ends; the next start recovers. */
const stopTimeoutMs = 10_000;

export type ServeDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Ends the process at once. */
  readonly exit: (code: ExitCode) => void;
  /** Calls back for what was thrown where nobody catches it, in a callback or by a promise that nobody awaits. */
  readonly onUncaught: (listener: (error: unknown) => void) => void;
  /** Aborted when the process shall stop: SIGTERM, SIGINT, or its supervisor is gone. */
  readonly signal: AbortSignal;
};

/** Runs a node until it is told to stop. Resolves with the exit code; never rejects. */
export async function serve(config: NodeConfig, deps: ServeDeps): Promise<ExitCode> {
  const { clock, random, signal } = deps;
  const logger = deps.logger.child({ node: config.name });
  const onFatal = (error: unknown): void => {
    logger.error({ err: error }, 'fatal error, the node stops');
    deps.exit(exitCodeOfNode(error));
  };
  // A bug anywhere ends the node like one in the loop: it may have happened in the middle of a change of state.
  deps.onUncaught(onFatal);
  let node: RunningNode;
  try {
    node = await openNode(config, { clock, random, logger, onFatal, signal });
  } catch (error) {
    if (signal.aborted) return exitCodes.done;
    logger.error({ err: error }, 'the node cannot start');
    return exitCodeOfNode(error);
  }
  await aborted(signal);
  logger.info({}, 'stopping');
  const timer = clock.after(stopTimeoutMs, () => {
    logger.error({ stopTimeoutMs }, 'stopping took too long');
    deps.exit(exitCodes.otherError);
  });
  try {
    await node.close();
  } catch (error) {
    logger.error({ err: error }, 'stopping failed');
    return exitCodeOfNode(error);
  } finally {
    timer.cancel();
  }
  logger.info({}, 'stopped');
  return exitCodes.done;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
