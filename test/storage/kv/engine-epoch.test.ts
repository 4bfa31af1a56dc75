import { expect, test } from 'vitest';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { EngineEpoch } from '../../../storage/kv/engine-epoch.ts';

async function put(engine: MemoryEngine, value: string): Promise<void> {
  await engine.write([{ kind: 'put', key: 'k', value }]);
}

async function list(epoch: EngineEpoch): Promise<readonly string[]> {
  const iterator = epoch.iterate({ start: 'a', end: 'z', reverse: false });
  const pairs = await iterator.next(10);
  await iterator.close();
  return pairs.map(([, value]) => value);
}

test('views of an epoch that is over see what the engine held when it ended', async () => {
  const engine = new MemoryEngine();
  await put(engine, 'old');
  const epoch = new EngineEpoch(engine);
  epoch.join();
  expect(epoch.get('k')).toBe('old');
  epoch.end();
  await put(engine, 'new');
  expect(epoch.get('k')).toBe('old');
  expect(await list(epoch)).toEqual(['old']);
});

test('a range keeps what it saw first, also when the epoch ends later', async () => {
  const engine = new MemoryEngine();
  await put(engine, 'old');
  const epoch = new EngineEpoch(engine);
  epoch.join();
  expect(await list(epoch)).toEqual(['old']);
  epoch.end();
  await put(engine, 'new');
  expect(await list(epoch)).toEqual(['old']);
});

test('the last view that leaves takes the snapshot with it', async () => {
  const engine = new MemoryEngine();
  let open = 0;
  const counting = {
    get: (key: string) => engine.get(key),
    write: engine.write.bind(engine),
    close: engine.close.bind(engine),
    snapshot: () => {
      open += 1;
      const snapshot = engine.snapshot();
      return {
        ...snapshot,
        close: () => {
          open -= 1;
        },
      };
    },
  };
  await put(engine, 'old');
  const epoch = new EngineEpoch(counting);
  epoch.end();
  expect(open).toBe(0);

  const used = new EngineEpoch(counting);
  used.join();
  used.join();
  used.end();
  expect(open).toBe(1);
  used.leave();
  expect(open).toBe(1);
  used.leave();
  expect(open).toBe(0);
});

test('joining an epoch that is over, and leaving once too often, are bugs', () => {
  const epoch = new EngineEpoch(new MemoryEngine());
  expect(() => {
    epoch.leave();
  }).toThrow('left its epoch twice');
  const over = new EngineEpoch(new MemoryEngine());
  over.end();
  expect(() => {
    over.join();
  }).toThrow('joins an epoch that is over');
});
