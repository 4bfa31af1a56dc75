/**
 * What leaves the core: messages that may go at once, and messages that wait until a write is durable.
 * P-1 to P-3 are kept here: a promise to others leaves only when it would survive a crash.
 */
import type { Envelope } from './message.ts';

type Withheld = { readonly seq: number; readonly envelope: Envelope };

export class Outbox {
  #now: Envelope[] = [];
  #withheld: Withheld[] = [];

  get isEmpty(): boolean {
    return this.#now.length === 0;
  }

  send(envelope: Envelope): void {
    this.#now.push(envelope);
  }

  /** Sends once write `seq` is durable; at once if `seq` is undefined, which says that it already is. */
  sendWhenDurable(seq: number | undefined, envelope: Envelope): void {
    if (seq === undefined) this.#now.push(envelope);
    else this.#withheld.push({ seq, envelope });
  }

  onDurable(seq: number): void {
    if (this.#withheld.length === 0) return;
    const waiting: Withheld[] = [];
    for (const held of this.#withheld) {
      if (held.seq <= seq) this.#now.push(held.envelope);
      else waiting.push(held);
    }
    this.#withheld = waiting;
  }

  /** Our term changed: what was promised in an earlier one and has not left will not be said any more. */
  dropWithheld(): void {
    this.#withheld = [];
  }

  take(): readonly Envelope[] {
    const messages = this.#now;
    this.#now = [];
    return messages;
  }
}
