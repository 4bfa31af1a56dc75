/**
 * The frame that says where the log begins: everything up to its base is in the state machine for good, and is
 * no longer needed here (P-9). It carries the membership in force there, because the entry that holds it may
 * be gone (M-10), and the hard state, whose commit index covers the base.
 *
 *   payload: term u64, votedFor 8 bytes, commitIndex u64, base index u64, base term u64,
 *            membership index u64, length u32, membership as `encodeMembership` gives it
 *
 * A marker with the rebase flag also ends everything above its base (12.5 step 4).
 */
import { asLogIndex, asTerm, isCount } from '../../base/brand.ts';
import { KvorumError } from '../../base/errors.ts';
import { invariant } from '../../base/invariant.ts';
import { decodeMembership, encodeMembership } from '../../raft/index.ts';
import type { EntryId, HardState, IndexedMembership, Membership } from '../../raft/index.ts';
import {
  FLAG_HARD_STATE,
  FLAG_REBASE,
  FRAME_HEADER_BYTES,
  HARD_STATE_BYTES,
  findHardState,
  paddedLength,
  sealFrame,
  writeFrameHeader,
  writeHardState,
} from './frame.ts';
import type { FrameHeader, FramePlace } from './frame.ts';
import { readU64, writeU64 } from './u64.ts';

export type SnapshotMarker = {
  /** The log begins behind it. */
  readonly base: EntryId;
  /** In force at the base. */
  readonly membership: IndexedMembership;
  readonly hardState: HardState;
  /** True if the log is empty behind the base, whatever it held before. */
  readonly isRebase: boolean;
};

const FIELDS_BYTES = HARD_STATE_BYTES + 28;

/** A whole frame, with padding, and its crc. Its length does not depend on `place`. */
export function encodeMarkerFrame(
  marker: SnapshotMarker,
  place: FramePlace & { readonly salt: number },
): { readonly bytes: Uint8Array; readonly crc: number } {
  const { base, membership, hardState, isRebase } = marker;
  invariant(
    membership.index <= base.index && base.index <= hardState.commitIndex,
    () =>
      `marker at ${base.index}: membership of ${membership.index}, commit ${hardState.commitIndex}`,
  );
  const encoded = encodeMembership(membership.membership);
  const length = FRAME_HEADER_BYTES + FIELDS_BYTES + encoded.length;
  const bytes = new Uint8Array(paddedLength(length));
  const view = new DataView(bytes.buffer);
  let flags = writeHardState(bytes, view, FRAME_HEADER_BYTES, hardState);
  if (isRebase) {
    flags |= FLAG_REBASE;
  }
  const offset = FRAME_HEADER_BYTES + HARD_STATE_BYTES;
  writeU64(view, offset, base.index);
  writeU64(view, offset + 8, base.term);
  writeU64(view, offset + 16, membership.index);
  view.setUint32(offset + 24, encoded.length);
  bytes.set(encoded, FRAME_HEADER_BYTES + FIELDS_BYTES);
  writeFrameHeader(view, 0, { ...place, length, type: 'snapshotMarker', flags });
  const crc = sealFrame(bytes, view, { start: 0, end: bytes.length, salt: place.salt });
  return { bytes, crc };
}

/** Decodes an intact marker frame. A string says what is wrong with its payload. */
export function decodeMarker(frame: Uint8Array, header: FrameHeader): SnapshotMarker | string {
  if (header.length < FRAME_HEADER_BYTES + FIELDS_BYTES || (header.flags & FLAG_HARD_STATE) === 0) {
    return 'the marker is shorter than its fields';
  }
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const hardState = findHardState(frame, view, FRAME_HEADER_BYTES, header.flags);
  const offset = FRAME_HEADER_BYTES + HARD_STATE_BYTES;
  const index = readU64(view, offset);
  const term = readU64(view, offset + 8);
  const membershipIndex = readU64(view, offset + 16);
  const start = FRAME_HEADER_BYTES + FIELDS_BYTES;
  if (start + view.getUint32(offset + 24) !== header.length) {
    return 'the marker is not as long as its membership';
  }
  const isPossible =
    hardState !== undefined &&
    [index, term, membershipIndex].every(isCount) &&
    membershipIndex <= index &&
    index <= hardState.commitIndex;
  if (!isPossible) {
    return 'a number of the marker is out of range';
  }
  const membership = findMembership(frame.slice(start, header.length));
  if (membership === undefined) {
    return 'the membership of the marker is malformed';
  }
  return {
    base: { index: asLogIndex(index), term: asTerm(term) },
    membership: { index: asLogIndex(membershipIndex), membership },
    hardState,
    isRebase: (header.flags & FLAG_REBASE) !== 0,
  };
}

function findMembership(bytes: Uint8Array): Membership | undefined {
  try {
    return decodeMembership(bytes);
  } catch (error) {
    if (error instanceof KvorumError) return undefined;
    throw error;
  }
}
