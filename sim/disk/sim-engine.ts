/**
 * An ordered store over the simulated disk that loses what LevelDB loses (14.2). Batches go into a log of blocks;
 * whoever opens it skips a damaged block without an error and goes on with the next. So an unsynced batch may vanish from
 * the middle while later ones survive, which the rules D-4 and D-5 are about.
 *
 *   <n>.table   everything up to log n, written as a whole
 *   <n>.log     the batches since, in blocks of records: crc u32 | length u16 | type u8 | piece of a batch
 *
 * Every open, and every log that has grown long, begins a new pair; the old one is removed when the new is durable.
 */
import { crc32 } from 'node:zlib';
import { invariant } from '../../base/invariant.ts';
import { CorruptionError, MemoryEngine } from '../../storage/index.ts';
import type { Disk, DiskFile, Engine, EngineSnapshot, EngineWrite } from '../../storage/index.ts';

/** Two sectors, so that a block can be damaged by itself even when batches are small. */
const BLOCK_BYTES = 1024;
const RECORD_HEADER_BYTES = 7;
const LOG_BYTES_MAX = 32 * 1024;

const WHOLE = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;

export type SimEngineOptions = {
  readonly directory: string;
  /** False plants a fault: batches are written and not made durable (against D-4). */
  readonly isBarrierOn: boolean;
};

export class SimEngine implements Engine {
  readonly #options: SimEngineOptions;
  readonly #disk: Disk;
  readonly #memory: MemoryEngine;
  readonly #contents: { current: ReadonlyMap<string, string> };
  #number: number;
  #log: DiskFile;
  #end = 0;

  static async open(options: SimEngineOptions, disk: Disk): Promise<SimEngine> {
    const { directory } = options;
    await disk.makeDirectory(directory);
    const numbers = (await disk.list(directory))
      .filter((name) => name.endsWith('.table'))
      .map((name) => Number.parseInt(name, 10));
    const number = Math.max(0, ...numbers);
    const contents = new Map<string, string>();
    if (number > 0) {
      const table = await disk.read(`${directory}/${number}.table`);
      applyBatch(contents, decodeSealed(`${directory}/${number}.table`, table));
      const log = await disk.read(`${directory}/${number}.log`);
      for (const batch of batchesIn(log ?? new Uint8Array())) applyBatch(contents, batch);
    }
    const log = await beginPair(disk, directory, { number: number + 1, contents });
    await removeOthers(disk, directory, number + 1);
    return new SimEngine(options, disk, { number: number + 1, log, contents });
  }

  private constructor(
    options: SimEngineOptions,
    disk: Disk,
    opened: {
      readonly number: number;
      readonly log: DiskFile;
      readonly contents: ReadonlyMap<string, string>;
    },
  ) {
    this.#options = options;
    this.#disk = disk;
    this.#number = opened.number;
    this.#log = opened.log;
    this.#contents = { current: opened.contents };
    this.#memory = new MemoryEngine(this.#contents);
  }

  get(key: string): string | undefined {
    return this.#memory.get(key);
  }

  snapshot(): EngineSnapshot {
    return this.#memory.snapshot();
  }

