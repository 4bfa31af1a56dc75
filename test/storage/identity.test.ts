import { describe, expect, test } from 'vitest';
import { asClusterId } from '../../base/brand.ts';
import type { ClusterId } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Disk } from '../../storage/disk/disk.ts';
import { CorruptionError, WrongOwnerError } from '../../storage/errors.ts';
import { adoptCluster, logDirectory, openIdentity } from '../../storage/identity.ts';
import type { Identity } from '../../storage/identity.ts';
import { Wal } from '../../storage/wal/wal.ts';
import { forgetful, honest } from '../support/faulty-disks.ts';
import type { OnDisk } from '../support/faulty-disks.ts';
import { CLUSTER_ID, StandingClock, makeEntry, makeFirstEntry } from '../support/log-fixtures.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';
import type { Crash } from '../../sim/disk/sim-disk.ts';

const DIRECTORY = '/node';
const PATH = '/node/identity';
const OTHER_CLUSTER = asClusterId('f'.repeat(32));

/** A start of the node n1, up to the point at which it knows who it is. */
async function start(disk: Disk, seed = 1): Promise<Identity> {
  const deps = { disk, clock: new StandingClock(), random: seededRandom(seed) };
  return await openIdentity({ directory: DIRECTORY, name: 'n1' }, deps);
}

async function adopt(
  disk: Disk,
  identity: Identity,
  clusterId: ClusterId = CLUSTER_ID,
): Promise<Identity> {
  const options = { directory: DIRECTORY, identity, clusterId, first: makeFirstEntry() };
  return await adoptCluster(options, { disk });
}

/** Opens the log as a start does after the node was adopted; gives its last index. */
async function useLog(disk: Disk, { nodeId, incarnation }: Identity): Promise<number> {
  const directory = logDirectory(DIRECTORY);
  const options = { directory, clusterId: CLUSTER_ID, nodeId, incarnation, segmentBytes: 1024 };
  const deps = { disk, clock: new StandingClock(), logger: silentLogger };
  const log = await Wal.open(options, deps);
  await log.close();
  return log.lastIndex;
}

/** A disk on which n1 was adopted and started `starts` times. */
async function usedDisk(starts: number): Promise<SimDisk> {
  const disk = new SimDisk(1);
  for (let count = 0; count < starts; count += 1) {
    const identity = await start(disk);
    await useLog(disk, identity.clusterId === undefined ? await adopt(disk, identity) : identity);
  }
  return disk;
}

/** Paths of the files of the log. */
function logPaths(disk: SimDisk): readonly string[] {
  return disk.paths().filter((path) => path.startsWith(logDirectory(DIRECTORY)));
}

function textOf(disk: SimDisk, path: string): string {
  return new TextDecoder().decode(disk.contents(path));
}

describe('an identity', () => {
  test('is made in an empty directory, kept, and counts the starts', async () => {
    const disk = new SimDisk(1);
    const first = await start(disk);
    expect(first).toMatchObject({ name: 'n1', clusterId: undefined, incarnation: 1 });
    const second = await start(disk, 2);
    expect(second).toEqual({ ...first, incarnation: 2 });
  });

  test('differs with the randomness it is drawn from', async () => {
    const ids = new Set<string>();
    for (let seed = 1; seed <= 100; seed += 1) {
      ids.add((await start(new SimDisk(1), seed)).nodeId);
    }
    expect(ids.size).toBe(100);
  });

  test('belongs to a cluster from its adoption on, which may be repeated', async () => {
    const disk = new SimDisk(1);
    const adopted = await adopt(disk, await start(disk));
    expect(adopted.clusterId).toBe(CLUSTER_ID);
    expect(await adopt(disk, adopted)).toEqual(adopted);
    expect((await start(disk)).clusterId).toBe(CLUSTER_ID);
    expect(await useLog(disk, adopted)).toBe(1);
  });

  test('refuses a first entry that is no membership, and stays without a cluster', async () => {
    const disk = new SimDisk(1);
    const identity = await start(disk);
    const first = makeEntry({ index: 1 });
    await expect(
      adoptCluster({ directory: DIRECTORY, identity, clusterId: CLUSTER_ID, first }, { disk }),
    ).rejects.toMatchObject({ name: 'InvariantError' });
    expect((await start(disk)).clusterId).toBeUndefined();
  });
});

