/**
 * An engine on the simulated disk: one file of batches, each durable when its write settles, with a checksum that tells
 * a torn one. So a state machine, and the install of a snapshot, can be crashed at every operation of the disk.
 * Not for large contents: they are kept in memory as a whole.
 */
import { crc32 } from 'node:zlib';
import type { Disk, DiskFile } from '../../storage/disk/disk.ts';
import type {
  Engine,
  EngineIterator,
  EngineSnapshot,
  EngineWrite,
} from '../../storage/engine/engine.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';

const NAME = 'batches';
const HEADER_BYTES = 8;

export class SimEngine implements Engine {
  readonly #memory: MemoryEngine;
  readonly #file: DiskFile;
  #end: number;

  /** Opens what is in `directory`, or begins there. A torn batch at the end is overwritten by the next one. */
  static async open(disk: Disk, directory: string): Promise<SimEngine> {
    const path = `${directory}/${NAME}`;
    const bytes = await disk.read(path);
    const file = await disk.open(path, { create: bytes === undefined });
    if (bytes === undefined) await disk.syncDirectory(directory);
    const contents = new Map<string, string>();
    let end = 0;
    for (const { writes, length } of batchesIn(bytes ?? new Uint8Array())) {
      for (const write of writes) {
        if (write.kind === 'put') contents.set(write.key, write.value);
        else contents.delete(write.key);
      }
      end += length;
    }
    return new SimEngine(new MemoryEngine({ current: contents }), file, end);
  }

  private constructor(memory: MemoryEngine, file: DiskFile, end: number) {
    this.#memory = memory;
    this.#file = file;
    this.#end = end;
  }

  get(key: string): string | undefined {
    return this.#memory.get(key);
  }

  snapshot(): EngineSnapshot {
    const snapshot = this.#memory.snapshot();
    const iterate = (range: Parameters<EngineSnapshot['iterate']>[0]): EngineIterator =>
      snapshot.iterate(range);
    return { get: (key) => snapshot.get(key), iterate, close: () => undefined };
  }

  async write(writes: Iterable<EngineWrite>): Promise<void> {
    const batch = [...writes];
    const payload = Buffer.from(JSON.stringify(batch), 'utf8');
    const bytes = Buffer.alloc(HEADER_BYTES + payload.length);
    bytes.writeUInt32BE(payload.length, 0);
    bytes.writeUInt32BE(crc32(payload, this.#end), 4);
    bytes.set(payload, HEADER_BYTES);
    await this.#file.writeDurable(bytes, this.#end);
    this.#end += bytes.length;
    await this.#memory.write(batch);
  }

  async close(): Promise<void> {
    await this.#memory.close();
    await this.#file.close();
  }
}

type StoredBatch = { readonly writes: readonly EngineWrite[]; readonly length: number };

/** The intact batches at the beginning of a file. */
function* batchesIn(bytes: Uint8Array): Generator<StoredBatch> {
  const buffer = Buffer.from(bytes);
  let at = 0;
  while (at + HEADER_BYTES <= buffer.length) {
    const length = buffer.readUInt32BE(at);
    const payload = buffer.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
    const isIntact = length > 0 && payload.length === length;
    if (!isIntact || crc32(payload, at) !== buffer.readUInt32BE(at + 4)) return;
    yield { writes: decodeWrites(payload.toString('utf8')), length: HEADER_BYTES + length };
    at += HEADER_BYTES + length;
  }
}

function decodeWrites(text: string): readonly EngineWrite[] {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) throw new Error('not a batch');
  return values.map((value: unknown): EngineWrite => {
    if (typeof value !== 'object' || value === null || !('kind' in value && 'key' in value)) {
      throw new Error('not a write');
    }
    const key = String(value.key);
    if (value.kind === 'delete') return { kind: 'delete', key };
    return { kind: 'put', key, value: 'value' in value ? String(value.value) : '' };
  });
}
