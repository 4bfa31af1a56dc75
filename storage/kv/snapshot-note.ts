/**
 * What an engine notes about the snapshot that it came from: how far it was received, and later, that it is
 * whole. It is in the batch of the chunk that it speaks of, so a crash never separates the two. After an install it stays:
 * while nothing was applied since, it proves that the state may be ahead of the log (rule 14.3, `installedBy`).
 *
 * The value is a text as of sealed-text.ts, in which the header of the snapshot is written as hex digits.
 */
import { isCount } from '../../base/brand.ts';
import { CorruptionError } from '../errors.ts';
import type { Engine, EngineWrite } from '../engine/engine.ts';
import { decodeSealedText, encodeSealedText } from '../sealed-text.ts';
import { asBuffer, bytesOfText, snapshotNoteKey, textOfBytes } from './keyspace.ts';
import type { KeyText } from './keyspace.ts';
import { decodeHeader, encodeHeader } from './snapshot-format.ts';
import type { SnapshotHeader, SnapshotTotals } from './snapshot-format.ts';

export type SnapshotNote = {
  readonly header: SnapshotHeader;
  /** Number of the next chunk. */
  readonly next: number;
  /** The key of the last record received; empty before the first. */
  readonly lastKey: KeyText;
  /** Of the records received. */
  readonly totals: SnapshotTotals;
  /**
   * - `receiving`: chunks are missing.
   * - `received`: every chunk is there, and `totals` is what the last one demands.
   * - `whole`: that was verified against the engine's contents, and the engine is a state machine's.
   */
  readonly stage: 'receiving' | 'received' | 'whole';
};

const title = 'kvorum snapshot-note 1';
const fields = ['header', 'next', 'lastKey', 'records', 'bytes', 'crc32', 'stage'] as const;

export function putNote(note: SnapshotNote): EngineWrite {
  const { header, next, lastKey, totals, stage } = note;
  const value = encodeSealedText(title, [
    [fields[0], asBuffer(encodeHeader(header)).toString('hex')],
    [fields[1], String(next)],
    [fields[2], asBuffer(bytesOfText(lastKey)).toString('hex')],
    [fields[3], String(totals.records)],
    [fields[4], String(totals.bytes)],
    [fields[5], String(totals.crc)],
    [fields[6], stage],
  ]);
  return { kind: 'put', key: snapshotNoteKey, value: textOfBytes(value) };
}

/** The note in `engine`, if there is one. Throws `CorruptionError` if it is not as it was written. */
export function findNote(engine: Engine): SnapshotNote | undefined {
  const value = engine.get(snapshotNoteKey);
  if (value === undefined) return undefined;
  const text = decodeSealedText(bytesOfText(value), title, fields);
  const [headerHex = '', next, lastKey = '', records, bytes, crc, stage] =
    text.kind === 'whole' ? text.values : [];
  const header = decodeHeader(Buffer.from(headerHex, 'hex'));
  const numbers = [next, records, bytes, crc].map(Number);
  const isStage = stage === 'receiving' || stage === 'received' || stage === 'whole';
  if (typeof header === 'string' || !numbers.every(isCount) || !isStage) {
    throw new CorruptionError('the note about the snapshot that a state came from is damaged');
  }
  return {
    header,
    next: Number(next),
    lastKey: Buffer.from(lastKey, 'hex').toString('latin1'),
    totals: { records: Number(records), bytes: Number(bytes), crc: Number(crc) },
    stage,
  };
}
