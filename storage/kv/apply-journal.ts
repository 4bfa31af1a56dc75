/**
 * Proof at start-up that no checkpoint is missing (rule D-5). Every checkpoint leaves a record
 * `first log index -> last log index` in its own batch; the newest ones are kept. On open they must form
 * an unbroken chain that ends at the applied index. LevelDB skips damage in its own log without an error, so the
 * applied index alone proves nothing: a checkpoint that vanished takes its record with it, and the chain shows the gap.
 */
import type { LogIndex } from '../../base/brand.ts';
import { asLogIndex } from '../../base/brand.ts';
import type { Engine, EngineWrite } from '../engine/engine.ts';
import { CorruptionError } from '../errors.ts';
import type { KeyText } from './keyspace.ts';
import { asBuffer, bytesOfText, journalEnd, journalPrefix, textOfBytes } from './keyspace.ts';

/** Checkpoints that stay in the journal. More than LevelDB's own log can hold at once in practice. */
const recordsMax = 64;

export class ApplyJournal {
  /** First log index of each checkpoint that is on record, oldest first. */
  readonly #firsts: LogIndex[];

  private constructor(firsts: LogIndex[]) {
    this.#firsts = firsts;
  }

  /** Reads and proves the chain up to `applied` (0 on an empty engine). Throws `CorruptionError` on a gap. */
  static async open(engine: Engine, applied: LogIndex): Promise<ApplyJournal> {
    const records = await readRecords(engine);
    const firsts: LogIndex[] = [];
    let expected: number | undefined;
    for (const { first, last } of records) {
      if ((expected !== undefined && first !== expected) || last < first) {
        throw broken(`after entry ${String(expected)} comes a checkpoint from ${first} to ${last}`);
      }
      expected = last + 1;
      firsts.push(first);
    }
    const last = expected === undefined ? 0 : expected - 1;
    if (last !== applied) throw broken(`it ends at entry ${last}, but ${applied} are applied`);
    const oldest = firsts[0];
    if (oldest !== undefined && oldest !== 1 && firsts.length < recordsMax) {
      throw broken(`it begins at entry ${oldest} with ${firsts.length} checkpoints on record`);
    }
    return new ApplyJournal(firsts);
  }

  /** What the batch of a checkpoint of [first, last] must contain. Call once per checkpoint, in order. */
  record(range: { readonly first: LogIndex; readonly last: LogIndex }): readonly EngineWrite[] {
    this.#firsts.push(range.first);
    const put = {
      kind: 'put',
      key: journalKey(range.first),
      value: textOfBytes(encodeIndex(range.last)),
    } as const;
    const oldest = this.#firsts.length > recordsMax ? this.#firsts.shift() : undefined;
    return oldest === undefined ? [put] : [put, { kind: 'delete', key: journalKey(oldest) }];
  }
}

/** The journal of a state that came as a snapshot: one checkpoint of everything up to `last`. */
export function journalOfSnapshot(last: LogIndex): EngineWrite {
  return { kind: 'put', key: journalKey(asLogIndex(1)), value: textOfBytes(encodeIndex(last)) };
}

async function readRecords(
  engine: Engine,
): Promise<readonly { readonly first: LogIndex; readonly last: LogIndex }[]> {
  const snapshot = engine.snapshot();
  const iterator = snapshot.iterate({
    start: journalPrefix,
    end: journalEnd,
    reverse: false,
  });
  try {
    // One more than there can be: a leftover is a sign that the checkpoint that removed it was lost.
    const pairs = await iterator.next(recordsMax + 1);
    if (pairs.length > recordsMax) throw broken('a record that was removed is still there');
    return pairs.map(([key, value]) => ({
      first: decodeIndex(bytesOfText(key.slice(journalPrefix.length))),
      last: decodeIndex(bytesOfText(value)),
    }));
  } finally {
    await iterator.close();
    snapshot.close();
  }
}

function journalKey(first: LogIndex): KeyText {
  return journalPrefix + textOfBytes(encodeIndex(first));
}

function encodeIndex(index: LogIndex): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(index));
  return bytes;
}

function decodeIndex(bytes: Uint8Array): LogIndex {
  const index = bytes.length === 8 ? Number(asBuffer(bytes).readBigUInt64BE()) : -1;
  if (!Number.isSafeInteger(index) || index < 0) throw broken('a record is malformed');
  return asLogIndex(index);
}

function broken(detail: string): CorruptionError {
  return new CorruptionError(
    `the state machine lost a checkpoint: its apply journal is broken: ${detail}. ` +
      'Remove the state machine directory (not the log) and start again: the node rebuilds it from the log, or ' +
      'asks the leader for it.',
  );
}
