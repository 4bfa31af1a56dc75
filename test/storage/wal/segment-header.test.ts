import { describe, expect, test } from 'vitest';
import { asClusterId, asNodeId } from '../../../base/brand.ts';
import {
  SEGMENT_HEADER_BYTES,
  bytesToHex,
  decodeSegmentHeader,
  encodeSegmentHeader,
  hexToBytes,
  parseSegmentName,
  segmentName,
  segmentSalt,
} from '../../../storage/wal/segment-header.ts';
import { CLUSTER_ID, NODE_ID } from '../../support/log-fixtures.ts';

const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
const header = {
  owner,
  number: 3,
  firstIndex: 40,
  firstFrame: 50,
  durableFrame: 60,
  prevChain: 0xdeadbeef,
  incarnation: 7,
};

describe('a segment header', () => {
  test('gives back what was written', () => {
    const bytes = encodeSegmentHeader(header);
    expect(bytes).toHaveLength(SEGMENT_HEADER_BYTES);
    expect(decodeSegmentHeader(bytes)).toEqual({ kind: 'valid', header });
  });

  test('is not valid with any bit flipped, or cut short', () => {
    const bytes = encodeSegmentHeader(header);
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const copy = bytes.slice();
      const at = Math.floor(bit / 8);
      copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
      const isVersion = at >= 8 && at < 12;
      expect(decodeSegmentHeader(copy).kind).toBe(isVersion ? 'unknownVersion' : 'damaged');
    }
    expect(decodeSegmentHeader(bytes.subarray(0, 79))).toEqual({ kind: 'damaged' });
    expect(decodeSegmentHeader(new Uint8Array(80))).toEqual({ kind: 'damaged' });
  });

  test('has no room for more than 2^32 starts', () => {
    expect(() => encodeSegmentHeader({ ...header, incarnation: 2 ** 32 })).toThrow('u32 field');
  });
});

describe('the name of a segment', () => {
  test('orders as the numbers do and is read back', () => {
    const pairs = [
      [1, 1],
      [9, 200],
      [10, 3],
      [2 ** 40, 2 ** 52],
    ] as const;
    const names = pairs.map(([number, firstIndex]) => segmentName(number, firstIndex));
    expect(names.toSorted()).toEqual(names);
    expect(names.map((name) => parseSegmentName(name))).toEqual(
      pairs.map(([number, firstIndex]) => ({ number, firstIndex })),
    );
  });

  test.each([
    'durable.hint',
    'spare.tmp',
    `${segmentName(1, 1)}.tmp`,
    segmentName(10, 1).toUpperCase(),
    `ffffffffffffffff-${'0'.repeat(16)}.wal`,
    '1-1.wal',
  ])('is not %s', (name) => {
    expect(parseSegmentName(name)).toBeUndefined();
  });
});

test('each file of each log has a salt of its own', () => {
  const salts = [
    segmentSalt(owner, 1),
    segmentSalt(owner, 2),
    segmentSalt({ ...owner, nodeId: asNodeId('00000000000000ff') }, 1),
    segmentSalt({ ...owner, clusterId: asClusterId('f'.repeat(32)) }, 1),
  ];
  expect(new Set(salts).size).toBe(4);
});

test('hex digits and bytes are two ways to write the same', () => {
  expect(hexToBytes('00ff1a')).toEqual(Uint8Array.of(0, 255, 26));
  expect(bytesToHex(Uint8Array.of(0, 255, 26))).toBe('00ff1a');
});
