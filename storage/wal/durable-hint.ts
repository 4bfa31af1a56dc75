/**
 * The file `durable.hint`: the number of a frame that is known to be durable (rule W-8). It is written now
 * and then, without a sync, and sharpens one case: when the frame it names cannot be found, that frame was
 * damaged later; without the hint the damage would look like a write that a crash cut off.
 *
 *   frame u64 | crc u32, CRC-32 of the frame number seeded with the salt of segment 0 | 0 u32
 */
import { crc32 } from 'node:zlib';
import type { Clock, Timer } from '../../base/clock.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { segmentSalt } from './segment-header.ts';
import type { LogOwner } from './segment-header.ts';
import { readU64, writeU64 } from './u64.ts';

export const HINT_NAME = 'durable.hint';
const HINT_BYTES = 16;
const HINT_DELAY_MS = 100;

/** Opens the hint file of a log, and creates it if there is none. */
export async function openHint(disk: Disk, directory: string): Promise<DiskFile> {
  const exists = (await disk.list(directory)).includes(HINT_NAME);
  return await disk.open(`${directory}/${HINT_NAME}`, { create: !exists });
}

/** The frame that the hint names; 0 if the hint is missing, torn or of another log. */
export async function readHint(disk: Disk, directory: string, owner: LogOwner): Promise<number> {
  const bytes = await disk.read(`${directory}/${HINT_NAME}`);
  if (bytes === undefined || bytes.length < HINT_BYTES) {
    return 0;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const crc = crc32(bytes.subarray(0, 8), segmentSalt(owner, 0));
  return crc === view.getUint32(8) ? readU64(view, 0) : 0;
}

export async function writeHint(file: DiskFile, owner: LogOwner, frame: number): Promise<void> {
  const bytes = new Uint8Array(HINT_BYTES);
  const view = new DataView(bytes.buffer);
  writeU64(view, 0, frame);
  view.setUint32(8, crc32(bytes.subarray(0, 8), segmentSalt(owner, 0)));
  await file.write(bytes, 0);
}

/** Keeps the hint of a running log up to date, at most every `HINT_DELAY_MS`. */
export class HintWriter {
  readonly #file: DiskFile;
  readonly #owner: LogOwner;
  readonly #deps: { readonly clock: Clock; readonly onFailure: (error: unknown) => void };
  #frame = 0;
  #timer: Timer | undefined;
  #writing: Promise<void> | undefined;

  /** `onFailure` is told what fails when the timer writes. */
  constructor(
    file: DiskFile,
    owner: LogOwner,
    deps: { readonly clock: Clock; readonly onFailure: (error: unknown) => void },
  ) {
    this.#file = file;
    this.#owner = owner;
    this.#deps = deps;
  }

  /** All frames up to `frame` are durable. */
  note(frame: number): void {
    this.#frame = frame;
    this.#timer ??= this.#deps.clock.after(HINT_DELAY_MS, () => {
      this.#timer = undefined;
      this.#writing ??= this.#writeByTimer();
    });
  }

  /** Writes the hint now; not while the timer may. */
  async write(): Promise<void> {
    await writeHint(this.#file, this.#owner, this.#frame);
  }

  /** Nothing is written any more when this settles, until the next `note`. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#writing;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeByTimer(): Promise<void> {
    try {
      await this.write();
    } catch (error) {
      this.#deps.onFailure(error);
    } finally {
      this.#writing = undefined;
    }
  }
}
