/**
 * The snapshot that a node receives: at most one. A newer offer takes over from an older one (S-10), whose stream
 * learns at its next call that it is of no use any more.
 */
import { KvorumError } from '../base/errors.ts';
import type { SnapshotChunk, SnapshotMeta, SnapshotSink } from './ports.ts';

/** Another offer took the place of this one. */
export class SnapshotSupersededError extends KvorumError {
  override readonly name = 'SnapshotSupersededError';
  readonly code = 'SNAPSHOT_SUPERSEDED';
  readonly retryable = true;
  readonly outcome = 'not-applied';
}

/** One stream's hold on the snapshot that is being received. Calls must not overlap. */
export interface IncomingSnapshot {
  /** The piece that is wanted next. */
  readonly next: number;
  /** Stages a piece durably. Rejects with a `KvorumError` for a wrong one. */
  write(chunk: SnapshotChunk): Promise<void>;
  /** All pieces are there: verifies and installs. */
  finish(): Promise<void>;
}

export type SnapshotReceivingDeps = {
  readonly receive: (meta: SnapshotMeta) => Promise<SnapshotSink>;
  /** Installs what was received whole. */
  readonly install: (sink: SnapshotSink, meta: SnapshotMeta) => Promise<void>;
};

export class SnapshotReceiving {
  readonly #deps: SnapshotReceivingDeps;
  #current: { readonly meta: SnapshotMeta; readonly sink: SnapshotSink } | undefined;
  /** Counts the offers: only the latest one may go on. */
  #offers = 0;
  /** The last call; it never rejects. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(deps: SnapshotReceivingDeps) {
    this.#deps = deps;
  }

  /** Begins, or goes on with, `meta`. */
  async accept(meta: SnapshotMeta): Promise<IncomingSnapshot> {
    this.#offers += 1;
    const offer = this.#offers;
    const sink = await this.#alone(offer, async () => {
      if (this.#current?.meta.id !== meta.id) {
        this.#current = undefined;
        this.#current = { meta, sink: await this.#deps.receive(meta) };
      }
      return this.#current.sink;
    });
    return {
      get next() {
        return sink.next;
      },
      write: async (chunk) => {
        await this.#alone(offer, async () => {
          try {
            await sink.write(chunk);
          } catch (error) {
            // It may be of no use any more (a full disk): the next offer asks for one that is.
            this.#current = undefined;
            throw error;
          }
        });
      },
      finish: async () => {
        await this.#alone(offer, async () => {
          this.#current = undefined;
          await sink.finish();
          await this.#deps.install(sink, meta);
        });
      },
    };
  }

  /** Waits for the call that is under way, and then refuses all further ones. */
  async stop(): Promise<void> {
    this.#offers += 1;
    await this.#busy;
  }

  /** One call after the other, and none for an offer that is not the latest. */
  async #alone<T>(offer: number, run: () => Promise<T>): Promise<T> {
    const mine = this.#busy.then(async () => {
      if (offer !== this.#offers) {
        throw new SnapshotSupersededError('a newer snapshot took the place of this one');
      }
      return await run();
    });
    this.#busy = mine.catch(() => undefined);
    return await mine;
  }
}
