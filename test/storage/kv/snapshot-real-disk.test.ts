/** A snapshot from one LevelDB into another, with views of the old state open. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ViewEndedError } from '../../../storage/errors.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { openMachine } from '../../support/kv-fixture.ts';
import { openLevelHome } from '../../support/level-home.ts';
import {
  applyUpTo,
  contentsOf,
  metaOf,
  readAll,
  receive,
} from '../../support/machine-snapshots.ts';

const ALL = { database: 0, start: new Uint8Array(), end: Uint8Array.of(255), reverse: false };

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kvorum-snapshot-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function open(name: string): Promise<KvStateMachine> {
  return await openMachine(await openLevelHome(join(root, name)), immediateClock);
}

test('a snapshot goes from one LevelDB into another while both are used, and survives a restart', async () => {
  const sender = await open('sender');
  applyUpTo(sender, 3000, 2000);
  await sender.checkpoint();
  applyUpTo(sender, 3500, 2000);
  const expected = await contentsOf(sender);
  const source = sender.openSnapshot(metaOf(sender));
  applyUpTo(sender, 4000, 2000);
  await sender.checkpoint();

  const receiver = await open('receiver');
  applyUpTo(receiver, 3000, 2000);
  await receiver.checkpoint();
  const sink = await receiver.receiveSnapshot(source.meta);
  await receive(sink, await readAll(source));
  source.close();
  const view = receiver.openView();
  const scan = view.scan(ALL);
  await scan.next({ countMax: 10, bytesMax: 1000 });
  const reading = scan.next({ countMax: 1900, bytesMax: 1_000_000 }).then(
    () => undefined,
    (error: unknown) => error,
  );
  await sink.install();
  expect([undefined, ViewEndedError.name]).toContain(
    await reading.then((error) => (error instanceof Error ? error.name : error)),
  );
  await expect(scan.next({ countMax: 1, bytesMax: 1 })).rejects.toThrow(ViewEndedError);
  await scan.close();
  view.close();
  expect(await contentsOf(receiver)).toEqual(expected);
  applyUpTo(receiver, 4000, 2000);
  await receiver.close();
  expect(await readdir(join(root, 'receiver', 'staging'))).toEqual([]);

  const again = await open('receiver');
  expect(await contentsOf(again)).toEqual(await contentsOf(sender));
  await again.close();
  await sender.close();
});

test('receiving goes on after a restart, with what LevelDB has of it', async () => {
  const sender = await open('sender');
  applyUpTo(sender, 500);
  const source = sender.openSnapshot(metaOf(sender));
  const [header, records] = await readAll(source);
  if (header === undefined || records === undefined) throw new Error('too few chunks');
  let receiver = await open('receiver');
  let sink = await receiver.receiveSnapshot(source.meta);
  await sink.write(header);
  await receiver.close();
  receiver = await open('receiver');
  sink = await receiver.receiveSnapshot(source.meta);
  expect(sink.next).toBe(1);
  await sink.write(records);
  await receiver.close();
  receiver = await open('receiver');
  sink = await receiver.receiveSnapshot(source.meta);
  await receive(sink, await readAll(source));
  await receiver.close();
  receiver = await open('receiver');
  sink = await receiver.receiveSnapshot(source.meta);
  await sink.finish();
  await sink.install();
  expect(await contentsOf(receiver)).toEqual(await contentsOf(sender));
  source.close();
  await receiver.close();
  await sender.close();
});