  async write(writes: Iterable<EngineWrite>): Promise<void> {
    const batch = [...writes];
    invariant(batch.length > 0, 'an empty batch writes nothing');
    if (this.#end > LOG_BYTES_MAX) await this.#beginNext();
    const bytes = encodeRecords(encodeBatch(batch), this.#end);
    if (this.#options.isBarrierOn) await this.#log.writeDurable(bytes, this.#end);
    else await this.#log.write(bytes, this.#end);
    this.#end += bytes.length;
    await this.#memory.write(batch);
  }

  async close(): Promise<void> {
    await this.#memory.close();
    await this.#log.close();
  }

  async #beginNext(): Promise<void> {
    await this.#log.close();
    const { directory } = this.#options;
    this.#number += 1;
    const pair = { number: this.#number, contents: this.#contents.current };
    this.#log = await beginPair(this.#disk, directory, pair);
    this.#end = 0;
    await removeOthers(this.#disk, directory, this.#number);
  }
}

/** Makes a table and an empty log, durably; gives the log. */
async function beginPair(
  disk: Disk,
  directory: string,
  pair: { readonly number: number; readonly contents: ReadonlyMap<string, string> },
): Promise<DiskFile> {
  const { number, contents } = pair;
  const path = `${directory}/${number}`;
  for (const leftover of [`${path}.log`, `${path}.tmp`]) await disk.remove(leftover);
  const log = await disk.open(`${path}.log`, { create: true });
  const puts = [...contents].map(([key, value]) => ({ kind: 'put', key, value }) as const);
  const table = await disk.open(`${path}.tmp`, { create: true });
  await table.writeDurable(encodeSealed(puts), 0);
  await table.close();
  await disk.rename(`${path}.tmp`, `${path}.table`);
  await disk.syncDirectory(directory);
  return log;
}

async function removeOthers(disk: Disk, directory: string, kept: number): Promise<void> {
  for (const name of await disk.list(directory)) {
    if (Number.parseInt(name, 10) !== kept) await disk.remove(`${directory}/${name}`);
  }
}

function applyBatch(contents: Map<string, string>, batch: readonly EngineWrite[]): void {
  for (const write of batch) {
    if (write.kind === 'put') contents.set(write.key, write.value);
    else contents.delete(write.key);
  }
}

function encodeSealed(batch: readonly EngineWrite[]): Uint8Array {
  const payload = encodeBatch(batch);
  const bytes = Buffer.alloc(4 + payload.length);
  bytes.writeUInt32BE(crc32(payload), 0);
  bytes.set(payload, 4);
  return bytes;
}

function decodeSealed(path: string, bytes: Uint8Array | undefined): readonly EngineWrite[] {
  const buffer = Buffer.from(bytes ?? new Uint8Array());
  const payload = buffer.subarray(4);
  if (buffer.length < 4 || crc32(payload) !== buffer.readUInt32BE(0)) {
    throw new CorruptionError(`${path} is damaged`);
  }
  return decodeBatch(payload);
}

/** `payload`, which is not empty, cut into records that do not cross a block; `at` is where the first one goes. */
function encodeRecords(payload: Uint8Array, at: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let position = at;
  let taken = 0;
  while (taken < payload.length) {
    const room = BLOCK_BYTES - (position % BLOCK_BYTES);
    if (room <= RECORD_HEADER_BYTES) {
      pieces.push(new Uint8Array(room));
      position += room;
      continue;
    }
    const length = Math.min(room - RECORD_HEADER_BYTES, payload.length - taken);
    const isLast = taken + length === payload.length;
    const type = taken === 0 ? (isLast ? WHOLE : FIRST) : isLast ? LAST : MIDDLE;
    const piece = payload.subarray(taken, taken + length);
    const header = Buffer.alloc(RECORD_HEADER_BYTES);
    header.writeUInt32BE(crc32(piece, type), 0);
    header.writeUInt16BE(length, 4);
    header.writeUInt8(type, 6);
    pieces.push(header, piece);
    position += RECORD_HEADER_BYTES + length;
    taken += length;
  }
  return Buffer.concat(pieces);
}

/** All whole batches, also behind damage: the rest of a damaged block is skipped, and so is a batch that lacks a piece. */
function* batchesIn(bytes: Uint8Array): Generator<readonly EngineWrite[]> {
  const buffer = Buffer.from(bytes);
  let begun: Uint8Array[] | undefined;
  let at = 0;
  while (at + RECORD_HEADER_BYTES <= buffer.length) {
    const blockEnd = (Math.floor(at / BLOCK_BYTES) + 1) * BLOCK_BYTES;
    const record =
      at + RECORD_HEADER_BYTES < blockEnd ? readRecord(buffer, at, blockEnd) : undefined;
    if (record === undefined) {
      if (at + RECORD_HEADER_BYTES < blockEnd) begun = undefined;
      at = blockEnd;
      continue;
    }
    const { type, piece } = record;
    at += RECORD_HEADER_BYTES + piece.length;
    if (type === WHOLE || type === FIRST) begun = [piece];
    else begun?.push(piece);
    if ((type === WHOLE || type === LAST) && begun !== undefined) {
      yield decodeBatch(Buffer.concat(begun));
      begun = undefined;
    }
  }
}

function readRecord(
  buffer: Buffer,
  at: number,
  blockEnd: number,
): { readonly type: number; readonly piece: Uint8Array } | undefined {
  const length = buffer.readUInt16BE(at + 4);
  const type = buffer.readUInt8(at + 6);
  const end = at + RECORD_HEADER_BYTES + length;
  if (type < WHOLE || type > LAST || end > Math.min(blockEnd, buffer.length)) return undefined;
  const piece = buffer.subarray(at + RECORD_HEADER_BYTES, end);
  return crc32(piece, type) === buffer.readUInt32BE(at) ? { type, piece } : undefined;
}

/** Keys and values are latin1 text; a length before each tells where it ends. */
function encodeBatch(batch: readonly EngineWrite[]): Uint8Array {
  const parts: Buffer[] = [];
  const text = (value: string): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length, 0);
    parts.push(length, Buffer.from(value, 'latin1'));
  };
  for (const write of batch) {
    parts.push(Buffer.from([write.kind === 'put' ? 1 : 0]));
    text(write.key);
    if (write.kind === 'put') text(write.value);
  }
  return Buffer.concat(parts);
}

function decodeBatch(bytes: Uint8Array): readonly EngineWrite[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const batch: EngineWrite[] = [];
  let at = 0;
  const text = (): string => {
    const start = at + 4;
    at = start + buffer.readUInt32BE(at);
    return buffer.toString('latin1', start, at);
  };
  while (at < buffer.length) {
    const isPut = buffer.readUInt8(at) === 1;
    at += 1;
    const key = text();
    batch.push(isPut ? { kind: 'put', key, value: text() } : { kind: 'delete', key });
  }
  invariant(at === buffer.length, 'a batch ends where it says');
  return batch;
}
