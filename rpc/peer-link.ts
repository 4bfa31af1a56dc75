/**
 * One outgoing stream to one peer and the queue before it. It connects by itself, again and again, and sends
 * what the consensus core wants sent; the core tolerates every loss (rule C-5), so nothing is ever sent twice.
 *
 *     idle --start--> connecting --accepted--> open
 *                      ^   |                     |
 *                      |   +--- ended, late -----+
 *                      |                         v
 *                      +------- timer ------ backing-off        any --close--> closed
 *
 * Two lanes, because a large append must not delay a heartbeat (rule R-8):
 * - `control` (votes, heartbeats, read indexes) keeps its queue while it reconnects. A heartbeat, or its
 *   response, replaces the one before it in the queue; when the queue is full the oldest message goes.
 * - `bulk` (appends and their responses) holds nothing while it is not open, and when its queue is full the
 *   new message is dropped. Both are reported through `onLost`, once each time, so that the core probes again.
 */
import type { NodeId } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Envelope, RaftMessage } from '../raft/index.ts';
import type { Dial, PeerStream, StreamEnd } from './peer-channel.ts';
import { encodeExchangeMessages } from './raft-codec.ts';

export type Lane = 'control' | 'bulk';

/** Bounds of one queue. */
export type QueueBounds = { readonly messagesMax: number; readonly bytesMax: number };

export type PeerLinkOptions = {
  readonly peer: NodeId;
  readonly lane: Lane;
  /** The encoded handshake that opens every stream. */
  readonly handshake: Uint8Array;
  readonly bounds: QueueBounds;
};

export type PeerLinkDeps = {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Messages that were taken may not arrive. */
  readonly onLost: () => void;
};

/** A peer that accepts no connection within this time is given up for this attempt. */
const connectTimeoutMs = 1000;
/** Delay before attempt n is drawn from the upper half of `first * 2^n`, at most `max`. */
const backoffFirstMs = 50;
const backoffMaxMs = 500;
/** A refusal comes from a configuration that someone must change; asking often helps nobody. */
const refusedRetryMs = 5000;
/** While this many messages wait to leave the process, further ones collect in the queue. */
const writesInFlightMax = 4;
/** A message on the wire takes queued ones until it is this large. */
const batchBytesMax = 1024 * 1024;

type LinkState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly stream: PeerStream; readonly timeout: Timer }
  | { readonly kind: 'open'; readonly stream: PeerStream }
  | { readonly kind: 'backing-off'; readonly timer: Timer }
  | { readonly kind: 'closed' };

export class PeerLink {
  readonly #options: PeerLinkOptions;
  readonly #deps: PeerLinkDeps;
  #state: LinkState = { kind: 'idle' };
  #queue: Envelope[] = [];
  #queueBytes = 0;
  #writesInFlight = 0;
  /** Failed attempts since the stream was last open. */
  #failures = 0;
  /** Tells callbacks of the present stream from those of earlier ones. */
  #attempt = 0;
  #saidFull = false;
  #saidRefusal: string | undefined;

