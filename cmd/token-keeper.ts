/**
 * Sees to it that a token which was given to the node opens the default database, once the cluster has a leader. Several
 * nodes may do it with the same token, at every start: it is made once, and one that is there stays as it is.
 */
import type { MonotonicMs } from '../base/brand.ts';
import { asMonotonicMs } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { KvorumError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { TokenRequest } from '../rpc/index.ts';
import { idOfSharedToken } from './access-token.ts';

/** How long one attempt waits for a leader, and the pause before the next. */
const attemptMs = 10_000;
const pauseMs = 1000;

export type TokenKeeperDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Settles with the id of the token. Rejects with a `KvorumError`. */
  readonly ensure: (token: TokenRequest, deadline: MonotonicMs) => Promise<string>;
};

export class TokenKeeper {
  readonly #hash: string;
  readonly #deps: TokenKeeperDeps;
  #timer: Timer | undefined;
  #stopped = false;

  /** `hash` is the SHA-256 of the token, 64 hex digits. */
  static start(hash: string, deps: TokenKeeperDeps): TokenKeeper {
    const keeper = new TokenKeeper(hash, deps);
    void keeper.#attempt();
    return keeper;
  }

  private constructor(hash: string, deps: TokenKeeperDeps) {
    this.#hash = hash;
    this.#deps = deps;
  }

  /** Tries no more. Calling twice is safe. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  async #attempt(): Promise<void> {
    const { clock, logger, ensure } = this.#deps;
    const token: TokenRequest = {
      id: idOfSharedToken(this.#hash),
      hash: this.#hash,
      tokenKind: 'full',
      database: undefined,
      label: 'token file of a node',
    };
    try {
      const tokenId = await ensure(token, asMonotonicMs(clock.monotonic() + attemptMs));
      logger.info({ tokenId }, 'the token of the token file opens the default database');
    } catch (error) {
      if (!(error instanceof KvorumError)) throw error;
      if (this.#stopped) return;
      // What may pass: no leader, no room, an outcome that is not known. Making the token twice does no harm.
      if (error.retryable || error.outcome === 'unknown') {
        this.#timer = clock.after(pauseMs, () => {
          void this.#attempt();
        });
        return;
      }
      logger.error({ err: error }, 'the token of the token file cannot be made');
    }
  }
}
