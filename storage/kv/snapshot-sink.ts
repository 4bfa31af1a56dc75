/**
 * A snapshot as it is received: chunk after chunk goes into a staged engine, each as one synced batch together with the
 * note that says so. So what is staged is always a whole number of chunks, also after a crash, and receiving goes
 * on behind them (S-5). Nothing of it is believed before `finish` has read it all back and compared it with
 * what the last chunk says (S-6).
 */
import type { SnapshotChunk, SnapshotMeta, SnapshotSink } from '../../raft/index.ts';
import { encodeMembership } from '../../raft/index.ts';
import { invariant } from '../../base/invariant.ts';
import type { EngineHome, StagedEngine } from '../engine/engine-home.ts';
import type { Engine, EngineWrite } from '../engine/engine.ts';
import { CorruptionError, SnapshotRejectedError } from '../errors.ts';
import { journalOfSnapshot } from './apply-journal.ts';
import { encodeCheckpointMark } from './checkpoint-mark.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import type { KeyText } from './keyspace.ts';
import { isReplicatedKey, keysEnd, metaAppliedKey, textOfBytes } from './keyspace.ts';
import {
  addToTotals,
  decodeHeader,
  decodePiece,
  encodeRecords,
  isChunkIntact,
  isSnapshotId,
  noTotals,
} from './snapshot-format.ts';
import type { SnapshotRecord, SnapshotTotals } from './snapshot-format.ts';
import { findNote, putNote } from './snapshot-note.ts';
import type { SnapshotNote } from './snapshot-note.ts';

/** A chunk that is longer is refused: the largest record and the usual chunk, several times over. */
const chunkBytesMax = 4 * 1024 * 1024;
/** Records that are verified in one turn. */
const verifyCount = 1000;

type SinkDeps = {
  readonly home: EngineHome;
  /** Switches the state machine to a staged engine that holds exactly the state at `mark`. */
  readonly install: (staged: StagedEngine, mark: CheckpointMark) => Promise<void>;
};

/** What a chunk changes. */
type Step = { readonly note: SnapshotNote; readonly writes: () => Iterable<EngineWrite> };

export class StagedSnapshotSink implements SnapshotSink {
  readonly meta: SnapshotMeta;
  readonly #deps: SinkDeps;
  readonly #staged: StagedEngine;
  /** Absent before the header was received. */
  #note: SnapshotNote | undefined;
  #state: 'open' | 'sealed' | 'installed' | 'discarded' | 'failed' = 'open';
  #busy: Promise<unknown> = Promise.resolve();

  /** Begins to receive, or goes on where a crash cut it short. */
  static async open(meta: SnapshotMeta, deps: SinkDeps): Promise<StagedSnapshotSink> {
    if (!isSnapshotId(meta.id)) throw new SnapshotRejectedError('a snapshot has an impossible id');
    const staged = await deps.home.stage(meta.id);
    const found = tryFindNote(staged.engine);
    if (found.kind === 'none') return new StagedSnapshotSink(meta, staged, undefined, deps);
    if (found.kind === 'note' && isSame(found.note.header.meta, meta)) {
      return new StagedSnapshotSink(meta, staged, found.note, deps);
    }
    await staged.discard();
    return new StagedSnapshotSink(meta, await deps.home.stage(meta.id), undefined, deps);
  }

  private constructor(
    meta: SnapshotMeta,
    staged: StagedEngine,
    note: SnapshotNote | undefined,
    deps: SinkDeps,
  ) {
    this.meta = meta;
    this.#staged = staged;
    this.#note = note;
    this.#deps = deps;
  }

  get next(): number {
    return this.#note?.next ?? 0;
  }

  /** False once it was installed or given up: receiving again needs a new one. */
  get isUsable(): boolean {
    return this.#state === 'open' || this.#state === 'sealed';
  }

