/**
 * A snapshot as it is sent: the view of one moment, cut into chunks on demand (S-4). It keeps no chunk; it remembers
 * after which key each one begins, and since the view never changes, a chunk that is read again is the same (S-5).
 *
 * Several receivers may read at the same time, each at its own pace: each takes up one of a few open scans, or
 * opens its own.
 */
import type { SnapshotChunk, SnapshotMeta, SnapshotSource } from '../../raft/index.ts';
import { invariant } from '../../base/invariant.ts';
import { ViewEndedError } from '../errors.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import type { KeyText } from './keyspace.ts';
import { isReplicatedKey } from './keyspace.ts';
import type { RangeScan, StateView } from './reader.ts';
import {
  addToTotals,
  encodeEnd,
  encodeHeader,
  encodeRecords,
  noTotals,
  sealChunk,
} from './snapshot-format.ts';
import type { SnapshotRecord, SnapshotTotals } from './snapshot-format.ts';

/** Size of a chunk; one exceeds it by less than its last record. */
const chunkBytesDefault = 512 * 1024;
/** Scans that stay open between reads: one for each receiver that S-4 allows. */
const scansMax = 2;

/** Where a chunk begins, and what all before it amount to. */
type ChunkStart = { readonly after: KeyText; readonly totals: SnapshotTotals };

type OpenScan = { readonly scan: RangeScan; readonly next: number };

export class ViewSnapshotSource implements SnapshotSource {
  readonly meta: SnapshotMeta;
  readonly #mark: CheckpointMark;
  readonly #view: StateView;
  readonly #chunkBytes: number;
  /** By chunk number, less one: chunk 0 is the header. */
  readonly #starts: ChunkStart[] = [{ after: '', totals: noTotals }];
  /** Number of the last chunk, once it is known. */
  #endNumber: number | undefined;
  #scans: OpenScan[] = [];
  /** Reads under way; the last one closes the view if the source was closed meanwhile. */
  #readCount = 0;
  #isOpen = true;

  /** The source closes the view. */
  constructor(
    options: {
      readonly meta: SnapshotMeta;
      readonly mark: CheckpointMark;
      readonly chunkBytes?: number;
    },
    view: StateView,
  ) {
    this.meta = options.meta;
    this.#mark = options.mark;
    this.#view = view;
    this.#chunkBytes = options.chunkBytes ?? chunkBytesDefault;
  }

  async read(number: number): Promise<SnapshotChunk | undefined> {
    this.#demandOpen();
    const { id } = this.meta;
    if (number === 0) {
      return sealChunk(id, 0, encodeHeader({ meta: this.meta, mark: this.#mark }));
    }
    this.#readCount += 1;
    try {
      // A receiver that resumes may know more chunks than this source has read.
      while (number > this.#starts.length && this.#endNumber === undefined) {
        await this.#cut(this.#starts.length);
      }
      if (this.#endNumber !== undefined && number > this.#endNumber) return undefined;
      return sealChunk(id, number, await this.#cut(number));
    } finally {
      this.#readCount -= 1;
      this.#closeIfIdle();
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#closeIfIdle();
  }

  #closeIfIdle(): void {
    if (this.#isOpen || this.#readCount > 0) return;
    for (const { scan } of this.#scans) void scan.close();
    this.#scans = [];
    this.#view.close();
  }

  #demandOpen(): void {
    if (this.#isOpen) return;
    throw new ViewEndedError(`the snapshot ${this.meta.id} was closed`);
  }

  /** The bytes of the chunk `number`, whose start is known. */
  async #cut(number: number): Promise<Uint8Array> {
    const start = this.#starts[number - 1];
    invariant(start !== undefined, () => `nobody knows where chunk ${number} begins`);
    const scan = this.#takeScan(number, start.after);
    let records: readonly SnapshotRecord[] = [];
    try {
      records = await this.#readRecords(scan);
      this.#demandOpen();
    } catch (error) {
      await scan.close();
      throw error;
    }
    const last = records.at(-1);
    if (last === undefined) {
      await scan.close();
      this.#endNumber = number;
      return encodeEnd(start.totals);
    }
    this.#keepScan({ scan, next: number + 1 });
    const bytes = encodeRecords(records);
    this.#starts[number] ??= {
      after: last[0],
      totals: addToTotals(start.totals, { count: records.length, bytes }),
    };
    return bytes;
  }

  /** At least one record that belongs into a snapshot, unless there is none left. */
  async #readRecords(scan: RangeScan): Promise<readonly SnapshotRecord[]> {
    for (;;) {
      const entries = await scan.next({
        countMax: Number.MAX_SAFE_INTEGER,
        bytesMax: this.#chunkBytes,
      });
      const records = entries.flatMap(({ key, record }) =>
        isReplicatedKey(key) ? [[key, record] as const] : [],
      );
      if (records.length > 0 || entries.length === 0) return records;
    }
  }

  #takeScan(number: number, after: KeyText): RangeScan {
    const at = this.#scans.findIndex(({ next }) => next === number);
    const [taken] = at === -1 ? [] : this.#scans.splice(at, 1);
    return taken?.scan ?? this.#view.scanAll(after);
  }

  #keepScan(open: OpenScan): void {
    this.#scans.push(open);
    if (this.#scans.length > scansMax) void this.#scans.shift()?.scan.close();
  }
}
