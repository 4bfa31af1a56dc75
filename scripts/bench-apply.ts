/**
 * What the state machine costs on this machine, on a real LevelDB in a temporary directory: CPU per applied
 * put with and without a session, look-ups and lists with many keys, memory, reopening, the longest stretch without giving way, and the two
 * ways to make effects durable side by side (docs/decisions/0001-overlay-instead-of-unsynced-batches.md).
 *
 *     npm run build && node --expose-gc dist/scripts/bench-apply.js [keys]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { ClassicLevel } from 'classic-level';
import { asLogIndex, asMonotonicMs, asTerm, asWallMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { silentLogger } from '../base/logger.ts';
import type { Entry } from '../raft/core/types.ts';
import type { Command } from '../storage/index.ts';
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
/** Entries that one apply call gets under load, and log batches of it per second. */
const batchCount = 32;

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

const nextTurn = async (): Promise<void> => {
  await new Promise<void>((resolve) => clock.soon(resolve));
};

/** A key of about 100 bytes, in an order that is spread over the key-space. */
function keyOf(number: number): Uint8Array {
  const spread = Math.imul(number, 0x9e_37_79_b1) >>> 0;
  return encodeKey(['bench', spread, 'k'.repeat(77)]);
}

function entryOf(index: number, key: Uint8Array, session?: SessionRequest): Entry {
  const value = { bytes: new Uint8Array(100).fill(index), encoding: 'bytes' } as const;
  return entryWith(index, {
    kind: 'atomic',
    database: 0,
    checks: [],
    mutations: [{ kind: 'set', key, value }],
    ...(session !== undefined && { session }),
  });
}

type SessionRequest = { readonly id: number; readonly seq: number; readonly ackedUpTo: number };

function entryWith(index: number, command: Command): Entry {
  return {
    index: asLogIndex(index),
    term: asTerm(1),
    kind: 'normal',
    stampedAt: asWallMs(index),
    command: encodeCommand(command),
    crc: 0,
  };
}

async function open(path: string): Promise<KvStateMachine> {
  const openEngine = async (directory: string): Promise<LevelEngine> =>
    await LevelEngine.open({ path: directory }, { clock });
  const disk = new NodeDisk();
  const home = await Generations.open(
    { directory: path },
    { disk, openEngine, logger: silentLogger },
  );
  return await KvStateMachine.open(stateMachineDefaults, {
    home,
    clock,
    logger: silentLogger,
    onFatal: (error) => {
      throw error;
    },
  });
}

