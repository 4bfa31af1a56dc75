import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { findFrameHeader, isFrameIntact, moveFrame } from '../../../storage/wal/frame.ts';
import { decodeMarker, encodeMarkerFrame } from '../../../storage/wal/snapshot-marker.ts';
import type { SnapshotMarker } from '../../../storage/wal/snapshot-marker.ts';
import { makeHardState, makeMembership } from '../../support/log-fixtures.ts';

const PLACE = { prevChain: 7, frame: 9, durableFrame: 8, salt: 5 };
const MARKER: SnapshotMarker = {
  base: { index: asLogIndex(40), term: asTerm(3) },
  membership: { index: asLogIndex(12), membership: makeMembership() },
  hardState: makeHardState(4, 41),
  isRebase: false,
};

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function read(bytes: Uint8Array): SnapshotMarker | string {
  const header = findFrameHeader(viewOf(bytes), 0);
  if (header === undefined || !isFrameIntact(bytes, header, PLACE.salt)) return 'not intact';
  return decodeMarker(bytes, header);
}

/** Changes the payload and seals the frame again, as a faulty writer would. */
function forge(change: (view: DataView) => void): SnapshotMarker | string {
  const { bytes } = encodeMarkerFrame(MARKER, PLACE);
  change(viewOf(bytes));
  const header = findFrameHeader(viewOf(bytes), 0);
  if (header === undefined) throw new Error('no header');
  moveFrame(bytes, header, PLACE);
  return read(bytes);
}

describe('a snapshot marker', () => {
  test.each([
    ['of a compaction', MARKER],
    ['of a rebase', { ...MARKER, isRebase: true }],
    ['without a vote', { ...MARKER, hardState: { ...MARKER.hardState, votedFor: undefined } }],
  ])('%s is read as it was written', (_what, marker) => {
    const { bytes, crc } = encodeMarkerFrame(marker, PLACE);
    expect(read(bytes)).toEqual(marker);
    expect(bytes.length % 8).toBe(0);
    expect(findFrameHeader(viewOf(bytes), 0)).toMatchObject({ crc, type: 'snapshotMarker' });
  });

  test('keeps its contents when it is moved', () => {
    const { bytes } = encodeMarkerFrame(MARKER, PLACE);
    const header = findFrameHeader(viewOf(bytes), 0);
    if (header === undefined) throw new Error('no header');
    moveFrame(bytes, header, { ...PLACE, frame: 20 });
    expect(read(bytes)).toEqual(MARKER);
  });

  test('is invalid with any bit of it flipped', () => {
    const { bytes } = encodeMarkerFrame(MARKER, PLACE);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const copy = bytes.slice();
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(read(copy)).toBe('not intact');
    }
  });

  test('never claims a base that is not committed (I-9)', () => {
    const ahead = { ...MARKER, hardState: makeHardState(4, 39) };
    expect(() => encodeMarkerFrame(ahead, PLACE)).toThrow('marker at 40');
  });

  test.each([
    ['is too short', (v: DataView) => v.setUint32(4, 80), 'shorter than its fields'],
    ['has no hard state', (v: DataView) => v.setUint8(9, 0), 'shorter than its fields'],
    ['has another length', (v: DataView) => v.setUint32(80, 9), 'not as long as its membership'],
    ['has a base above the commit', (v: DataView) => v.setUint32(60, 99), 'out of range'],
    ['has a later membership', (v: DataView) => v.setUint32(76, 41), 'out of range'],
    ['has a huge number', (v: DataView) => v.setUint32(64, 1 << 30), 'out of range'],
    ['has no membership', (v: DataView) => v.setUint8(84, 0), 'is malformed'],
  ])('that %s is refused though intact', (_what, change, reason) => {
    const result = forge(change);
    expect(typeof result).toBe('string');
    expect(result).toContain(reason);
  });
});
