/**
 * The directory of a local cluster: which shape it has (cluster.json), and who runs it now (up.json), so that
 * two supervisors never start the same nodes. The nodes lock their own directories besides.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { ClusterShape, NodePlan } from './plan.ts';
import { tokenOfFile } from '../access-token.ts';
import { decodeShape, encodeShape, tokenPathIn } from './plan.ts';
import { rotateLog } from './node-logs.ts';

export class ClusterDirectory {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The shape of the cluster whose data are here; a problem if the file is not readable. */
  readShape(): { readonly shape: ClusterShape | undefined } | { readonly problem: string } {
    const path = join(this.#path, 'cluster.json');
    if (!existsSync(path)) return { shape: undefined };
    const shape = decodeShape(readFileSync(path, 'utf8'));
    if (shape !== undefined) return { shape };
    return { problem: `${path} is not what up wrote; restore it, or choose another --dir` };
  }

  /** Why a cluster can't be started here now; empty if it can. */
  async findObstacles(plans: readonly NodePlan[]): Promise<readonly string[]> {
    const supervisor = this.#findRunningSupervisor();
    if (supervisor !== undefined) {
      return [
        `a cluster is already running on ${this.#path} (process ${supervisor}); stop it first, or use another --dir and --base-port`,
      ];
    }
    const used: number[] = [];
    for (const port of plans.flatMap(({ ports }) => ports)) {
      if (!(await isFree(port))) used.push(port);
    }
    if (used.length === 0) return [];
    return [
      `${used.length === 1 ? 'port' : 'ports'} ${used.join(', ')} in use by another program; stop it, or choose other ports with --base-port`,
    ];
  }

  /** Makes the directories, puts old logs aside, and remembers the shape and this process. */
  claim(shape: ClusterShape, plans: readonly NodePlan[]): void {
    for (const plan of plans) {
      makeDirectory(plan.directory);
      rotateLog(plan.logPath);
    }
    this.#write('cluster.json', encodeShape(shape));
    this.#write('up.json', `${JSON.stringify({ pid: process.pid })}\n`);
  }

  /**
   * The token that is kept here, if `asked` names none; else that, which is kept from now on. `draw` makes the first one.
   * Only the owner can read the file.
   */
  keepToken(asked: string | undefined, draw: () => string): string {
    const path = tokenPathIn(this.#path);
    const kept = existsSync(path) ? tokenOfFile(readFileSync(path)) : undefined;
    const token = asked ?? kept ?? draw();
    if (token === kept) return token;
    makeDirectory(this.#path);
    rmSync(`${path}.new`, { force: true });
    writeFileSync(`${path}.new`, `${token}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return token;
  }

  /** Forgets this process. The data stay. */
  release(): void {
    rmSync(join(this.#path, 'up.json'), { force: true });
  }

  #findRunningSupervisor(): number | undefined {
    const path = join(this.#path, 'up.json');
    if (!existsSync(path)) return undefined;
    const pid = Number(
      /^\{"pid":(?<pid>\d{1,10})\}$/.exec(readFileSync(path, 'utf8').trim())?.groups?.['pid'],
    );
    return Number.isInteger(pid) && isKvorumProcess(pid) ? pid : undefined;
  }

  #write(name: string, text: string): void {
    const path = join(this.#path, name);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
}

/** Process ids are used again after a while: where the system tells, the command line must be ours. */
function isKvorumProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  try {
    return readFileSync(commandLine, 'utf8').includes('kvorum');
  } catch {
    return true;
  }
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** With its parents; one by one, because the recursive form never ends below a parent such as /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}