/** What a process got to know before it crashed. */
type Witness = { readonly identities: Identity[] };

/** Three starts; the node is adopted in the first that gets that far. */
async function live(disk: Disk, witness: Witness): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    // Another seed each time: an id that was told to others must not be drawn anew.
    let identity = await start(disk, witness.identities.length + 1);
    witness.identities.push(identity);
    if (identity.clusterId === undefined) {
      identity = await adopt(disk, identity);
      witness.identities.push(identity);
    }
    await useLog(disk, identity);
  }
}

/** What is wrong with a node after a crash; undefined if nothing is. */
async function findProblem(disk: Disk, witness: Witness): Promise<string | undefined> {
  const last = witness.identities.at(-1);
  const found = await start(disk, 99);
  if (last !== undefined && found.nodeId !== last.nodeId) return 'another node id';
  if (last !== undefined && found.incarnation <= last.incarnation) return 'a repeated start number';
  if (last?.clusterId !== undefined && found.clusterId === undefined) return 'its cluster is lost';
  const whole = found.clusterId === undefined ? await adopt(disk, found) : found;
  const lastIndex = await useLog(disk, whole);
  return lastIndex === 1 ? undefined : `a log of ${lastIndex} entries`;
}

/** Crashes at every operation of a life; gives what was wrong afterwards, and the number of crashes. */
async function sweep(
  onDisk: OnDisk,
  arm: (disk: SimDisk, n: number) => void,
  crash: Crash,
): Promise<{ readonly problems: readonly string[]; readonly cuts: number }> {
  const problems: string[] = [];
  for (let n = 1; ; n += 1) {
    const disk = new SimDisk(n);
    const witness: Witness = { identities: [] };
    arm(disk, n);
    const isCut = await live(onDisk(disk), witness).then(
      () => false,
      () => true,
    );
    if (!isCut) return { problems, cuts: n - 1 };
    disk.crash(crash, n);
    try {
      const problem = await findProblem(onDisk(disk), witness);
      if (problem !== undefined) problems.push(`operation ${n}: ${problem}`);
    } catch (error) {
      problems.push(`operation ${n}: ${String(error)}`);
    }
  }
}

describe('wherever a node crashes on its way into a cluster, it has none or is whole', () => {
  test.each(['process crash', 'power loss'] as const)('%s', async (crash) => {
    const { problems, cuts } = await sweep(honest, (disk, n) => disk.crashAtNth(n), crash);
    expect(problems).toEqual([]);
    expect(cuts).toBeGreaterThan(30);
  });

  test.each(['I/O error', 'no space', 'short write', 'failed sync'] as const)(
    '%s',
    async (fault) => {
      const arm = (disk: SimDisk, n: number): void => disk.failNth(n, fault);
      for (const crash of ['process crash', 'power loss'] as const) {
        const { problems, cuts } = await sweep(honest, arm, crash);
        expect(problems).toEqual([]);
        expect(cuts).toBeGreaterThan(30);
      }
    },
  );

  test('a disk that does not sync its names is caught', async () => {
    const { problems } = await sweep(forgetful, (disk, n) => disk.crashAtNth(n), 'power loss');
    expect(problems.join('\n')).toMatch(/another node id|repeated start|is lost|is missing/);
  });
});

/** With what a start is refused; it must not change anything. */
async function refusalOf(disk: SimDisk): Promise<string> {
  const before = disk.operationCount;
  const refusal = await start(disk).then(
    () => 'none',
    (error: unknown) => String(error),
  );
  expect(disk.operationCount).toBe(before);
  return refusal;
}

