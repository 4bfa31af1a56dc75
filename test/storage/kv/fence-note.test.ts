import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { findFence, putFence } from '../../../storage/kv/fence-note.ts';
import { fenceNoteKey } from '../../../storage/kv/keyspace.ts';

const fence = { index: asLogIndex(512), hash: '0123456789abcdef', quorumHash: 'fedcba9876543210' };

test('what was noted is found, and nothing in an engine without a note', async () => {
  const engine = new MemoryEngine({ current: new Map() });
  expect(findFence(engine)).toBeUndefined();
  await engine.write([putFence(fence)]);
  expect(findFence(engine)).toEqual(fence);
});

test('a note that was changed is corruption, and never no note', async () => {
  const engine = new MemoryEngine({ current: new Map() });
  await engine.write([putFence(fence)]);
  const text = engine.get(fenceNoteKey) ?? '';
  for (const value of [text.replace('512', '513'), text.slice(0, -2), '']) {
    await engine.write([{ kind: 'put', key: fenceNoteKey, value }]);
    expect(() => findFence(engine)).toThrow(CorruptionError);
  }
});
