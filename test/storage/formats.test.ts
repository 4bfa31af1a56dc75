/** docs/formats.md against the code, and files that earlier builds wrote against the code of today. */
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import { NodeDisk } from '../../storage/disk/node-disk.ts';
import { readFounding } from '../../storage/founding.ts';
import { logDirectory, openIdentity, stateDirectory } from '../../storage/identity.ts';
import { encodeKey } from '../../storage/kv/key-codec.ts';
import { sealChunk } from '../../storage/kv/snapshot-format.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';
import { openStores } from '../../storage/open-stores.ts';
import { stateMachineDefaults } from '../../storage/kv/state-machine.ts';
import { encodeExamples } from '../support/format-examples.ts';
import {
  COMPACTED,
  GOLDEN_KEYS,
  GOLDEN_NAME,
  goldenValue,
  writeGoldenNode,
} from '../support/golden-node.ts';
import { immediateClock } from '../support/immediate-clock.ts';
import { openMachine } from '../support/kv-fixture.ts';
import { openLevelHome } from '../support/level-home.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { applyUpTo, contentsOf, metaAt, metaOf, readAll } from '../support/machine-snapshots.ts';

const repository = join(import.meta.dirname, '../..');
const golden = join(import.meta.dirname, 'golden');

/** Named blocks of the document, as bytes. */
function readBlocks(document: string): ReadonlyMap<string, Uint8Array> {
  const blocks = document.matchAll(/^```(hex|text) ([\w-]+)\n(.*?)^```$/gms);
  return new Map(
    [...blocks].map(([, kind, name = '', body = '']) => {
      const digits = body.replaceAll(/;.*$/gm, '').replaceAll(/\s/g, '');
      return [name, kind === 'hex' ? Buffer.from(digits, 'hex') : Buffer.from(body)];
    }),
  );
}

test('every example in docs/formats.md is what the code writes, and each format has one', async () => {
  const blocks = readBlocks(await readFile(join(repository, 'docs/formats.md'), 'utf8'));
  const examples = await encodeExamples();
  expect([...blocks.keys()].toSorted()).toEqual([...examples.keys()].toSorted());
  for (const [name, bytes] of examples) {
    expect(`${name} ${Buffer.from(bytes).toString('hex')}`).toBe(
      `${name} ${Buffer.from(blocks.get(name) ?? []).toString('hex')}`,
    );
  }
});

test('a wrong digit in an example is noticed', () => {
  const blocks = readBlocks('```hex one\n00 01  ; two\nff\n```\n\n```text two\nline\n```\n');
  expect(blocks.get('one')).toEqual(Buffer.from([0, 1, 255]));
  expect(blocks.get('two')).toEqual(Buffer.from('line\n'));
});

describe('a data directory that an earlier build wrote', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kvorum-golden-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  test('starts as well as one that this build wrote, and has everything', async () => {
    const compacted = { firstIndex: COMPACTED + 1, lastApplied: 11 };
    await writeGoldenNode(directory);
    await checkNode(directory, compacted);
    const versions = (await readdir(golden)).filter((name) => /^v\d+$/.test(name));
    expect(versions).toEqual(['v1', 'v2']);
    for (const version of versions) {
      await rm(directory, { recursive: true });
      await cp(join(golden, version), directory, { recursive: true });
      if (version === 'v1') await removeOldState(directory);
      await checkNode(directory, version === 'v1' ? { firstIndex: 1, lastApplied: 0 } : compacted);
    }
  });

  test('gives a snapshot, byte for byte, as the one that an earlier build made', async () => {
    const machine = await openMachine(await openLevelHome(directory), immediateClock);
    applyUpTo(machine, 60);
    const chunks = await readAll(machine.openSnapshot(metaOf(machine)));
    await machine.close();
    const names = await readdir(join(golden, 'snapshot-1'));
    const stored = names.toSorted().map(async (name, number) => {
      const bytes = Uint8Array.from(await readFile(join(golden, 'snapshot-1', name)));
      return sealChunk(metaOf(machine).id, number, bytes);
    });
    expect(await Promise.all(stored)).toEqual(chunks);
  });

  test('receives a snapshot that an earlier build made', async () => {
    const machine = await openMachine(await openLevelHome(directory), immediateClock);
    const sink = await machine.receiveSnapshot(metaAt({ index: 60 }));
    for (const name of (await readdir(join(golden, 'snapshot-1'))).toSorted()) {
      const bytes = await readFile(join(golden, 'snapshot-1', name));
      await sink.write(sealChunk(sink.meta.id, sink.next, bytes));
    }
    await sink.finish();
    await sink.install();
    const expected = await openMachine(new MemoryEngine(), immediateClock);
    applyUpTo(expected, 60);
    expect(await contentsOf(machine)).toEqual(await contentsOf(expected));
    await machine.close();
  });
});

/** Builds before the first release kept one state only: they say what to do, and that is done here. */
async function removeOldState(directory: string): Promise<void> {
  const state = stateDirectory(directory);
  await expect(openLevelHome(stateDirectory(directory))).rejects.toThrow(
    `Remove the directory ${state} (not the log)`,
  );
  await rm(state, { recursive: true });
}

/** Starts the golden node in the order in which a node starts, and checks all that it holds. */
async function checkNode(
  directory: string,
  expected: { readonly firstIndex: number; readonly lastApplied: number },
): Promise<void> {
  const disk = new NodeDisk();
  const home = await openLevelHome(stateDirectory(directory));
  expect((await readdir(directory)).toSorted()).toEqual(['founding', 'identity', 'state', 'wal']);
  const deps = { disk, clock: immediateClock, random: seededRandom(1) };
  const identity = await openIdentity({ directory, name: GOLDEN_NAME }, deps);
  const founding = await readFounding(directory, { disk });
  expect(identity.clusterId).toBe(founding?.clusterId);
  const { clusterId, nodeId, incarnation } = identity;
  if (clusterId === undefined) throw new Error('no cluster');

  const { log, stateMachine } = await openStores(
    {
      logDirectory: logDirectory(directory),
      clusterId,
      nodeId,
      incarnation,
      stateMachine: stateMachineDefaults,
    },
    {
      home,
      disk,
      clock: immediateClock,
      logger: silentLogger,
      onFatal: () => undefined,
    },
  );
  const { firstIndex, lastApplied } = expected;
  const found = [log.firstIndex, log.lastIndex, stateMachine.lastApplied];
  expect(found).toEqual([firstIndex, 21, lastApplied]);
  expect(log.stored.memberships.map(({ membership }) => membership)).toEqual([
    founding?.membership,
  ]);
  const start = asLogIndex(stateMachine.lastApplied + 1);
  const end = asLogIndex(log.lastIndex + 1);
  stateMachine.apply(log.entries({ start, end, bytesMax: Infinity }));
  for (const number of GOLDEN_KEYS) {
    const entry = stateMachine.get(0, encodeKey(['golden', number]));
    const { bytes, encoding } = goldenValue(number);
    expect(entry?.value.encoding).toBe(encoding);
    expect(entry && Uint8Array.from(entry.value.bytes)).toEqual(bytes);
  }
  await log.close();
  await stateMachine.close();
}
