/**
 * The requests of the data path as their senders wrote them: com.deno.kv.datapath, deno-kv.md 4.1. Counts are bounded
 * while they are read, so that nothing is made that will be refused; what the values mean is looked at afterwards.
 * Everything is a view of the request. All throw `InvalidRequestError`.
 */
import { InvalidRequestError, LimitExceededError } from '../errors.ts';
import { checksMax, mutationsMax } from '../limits.ts';
import { FieldReader } from './field-reader.ts';
import * as limits from './limits.ts';

export type WireCheck = { readonly key: Uint8Array; readonly versionstamp: Uint8Array };

/** `data` is undefined if there is no value, `encoding` then means nothing. */
export type WireMutation = {
  readonly key: Uint8Array;
  readonly data: Uint8Array | undefined;
  readonly encoding: number;
  readonly type: number;
  readonly expireAtMs: number;
  readonly sumMin: Uint8Array;
  readonly sumMax: Uint8Array;
  readonly sumClamp: boolean;
};

export type WireEnqueue = {
  readonly payload: Uint8Array;
  readonly deadlineMs: number;
  readonly keysIfUndelivered: readonly Uint8Array[];
  readonly backoffMs: readonly number[];
};

export type WireAtomicWrite = {
  readonly checks: readonly WireCheck[];
  readonly mutations: readonly WireMutation[];
  readonly enqueues: readonly WireEnqueue[];
};

export type WireRange = {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  readonly limit: number;
  readonly reverse: boolean;
};

const emptyBytes: Uint8Array = new Uint8Array(0);

export function decodeSnapshotRead(bytes: Uint8Array): readonly WireRange[] {
  const reader = new FieldReader(bytes);
  const ranges: WireRange[] = [];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) {
      requireRoom(ranges, limits.rangesMax, 'Too many read ranges requested in one read request.');
      ranges.push(decodeRange(reader.message()));
    } else reader.skip();
  }
  return ranges;
}

function decodeRange(reader: FieldReader): WireRange {
  let start = emptyBytes;
  let end = emptyBytes;
  let limit = 0;
  let reverse = false;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) start = reader.bytes();
    else if (field === 2) end = reader.bytes();
    else if (field === 3) limit = reader.int32();
    else if (field === 4) reverse = reader.bool();
    else reader.skip();
  }
  return { start, end, limit, reverse };
}

export function decodeWatch(bytes: Uint8Array): readonly Uint8Array[] {
  const reader = new FieldReader(bytes);
  const keys: Uint8Array[] = [];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) {
      requireRoom(keys, limits.watchKeysMax, 'Too many keys watched in a single watch request.');
      keys.push(decodeWatchKey(reader.message()));
    } else reader.skip();
  }
  return keys;
}

function decodeWatchKey(reader: FieldReader): Uint8Array {
  let key = emptyBytes;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) key = reader.bytes();
    else reader.skip();
  }
  return key;
}

export function decodeAtomicWrite(bytes: Uint8Array): WireAtomicWrite {
  const reader = new FieldReader(bytes);
  const checks: WireCheck[] = [];
  const mutations: WireMutation[] = [];
  const enqueues: WireEnqueue[] = [];
  const requireRoomForChange = (): void => {
    if (mutations.length + enqueues.length < mutationsMax) return;
    throw new LimitExceededError('Too many mutations / enqueues included in atomic write.');
  };
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) {
      requireRoom(checks, checksMax, 'Too many checks included in atomic write.');
      checks.push(decodeCheck(reader.message()));
    } else if (field === 2) {
      requireRoomForChange();
      mutations.push(decodeMutation(reader.message()));
    } else if (field === 3) {
      requireRoomForChange();
      enqueues.push(decodeEnqueue(reader.message()));
    } else reader.skip();
  }
  return { checks, mutations, enqueues };
}

function decodeCheck(reader: FieldReader): WireCheck {
  let key = emptyBytes;
  let versionstamp = emptyBytes;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) key = reader.bytes();
    else if (field === 2) versionstamp = reader.bytes();
    else reader.skip();
  }
  return { key, versionstamp };
}

function decodeMutation(reader: FieldReader): WireMutation {
  let key = emptyBytes;
  let data: Uint8Array | undefined;
  let encoding = 0;
  let type = 0;
  let expireAtMs = 0;
  let sumMin = emptyBytes;
  let sumMax = emptyBytes;
  let sumClamp = false;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) key = reader.bytes();
    else if (field === 2) {
      // A message that is given twice is merged, field by field.
      data ??= emptyBytes;
      const value = reader.message();
      for (let inner = value.next(); inner !== 0; inner = value.next()) {
        if (inner === 1) data = value.bytes();
        else if (inner === 2) encoding = value.int32();
        else value.skip();
      }
    } else if (field === 3) type = reader.int32();
    else if (field === 4) expireAtMs = reader.int64();
    else if (field === 5) sumMin = reader.bytes();
    else if (field === 6) sumMax = reader.bytes();
    else if (field === 7) sumClamp = reader.bool();
    else reader.skip();
  }
  return { key, data, encoding, type, expireAtMs, sumMin, sumMax, sumClamp };
}

function decodeEnqueue(reader: FieldReader): WireEnqueue {
  let payload = emptyBytes;
  let deadlineMs = 0;
  const keysIfUndelivered: Uint8Array[] = [];
  const backoffMs: number[] = [];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) payload = reader.bytes();
    else if (field === 2) deadlineMs = reader.int64();
    else if (field === 3) {
      const tooMany = 'Too many dead letter keys for a single queue message.';
      requireRoom(keysIfUndelivered, limits.keysIfUndeliveredMax, tooMany);
      keysIfUndelivered.push(reader.bytes());
    } else if (field === 4) {
      const tooMany = 'Too many backoff intervals for a single queue message.';
      reader.uint32s((intervalMs) => {
        requireRoom(backoffMs, limits.backoffIntervalsMax, tooMany);
        backoffMs.push(intervalMs);
      });
    } else reader.skip();
  }
  return { payload, deadlineMs, keysIfUndelivered, backoffMs };
}

function requireRoom(items: readonly unknown[], countMax: number, message: string): void {
  if (items.length >= countMax) throw new LimitExceededError(message);
}

/** A watched key and the ends of a range need not decode: they only have a size. */
export function requireSize(bytes: Uint8Array, bytesMax: number): void {
  if (bytes.length > bytesMax) throw new LimitExceededError('A key exceeds the key size limit.');
}

/** Throws what a client sees as 400 with this text. */
export function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidRequestError(message);
}
