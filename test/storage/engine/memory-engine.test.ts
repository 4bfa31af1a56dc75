import { expect, test } from 'vitest';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { describeEngine } from '../../conformance/engine-suite.ts';

describeEngine('the memory engine', () => {
  const contents: MemoryEngineContents = { current: new Map() };
  return {
    open: async () => await Promise.resolve(new MemoryEngine(contents)),
    dispose: () => undefined,
  };
});

test('a write that has not settled is lost when the engine is dropped', async () => {
  const contents: MemoryEngineContents = { current: new Map() };
  const key = 'k';
  const writing = new MemoryEngine(contents).write([{ kind: 'put', key, value: key }]);
  expect(new MemoryEngine({ current: contents.current }).get(key)).toBeUndefined();
  await writing;
  expect(new MemoryEngine(contents).get(key)).toBe(key);
});
