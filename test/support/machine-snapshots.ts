/** State machines with something in them, and snapshots that go from one to the other. */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { SimEngine } from '../../sim/disk/sim-engine.ts';
import { silentLogger } from '../../base/logger.ts';
import type {
  SnapshotChunk,
  SnapshotMeta,
  SnapshotSink,
  SnapshotSource,
} from '../../raft/index.ts';
import type { Disk } from '../../storage/disk/disk.ts';
import type { EngineHome } from '../../storage/engine/engine-home.ts';
import { Generations } from '../../storage/engine/generations.ts';
import type { KvStateMachine } from '../../storage/kv/state-machine.ts';
import { bytesValue, entryOf, atomic, setOf } from './kv-fixture.ts';
import { makeMembership } from './log-fixtures.ts';

export const STATE_DIRECTORY = '/node/state';

/** How the engines on a simulated disk are opened. */
export function simEngineOpener(disk: Disk): (path: string) => Promise<SimEngine> {
  return async (path) => await SimEngine.open({ directory: path, isBarrierOn: true }, disk);
}

export async function openSimHome(disk: Disk, directory = STATE_DIRECTORY): Promise<EngineHome> {
  const deps = { disk, openEngine: simEngineOpener(disk), logger: silentLogger };
  return await Generations.open({ directory }, deps);
}

/** Applies entries from the next index up to `last`; entry n sets the key [n % keyCount] to n, in two bytes. */
export function applyUpTo(machine: KvStateMachine, last: number, keyCount = 50): void {
  for (let index = machine.lastApplied + 1; index <= last; index += 1) {
    const value = bytesValue(index >> 8, index & 0xff);
    machine.apply([entryOf(index, atomic({ mutations: [setOf([index % keyCount], value)] }))]);
  }
}

/** What a snapshot of `machine` as it is now is called. */
export function metaOf(machine: KvStateMachine, id = 'sender-1-1'): SnapshotMeta {
  return metaAt({ index: machine.lastApplied, term: machine.lastAppliedTerm, id });
}

export function metaAt(place: {
  readonly index: number;
  readonly term?: number;
  readonly id?: string;
}): SnapshotMeta {
  const { index, term = 1, id = 'sender-1-1' } = place;
  return {
    id,
    last: { index: asLogIndex(index), term: asTerm(term) },
    membership: { index: asLogIndex(1), membership: makeMembership() },
  };
}

/** All chunks of a snapshot, in order. */
export async function readAll(source: SnapshotSource): Promise<readonly SnapshotChunk[]> {
  const chunks: SnapshotChunk[] = [];
  for (;;) {
    const chunk = await source.read(chunks.length);
    if (chunk === undefined) return chunks;
    chunks.push(chunk);
  }
}

/** Everything that is still wanted, and the proof that it is whole. */
export async function receive(sink: SnapshotSink, chunks: readonly SnapshotChunk[]): Promise<void> {
  for (const chunk of chunks.slice(sink.next)) await sink.write(chunk);
  await sink.finish();
}

/** All keys and values of the default database, as one line each. */
export async function contentsOf(machine: KvStateMachine): Promise<readonly string[]> {
  const view = machine.openView();
  const range = { database: 0, start: new Uint8Array(), end: Uint8Array.of(255), reverse: false };
  const scan = view.scan(range);
  const entries = await scan.next({ countMax: 1_000_000, bytesMax: Infinity });
  await scan.close();
  view.close();
  return entries.map(
    ({ key, record }) => `${Buffer.from(key, 'latin1').toString('hex')} ${record}`,
  );
}
