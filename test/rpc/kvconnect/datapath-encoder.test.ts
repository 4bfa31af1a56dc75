import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeCommitted,
  encodeConflict,
  encodePointRead,
  encodeRangeEntries,
  encodeRangeHead,
  encodeWatchFrame,
  keepAliveFrame,
  rangeEntriesBytes,
  snapshotReadEnd,
} from '../../../rpc/kvconnect/datapath-encoder.ts';
import type { StoredEntry, ValueEncoding } from '../../../storage/index.ts';
import { listedEntry } from '../fake-gateway.ts';
import { decodeReadOutput, decodeWatchOutput, decodeWriteOutput } from './datapath-reference.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((each) => Buffer.from(each));
const encoding = fc.constantFrom<ValueEncoding>('v8', 'le64', 'bytes');
const numbers = { v8: 1, le64: 2, bytes: 3 };
const entry = fc.record({
  key: bytes(300),
  entry: fc.record({
    value: fc.record({ bytes: bytes(300), encoding }),
    versionstamp: fc.uint8Array({ minLength: 10, maxLength: 10 }),
  }),
});
const maybe = fc.option(entry, { nil: undefined });

const shown = ({ key, entry: { value, versionstamp } }: { key: Buffer; entry: StoredEntry }) => ({
  key,
  value: value.bytes,
  encoding: numbers[value.encoding],
  versionstamp: Buffer.from(versionstamp),
});

test('another codec reads a point read', () => {
  const property = fc.property(fc.array(maybe, { maxLength: 5 }), (ranges) => {
    expect(decodeReadOutput(encodePointRead(ranges))).toEqual({
      ranges: ranges.map((found) => ({ values: found === undefined ? [] : [shown(found)] })),
      read_disabled: false,
      read_is_strongly_consistent: true,
      status: 1,
    });
  });
  fc.assert(property, { seed: 1, numRuns: 200 });
});

test('another codec reads ranges, whose sizes were told before', () => {
  const property = fc.property(
    fc.array(fc.array(entry, { maxLength: 4 }), { maxLength: 3 }),
    (ranges) => {
      const parts = ranges.flatMap((entries) => {
        const listed = entries.map(({ key, entry: { value, versionstamp } }) =>
          listedEntry(key, value, versionstamp),
        );
        const content = encodeRangeEntries(listed);
        expect(rangeEntriesBytes(listed)).toBe(content.length);
        return [encodeRangeHead(content.length), content];
      });
      const { ranges: read } = decodeReadOutput(Buffer.concat([...parts, snapshotReadEnd]));
      expect(read).toEqual(ranges.map((entries) => ({ values: entries.map(shown) })));
    },
  );
  fc.assert(property, { seed: 2, numRuns: 100 });
});

test('another codec reads the frames of a watch', () => {
  const property = fc.property(fc.array(fc.tuple(bytes(5), maybe), { maxLength: 5 }), (found) => {
    const keys = found.map(([key]) => key);
    const frame = encodeWatchFrame(
      keys,
      found.map(([, each]) => each?.entry),
    );
    expect(Buffer.from(frame).readUInt32LE()).toBe(frame.length - 4);
    expect(decodeWatchOutput(frame.subarray(4))).toEqual({
      status: 1,
      keys: found.map(([key, each]) => ({
        changed: true,
        entry_if_changed: each === undefined ? null : shown({ key, entry: each.entry }),
      })),
    });
  });
  fc.assert(property, { seed: 3, numRuns: 200 });
  expect([...keepAliveFrame]).toEqual([0, 0, 0, 0]);
});

test('another codec reads the answers to writes', () => {
  const versionstamp = Buffer.from('00000000000001020000', 'hex');
  expect(decodeWriteOutput(encodeCommitted(versionstamp))).toEqual({
    status: 1,
    versionstamp,
    failed_checks: [],
  });
  const failed_checks = [0, 2, 99, 127, 128, 300];
  expect(decodeWriteOutput(encodeConflict(failed_checks))).toEqual({
    status: 2,
    versionstamp: Buffer.alloc(0),
    failed_checks,
  });
});
