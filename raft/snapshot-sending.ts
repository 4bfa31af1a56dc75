/**
 * The snapshots that a leader sends: at most two at a time, from one open view of the state that they share (S-4).
 *
 * A view that was let go stays open for a while, so that a receiver whose stream broke goes on with the same
 * snapshot (S-5). After a quarter of an hour it is closed in any case, because the engine keeps old versions for it. A
 * state that is too large to be sent in that time would never arrive, so the next view may be used for twice as long.
 */
import type { LogIndex, NodeId, Term } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { SnapshotOutcome, SnapshotSender, SnapshotSource } from './ports.ts';

/** Receivers at the same time. */
const sendingMax = 2;
/** How long a view is kept for whoever may come back for it. */
const lingerMs = 30_000;
/** How long a view may be used at all: at first, and after views that were too old before anybody had received them. */
const viewAgeMsFirst = 15 * 60_000;
const viewAgeMsMax = 4 * 60 * 60_000;

export type SnapshotSendingDeps = {
  readonly sender: SnapshotSender;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Opens a view of what is applied at this moment. */
  readonly open: () => SnapshotSource;
  /** The peer has installed a snapshot up to `index`, or (undefined) it failed. Called once for each request. */
  readonly onSent: (peer: NodeId, index: LogIndex | undefined) => void;
};

type View = {
  readonly source: SnapshotSource;
  /** When it is closed in any case. */
  readonly closesAt: number;
  users: number;
  timer: Timer | undefined;
};

export class SnapshotSending {
  readonly #deps: SnapshotSendingDeps;
  #waiting: { readonly peer: NodeId; readonly term: Term }[] = [];
  readonly #running = new Map<NodeId, AbortController>();
  #view: View | undefined;
  /** How long the next view may be used. */
  #viewAgeMs = viewAgeMsFirst;

  constructor(deps: SnapshotSendingDeps) {
    this.#deps = deps;
  }

  /** Where the snapshot stands that is being sent, or may be asked for again. */
  get index(): LogIndex | undefined {
    return this.#view?.source.meta.last.index;
  }

  /** A peer needs a snapshot. */
  request(peer: NodeId, term: Term): void {
    if (this.#running.has(peer) || this.#waiting.some((waiting) => waiting.peer === peer)) return;
    this.#waiting.push({ peer, term });
    this.#next();
  }

  /** The membership changed: ends what goes to peers that are no members any more, and forgets what they asked for. */
  keepOnly(members: { has(peer: NodeId): boolean }): void {
    this.#waiting = this.#waiting.filter(({ peer }) => members.has(peer));
    for (const [peer, controller] of this.#running) if (!members.has(peer)) controller.abort();
  }

  /** This node leads no more, or stops: ends everything. */
  stop(): void {
    this.#waiting = [];
    for (const controller of this.#running.values()) controller.abort();
    this.#closeView();
  }

  #next(): void {
    while (this.#running.size < sendingMax) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      void this.#send(next.peer, next.term);
    }
  }

  async #send(peer: NodeId, term: Term): Promise<void> {
    const { sender, logger, clock, onSent } = this.#deps;
    const controller = new AbortController();
    this.#running.set(peer, controller);
    const view = this.#join();
    const { id, last } = view.source.meta;
    const startedAt = clock.monotonic();
    logger.info({ peer, snapshot: id, index: last.index }, 'sending a snapshot');
    const outcome = await sender.send({ peer, term }, view.source, controller.signal);
    this.#report(peer, outcome, { id, ms: Math.round(clock.monotonic() - startedAt) });
    this.#running.delete(peer);
    this.#leave(view);
    if (outcome.kind === 'installed') this.#viewAgeMs = viewAgeMsFirst;
    onSent(peer, outcome.kind === 'installed' ? last.index : undefined);
    this.#next();
  }

  #report(peer: NodeId, outcome: SnapshotOutcome, about: { id: string; ms: number }): void {
    const { logger } = this.#deps;
    const { id: snapshot, ms } = about;
    if (outcome.kind === 'installed') {
      logger.info({ peer, snapshot, ms }, 'the peer has installed the snapshot');
    } else {
      logger.warn({ peer, snapshot, ms, reason: outcome.reason }, 'sending the snapshot failed');
    }
  }

  #join(): View {
    const { clock, open } = this.#deps;
    const now = clock.monotonic();
    if (this.#view !== undefined && now >= this.#view.closesAt) this.#closeView();
    const closesAt = now + this.#viewAgeMs;
    this.#view ??= { source: open(), closesAt, users: 0, timer: undefined };
    const view = this.#view;
    view.users += 1;
    view.timer?.cancel();
    view.timer = clock.after(view.closesAt - now, () => {
      this.#viewAgeMs = Math.min(2 * this.#viewAgeMs, viewAgeMsMax);
      for (const controller of this.#running.values()) controller.abort();
      this.#closeView();
    });
    return view;
  }

  #leave(view: View): void {
    view.users -= 1;
    if (view !== this.#view || view.users > 0) return;
    view.timer?.cancel();
    view.timer = this.#deps.clock.after(lingerMs, () => {
      this.#closeView();
    });
  }

  #closeView(): void {
    this.#view?.timer?.cancel();
    this.#view?.source.close();
    this.#view = undefined;
  }
}
