import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../base/logger.ts';
import type { Clock } from '../../../base/clock.ts';
import { asLogIndex, asTerm, asWallMs, asMonotonicMs } from '../../../base/brand.ts';
import { LevelEngine } from '../../../storage/engine/level-engine.ts';
import { KvStateMachine, stateMachineDefaults } from '../../../storage/kv/state-machine.ts';
import { encodeCommand } from '../../../storage/kv/command-codec.ts';

const clock: Clock = {
  monotonic: () => asMonotonicMs(0),
  wall: () => asWallMs(0),
  after: () => ({ cancel: () => undefined }),
  soon: (callback) => {
    setImmediate(callback);
  },
};

test('a put is read back before and after a checkpoint and a reopen', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kvorum-sm-'));
  const open = async () =>
    KvStateMachine.open(stateMachineDefaults, {
      engine: await LevelEngine.open({ path }, { clock }),
      clock,
      logger: silentLogger,
      onFatal: (e) => {
        throw e;
      },
    });
  let machine = await open();
  const key = Uint8Array.of(0x02, 0x61, 0x00);
  const command = encodeCommand({
    kind: 'atomic',
    database: 0,
    checks: [],
    mutations: [{ kind: 'set', key, value: { bytes: Uint8Array.of(1, 2), encoding: 'bytes' } }],
  });
  const [applied] = machine.apply([
    {
      index: asLogIndex(1),
      term: asTerm(1),
      kind: 'normal',
      stampedAt: asWallMs(5),
      command,
      crc: 0,
    },
  ]);
  expect(applied?.result?.kind).toBe('committed');
  const view = machine.openView();
  expect(machine.get(0, key)?.value.bytes).toEqual(Buffer.of(1, 2));
  const scan = view.scan({
    database: 0,
    start: Uint8Array.of(0),
    end: Uint8Array.of(0xff),
    reverse: false,
  });
  expect((await scan.next({ countMax: 10, bytesMax: 1000 })).length).toBe(1);
  await scan.close();
  view.close();
  await machine.checkpoint();
  expect(machine.get(0, key)?.value.bytes).toEqual(Buffer.of(1, 2));
  await machine.close();
  machine = await open();
  expect(machine.lastApplied).toBe(1);
  expect(machine.now).toBe(5);
  expect(machine.get(0, key)?.value.bytes).toEqual(Buffer.of(1, 2));
  await machine.close();
  rmSync(path, { recursive: true });
});
