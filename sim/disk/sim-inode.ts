/** One file of the simulated disk: what a process reads from it, and what the device holds of it. */
import { invariant } from '../../base/invariant.ts';
import type { Random } from '../../base/random.ts';

const SECTOR_BYTES = 512;

type Write = {
  readonly position: number;
  readonly bytes: Uint8Array;
  /** `forgotten`: a sync failed, and no later one will write it. */
  state: 'unsynced' | 'synced' | 'forgotten';
};

export class SimInode {
  /** What a process reads. */
  #visible: Uint8Array = new Uint8Array(0);
  /** What the device holds for sure; `#writes` come on top of it, in order. */
  #base: Uint8Array = new Uint8Array(0);
  #writes: Write[] = [];

  /** A file that the device holds as it is. */
  static durable(bytes: Uint8Array): SimInode {
    const inode = new SimInode();
    inode.#visible = bytes.slice();
    inode.#base = bytes.slice();
    return inode;
  }

  get size(): number {
    return this.#visible.length;
  }

  /** Bytes of the caller's own; fewer than `length` only at the end. */
  read(position: number, length: number): Uint8Array {
    return this.#visible.slice(position, position + length);
  }

  write(bytes: Uint8Array, position: number): void {
    this.#visible = patched(this.#visible, bytes, position);
    this.#writes.push({ position, bytes, state: 'unsynced' });
  }

  /** Makes everything durable that no failed sync has made look clean. */
  sync(): void {
    for (const write of this.#writes) {
      write.state = write.state === 'unsynced' ? 'synced' : write.state;
    }
    this.#settle();
  }

  /** What a descriptor opened with O_DSYNC does: it vouches for its own bytes only. */
  syncLastWrite(): void {
    const last = this.#writes.findLast(({ state }) => state === 'unsynced');
    invariant(last !== undefined, 'no write to make durable');
    last.state = 'synced';
    this.#settle();
  }

  forget(): void {
    for (const write of this.#writes) {
      write.state = write.state === 'unsynced' ? 'forgotten' : write.state;
    }
  }

  /** True if the device holds everything. */
  get isAtRest(): boolean {
    return this.#writes.length === 0;
  }

  flipBit(bit: number): void {
    const at = Math.floor(bit / 8);
    invariant(this.isAtRest, 'a bit rots in a file that is at rest');
    invariant(at < this.size, () => `bit ${bit} is behind the end of the file`);
    for (const image of [this.#visible, this.#base]) {
      image[at] = (image[at] ?? 0) ^ (1 << (bit % 8));
    }
  }

  losePower(random: Random): void {
    // Some crashes lose everything, some nothing: both ends matter as much as the mixtures between them.
    const lot = random.next();
    const keepShare = lot < 0.25 ? 0 : lot > 0.85 ? 1 : random.next();
    let image = this.#base;
    for (const { position, bytes, state } of this.#writes) {
      for (const { start, end } of sectorsOf(position, bytes.length)) {
        const piece = bytes.subarray(start - position, end - position);
        const isKept = state === 'synced' || random.next() < keepShare;
        if (isKept) {
          image = patched(image, piece, start);
        } else if (keepShare > 0 && random.next() < 0.3) {
          const garbage = piece.map(() => Math.floor(random.next() * 256));
          image = patched(image, garbage, start);
        }
      }
    }
    this.#base = image;
    this.#visible = image.slice();
    this.#writes = [];
  }

  /** Moves the oldest writes into the base as long as they are durable. */
  #settle(): void {
    while (this.#writes[0]?.state === 'synced') {
      const { bytes, position } = this.#writes[0];
      this.#base = patched(this.#base, bytes, position);
      this.#writes.shift();
    }
  }
}

/**
 * `image` with `bytes` at `position`, changed in place unless it must grow; what lies between its end and them
 * becomes zeros.
 */
function patched(image: Uint8Array, bytes: Uint8Array, position: number): Uint8Array {
  const size = Math.max(image.length, position + bytes.length);
  if (size === image.length) {
    image.set(bytes, position);
    return image;
  }
  const result = new Uint8Array(size);
  result.set(image);
  result.set(bytes, position);
  return result;
}

/** [position, position + length) cut at the borders of sectors. */
function sectorsOf(
  position: number,
  length: number,
): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { readonly start: number; readonly end: number }[] = [];
  for (let start = position; start < position + length;) {
    const next = (Math.floor(start / SECTOR_BYTES) + 1) * SECTOR_BYTES;
    const end = Math.min(next, position + length);
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}
