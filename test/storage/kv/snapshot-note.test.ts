import { expect, test } from 'vitest';
import { asWallMs } from '../../../base/brand.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { snapshotNoteKey } from '../../../storage/kv/keyspace.ts';
import { findNote, putNote } from '../../../storage/kv/snapshot-note.ts';
import type { SnapshotNote } from '../../../storage/kv/snapshot-note.ts';
import { metaAt } from '../../support/machine-snapshots.ts';

const META = metaAt({ index: 40, term: 3 });
const NOTE: SnapshotNote = {
  header: { meta: META, mark: { ...META.last, now: asWallMs(5) } },
  next: 7,
  lastKey: 'd\0\0\0\0\n\xff',
  totals: { records: 12, bytes: 345, crc: 678 },
  stage: 'receiving',
};

test.each(['receiving', 'received', 'whole'] as const)(
  'a note that a snapshot is %s is read as it was written',
  async (stage) => {
    const engine = new MemoryEngine();
    expect(findNote(engine)).toBeUndefined();
    await engine.write([putNote({ ...NOTE, stage })]);
    expect(findNote(engine)).toEqual({ ...NOTE, stage });
  },
);

test('a note that is not as it was written is corruption', async () => {
  const engine = new MemoryEngine();
  await engine.write([putNote(NOTE)]);
  const text = engine.get(snapshotNoteKey) ?? '';
  for (const value of ['', text.slice(1), text.replace('next 7', 'next 8')]) {
    await engine.write([{ kind: 'put', key: snapshotNoteKey, value }]);
    expect(() => findNote(engine)).toThrow(CorruptionError);
  }
});
