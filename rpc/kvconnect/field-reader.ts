/**
 * The fields of one protobuf message, one after the other, as slices of the request: nothing is copied, and nothing is
 * made for fields that nobody asks for. Tolerant as the protocol demands: any order, fields given twice, unknown
 * fields, explicit default values, repeated numbers packed or not. What is no protobuf, or has a known field of another type, throws
 * `InvalidRequestError`.
 *
 *     for (let field = reader.next(); field !== 0; field = reader.next()) {
 *       if (field === 1) key = reader.bytes();
 *       else reader.skip();
 *     }
 */
import { InvalidRequestError } from '../errors.ts';
import { fieldsMax } from './limits.ts';

// Wire types.
const varint = 0;
const fixed64 = 1;
const lengthDelimited = 2;
const fixed32 = 5;

/** How many fields a request has left, all its messages together. */
type Budget = { left: number };

export class FieldReader {
  readonly #bytes: Uint8Array;
  readonly #budget: Budget;
  #at = 0;
  #field = 0;
  #wireType = 0;
  // The number that was read last, in two halves.
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array, budget: Budget = { left: fieldsMax }) {
    this.#bytes = bytes;
    this.#budget = budget;
  }

  /** The number of the next field, 0 at the end. The field must then be read or skipped. */
  next(): number {
    if (this.#at === this.#bytes.length) return 0;
    if (this.#budget.left-- === 0) throw invalid('it has too many fields');
    this.#readVarint();
    const field = this.#low >>> 3;
    if (this.#high !== 0 || field === 0) throw invalid('a field has no valid number');
    this.#field = field;
    this.#wireType = this.#low & 7;
    return field;
  }

  bytes(): Uint8Array {
    this.#demandWireType(lengthDelimited);
    return this.#readSlice();
  }

  /** The message that the field holds. */
  message(): FieldReader {
    return new FieldReader(this.bytes(), this.#budget);
  }

  /** As int32 and enums are read: the lowest 32 bits, signed. */
  int32(): number {
    this.#readNumber();
    return this.#low | 0;
  }

  bool(): boolean {
    this.#readNumber();
    return (this.#low | this.#high) !== 0;
  }

  /** Exact up to 2^53, and on the right side of it beyond. */
  int64(): number {
    this.#readNumber();
    return (this.#high | 0) * 0x1_0000_0000 + (this.#low >>> 0);
  }

  /** Gives `take` the numbers of a repeated uint32, packed or not. */
  uint32s(take: (number: number) => void): void {
    if (this.#wireType !== lengthDelimited) {
      this.#readNumber();
      take(this.#low >>> 0);
      return;
    }
    const end = this.#readLength();
    while (this.#at < end) {
      this.#readVarint();
      if (this.#at > end) throw invalid('a number exceeds its field');
      take(this.#low >>> 0);
    }
  }

  skip(): void {
    switch (this.#wireType) {
      case varint:
        this.#readVarint();
        return;
      case fixed64:
        this.#advance(8);
        return;
      case lengthDelimited:
        this.#readSlice();
        return;
      case fixed32:
        this.#advance(4);
        return;
      default:
        throw invalid(`the wire type ${this.#wireType} is not used`);
    }
  }

  #demandWireType(wireType: number): void {
    if (this.#wireType !== wireType) {
      throw invalid(`field ${this.#field} has the wire type ${this.#wireType}`);
    }
  }

  #readNumber(): void {
    this.#demandWireType(varint);
    this.#readVarint();
  }

  #readSlice(): Uint8Array {
    const end = this.#readLength();
    const slice = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return slice;
  }

  /** Where the content of a field ends whose length comes now. */
  #readLength(): number {
    this.#readVarint();
    const length = this.#low >>> 0;
    if (this.#high !== 0 || length > this.#bytes.length - this.#at) {
      throw invalid('a field is longer than its message');
    }
    return this.#at + length;
  }

  #advance(count: number): void {
    if (count > this.#bytes.length - this.#at) throw invalid('a field is cut off');
    this.#at += count;
  }

  #readVarint(): void {
    let low = 0;
    let high = 0;
    for (let count = 0; count < 10; count += 1) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw invalid('a number is cut off');
      this.#at += 1;
      const bits = byte & 0x7f;
      if (count < 4) low |= bits << (7 * count);
      else if (count === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (7 * count - 32);
      if (byte < 0x80) {
        if (count === 9 && byte > 1) break;
        this.#low = low;
        this.#high = high;
        return;
      }
    }
    throw invalid('a number has more than 64 bits');
  }
}

function invalid(detail: string): InvalidRequestError {
  return new InvalidRequestError(`Request protobuf is invalid: ${detail}.`);
}
