/**
 * Runs cases of the catalogue inside a client's own program, and prints one line of JSON for each. Cases that wait run
 * beside each other, after all others have run one by one.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { inspect, parseArgs } from 'node:util';
import type { Case, CaseContext, Client, ClientKv, CrossCase, TargetKind } from './case.ts';
import { reasonNotToRun } from './case.ts';
import { catalogue } from './cases/catalogue.ts';
import { pause } from './expectations.ts';

/** No case may take longer. */
const caseMsMax = 60_000;
/** How late a Kvorum may remove what expired. */
const expiryLatenessMs = 1_000;

/** A client's own way to do what clients do differently. */
export type ClientProgram = {
  readonly client: Client;
  /** `path` is a URL, a file, or `:memory:`; without a token the environment has it. */
  readonly open: (path: string, token?: string) => Promise<ClientKv>;
  readonly u64: (value: bigint) => { readonly value: bigint };
  readonly isU64: (value: unknown) => boolean;
};

/** What a program prints about a case, or about a half of one that needs two programs. */
export type CaseResult = {
  readonly number: number;
  readonly outcome: 'passed' | 'failed';
  /** Of a failure. */
  readonly reason?: string;
  readonly ms: number;
};

export type Step = 'run' | 'write' | 'read';

/** A function to run with its case's number. */
type Work = Pick<Case, 'number' | 'waits'> & {
  readonly run: (context: CaseContext) => Promise<void>;
};

function isStep(text: string): text is Step {
  return ['run', 'write', 'read'].includes(text);
}

export async function runProgram(program: ClientProgram): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: ':memory:' },
      step: { type: 'string', default: 'run' },
      only: { type: 'string', default: '' },
    },
  });
  if (!isStep(values.step)) throw new Error(`--step ${values.step} is neither run, write nor read`);
  const numbers = new Set(values.only.split(',').filter(Boolean).map(Number));
  const kind: TargetKind = /^https?:/.test(values.target) ? 'kvorum' : 'local';
  const chosen = worksOf(values.step, program.client, kind).filter(
    ({ number }) => numbers.size === 0 || numbers.has(number),
  );
  const target = { path: values.target, kind, step: values.step };
  for (const work of chosen.filter(({ waits }) => waits !== true)) {
    await report(program, target, work);
  }
  await Promise.all(
    chosen
      .filter(({ waits }) => waits === true)
      .map(async (work) => await report(program, target, work)),
  );
  if (kind === 'kvorum' && values.step === 'run') await leaveEmpty(program, values.target);
}

/** Another client can neither read all that this one wrote, nor name all its keys. */
async function leaveEmpty(program: ClientProgram, path: string): Promise<void> {
  const kv = await program.open(path);
  try {
    await clear(kv);
  } finally {
    kv.close();
  }
}

/** What `client` has to do in `step`. */
function worksOf(step: Step, client: Client, kind: TargetKind): readonly Work[] {
  return catalogue.flatMap((it): readonly Work[] => {
    if ('leftOut' in it) return [];
    if ('writer' in it) return worksOfCross(it, step, client);
    if (step !== 'run' || reasonNotToRun(it, client, kind) !== undefined) return [];
    return [it];
  });
}

function worksOfCross(it: CrossCase, step: Step, client: Client): readonly Work[] {
  if (step === 'write' && it.writer === client) return [{ number: it.number, run: it.write }];
  if (step === 'read' && it.readers.includes(client)) return [{ number: it.number, run: it.read }];
  return [];
}

type Target = { readonly path: string; readonly kind: TargetKind; readonly step: Step };

async function report(program: ClientProgram, target: Target, work: Work): Promise<void> {
  const beginMs = performance.now();
  let end: Pick<CaseResult, 'outcome' | 'reason'> = { outcome: 'passed' };
  try {
    await runWork(program, target, work);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    end = { outcome: 'failed', reason };
  }
  const ms = Math.round(performance.now() - beginMs);
  const result: CaseResult = { number: work.number, ...end, ms };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Runs one case with its own connections, which are closed in any case. */
async function runWork(program: ClientProgram, target: Target, work: Work): Promise<void> {
  const folder =
    target.kind === 'local' && work.waits === true
      ? await mkdtemp(join(tmpdir(), 'kvorum-case-'))
      : undefined;
  const path = folder === undefined ? target.path : join(folder, 'kv.sqlite3');
  const kv = await program.open(path);
  const opened = [kv];
  const context: CaseContext = {
    client: program.client,
    target: target.kind,
    kv,
    open: async () => {
      if (path === ':memory:') return kv;
      const another = await program.open(path);
      opened.push(another);
      return another;
    },
    openWithToken: async (token) => await program.open(path, token),
    u64: (value) => program.u64(value),
    isU64: (value) => program.isU64(value),
    afterExpiry: async (deadlineMs) => {
      if (target.kind === 'local') await sweep(program, kv, { path, deadlineMs });
      else await pause(deadlineMs + expiryLatenessMs - Date.now());
    },
  };
  try {
    if (target.step === 'run' && work.waits !== true && path !== ':memory:') await clear(kv);
    await withinMs(caseMsMax, work.run(context));
  } finally {
    for (const each of opened) each.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Deletes every entry.
 *
 * @throws Error if one stays: some keys can be written and not deleted, and whoever writes one has to let it expire.
 */
async function clear(kv: ClientKv): Promise<void> {
  const all = { prefix: [] };
  for await (const { key } of kv.list(all)) await kv.delete(key);
  for await (const { key } of kv.list(all)) throw new Error(`cannot delete ${inspect(key)}`);
}

/**
 * Makes a local database remove what has expired at `deadlineMs`: it sweeps when it is opened. An entry that expires with
 * the others tells when that is done.
 */
async function sweep(
  program: ClientProgram,
  kv: ClientKv,
  { path, deadlineMs }: { readonly path: string; readonly deadlineMs: number },
): Promise<void> {
  await pause(deadlineMs - Date.now());
  const sentinel = ['swept', deadlineMs];
  await kv.set(sentinel, 1, { expireIn: 1 });
  await pause(5);
  const another = await program.open(path);
  try {
    while ((await kv.get(sentinel)).versionstamp !== null) await pause(5);
  } finally {
    another.close();
  }
}

async function withinMs(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
