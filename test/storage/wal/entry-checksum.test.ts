import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  ENTRY_FIELDS_BYTES,
  entryChecksum,
  findEntryKind,
  writeEntryFields,
} from '../../../storage/wal/entry-checksum.ts';
import { makeEntry } from '../../support/log-fixtures.ts';

const KINDS = ['normal', 'leaderStart', 'config', 'internal'] as const;

test.each([0, 1, 900, 991, 992, 5000])(
  'the checksum of an entry with %i bytes of command covers its fields and the command',
  (length) => {
    const entry = makeEntry({ index: 7, term: 3, command: 'c'.repeat(length) });
    const bytes = new Uint8Array(ENTRY_FIELDS_BYTES + length);
    writeEntryFields(new DataView(bytes.buffer), 0, entry);
    bytes.set(entry.command, ENTRY_FIELDS_BYTES);
    expect(entryChecksum(entry)).toBe(crc32(bytes));
  },
);

test('every field changes the checksum', () => {
  const entry = makeEntry({ index: 7, term: 3 });
  const others = [
    makeEntry({ index: 8, term: 3, command: entry.command }),
    makeEntry({ index: 7, term: 4, command: entry.command }),
    makeEntry({ index: 7, term: 3, kind: 'internal' }),
    makeEntry({ index: 7, term: 3, command: 'command 8' }),
    { ...entry, crc: entryChecksum({ ...entry, stampedAt: makeEntry({ index: 1 }).stampedAt }) },
  ];
  expect(new Set([entry, ...others].map(({ crc }) => crc)).size).toBe(6);
});

test('each kind has a number of its own, and other numbers mean none', () => {
  const numbers = KINDS.map((kind) => {
    const view = new DataView(new ArrayBuffer(ENTRY_FIELDS_BYTES));
    writeEntryFields(view, 0, makeEntry({ index: 1, kind }));
    return view.getUint8(16);
  });
  expect(numbers).toEqual([1, 2, 3, 4]);
  expect([0, ...numbers, 5, 255].map(findEntryKind)).toEqual([
    undefined,
    ...KINDS,
    undefined,
    undefined,
  ]);
});
