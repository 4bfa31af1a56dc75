/** What became of each case with each client on one target, the two-step cases among them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, TargetKind } from './case.ts';
import { clients, reasonNotToRun } from './case.ts';
import type { CaseResult } from './case-runner.ts';
import { catalogue } from './cases/catalogue.ts';
import { runCases } from './client-process.ts';
import type { Target } from './client-process.ts';

export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'not expressible' | 'not run'; readonly why: string }
  /** A two-step case that this client only writes for. */
  | { readonly kind: 'other client' };

/** By number of the case. */
export type Outcomes = Readonly<Record<Client, ReadonlyMap<number, Outcome>>>;

/** Runs the whole catalogue: each client alone, then the cases in which one reads what the other wrote. */
export async function runCatalogue(target: Target): Promise<Outcomes> {
  const isRemote = /^https?:/.test(target.path);
  const kind: TargetKind = isRemote ? 'kvorum' : 'local';
  // Two local databases in memory do not meet. On a shared one Deno is first: it can delete whatever is left there.
  const running = clients.map((client) => async () => await runCases(client, target));
  const results = isRemote
    ? [await running[0]?.(), await running[1]?.()]
    : await Promise.all(running.map(async (start) => await start()));
  const folder = isRemote ? undefined : await mkdtemp(join(tmpdir(), 'kvorum-cross-'));
  const shared = folder === undefined ? target : { path: join(folder, 'kv.sqlite3') };
  try {
    // The npm client opens a database file last: it then finds what Deno's newer SQLite made, as users' files are.
    for (const client of clients) await addResults(results, client, shared, 'write');
    for (const client of clients) await addResults(results, client, shared, 'read');
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
  const [deno = [], npm = []] = results;
  return { deno: outcomesOf('deno', kind, deno), npm: outcomesOf('npm', kind, npm) };
}

async function addResults(
  results: (readonly CaseResult[] | undefined)[],
  client: Client,
  target: Target,
  step: 'write' | 'read',
): Promise<void> {
  const at = clients.indexOf(client);
  results[at] = [...(results[at] ?? []), ...(await runCases(client, target, { step }))];
}

/** Every case of the catalogue has an outcome; one of which nothing was heard has failed. */
export function outcomesOf(
  client: Client,
  kind: TargetKind,
  results: readonly CaseResult[],
): ReadonlyMap<number, Outcome> {
  return new Map(
    catalogue.map((it): [number, Outcome] => {
      if ('leftOut' in it) return [it.number, { kind: 'not run', why: it.leftOut }];
      if ('writer' in it) {
        const takesPart = it.writer === client || it.readers.includes(client);
        if (!takesPart) return [it.number, { kind: 'other client' }];
      } else {
        const reason = reasonNotToRun(it, client, kind);
        if (reason !== undefined) return [it.number, reason];
      }
      const own = results.filter(({ number }) => number === it.number);
      const failure = own.find(({ outcome }) => outcome === 'failed');
      if (failure !== undefined) {
        return [it.number, { kind: 'failed', why: failure.reason ?? '' }];
      }
      return [
        it.number,
        own.length > 0 ? { kind: 'passed' } : { kind: 'failed', why: 'the client told nothing' },
      ];
    }),
  );
}
