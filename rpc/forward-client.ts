/**
 * Hands commands of clients to the leader over one stream per peer, many in flight, answers in any order.
 *
 * What it promises is the truth about each command: `refused` only while the command certainly has not
 * left this process or the leader said so; `unknown` once it was given to a stream that ended before
 * its answer. It never sends a command twice.
 */
import type { NodeId } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { KvorumError } from '../base/errors.ts';
import { InFlight } from '../base/in-flight.ts';
import {
  decodeForwardAnswers,
  encodeForwardCommands,
  encodeForwardHandshake,
} from './forward-codec.ts';
import type { ForwardCommand, ForwardOutcome, NumberedCommand } from './forward-codec.ts';
import { introduce } from './handshake.ts';
import type { PeerIdentity } from './handshake.ts';
import { dialPeer, peerMethods } from './peer-channel.ts';
import type { Dial, DialPeer, PeerStream } from './peer-channel.ts';
import type { PeerAddresses } from './peer-transport.ts';

export type { ForwardCommand, ForwardOutcome } from './forward-codec.ts';

export type ForwardClientDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absent: over the network. */
  readonly dialPeer?: DialPeer;
  /** Where a peer is reached that may have moved; absent, or undefined: where it was set to be. */
  readonly addressOf?: (peer: NodeId) => string | undefined;
};

/** Commands that may wait for their answer, per peer, in number and in bytes. Beyond it they are refused. */
const inFlightMax = 20_000;
const inFlightBytesMax = 32 * 1024 * 1024;
const connectTimeoutMs = 1000;
/** After a stream ended, commands are refused at once for this long. */
const restMs = 50;
const writesInFlightMax = 4;
const batchBytesMax = 1024 * 1024;

export class ForwardClient {
  readonly #options: PeerIdentity;
  readonly #deps: ForwardClientDeps;
  readonly #peers = new Map<NodeId, { readonly address: string; readonly stream: ForwardStream }>();
  #isClosed = false;

