/**
 * What a load consists of, whatever database it goes to. A request is encoded once and then only its
 * key and value bytes are written over, so that the generator stays far cheaper than the servers.
 */
import { assertNever, invariant } from '../../base/invariant.ts';
import type { Random } from '../../base/random.ts';

/** One request. `message` is valid only until the next one is asked for. */
export type Operation = {
  /** "/package.Service/Method". */
  readonly path: string;
  readonly message: Uint8Array;
  /** A good answer has at least this many bytes in all its messages. */
  readonly answerBytesMin: number;
  /** False if an answer that came with success is not the one expected. */
  readonly accepts: (message: Uint8Array) => boolean;
};

/** An endless, or with `undefined` ending, row of requests. */
export type NextOperation = () => Operation | undefined;

export const workloadNames = ['put', 'get', 'get-eventual', 'mixed', 'list', 'atomic'] as const;
export type WorkloadName = (typeof workloadNames)[number];

/** Entries that one `list` request asks for. */
export const listEntries = 100;
/** Sets in one request of the fill. */
export const fillBatch = 100;
/** The part of gets in `mixed`. */
const mixedGetRatio = 0.8;

export type LoadShape = {
  /** Keys are 0 to this, exclusive; at least `listEntries`. */
  readonly keys: number;
  /** Bytes of each value, at least 1. */
  readonly valueBytes: number;
};

/** A database that can be loaded: how it encodes the requests of each workload. */
export interface Dialect {
  put(key: number, value: Uint8Array): Operation;
  get(key: number, consistency: 'strong' | 'eventual'): Operation;
  /** `listEntries` entries from `key`, strong. */
  list(key: number): Operation;
  /** If an absent key is absent: sets both keys. */
  atomic(keys: readonly [number, number], value: Uint8Array): Operation;
  /** Sets `fillBatch` keys from `first`. Off the hot path. */
  fill(first: number, nextValue: () => Uint8Array): Operation;
}

/** The requests of a workload: keys are uniform, values are cut from a pool of random bytes. */
export function startWorkload(
  name: WorkloadName,
  shape: LoadShape,
  deps: { dialect: Dialect; random: Random },
): NextOperation {
  const { dialect, random } = deps;
  const nextKey = (): number => Math.floor(random.next() * shape.keys);
  const nextValue = makeValues(shape, random);
  switch (name) {
    case 'put':
      return () => dialect.put(nextKey(), nextValue());
    case 'get':
      return () => dialect.get(nextKey(), 'strong');
    case 'get-eventual':
      return () => dialect.get(nextKey(), 'eventual');
    case 'mixed':
      return () =>
        random.next() < mixedGetRatio
          ? dialect.get(nextKey(), 'strong')
          : dialect.put(nextKey(), nextValue());
    case 'list':
      return () => dialect.list(Math.floor(random.next() * (shape.keys - listEntries + 1)));
    case 'atomic':
      return () => dialect.atomic([nextKey(), nextKey()], nextValue());
    default:
      return assertNever(name);
  }
}

/** Requests that set every key once, then end. Keys beyond the shape's may be set too, to a full batch. */
export function startFill(
  shape: LoadShape,
  deps: { dialect: Dialect; random: Random },
): NextOperation {
  const nextValue = makeValues(shape, deps.random);
  let first = 0;
  return () => {
    if (first >= shape.keys) return undefined;
    first += fillBatch;
    return deps.dialect.fill(first - fillBatch, nextValue);
  };
}

/** Values as views of a pool of random bytes: they vary, and do not compress well. */
function makeValues({ valueBytes }: LoadShape, random: Random): () => Uint8Array {
  const offsets = 65_536;
  const pool = Uint8Array.from({ length: offsets + valueBytes }, () =>
    Math.floor(random.next() * 256),
  );
  return () => {
    const start = Math.floor(random.next() * offsets);
    return pool.subarray(start, start + valueBytes);
  };
}

/** The bytes of a key, as Deno KV encodes `["bench", n]`; also used as keys of other databases. */
export function encodeBenchKey(n: number): Uint8Array {
  const key = Buffer.from([...benchPrefix, numberTag, 0, 0, 0, 0, 0, 0, 0, 0]);
  writeKeyNumber(key, benchPrefix.length + 1, n);
  return key;
}

/** The encoded prefix `["bench"]`. */
const benchPrefix: Uint8Array = Buffer.from('\u0002bench\0', 'latin1');
const numberTag = 0x21;

/** An encoded request whose keys and value can be written over in place. */
export class Template {
  readonly message: Buffer;
  readonly #keyOffsets: readonly number[];
  readonly #valueOffsets: readonly number[];

  /** `encode` makes the message for the given keys and value; their lengths never change. */
  constructor(
    counts: { keys: number; valueBytes: number },
    encode: (keys: readonly Uint8Array[], value: Uint8Array) => Uint8Array,
  ) {
    const keys = Array.from({ length: counts.keys }, (_, at) => encodeBenchKey(markerKey + at));
    const value = Buffer.alloc(counts.valueBytes, 0xa5);
    this.message = Buffer.from(encode(keys, value));
    this.#keyOffsets = keys.map((key) => {
      const at = this.message.indexOf(key);
      invariant(at >= 0, 'the template lacks a key');
      return at + benchPrefix.length + 1;
    });
    this.#valueOffsets = counts.valueBytes === 0 ? [] : findAll(this.message, value);
  }

  key(which: number, n: number): this {
    const offset = this.#keyOffsets[which];
    invariant(offset !== undefined, 'the template has fewer keys');
    writeKeyNumber(this.message, offset, n);
    return this;
  }

  /** Writes `value` over every value of the message. */
  value(value: Uint8Array): this {
    for (const offset of this.#valueOffsets) this.message.set(value, offset);
    return this;
  }
}

const markerKey = 123_456_789;

/** A number part is its IEEE-754 bytes, big-endian, with the sign bit flipped for numbers from 0 up. */
function writeKeyNumber(target: Buffer, offset: number, n: number): void {
  target.writeDoubleBE(n, offset);
  target.writeUInt8(target.readUInt8(offset) ^ 0x80, offset);
}

function findAll(bytes: Buffer, part: Uint8Array): readonly number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + part.length)) {
    found.push(at);
  }
  return found;
}