  constructor(options: PeerLinkOptions, deps: PeerLinkDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** For tests and status: which state the link is in. */
  get kind(): LinkState['kind'] {
    return this.#state.kind;
  }

  /** Begins to connect. */
  start(): void {
    if (this.#state.kind === 'idle') this.#connect();
  }

  /** Takes a message; it leaves with the next `flush`. Never blocks, never throws, may drop. */
  enqueue(envelope: Envelope): void {
    if (this.#options.lane === 'bulk') this.#enqueueBulk(envelope);
    else this.#enqueueControl(envelope);
  }

  /** Sends what is queued, as far as the stream takes it. */
  flush(): void {
    while (
      this.#state.kind === 'open' &&
      this.#queue.length > 0 &&
      this.#writesInFlight < writesInFlightMax
    ) {
      const attempt = this.#attempt;
      this.#writesInFlight += 1;
      this.#state.stream.write(encodeExchangeMessages(this.#takeBatch()), () => {
        if (attempt !== this.#attempt) return;
        this.#writesInFlight -= 1;
        this.flush();
      });
    }
  }

  close(): void {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    this.#attempt += 1;
    this.#dropQueue();
    if (state.kind === 'connecting') state.timeout.cancel();
    if (state.kind === 'connecting' || state.kind === 'open') state.stream.close();
    if (state.kind === 'backing-off') state.timer.cancel();
  }

  #enqueueBulk(envelope: Envelope): void {
    // The loss of the stream was reported; the core finds out by its next probe when it is back.
    if (this.#state.kind !== 'open') return;
    const bytes = messageBytes(envelope.message);
    const { messagesMax, bytesMax } = this.#options.bounds;
    if (this.#queue.length >= messagesMax || this.#queueBytes + bytes > bytesMax) {
      if (!this.#saidFull) this.#deps.onLost();
      this.#saidFull = true;
      return;
    }
    this.#queue.push(envelope);
    this.#queueBytes += bytes;
  }

  #enqueueControl(envelope: Envelope): void {
    if (this.#state.kind === 'closed') return;
    const { kind } = envelope.message;
    if (kind === 'heartbeat' || kind === 'heartbeatResponse') {
      this.#queue = this.#queue.filter((queued) => queued.message.kind !== kind);
    }
    if (this.#queue.length >= this.#options.bounds.messagesMax) this.#queue.shift();
    this.#queue.push(envelope);
  }

  /** Takes from the front until the batch is large enough, at least one message. */
  #takeBatch(): readonly Envelope[] {
    let count = 0;
    let bytes = 0;
    for (const { message } of this.#queue) {
      const size = messageBytes(message);
      if (count > 0 && bytes + size > batchBytesMax) break;
      count += 1;
      bytes += size;
    }
    const batch = this.#queue.splice(0, count);
    this.#queueBytes = this.#queue.length === 0 ? 0 : this.#queueBytes - bytes;
    this.#saidFull = false;
    return batch;
  }

  #connect(): void {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#writesInFlight = 0;
    const stream = this.#deps.dial({
      onMessage: () => {
        if (attempt === this.#attempt) this.#accepted();
      },
      onEnd: (end) => {
        if (attempt === this.#attempt) this.#ended(end);
      },
    });
    const timeout = this.#deps.clock.after(connectTimeoutMs, () => {
      if (attempt === this.#attempt && this.#state.kind === 'connecting') {
        stream.close();
        this.#ended({ kind: 'lost', reason: 'no answer in time' });
      }
    });
    this.#state = { kind: 'connecting', stream, timeout };
    stream.write(this.#options.handshake, () => undefined);
  }

  /** The peer's only message on this stream says that it accepts the handshake. */
  #accepted(): void {
    if (this.#state.kind !== 'connecting') return;
    this.#state.timeout.cancel();
    this.#state = { kind: 'open', stream: this.#state.stream };
    this.#failures = 0;
    this.#saidRefusal = undefined;
    this.#deps.logger.info({}, 'connected to peer');
    this.flush();
  }

  #ended(end: StreamEnd): void {
    const state = this.#state;
    if (state.kind !== 'connecting' && state.kind !== 'open') return;
    this.#attempt += 1;
    if (state.kind === 'connecting') state.timeout.cancel();
    const delayMs = end.kind === 'refused' ? refusedRetryMs : this.#nextBackoffMs();
    this.#state = {
      kind: 'backing-off',
      timer: this.#deps.clock.after(delayMs, () => this.#connect()),
    };
    this.#log(end, state.kind === 'open');
    if (this.#options.lane === 'bulk') {
      this.#dropQueue();
      if (state.kind === 'open') this.#deps.onLost();
    }
  }

  #nextBackoffMs(): number {
    const ceilingMs = Math.min(backoffMaxMs, backoffFirstMs * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    return ceilingMs * (0.5 + this.#deps.random.next() / 2);
  }

  /** A refusal is said once, a lost connection each time, and the first failure of a series of attempts. */
  #log({ kind, reason }: StreamEnd, wasOpen: boolean): void {
    if (kind === 'refused') {
      if (this.#saidRefusal !== reason) {
        this.#deps.logger.error({ reason }, 'peer refuses to talk to this node');
      }
      this.#saidRefusal = reason;
    } else if (wasOpen) {
      this.#deps.logger.warn({ reason }, 'lost the connection to peer');
    } else if (this.#failures === 1) {
      this.#deps.logger.warn({ reason }, 'cannot reach peer yet');
    }
  }

  #dropQueue(): void {
    this.#queue = [];
    this.#queueBytes = 0;
    this.#saidFull = false;
  }
}

/** Roughly the size on the wire; an upper bound for what the bounds are there for. */
function messageBytes(message: RaftMessage): number {
  const overhead = 64;
  if (message.kind !== 'append') return overhead;
  return message.entries.reduce((sum, entry) => sum + entry.command.length + overhead, overhead);
}