  constructor(options: PeerIdentity, deps: ForwardClientDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Who commands can be sent to. What is open with others ends; to connect, it waits for the first command. */
  setPeers(peers: PeerAddresses): void {
    if (this.#isClosed) return;
    for (const [id, { address, stream }] of this.#peers) {
      if (peers.get(id) === address) continue;
      this.#peers.delete(id);
      stream.close();
    }
    for (const [id, address] of peers) {
      if (this.#peers.has(id)) continue;
      this.#peers.set(id, { address, stream: this.#makeStream(id, address) });
    }
  }

  #makeStream(peer: NodeId, address: string): ForwardStream {
    const { clock, logger, dialPeer: dial = dialPeer, addressOf } = this.#deps;
    const handshake = encodeForwardHandshake(introduce(this.#options, peer));
    return new ForwardStream(handshake, {
      clock,
      logger: logger.child({ peer, address }),
      dial: (handlers) => dial(addressOf?.(peer) ?? address, peerMethods.forward, clock)(handlers),
    });
  }

  /** Never rejects. The command's bytes must not change before it settles. */
  async send(leader: NodeId, command: ForwardCommand): Promise<ForwardOutcome> {
    const peer = this.#peers.get(leader);
    if (peer === undefined) return refused('PEER_UNREACHABLE', `${leader} is not a peer`);
    return await peer.stream.send(command);
  }

  /** Settles everything that is open. Calling twice is safe. */
  close(): void {
    this.#isClosed = true;
    for (const { stream } of this.#peers.values()) stream.close();
  }
}

type Settle = (outcome: ForwardOutcome) => void;

type StreamState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly stream: PeerStream; readonly timeout: Timer }
  | { readonly kind: 'open'; readonly stream: PeerStream }
  | { readonly kind: 'resting'; readonly timer: Timer; readonly reason: string }
  | { readonly kind: 'closed' };

/** The stream to one peer. Exported for its tests. */
export class ForwardStream {
  readonly #handshake: Uint8Array;
  readonly #deps: ForwardClientDeps & { readonly dial: Dial };
  #state: StreamState = { kind: 'idle' };
  #attempt = 0;
  #nextId = 1;
  /** Certainly not sent. */
  #queued: (NumberedCommand & { readonly settle: Settle })[] = [];
  /** Given to the present stream, by id. */
  readonly #sent = new InFlight<{ readonly bytes: number; readonly settle: Settle }>();
  #bytes = 0;
  #writesInFlight = 0;
  #flushing = false;

  constructor(handshake: Uint8Array, deps: ForwardClientDeps & { readonly dial: Dial }) {
    this.#handshake = handshake;
    this.#deps = deps;
  }

  async send({ term, command }: ForwardCommand): Promise<ForwardOutcome> {
    if (this.#state.kind === 'closed') return refused('PEER_UNREACHABLE', 'this node is stopping');
    if (this.#state.kind === 'resting') return refused('PEER_UNREACHABLE', this.#state.reason);
    const full =
      this.#queued.length + this.#sent.size >= inFlightMax ||
      this.#bytes + command.length > inFlightBytesMax;
    if (full) return refused('OVERLOADED', 'too many commands wait for the leader');
    return await new Promise((settle) => {
      this.#queued.push({ id: this.#nextId, term, command, settle });
      this.#nextId += 1;
      this.#bytes += command.length;
      if (this.#state.kind === 'idle') this.#connect();
      else this.#flushSoon();
    });
  }

  close(): void {
    const state = this.#state;
    if (state.kind === 'resting') state.timer.cancel();
    if (state.kind === 'connecting') state.timeout.cancel();
    if (state.kind === 'connecting' || state.kind === 'open') state.stream.close();
    this.#state = { kind: 'closed' };
    this.#attempt += 1;
    this.#settleAll('this node is stopping');
  }

  /** Commands of one turn of the event loop leave together. */
  #flushSoon(): void {
    if (this.#flushing || this.#state.kind !== 'open') return;
    this.#flushing = true;
    this.#deps.clock.soon(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    while (
      this.#state.kind === 'open' &&
      this.#queued.length > 0 &&
      this.#writesInFlight < writesInFlightMax
    ) {
      const batch = this.#takeBatch();
      const attempt = this.#attempt;
      this.#writesInFlight += 1;
      this.#state.stream.write(encodeForwardCommands(batch), () => {
        if (attempt !== this.#attempt) return;
        this.#writesInFlight -= 1;
        this.#flush();
      });
    }
  }

  /** From here on the commands count as sent. */
  #takeBatch(): readonly NumberedCommand[] {
    let count = 0;
    let bytes = 0;
    for (const { command } of this.#queued) {
      if (count > 0 && bytes + command.length > batchBytesMax) break;
      count += 1;
      bytes += command.length;
    }
    const batch = this.#queued.splice(0, count);
    for (const { id, command, settle } of batch) {
      this.#sent.set(id, { bytes: command.length, settle });
    }
    return batch;
  }

  #connect(): void {
    this.#attempt += 1;
    this.#writesInFlight = 0;
    const attempt = this.#attempt;
    const stream = this.#deps.dial({
      onMessage: (bytes) => {
        if (attempt === this.#attempt) this.#received(bytes);
      },
      onEnd: ({ reason }) => {
        if (attempt === this.#attempt) this.#ended(reason);
      },
    });
    const timeout = this.#deps.clock.after(connectTimeoutMs, () => {
      if (attempt !== this.#attempt || this.#state.kind !== 'connecting') return;
      stream.close();
      this.#ended('no answer in time');
    });
    this.#state = { kind: 'connecting', stream, timeout };
    stream.write(this.#handshake, () => undefined);
  }

  #received(bytes: Uint8Array): void {
    if (this.#state.kind === 'connecting') {
      this.#state.timeout.cancel();
      this.#state = { kind: 'open', stream: this.#state.stream };
      this.#flush();
      return;
    }
    if (this.#state.kind !== 'open') return;
    try {
      for (const { id, outcome } of decodeForwardAnswers(bytes)) {
        const open = this.#sent.get(id);
        if (open === undefined) continue;
        this.#sent.delete(id);
        this.#bytes -= open.bytes;
        open.settle(outcome);
      }
    } catch (error) {
      if (!(error instanceof KvorumError)) throw error;
      this.#state.stream.close();
      this.#ended(error.message);
    }
  }

  #ended(reason: string): void {
    if (this.#state.kind === 'connecting') this.#state.timeout.cancel();
    this.#attempt += 1;
    this.#state = {
      kind: 'resting',
      reason,
      timer: this.#deps.clock.after(restMs, () => {
        this.#state = { kind: 'idle' };
      }),
    };
    this.#deps.logger.debug({ reason }, 'the stream to the leader ended');
    this.#settleAll(reason);
  }

  #settleAll(reason: string): void {
    const queued = this.#queued;
    const sent = this.#sent.values();
    this.#queued = [];
    this.#sent.clear();
    this.#bytes = 0;
    for (const { settle } of queued) settle(refused('PEER_UNREACHABLE', reason));
    for (const { settle } of sent) settle({ kind: 'unknown' });
  }
}

function refused(code: string, message: string): ForwardOutcome {
  return { kind: 'refused', code, message };
}
