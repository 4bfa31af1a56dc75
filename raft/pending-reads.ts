/**
 * Reads that wait on a node: for the next turn, for the core to confirm them, and for the state machine to reach the
 * index that they need. Each is settled exactly once, with a ticket under which it may be served now, or with
 * undefined: then the attempt failed and may be repeated.
 */
import type { LogIndex, MonotonicMs } from '../base/brand.ts';
import type { RaftCore } from './core/core.ts';
import type { ReadResult, ReadTicket } from './core/ready.ts';

/** Reads that may wait for a turn, and as many that may wait for the state machine; beyond it they fail. */
const readersMax = 50_000;

/** Learns the ticket under which a read may be served now, or that the attempt failed and may be repeated. */
export type SettleRead = (ticket: ReadTicket | undefined) => void;

type Options = {
  /** The last index of which the state machine has the effects. */
  readonly lastApplied: () => LogIndex;
  /** For how long the core is waited for, in ms. */
  readonly confirmWaitMs: number;
};

export class PendingReads {
  readonly #options: Options;
  #readers: SettleRead[] = [];
  /** Those that wait for the core to confirm a round, by read id, oldest first. */
  readonly #unconfirmed = new Map<
    number,
    { readonly since: MonotonicMs; readonly readers: SettleRead[] }
  >();
  /** Those whose ticket is ahead of what is applied. */
  #waiting: { readonly ticket: ReadTicket; readonly readers: SettleRead[] }[] = [];
  #waitingCount = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Reads wait for a turn. */
  get isWaiting(): boolean {
    return this.#readers.length > 0;
  }

  /** Takes a read for the next turn. */
  add(settle: SettleRead): void {
    if (this.#readers.length >= readersMax) settle(undefined);
    else this.#readers.push(settle);
  }

  /** To be called once in every turn. One request to the core serves everybody who waits for it. */
  request(core: Pick<RaftCore, 'requestRead'>, now: MonotonicMs): void {
    if (this.#readers.length === 0) return;
    const readers = this.#readers;
    this.#readers = [];
    const outcome = core.requestRead(now);
    switch (outcome.kind) {
      case 'ticket':
        this.#serveWhenApplied(outcome.ticket, readers);
        return;
      case 'pending':
        this.#unconfirmed.set(outcome.readId, { since: now, readers });
        return;
      case 'noLeader':
      case 'overloaded':
        for (const settle of readers) settle(undefined);
    }
  }

  /** The core has confirmed a read, or given it up. */
  onResult({ readId, ticket }: ReadResult): void {
    const unconfirmed = this.#unconfirmed.get(readId);
    if (unconfirmed === undefined) return;
    this.#unconfirmed.delete(readId);
    if (ticket === undefined) for (const settle of unconfirmed.readers) settle(undefined);
    else this.#serveWhenApplied(ticket, unconfirmed.readers);
  }

  /** The state machine has reached `applied`. */
  onApplied(applied: LogIndex): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ ticket }) => ticket.readIndex <= applied);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter(({ ticket }) => ticket.readIndex > applied);
    for (const { ticket, readers } of due) {
      this.#waitingCount -= readers.length;
      for (const settle of readers) settle(ticket);
    }
  }

  /** A read whose request or answer was lost is given back, so that its caller may try again. */
  expire(now: MonotonicMs): void {
    for (const [readId, { since, readers }] of this.#unconfirmed) {
      if (now - since < this.#options.confirmWaitMs) break;
      this.#unconfirmed.delete(readId);
      for (const settle of readers) settle(undefined);
    }
  }

  /** The node stops: nothing that waits is confirmed any more. */
  abandon(): void {
    const readers = [
      ...this.#readers,
      ...[...this.#unconfirmed.values()].flatMap((unconfirmed) => unconfirmed.readers),
      ...this.#waiting.flatMap((waiting) => waiting.readers),
    ];
    this.#readers = [];
    this.#unconfirmed.clear();
    this.#waiting = [];
    this.#waitingCount = 0;
    for (const settle of readers) settle(undefined);
  }

  #serveWhenApplied(ticket: ReadTicket, readers: SettleRead[]): void {
    if (ticket.readIndex <= this.#options.lastApplied()) {
      for (const settle of readers) settle(ticket);
    } else if (this.#waitingCount + readers.length > readersMax) {
      for (const settle of readers) settle(undefined);
    } else {
      this.#waiting.push({ ticket, readers });
      this.#waitingCount += readers.length;
    }
  }
}
