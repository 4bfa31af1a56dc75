/**
 * A digest of 64 bits over numbers, texts and bytes: equal on every node for equal input, and fast in JavaScript,
 * which has no integers of 64 bits. It finds accidents, not attacks.
 *
 * Two lanes of 32 bits take the same words with different constants. A step is invertible in the state for a
 * given word and in the word for a given state, so two inputs of one shape that differ in one word never give one
 * digest. Every text says its length first, so that what follows it cannot be taken for a part of it.
 */

/** The two halves of a digest, as signed integers of 32 bits. */
export type DigestLanes = { readonly high: number; readonly low: number };

/** Where a digest begins that continues nothing: the fractions of two square roots. */
const start: DigestLanes = { high: 0x6a_09_e6_67, low: 0x3c_6e_f3_72 };

const highFactor = 0x9e_37_79_b1;
const lowFactor = 0x85_eb_ca_77;
/** Stands for the length of a text that is not there. */
const absent = -1;

export class Digest {
  #high: number;
  #low: number;

  /** Continues from an earlier digest, if one is given. */
  constructor(from: DigestLanes = start) {
    this.#high = from.high;
    this.#low = from.low;
  }

  /** 32 bits; what is above them is not seen. */
  addWord(word: number): void {
    const high = Math.imul(this.#high ^ word, highFactor);
    const low = Math.imul(this.#low ^ word, lowFactor);
    this.#high = high ^ (high >>> 15);
    this.#low = low ^ (low >>> 13);
  }

  /** A whole number from 0 to 2^53 - 1. */
  addNumber(value: number): void {
    this.addWord(value / 0x1_0000_0000);
    this.addWord(value);
  }

  /** Latin1 text, one character per byte, or that there is none. */
  addText(text: string | undefined): void {
    if (text === undefined) {
      this.addWord(absent);
      return;
    }
    const { length } = text;
    this.addWord(length);
    const wholeEnd = length - (length % 4);
    // In variables of its own: this loop is most of what a digest costs.
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < wholeEnd; at += 4) {
      const word =
        text.charCodeAt(at) |
        (text.charCodeAt(at + 1) << 8) |
        (text.charCodeAt(at + 2) << 16) |
        (text.charCodeAt(at + 3) << 24);
      high = Math.imul(high ^ word, highFactor);
      low = Math.imul(low ^ word, lowFactor);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    this.#high = high;
    this.#low = low;
    if (wholeEnd === length) return;
    // The length tells these from characters of value 0 behind them.
    let last = 0;
    for (let at = length - 1; at >= wholeEnd; at -= 1) last = (last << 8) | text.charCodeAt(at);
    this.addWord(last);
  }

  /** The same as the text with these bytes. */
  addBytes(bytes: Uint8Array): void {
    const { length } = bytes;
    this.addWord(length);
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < length; at += 4) {
      const word =
        (bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24);
      high = Math.imul(high ^ word, highFactor);
      low = Math.imul(low ^ word, lowFactor);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
    this.#high = high;
    this.#low = low;
  }

  /** The digest of everything added so far. */
  finish(): DigestLanes {
    // Each half depends on both lanes; invertible, so nothing that the lanes tell apart is lost.
    const low = this.#low ^ avalanche(this.#high);
    return { high: this.#high ^ avalanche(low), low };
  }
}

/** 16 lowercase hex digits. */
export function formatDigest({ high, low }: DigestLanes): string {
  return hexOf(high) + hexOf(low);
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Spreads each bit over all others (the finalizer of MurmurHash3). */
function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return mixed ^ (mixed >>> 16);
}
