/**
 * The record that says how far a checkpoint reaches. It is written in the same batch as the effects (rule D-1).
 *
 *     +---------+--------------+------+-----------------+------------+---------------+
 *     | version | lastApplied  | term | log time in ms  | state hash | compared hash |
 *     | 1       | 8            | 8    | 8  (big-endian) | 8          | 8             |
 *     +---------+--------------+------+-----------------+------------+---------------+
 */
import type { LogIndex, Term, WallMs } from '../../base/brand.ts';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import { CorruptionError } from '../errors.ts';
import type { DigestLanes } from './digest.ts';
import { asBuffer } from './keyspace.ts';
import type { StoredHash } from './state-hash.ts';

export type CheckpointMark = {
  readonly index: LogIndex;
  readonly term: Term;
  readonly now: WallMs;
  readonly hash: StoredHash;
};

/** Version of everything that the state machine keeps in the engine. */
const formatVersion = 4;
const markBytes = 41;
/** Where the hashes are, after the numbers. */
const chainOffset = 25;
const comparedOffset = 33;

export function encodeCheckpointMark(mark: CheckpointMark): Uint8Array {
  const bytes = Buffer.alloc(markBytes);
  bytes.writeUInt8(formatVersion, 0);
  bytes.writeBigUInt64BE(BigInt(mark.index), 1);
  bytes.writeBigUInt64BE(BigInt(mark.term), 9);
  bytes.writeBigUInt64BE(BigInt(mark.now), 17);
  writeLanes(bytes, chainOffset, mark.hash.chain);
  writeLanes(bytes, comparedOffset, mark.hash.compared);
  return bytes;
}

/** Throws `CorruptionError` for a version that is not known or numbers that cannot be. */
export function decodeCheckpointMark(bytes: Uint8Array): CheckpointMark {
  const [version] = bytes;
  if (version !== formatVersion) {
    const advice =
      version !== undefined && version < formatVersion
        ? '. Remove the state machine directory (not the log) and start again: the node rebuilds it from the ' +
          'log, or asks the leader for it.'
        : '';
    throw new CorruptionError(
      `the state machine has format version ${String(version)}, this version of Kvorum knows ${formatVersion}${advice}`,
    );
  }
  const buffer = asBuffer(bytes);
  const numbers = [1, 9, 17].map((offset) =>
    bytes.length === markBytes ? Number(buffer.readBigUInt64BE(offset)) : -1,
  );
  const [index, term, now] = numbers;
  if (
    index === undefined ||
    term === undefined ||
    now === undefined ||
    !numbers.every((value) => Number.isSafeInteger(value) && value >= 0)
  ) {
    throw new CorruptionError('the mark of the last checkpoint is malformed');
  }
  const hash = {
    chain: readLanes(buffer, chainOffset),
    compared: readLanes(buffer, comparedOffset),
  };
  return { index: asLogIndex(index), term: asTerm(term), now: asWallMs(now), hash };
}

function writeLanes(bytes: Buffer, at: number, { high, low }: DigestLanes): void {
  bytes.writeInt32BE(high, at);
  bytes.writeInt32BE(low, at + 4);
}

function readLanes(bytes: Buffer, at: number): DigestLanes {
  return { high: bytes.readInt32BE(at), low: bytes.readInt32BE(at + 4) };
}