function report(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(56)} ${value.toFixed(2).padStart(10)} ${unit}\n`);
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function residentMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

async function applyAll(machine: KvStateMachine, entries: readonly Entry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += batchCount) {
    while (machine.isFull) await machine.whenRoom();
    machine.apply(entries.slice(start, start + batchCount));
    await nextTurn();
  }
}

/** Puts of 100 bytes, `count` at a time, until `total` are in. */
async function fill(machine: KvStateMachine, total: number): Promise<void> {
  const slice = 20_000;
  let spent = 0;
  for (let first = 1; first <= total; first += slice) {
    const count = Math.min(slice, total - first + 1);
    const entries = Array.from({ length: count }, (_, offset) =>
      entryOf(first + offset, keyOf(first + offset)),
    );
    const before = cpuUs();
    await applyAll(machine, entries);
    spent += cpuUs() - before;
  }
  const before = cpuUs();
  await machine.checkpoint();
  report(
    'apply of a put, checkpoints and compaction included, CPU',
    (spent + cpuUs() - before) / total,
    'us',
  );
}

function timeGets(machine: KvStateMachine, what: string, keys: readonly Uint8Array[]): void {
  const before = performance.now();
  for (const key of keys) {
    if (machine.get(0, key) === undefined) throw new Error('a key is missing');
  }
  report(what, ((performance.now() - before) * 1000) / keys.length, 'us');
}

async function timeLists(machine: KvStateMachine, what: string): Promise<void> {
  const rounds = 2000;
  const beforeCpu = cpuUs();
  const before = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const view = machine.openView();
    const start = keyOf(1 + ((round * 7919) % keyCount));
    const scan = view.scan({ database: 0, start, end: Uint8Array.of(255), reverse: false });
    await scan.next({ countMax: 100, bytesMax: 1 << 20 });
    await scan.close();
    view.close();
  }
  report(`list of 100, ${what}, time`, ((performance.now() - before) * 1000) / rounds, 'us');
  report(`list of 100, ${what}, CPU`, (cpuUs() - beforeCpu) / rounds, 'us');
}

async function measureMachine(path: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let machine = await open(path);
  await fill(machine, keyCount);
  delay.disable();
  report('longest event loop delay while filling', delay.max / 1e6, 'ms');
  report('resident after filling', residentMiB(), 'MiB');
  const random = Array.from({ length: 50_000 }, (_, number) =>
    keyOf(1 + ((number * 7919) % keyCount)),
  );
  timeGets(machine, 'get from LevelDB, first time', random);
  timeGets(machine, 'get from LevelDB, again', random);
  await timeLists(machine, 'empty overlay');
  const hot = Array.from({ length: 5000 }, (_, number) => keyOf(number + 1));
  machine.apply(hot.map((key, offset) => entryOf(machine.lastApplied + 1 + offset, key)));
  timeGets(machine, 'get from the overlay', hot);
  await timeLists(machine, 'overlay of 5000');
  report('resident after reading', residentMiB(), 'MiB');
  await machine.close();
  const before = performance.now();
  machine = await open(path);
  report('reopen', performance.now() - before, 'ms');
  await machine.close();
}

/** Rounds of `count` puts, each visible when it returns and durable some time later. */
async function compareSchemes(folder: string, count: number): Promise<void> {
  const rounds = 1500;
  const total = rounds * count;
  const entries = Array.from({ length: total }, (_, number) => entryOf(number + 1, keyOf(number)));

  const machine = await open(join(folder, `overlay-${count}`));
  let before = cpuUs();
  for (let round = 0; round < rounds; round += 1) {
    machine.apply(entries.slice(round * count, (round + 1) * count));
    await nextTurn();
  }
  await machine.checkpoint();
  report(`overlay, ${count} puts an apply, CPU per apply`, (cpuUs() - before) / rounds, 'us');
  await machine.close();

  const level = new ClassicLevel<Uint8Array, Uint8Array>(join(folder, `marker-${count}`), {
    keyEncoding: 'view',
    valueEncoding: 'view',
    compression: false,
  });
  await level.open();
  const marker = new TextEncoder().encode('marker');
  before = cpuUs();
  for (let round = 0; round < rounds; round += 1) {
    const batch = level.batch();
    for (const { command } of entries.slice(round * count, (round + 1) * count)) {
      // The command holds the key and the value: the same bytes to write, without the work of applying.
      batch.put(command.subarray(0, 110), command.subarray(110));
    }
    await batch.write({ sync: false });
    await level.put(marker, marker, { sync: true });
  }
  report(
    `batch and marker, ${count} puts an apply, CPU per apply`,
    (cpuUs() - before) / rounds,
    'us',
  );
  await level.close();
}

/** Puts of 100 bytes by `clients` in turn, each with `outstanding` requests whose answers it has not acknowledged. */
async function measureSessions(
  path: string,
  load: { readonly clients: number; readonly outstanding: number },
): Promise<void> {
  const { clients, outstanding } = load;
  const total = 100_000;
  const machine = await open(path);
  const opens = Array.from({ length: clients }, (_, at) =>
    entryWith(at + 1, { kind: 'openSession', ttlMs: 1e9 }),
  );
  await applyAll(machine, opens);
  const entries = Array.from({ length: total }, (_, at) => {
    const seq = Math.floor(at / clients) + 1;
    const ackedUpTo = Math.max(0, seq - outstanding);
    const session = { id: (at % clients) + 1, seq, ackedUpTo };
    return entryOf(clients + at + 1, keyOf(at), outstanding === 0 ? undefined : session);
  });
  const before = cpuUs();
  await applyAll(machine, entries);
  await machine.checkpoint();
  const what =
    outstanding === 0 ? 'no session' : `${clients} sessions, ${outstanding} outstanding each`;
  report(`apply of a put, ${what}, CPU`, (cpuUs() - before) / total, 'us');
  await machine.close();
}

const folder = mkdtempSync(join(tmpdir(), 'kvorum-bench-'));
try {
  for (const count of [1, 10, 100]) await compareSchemes(folder, count);
  for (const [at, outstanding] of [0, 1, 8, 64].entries()) {
    await measureSessions(join(folder, `sessions-${at}`), { clients: 100, outstanding });
  }
  await measureMachine(join(folder, 'state'));
} finally {
  rmSync(folder, { recursive: true });
}
