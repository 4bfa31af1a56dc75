/**
 * The processes of the clusters that are compared: starting them on loopback, their CPU time and memory as
 * Linux counts them, and ending them by process id on every way out.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** USER_HZ, the unit of /proc/<pid>/stat: 100 on every Linux that Node runs on. */
const usPerTick = 10_000;
const stopMsMax = 10_000;

/** A cluster under measurement. */
export type Cluster = {
  readonly name: 'etcd' | 'kvorum';
  readonly endpoints: readonly string[];
  /** Process ids of the three nodes. */
  nodePids(): readonly number[];
};

/** Owns every process and folder that the comparison makes. */
export class Processes {
  readonly #children: ChildProcess[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'kvorum-bench-'));

  constructor() {
    // The last resort, for every exit path: synchronous.
    process.once('exit', () => this.#killAll());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => process.exit(130));
    }
  }

  folder(name: string): string {
    return join(this.#folder, name);
  }

  start(command: string, args: readonly string[]): ChildProcess {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', (error) => process.stderr.write(`${command}: ${error.message}\n`));
    this.#children.push(child);
    return child;
  }

  /** Asks all to stop, and waits. */
  async stop(): Promise<void> {
    for (const child of this.#children) child.kill('SIGTERM');
    const deadline = performance.now() + stopMsMax;
    while (this.#children.some(isRunning) && performance.now() < deadline) await sleep(50);
    this.#killAll();
  }

  #killAll(): void {
    for (const child of this.#children) {
      if (!isRunning(child)) continue;
      for (const pid of descendants(child.pid)) killPid(pid);
      child.kill('SIGKILL');
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** User and system time of the processes, in microseconds. */
export function cpuUs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    // After the command, which is in parentheses and may hold spaces: utime and stime are fields 14 and 15.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * usPerTick;
  }, 0);
}

/** Largest resident memory among the processes, in MiB. */
export function memoryMiB(pids: readonly number[]): number {
  const sizes = pids.map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  });
  return Math.round(Math.max(...sizes));
}

/** Processes started by `pid`, and by those. */
export function descendants(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').trim().split(' '),
    );
    const pids = children.filter((text) => text !== '').map(Number);
    return pids.flatMap((child) => [child, ...descendants(child)]);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function killPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT')
  );
}
