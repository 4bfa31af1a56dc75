import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { findFence, putFence } from '../../../storage/kv/fence-note.ts';
import { fenceNoteKey } from '../../../storage/kv/keyspace.ts';

const FENCE = { index: asLogIndex(512), hash: 'a'.repeat(16), quorumHash: 'b'.repeat(16) };

test('a fence is read as it was written', async () => {
  const engine = new MemoryEngine();
  expect(findFence(engine)).toBeUndefined();
  await engine.write([putFence(FENCE)]);
  expect(findFence(engine)).toEqual(FENCE);
});

test('a note that is not as it was written is corruption', async () => {
  const engine = new MemoryEngine();
  await engine.write([putFence(FENCE)]);
  const text = engine.get(fenceNoteKey) ?? '';
  for (const value of ['', text.slice(1), text.replace('index 512', 'index 511')]) {
    await engine.write([{ kind: 'put', key: fenceNoteKey, value }]);
    expect(() => findFence(engine)).toThrow(CorruptionError);
  }
});
