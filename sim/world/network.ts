/**
 * The network between machines. A link has a direction and may be cut in one only (23.2). It carries single messages,
 * which are lost, doubled, delayed and overtaken, and streams, which keep their order, and end with the loss of a tail
 * or when their link has been cut for too long.
 */
import type { Random } from '../../base/random.ts';
import { between, chance, exponential, streamOf } from '../seeded-random.ts';
import type { Host } from './host.ts';
import type { Scheduler } from './scheduler.ts';

/** How messages fare; shares are probabilities. */
export type NetworkWeather = {
  readonly dropShare: number;
  readonly doubleShare: number;
  /** Share of messages that take up to `tailMs` instead of about a millisecond. */
  readonly tailShare: number;
  readonly tailMs: number;
  /** Share of the pieces of snapshots that arrive with a wrong bit. */
  readonly rotShare: number;
};

export const fairWeather: NetworkWeather = {
  dropShare: 0,
  doubleShare: 0,
  tailShare: 0,
  tailMs: 0,
  rotShare: 0,
};

/** A stream whose link is cut is given up by both ends after about this long. */
const silenceMs = 2000;
/** A stream tries again this often to get through a link that is cut. */
const retryMs = 50;

/** A message on a snapshot's stream begins so if it is a piece: field 3, with a length. What names and numbers it stands before this. */
const pieceTag = 0x1a;
const pieceHeadBytes = 16;
/** What a piece ends with: its checksum. */
const pieceTailBytes = 8;

type StreamEnds = {
  readonly onMessage: (bytes: Uint8Array) => void;
  readonly onEnd: (reason: string) => void;
};

/** The side of a stream that one process holds. */
export type StreamSide = {
  /** `onWritten`: the bytes have left the process. */
  write(bytes: Uint8Array, onWritten: () => void): void;
  close(): void;
};

export class Network {
  weather: NetworkWeather = fairWeather;
  readonly #scheduler: Scheduler;
  readonly #hosts: readonly Host[];
  readonly #random: Random;
  readonly #rot: Random;
  readonly #cuts = new Set<string>();
  readonly #streams = new Set<Stream>();
  sentCount = 0;
  lostCount = 0;

  constructor(
    seed: number,
    deps: { readonly scheduler: Scheduler; readonly hosts: readonly Host[] },
  ) {
    this.#random = streamOf(seed, 'network');
    this.#rot = streamOf(seed, 'rot');
    this.#scheduler = deps.scheduler;
    this.#hosts = deps.hosts;
  }

  /** Cuts the link from one machine to another, in this direction. */
  cut(from: number, to: number): void {
    this.#cuts.add(`${from}>${to}`);
  }

  mend(from: number, to: number): void {
    this.#cuts.delete(`${from}>${to}`);
  }

  mendAll(): void {
    this.#cuts.clear();
  }

  isCut(from: number, to: number): boolean {
    return this.#cuts.size > 0 && this.#cuts.has(`${from}>${to}`);
  }

  /** Whom a client, which sits on the machine itself, or a peer could reach. */
  hostOf(number: number): Host | undefined {
    return this.#hosts[number - 1];
  }