  async write(chunk: SnapshotChunk): Promise<void> {
    await this.#run(async () => {
      this.#demandOpen();
      const step = this.#check(chunk);
      try {
        await this.#staged.engine.write(step.writes());
      } catch (error) {
        this.#state = 'failed';
        throw error;
      }
      this.#note = step.note;
    });
  }

  async finish(): Promise<void> {
    await this.#run(async () => {
      if (this.#state === 'sealed') return;
      this.#demandOpen();
      const note = this.#note;
      // The sender says when it is over, and may be wrong.
      if (note === undefined || note.stage === 'receiving') {
        throw new SnapshotRejectedError(`the snapshot ${this.meta.id} ended before its last chunk`);
      }
      try {
        await this.#makeWhole(note);
        await this.#staged.seal();
      } catch (error) {
        // A sync that failed must not be tried again: the next one may succeed without the bytes (rule W-12).
        this.#state = 'discarded';
        await this.#staged.discard();
        throw error;
      }
      this.#state = 'sealed';
    });
  }

  async install(): Promise<void> {
    await this.#run(async () => {
      invariant(this.#state === 'sealed', () => `install of a snapshot that is ${this.#state}`);
      const mark = this.#note?.header.mark;
      invariant(mark !== undefined, 'a snapshot without a header');
      this.#state = 'installed';
      await this.#deps.install(this.#staged, mark);
    });
  }

  async discard(): Promise<void> {
    await this.#run(async () => {
      if (this.#state === 'installed') return;
      this.#state = 'discarded';
      await this.#staged.discard();
    });
  }

  /** Waits for what is under way, and takes nothing more. What is staged stays for the next start. */
  async stop(): Promise<void> {
    await this.#run(async () => {
      if (this.#state !== 'installed') this.#state = 'discarded';
      await Promise.resolve();
    });
  }

  /** One after the other, also when a newer snapshot gives this one up in the middle of a write. */
  async #run(work: () => Promise<void>): Promise<void> {
    const before = this.#busy;
    const running = (async () => {
      await before;
      await work();
    })();
    this.#busy = running.catch(() => undefined);
    await running;
  }

  #demandOpen(): void {
    if (this.#state === 'open') return;
    throw new SnapshotRejectedError(`the snapshot ${this.meta.id} is ${this.#state}`);
  }

  /** What a chunk changes. Throws `SnapshotRejectedError` for any that is not the right one. */
  #check(chunk: SnapshotChunk): Step {
    const { id } = this.meta;
    if (chunk.number !== this.next) {
      throw new SnapshotRejectedError(`chunk ${chunk.number} where ${this.next} is wanted`);
    }
    if (chunk.bytes.length > chunkBytesMax || !isChunkIntact(id, chunk)) {
      throw new SnapshotRejectedError(`chunk ${chunk.number} is not as it was sent`);
    }
    return this.#note === undefined ? this.#begin(chunk) : goOn(this.#note, chunk);
  }

  #begin(chunk: SnapshotChunk): Step {
    const header = decodeHeader(chunk.bytes);
    if (typeof header === 'string') throw new SnapshotRejectedError(header);
    if (!isSame(header.meta, this.meta)) {
      throw new SnapshotRejectedError('the header of the snapshot is not what was announced');
    }
    const note = { header, next: 1, lastKey: '', totals: noTotals, stage: 'receiving' } as const;
    return { note, writes: () => [putNote(note)] };
  }

  /** Verifies what was received, unless that was done before a crash, and makes it the contents of a state machine. */
  async #makeWhole(note: SnapshotNote): Promise<void> {
    if (note.stage !== 'received') return;
    await this.#verify(note.totals);
    const whole = { ...note, stage: 'whole' } as const;
    const { mark } = note.header;
    await this.#staged.engine.write([
      { kind: 'put', key: metaAppliedKey, value: textOfBytes(encodeCheckpointMark(mark)) },
      journalOfSnapshot(mark.index),
      putNote(whole),
    ]);
    this.#note = whole;
  }

  /** Reads back everything that is staged. Throws if it is not what `demanded` says. */
  async #verify(demanded: SnapshotTotals): Promise<void> {
    const found = await totalsOf(this.#staged);
    const { records, bytes, crc } = demanded;
    if (found.records === records && found.bytes === bytes && found.crc === crc) return;
    throw new SnapshotRejectedError(
      `the snapshot ${this.meta.id} has ${found.records} records with crc ${found.crc}, instead of ` +
        `${records} with crc ${crc}`,
    );
  }
}

function goOn(before: SnapshotNote, chunk: SnapshotChunk): Step {
  if (before.stage !== 'receiving') throw new SnapshotRejectedError('a chunk after the last');
  const piece = decodePiece(chunk.bytes);
  if (typeof piece === 'string') throw new SnapshotRejectedError(piece);
  const next = before.next + 1;
  if (piece.kind === 'end') {
    const note = { ...before, next, totals: piece.totals, stage: 'received' } as const;
    return { note, writes: () => [putNote(note)] };
  }
  const { records } = piece;
  const note = {
    ...before,
    next,
    lastKey: lastKeyInOrder(before.lastKey, records),
    totals: addToTotals(before.totals, { count: records.length, bytes: chunk.bytes }),
  };
  return { note, writes: () => writesOf(records, note) };
}

function* writesOf(records: readonly SnapshotRecord[], note: SnapshotNote): Generator<EngineWrite> {
  for (const [key, value] of records) yield { kind: 'put', key, value };
  yield putNote(note);
}

/** The key of the last record. Throws if they are not in order, or not such as a snapshot has. */
function lastKeyInOrder(before: KeyText, records: readonly SnapshotRecord[]): KeyText {
  let last = before;
  for (const [key] of records) {
    if (key <= last || key >= keysEnd || !isReplicatedKey(key)) {
      throw new SnapshotRejectedError('a record of the snapshot is out of order or out of place');
    }
    last = key;
  }
  return last;
}

async function totalsOf({ engine }: StagedEngine): Promise<SnapshotTotals> {
  const snapshot = engine.snapshot();
  const iterator = snapshot.iterate({ start: '', end: keysEnd, reverse: false });
  let totals = noTotals;
  try {
    for (;;) {
      const pairs = await iterator.next(verifyCount);
      if (pairs.length === 0) return totals;
      const records = pairs.filter(([key]) => isReplicatedKey(key));
      totals = addToTotals(totals, { count: records.length, bytes: encodeRecords(records) });
    }
  } finally {
    await iterator.close();
    snapshot.close();
  }
}

function tryFindNote(
  engine: Engine,
): { readonly kind: 'none' | 'damaged' } | { readonly kind: 'note'; readonly note: SnapshotNote } {
  try {
    const note = findNote(engine);
    return note === undefined ? { kind: 'none' } : { kind: 'note', note };
  } catch (error) {
    if (error instanceof CorruptionError) return { kind: 'damaged' };
    throw error;
  }
}

function isSame(a: SnapshotMeta, b: SnapshotMeta): boolean {
  return outline(a) === outline(b);
}

/** All of a meta in one text. */
function outline({ id, last, membership }: SnapshotMeta): string {
  const members = new TextDecoder().decode(encodeMembership(membership.membership));
  return [id, last.index, last.term, membership.index, members].join('\n');
}