describe('a data directory that is not what it should be', () => {
  test('is refused to a node of another name', async () => {
    const disk = await usedDisk(1);
    const deps = { disk, clock: new StandingClock(), random: seededRandom(1) };
    const opening = openIdentity({ directory: DIRECTORY, name: 'n2' }, deps);
    await expect(opening).rejects.toThrow(WrongOwnerError);
    await expect(opening).rejects.toThrow('belongs to the node named n1');
  });

  test('is refused to another cluster', async () => {
    const disk = await usedDisk(1);
    const adopting = adopt(disk, await start(disk), OTHER_CLUSTER);
    await expect(adopting).rejects.toThrow(WrongOwnerError);
    await expect(adopting).rejects.toThrow(`belongs to cluster ${CLUSTER_ID}`);
  });

  test('is refused if the identity is missing beside a log', async () => {
    const disk = await usedDisk(1);
    disk.take(PATH);
    expect(await refusalOf(disk)).toMatch(
      /^CorruptionError.*(?:identity is missing.*Restore the file)/,
    );
  });

  test('is refused if any bit of the identity is flipped', async () => {
    const disk = await usedDisk(1);
    const bits = 8 * (disk.contents(PATH) ?? new Uint8Array()).length;
    for (let bit = 0; bit < bits; bit += 1) {
      disk.flipBit(PATH, bit);
      expect(await refusalOf(disk)).toMatch(/^CorruptionError.*(?:is damaged|has a format that)/);
      disk.flipBit(PATH, bit);
    }
  });

  test('is refused if the identity is of a later format', async () => {
    const disk = await usedDisk(1);
    const later = textOf(disk, PATH).replace('kvorum identity 1', 'kvorum identity 2');
    disk.place(PATH, new TextEncoder().encode(later));
    expect(await refusalOf(disk)).toMatch(/^CorruptionError.*(?:Start the node with the version)/);
  });

  test('is refused if the identity is from before the adoption, and the log stays', async () => {
    const disk = await usedDisk(0);
    const identity = await start(disk);
    const old = disk.contents(PATH) ?? new Uint8Array();
    await useLog(disk, await adopt(disk, identity));
    const paths = disk.paths();
    disk.place(PATH, old);
    expect(await refusalOf(disk)).toMatch(/^CorruptionError.*(?:is older than the log)/);
    await expect(adopt(disk, identity)).rejects.toThrow(CorruptionError);
    expect(disk.paths()).toEqual(paths);
  });

  test('is refused if the identity is from an earlier start than the log', async () => {
    const disk = await usedDisk(2);
    const old = disk.contents(PATH) ?? new Uint8Array();
    const identity = await start(disk);
    await useLog(disk, identity);
    disk.place(PATH, old);
    expect(await refusalOf(disk)).toMatch(/^CorruptionError.*(?:Put back the newest one)/);
  });

  test('is refused if the log of a member is missing', async () => {
    const disk = await usedDisk(2);
    for (const path of logPaths(disk)) disk.take(path);
    const identity = await start(disk);
    await expect(useLog(disk, identity)).rejects.toThrow('the log of this node is missing');
  });

  test('is refused if the log is that of another node', async () => {
    const disk = await usedDisk(2);
    const other = new SimDisk(1);
    await useLog(other, await adopt(other, await start(other, 7)));
    for (const path of logPaths(disk)) disk.take(path);
    for (const path of logPaths(other)) {
      disk.place(path, other.contents(path) ?? new Uint8Array());
    }
    const identity = await start(disk);
    await expect(useLog(disk, identity)).rejects.toThrow(WrongOwnerError);
  });

  test('an unreadable identity is an error of the disk, not a new node', async () => {
    const disk = await usedDisk(1);
    disk.failNthRead(1);
    expect(await refusalOf(disk)).toMatch(/^IoError.*(?:cannot read)/);
  });
});