  /** Sends one message. `deliver` runs in the receiver's process: never, once or more often. */
  send(from: number, to: number, deliver: () => void): void {
    const { dropShare, doubleShare } = this.weather;
    if (this.hostOf(from)?.isAlive !== true) return;
    this.sentCount += 1;
    if (this.isCut(from, to) || chance(this.#random, dropShare)) {
      this.lostCount += 1;
      return;
    }
    const copies = chance(this.#random, doubleShare) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      this.#scheduler.after(this.delay(), () => {
        if (this.isCut(from, to)) this.lostCount += 1;
        else this.hostOf(to)?.enter(0, deliver);
      });
    }
  }

  /** How long one message takes now. */
  delay(): number {
    const { tailShare, tailMs } = this.weather;
    const usual = 0.1 + exponential(this.#random, 0.4);
    return chance(this.#random, tailShare) ? usual + between(this.#random, 0, tailMs) : usual;
  }

  /**
   * A message of a snapshot as it arrives. In bad weather a bit of a piece is wrong: the checksums of TCP miss some, and
   * the memory of a machine has none.
   */
  asItArrives(message: Uint8Array): Uint8Array {
    const rotting = message.length - pieceHeadBytes - pieceTailBytes;
    if (message[0] !== pieceTag || rotting <= 0) return message;
    if (!chance(this.#rot, this.weather.rotShare)) return message;
    const bit = Math.floor(this.#rot.next() * rotting * 8);
    const spoiled = Uint8Array.from(message);
    const at = pieceHeadBytes + (bit >> 3);
    spoiled[at] = (spoiled[at] ?? 0) ^ (1 << (bit & 7));
    return spoiled;
  }

  /**
   * Opens a stream between two processes. `accept` is called in the other process when the stream arrives there, and
   * gives what that side does with it.
   */
  stream(
    route: { readonly from: number; readonly to: number },
    dialer: StreamEnds,
    accept: (side: StreamSide) => StreamEnds,
  ): StreamSide {
    const stream = new Stream(route, dialer, accept, {
      network: this,
      scheduler: this.#scheduler,
      over: () => this.#streams.delete(stream),
    });
    if (this.hostOf(route.from)?.isAlive === true) this.#streams.add(stream);
    else stream.break('the caller is gone');
    return stream.dialerSide();
  }

  /** Resets streams between two machines: what is under way is lost. */
  reset(a: number, b: number): void {
    for (const stream of this.#streams) if (stream.joins(a, b)) stream.break('connection reset');
  }

  /** The process on a machine died: its peers are told, if the network lets the news through. */
  onDeath(number: number): void {
    for (const stream of this.#streams)
      if (stream.touches(number)) stream.break('the peer is gone');
  }
}

type Lane = { readonly queue: Uint8Array[]; isMoving: boolean; stuckSince: number | undefined };

/** One stream with a lane in each direction. */
class Stream {
  readonly #from: number;
  readonly #to: number;
  readonly #dialer: StreamEnds;
  readonly #accept: (side: StreamSide) => StreamEnds;
  readonly #deps: {
    readonly network: Network;
    readonly scheduler: Scheduler;
    readonly over: () => void;
  };
  readonly #lives: readonly [number, number];
  #acceptor: StreamEnds | undefined;
  #isOver = false;
  #isDialerDone = false;
  readonly #there: Lane = { queue: [], isMoving: false, stuckSince: undefined };
  readonly #back: Lane = { queue: [], isMoving: false, stuckSince: undefined };

  constructor(
    route: { readonly from: number; readonly to: number },
    dialer: StreamEnds,
    accept: (side: StreamSide) => StreamEnds,
    deps: { readonly network: Network; readonly scheduler: Scheduler; readonly over: () => void },
  ) {
    this.#from = route.from;
    this.#to = route.to;
    this.#dialer = dialer;
    this.#accept = accept;
    this.#deps = deps;
    const lifeOf = (number: number): number => deps.network.hostOf(number)?.life ?? 0;
    this.#lives = [lifeOf(route.from), lifeOf(route.to)];
  }

  dialerSide(): StreamSide {
    return {
      write: (bytes, onWritten) => this.#write(this.#there, bytes, onWritten),
      close: () => {
        this.#isDialerDone = true;
        this.break('the caller hung up');
      },
    };
  }

  joins(a: number, b: number): boolean {
    return (this.#from === a && this.#to === b) || (this.#from === b && this.#to === a);
  }

  touches(number: number): boolean {
    return this.#from === number || this.#to === number;
  }

  /** What is under way is lost; each end hears of it in its own time, at the latest when nothing comes any more. */
  break(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deps.over();
    const { network } = this.#deps;
    const tell = (number: number, life: number, peer: number, onEnd: () => void): void => {
      const host = network.hostOf(number);
      if (host === undefined || !host.isAlive || host.life !== life) return;
      host.enter(network.isCut(peer, number) ? silenceMs : network.delay(), onEnd);
    };
    if (!this.#isDialerDone) {
      tell(this.#from, this.#lives[0], this.#to, () => this.#dialer.onEnd(reason));
    }
    tell(this.#to, this.#lives[1], this.#from, () => this.#acceptor?.onEnd(reason));
  }

  #write(lane: Lane, bytes: Uint8Array, onWritten: () => void): void {
    if (this.#isOver) return;
    lane.queue.push(bytes);
    const sender = lane === this.#there ? this.#from : this.#to;
    this.#deps.network.hostOf(sender)?.enter(0.01, onWritten);
    this.#move(lane);
  }

  /** Brings the oldest message over, then the next: a stream keeps its order. */
  #move(lane: Lane): void {
    if (lane.isMoving || this.#isOver || lane.queue.length === 0) return;
    lane.isMoving = true;
    const { network, scheduler } = this.#deps;
    const [from, to] = lane === this.#there ? [this.#from, this.#to] : [this.#to, this.#from];
    const isStuck = network.isCut(from, to);
    scheduler.after(isStuck ? retryMs : network.delay(), () => {
      lane.isMoving = false;
      if (this.#isOver) return;
      if (network.isCut(from, to)) {
        lane.stuckSince ??= scheduler.now;
        if (scheduler.now - lane.stuckSince > silenceMs) this.break('no answer in time');
        else this.#move(lane);
        return;
      }
      lane.stuckSince = undefined;
      this.#arrive(lane, to);
      this.#move(lane);
    });
  }

  #arrive(lane: Lane, to: number): void {
    const host = this.#deps.network.hostOf(to);
    const life = lane === this.#there ? this.#lives[1] : this.#lives[0];
    if (host === undefined || !host.isAlive || host.life !== life) {
      this.break('connection refused');
      return;
    }
    const bytes = lane.queue.shift();
    if (bytes === undefined) return;
    host.enter(0, () => {
      if (this.#isOver) return;
      if (lane === this.#back) {
        if (!this.#isDialerDone) this.#dialer.onMessage(bytes);
        return;
      }
      this.#acceptor ??= this.#accept({
        write: (answer, onWritten) => this.#write(this.#back, answer, onWritten),
        close: () => this.break('the peer hung up'),
      });
      this.#acceptor.onMessage(bytes);
    });
  }
}
