/**
 * What a snapshot costs on this machine: a state of many keys is read out of one LevelDB chunk by chunk, and
 * received into another, verified and installed.
 *
 *     npm run build && node --expose-gc dist/scripts/bench-snapshot.js [keys]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { asLogIndex, asMonotonicMs, asNodeId, asTerm, asWallMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { silentLogger } from '../base/logger.ts';
import type { Entry, SnapshotMeta } from '../raft/index.ts';
import {
  encodeCommand,
  encodeKey,
  Generations,
  KvStateMachine,
  LevelEngine,
  NodeDisk,
  stateMachineDefaults,
} from '../storage/index.ts';

const keyCount = Number(process.argv[2] ?? 1_000_000);
/** Keys that one entry of the log sets. */
const keysPerEntry = 100;

const clock: Clock = {
  monotonic: () => asMonotonicMs(performance.now()),
  wall: () => asWallMs(Date.now()),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return {
      cancel: () => {
        clearTimeout(timer);
      },
    };
  },
  soon: (callback) => {
    setImmediate(callback);
  },
};

async function open(directory: string): Promise<KvStateMachine> {
  const openEngine = async (path: string): Promise<LevelEngine> =>
    await LevelEngine.open({ path }, { clock });
  const deps = { disk: new NodeDisk(), openEngine, logger: silentLogger };
  const home = await Generations.open({ directory }, deps);
  return await KvStateMachine.open(stateMachineDefaults, {
    home,
    clock,
    logger: silentLogger,
    onFatal: (error) => {
      throw error;
    },
  });
}

/** An entry that sets `keysPerEntry` keys, each with 100 bytes. */
function entryOf(index: number): Entry {
  const mutations = Array.from({ length: keysPerEntry }, (_, at) => {
    const number = index * keysPerEntry + at;
    const spread = Math.imul(number, 0x9e_37_79_b1) >>> 0;
    const value = { bytes: new Uint8Array(100).fill(number), encoding: 'bytes' } as const;
    return { kind: 'set', key: encodeKey(['bench', spread]), value } as const;
  });
  return {
    index: asLogIndex(index),
    term: asTerm(1),
    kind: 'normal',
    stampedAt: asWallMs(index),
    command: encodeCommand({ kind: 'atomic', database: 0, checks: [], mutations }),
    crc: 0,
  };
}

async function fill(machine: KvStateMachine): Promise<void> {
  for (let index = 1; index <= keyCount / keysPerEntry; index += 1) {
    while (machine.isFull) await machine.whenRoom();
    machine.apply([entryOf(index)]);
    await new Promise<void>((resolve) => clock.soon(resolve));
  }
}

function metaOf(machine: KvStateMachine): SnapshotMeta {
  const node = asNodeId('00000000000000a1');
  const member = { name: 'n1', peerAddress: '127.0.0.1:1', grpcAddress: '127.0.0.1:2' };
  return {
    id: 'bench-1-1',
    last: { index: machine.lastApplied, term: machine.lastAppliedTerm },
    membership: {
      index: asLogIndex(1),
      membership: { voters: [node], learners: [], members: new Map([[node, member]]) },
    },
  };
}

/** Memory of the process itself: pages of LevelDB's mapped tables are the system's to take back. */
function ownMiB(): number {
  const kib = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kib) / 1024;
}

function report(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(56)} ${value.toFixed(2).padStart(10)} ${unit}\n`);
}

/** Seconds that `work` takes, reported with the growth of memory and the longest time it did not give way. */
async function measure(what: string, work: () => Promise<void>): Promise<void> {
  globalThis.gc?.();
  const before = ownMiB();
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, ownMiB());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  await work();
  report(`${what}, time`, (performance.now() - startedAt) / 1000, 's');
  delay.disable();
  clearInterval(sampler);
  report(`${what}, growth of memory`, peak - before, 'MiB');
  report(`${what}, longest event loop delay`, delay.max / 1e6, 'ms');
}

async function main(folder: string): Promise<void> {
  const source = await open(join(folder, 'source'));
  await fill(source);
  await measure('reading', async () => {
    const snapshot = source.openSnapshot(metaOf(source));
    let bytes = 0;
    for (let number = 0; ; number += 1) {
      const chunk = await snapshot.read(number);
      if (chunk === undefined) break;
      bytes += chunk.bytes.length;
    }
    snapshot.close();
    report('size of the snapshot', bytes / 2 ** 20, 'MiB');
  });
  const target = await open(join(folder, 'target'));
  await measure('reading and receiving', async () => {
    const snapshot = source.openSnapshot(metaOf(source));
    const sink = await target.receiveSnapshot(snapshot.meta);
    for (;;) {
      const chunk = await snapshot.read(sink.next);
      if (chunk === undefined) break;
      await sink.write(chunk);
    }
    snapshot.close();
    const startedAt = performance.now();
    await sink.finish();
    report('of that, verifying and syncing', (performance.now() - startedAt) / 1000, 's');
    await sink.install();
  });
  if (target.lastApplied !== source.lastApplied) throw new Error('not the same state');
  await source.close();
  await target.close();
}

const folder = mkdtempSync(join(tmpdir(), 'kvorum-bench-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true });
}
