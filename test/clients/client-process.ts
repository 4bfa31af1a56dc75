/**
 * Starts the real clients as child processes: the unmodified Deno, from its npm package, and Node with `@deno/kv`. They
 * see loopback and their own files, no module from anywhere else, and no setting of whoever runs the tests.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Client } from './case.ts';
import type { CaseResult, Step } from './case-runner.ts';

export const root = findRoot(import.meta.dirname);

/** The binary itself: the package's own command would start it through another Node. */
const denoPath = join(
  dirname(createRequire(import.meta.url).resolve('deno/package.json')),
  process.platform === 'win32' ? 'deno.exe' : 'deno',
);

/** More than the cases of one client take together. */
const clientMsMax = 300_000;

/** A database to run against. */
export type Target = {
  /** `:memory:`, the path of a file, or a URL. */
  readonly path: string;
  /** For a URL. */
  readonly token?: string;
};

type Output = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The compiled tests lie one folder deeper than their sources. */
function findRoot(here: string): string {
  const above = join(here, '..', '..');
  return above.endsWith('dist') ? dirname(above) : above;
}

/** Runs a Deno program of this tree, given by its path from the root, to its end. It is killed after `msMax`. */
export async function runDeno(
  program: string,
  args: readonly string[],
  options: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly msMax?: number;
  } = {},
): Promise<Output> {
  const flags = [
    'run',
    '-A',
    '--unstable-kv',
    '--no-remote',
    '--no-config',
    '--no-lock',
    '--no-prompt',
  ];
  return await run(denoPath, [...flags, join(root, program), ...args], {
    environment: options.environment ?? {},
    msMax: options.msMax ?? clientMsMax,
  });
}

/** Checks the types of Deno programs with Deno's own. */
export async function checkDeno(programs: readonly string[]): Promise<Output> {
  const paths = programs.map((program) => join(root, program));
  const args = ['check', '--unstable-kv', '--no-remote', '--no-config', ...paths];
  return await run(denoPath, args, { environment: {}, msMax: clientMsMax });
}

/**
 * Runs the cases of one client, or those with the numbers `only`, and gives their results.
 *
 * @throws Error if the program ends otherwise than by itself, with what it wrote.
 */
export async function runCases(
  client: Client,
  target: Target,
  { step = 'run', only = [] }: { readonly step?: Step; readonly only?: readonly number[] } = {},
): Promise<readonly CaseResult[]> {
  const args = ['--target', target.path, '--step', step, '--only', only.join(',')];
  const environment: Record<string, string> =
    target.token === undefined ? {} : { DENO_KV_ACCESS_TOKEN: target.token };
  const output =
    client === 'deno'
      ? await runDeno('test/clients/deno-main.ts', args, { environment })
      : await run(process.execPath, [join(root, 'dist/test/clients/npm-main.js'), ...args], {
          environment,
          msMax: clientMsMax,
        });
  if (output.exitCode !== 0) {
    throw new Error(`${client} ended with ${output.exitCode}: ${output.stdout}${output.stderr}`);
  }
  const lines = output.stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as CaseResult);
}

type RunOptions = {
  readonly environment: Readonly<Record<string, string>>;
  readonly msMax: number;
};

async function run(command: string, args: readonly string[], options: RunOptions): Promise<Output> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.msMax,
    killSignal: 'SIGKILL',
    env: {
      DENO_DIR: join(root, '.tmp', 'deno'),
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      ...options.environment,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, stdout, stderr };
}
