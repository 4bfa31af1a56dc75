/**
 * Runs a workload on a log again and again, with one crash or fault at another operation each time, and lists what
 * broke a promise. Sound logs give an empty list; each planted fault must give some.
 */
import { LogLife } from './log-workload.ts';
import type { LogUnderTest } from './log-workload.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';
import type { Crash, Fault } from '../../sim/disk/sim-disk.ts';

/** More operations than any workload here has. */
const OPERATIONS_MAX = 1000;

export type Sweep = {
  /** Empty if every promise was kept. Each names the seed and the operation. */
  readonly violations: readonly string[];
  /** Number of runs that were cut short. */
  readonly cuts: number;
};

/**
 * Crashes at every operation of the workload. Then the log is opened (with up to three more crashes on the
 * way), loses power at once, is opened again, used, and opened a last time.
 */
export async function sweepCrashes(
  subject: LogUnderTest,
  options: { readonly seed: number; readonly crash: Crash },
): Promise<Sweep> {
  const { seed, crash } = options;
  return await sweep(subject, seed, (disk, n) => {
    disk.crashAtNth(n);
    return async (life) => {
      disk.crash(crash, seed + n);
      for (let more = 1; more <= n % 4; more += 1) {
        disk.crashAtNth(1 + ((n + 3 * more) % 11));
        await outcomeOf(openAndCheck(life, { isLast: false }));
        disk.crash(more % 2 === 0 ? 'process crash' : 'power loss', seed + n + more);
      }
    };
  });
}

/**
 * Lets every operation of the workload fail once. The process then stops, and starts again on a machine that went
 * on; that is when pages that are clean but not durable matter. What follows is as for crashes.
 */
export async function sweepFaults(
  subject: LogUnderTest,
  options: { readonly seed: number; readonly fault: Fault },
): Promise<Sweep> {
  const { seed, fault } = options;
  return await sweep(subject, seed, (disk, n) => {
    disk.failNth(n, fault);
    return async () => {
      disk.crash(n % 2 === 0 ? 'process crash' : 'power loss', seed + n);
      await Promise.resolve();
    };
  });
}

/** Arms one fault on a new disk; what it gives brings the machine to the state in which the log is recovered. */
type Arm = (disk: SimDisk, n: number) => (life: LogLife) => Promise<void>;

async function sweep(subject: LogUnderTest, seed: number, arm: Arm): Promise<Sweep> {
  const violations: string[] = [];
  let cuts = 0;
  for (let n = 1; n <= OPERATIONS_MAX; n += 1) {
    const disk = new SimDisk(seed);
    const life = new LogLife(disk, subject, seed);
    const restart = arm(disk, n);
    const outcome = await outcomeOf(life.run());
    // A fault may be tolerated; behind the last operation there is none.
    if (disk.operationCount < n) {
      if (outcome !== 'done') violations.push(`seed ${seed}, undisturbed: ${outcome}`);
      return { violations, cuts };
    }
    cuts += outcome === 'done' ? 0 : 1;
    const problem = await judge(life, restart, seed + n);
    if (problem !== undefined) {
      violations.push(`seed ${seed}, operation ${n}: ${problem}`);
    }
  }
  throw new Error(`seed ${seed}: the workload has more than ${OPERATIONS_MAX} operations`);
}

async function judge(
  life: LogLife,
  restart: (life: LogLife) => Promise<void>,
  seed: number,
): Promise<string | undefined> {
  try {
    await restart(life);
    if (!life.isCreated) {
      return undefined;
    }
    await openAndCheck(life, { isLast: false });
    life.disk.crash('power loss', seed);
    await life.session(3);
    life.disk.crash('power loss', seed);
    await openAndCheck(life, { isLast: true });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Opens the log and compares it with the model. `isLast`: it is closed again in order, else left as it is. */
async function openAndCheck(life: LogLife, how: { readonly isLast: boolean }): Promise<void> {
  const log = await life.open();
  const problem = life.model.recover(log);
  if (problem !== undefined) throw new Error(problem);
  if (how.isLast) {
    await log.close();
  }
}

/** `done`, or why it was cut short. */
async function outcomeOf(work: Promise<void>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return String(error);
  }
}
