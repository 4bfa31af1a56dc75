/**
 * Identity, log and state machine together, in the order in which a node starts them, through crashes at every
 * operation of the disk: everything that was acknowledged is there, log and state fit, and the state is what the
 * whole log gives.
 */
import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { MemoryEngineContents } from '../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';
import { adoptCluster, logDirectory, openIdentity } from '../../storage/identity.ts';
import { encodeCommand } from '../../storage/kv/command-codec.ts';
import { encodeKey } from '../../storage/kv/key-codec.ts';
import type { KvStateMachine } from '../../storage/kv/state-machine.ts';
import { stateMachineDefaults } from '../../storage/kv/state-machine.ts';
import { openStores } from '../../storage/open-stores.ts';
import type { Wal } from '../../storage/wal/wal.ts';
import { immediateClock } from '../support/immediate-clock.ts';
import { atomic, bytesValue, homeOf, openMachine, setOf } from '../support/kv-fixture.ts';
import {
  CLUSTER_ID,
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeWrite,
} from '../support/log-fixtures.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';

const DIRECTORY = '/node';
const KEYS = 4;

/** What survives a crash, and what clients were told. */
class Node {
  readonly disk: SimDisk;
  readonly contents: MemoryEngineContents = { current: new Map() };
  /** Highest index whose write was acknowledged. */
  acknowledged = 1;
  readonly #appliesEarly: boolean;
  readonly #random;

  constructor(seed: number, options: { readonly appliesEarly: boolean }) {
    this.disk = new SimDisk(seed);
    this.#appliesEarly = options.appliesEarly;
    this.#random = seededRandom(seed);
  }

  /** Starts as cmd/compose.ts does, and brings the state up to the end of the log. */
  async start(): Promise<{ readonly log: Wal; readonly machine: KvStateMachine }> {
    const { disk } = this;
    const deps = { disk, clock: immediateClock, random: seededRandom(1) };
    let identity = await openIdentity({ directory: DIRECTORY, name: 'n1' }, deps);
    if (identity.clusterId === undefined) {
      const first = makeFirstEntry();
      const options = { directory: DIRECTORY, identity, clusterId: CLUSTER_ID, first };
      identity = await adoptCluster(options, { disk });
    }
    const { nodeId, incarnation } = identity;
    const { log, stateMachine: machine } = await openStores(
      {
        logDirectory: logDirectory(DIRECTORY),
        clusterId: CLUSTER_ID,
        nodeId,
        incarnation,
        stateMachine: stateMachineDefaults,
        segmentBytes: 1024,
      },
      {
        home: homeOf(new MemoryEngine(this.contents)),
        disk,
        clock: new StandingClock(),
        logger: silentLogger,
        onFatal: () => undefined,
      },
    );
    applyUpTo(machine, log, log.lastIndex);
    return { log, machine };
  }

  /** Two starts with a few writes each. */
  async live(): Promise<void> {
    for (let session = 0; session < 2; session += 1) {
      const { log, machine } = await this.start();
      for (let count = 0; count < 5; count += 1) {
        await this.#write(log, machine);
        if (this.#random.next() < 0.4) await machine.checkpoint();
      }
      await log.close();
      await machine.close();
    }
  }

  async #write(log: Wal, machine: KvStateMachine): Promise<void> {
    const index = log.lastIndex + 1;
    const mutations = [setOf([index % KEYS], bytesValue(index))];
    const entry = makeEntry({ index, command: encodeCommand(atomic({ mutations })) });
    const hardState = makeHardState(1, index);
    const appending = log.append(makeWrite(index, [entry], { hardState }));
    if (this.#appliesEarly) {
      machine.apply([entry]);
      await machine.checkpoint();
      await appending;
    } else {
      await appending;
      machine.apply([entry]);
    }
    this.acknowledged = index;
  }
}

function applyUpTo(machine: KvStateMachine, log: Wal, last: number): void {
  const start = asLogIndex(machine.lastApplied + 1);
  machine.apply(log.entries({ start, end: asLogIndex(last + 1), bytesMax: Infinity }));
}

/** All keys, each with the byte that was stored last. */
function contentsOf(machine: KvStateMachine): readonly (number | undefined)[] {
  return Array.from({ length: KEYS }, (_, key) => machine.get(0, encodeKey([key]))?.value.bytes[0]);
}

/** What is wrong with a node after a crash; undefined if nothing is. */
async function findProblem(node: Node): Promise<string | undefined> {
  const { log, machine } = await node.start();
  if (log.lastIndex < node.acknowledged) return `the log ends at ${log.lastIndex}`;
  const replayed = await openMachine(new MemoryEngine(), new StandingClock());
  applyUpTo(replayed, log, log.lastIndex);
  const found = JSON.stringify(contentsOf(machine));
  const expected = JSON.stringify(contentsOf(replayed));
  return found === expected ? undefined : `${found} instead of ${expected}`;
}

async function sweep(options: {
  readonly seed: number;
  readonly appliesEarly: boolean;
}): Promise<{ readonly problems: readonly string[]; readonly cuts: number }> {
  const problems: string[] = [];
  for (let n = 1; ; n += 1) {
    const node = new Node(options.seed, options);
    node.disk.crashAtNth(n);
    const isCut = await node.live().then(
      () => false,
      () => true,
    );
    if (!isCut) return { problems, cuts: n - 1 };
    node.disk.crash(n % 3 === 0 ? 'process crash' : 'power loss', n);
    const problem = await findProblem(node).catch((error: unknown) => String(error));
    if (problem !== undefined) problems.push(`operation ${n}: ${problem}`);
  }
}

describe('a node that crashes at any operation of its disk', () => {
  test.each([1, 2, 3])('has log and state that fit, seed %i', async (seed) => {
    const { problems, cuts } = await sweep({ seed, appliesEarly: false });
    expect(problems).toEqual([]);
    expect(cuts).toBeGreaterThan(40);
  });

  test('is refused if it had applied what its log did not have yet (rule P-7)', async () => {
    const { problems } = await sweep({ seed: 1, appliesEarly: true });
    expect(problems.join('\n')).toContain('the log lost entries');
  });
});
