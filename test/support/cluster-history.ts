/**
 * Records what clients did to a real cluster and what they were answered, as a history that
 * `sim/linearizability/` judges.
 *
 * Keys are ASCII texts without NUL, which stand in the same order as their encoded forms. Times are milliseconds of this
 * process's monotonic clock, taken before a call is sent and after its answer is there, so that intervals are never too short.
 * A write counts as not applied only on proof, and is of unknown outcome otherwise. Reads that failed say nothing
 * and are left out. Every read that is recorded counts as a strong one.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { encodeHistory } from '../../sim/linearizability/history-codec.ts';
import type {
  AtomicOutcome,
  Check,
  Entry,
  Mutation,
  Operation,
} from '../../sim/linearizability/history.ts';
import { judgeHistory } from '../../sim/linearizability/judge.ts';
import { reportVerdict } from '../../sim/linearizability/report.ts';
import { stringKey } from './cluster-client.ts';
import type { ClientEntry, ClientMutation, TestClient, WriteResult } from './cluster-client.ts';

const callTimeoutMs = 3000;

/** Who calls, and through which node. */
export type Caller = {
  readonly client: number;
  readonly via: Pick<TestClient, 'get' | 'list' | 'atomic'>;
};

export type Range = {
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
  /** At least 1. Left out: no bound. */
  readonly limit?: number;
  readonly reverse: boolean;
};

export type Write = { readonly checks: readonly Check[]; readonly mutations: readonly Mutation[] };

export class ClusterHistory {
  /** In order of the answers. */
  readonly #operations: Operation[] = [];

  get length(): number {
    return this.#operations.length;
  }

  /** In order of invocation. Calls that are under way are missing, so it can be judged only when there are none. */
  get operations(): readonly Operation[] {
    return this.#operations.toSorted((a, b) => a.invokedAt - b.invokedAt);
  }

  /** The entries that are there; undefined if the read failed. */
  async get({ client, via }: Caller, keys: readonly string[]): Promise<Entries> {
    const invokedAt = performance.now();
    const result = await via.get(keys.map(stringKey), { timeoutMs: callTimeoutMs });
    if (result.kind === 'failed') return undefined;
    const entries = result.entries.flatMap(historyEntry);
    const outcome = { kind: 'read', completedAt: performance.now(), entries } as const;
    this.#operations.push({ client, invokedAt, kind: 'get', keys, outcome });
    return entries;
  }

  /** The entries of a range in its order; undefined if the read failed. */
  async list({ client, via }: Caller, range: Range): Promise<Entries> {
    const invokedAt = performance.now();
    const wireRange = {
      ...range,
      start: stringKey(range.start),
      end: stringKey(range.end),
      limit: range.limit ?? 0,
    };
    const result = await via.list(wireRange, callTimeoutMs);
    if (result.kind === 'failed') return undefined;
    const entries = result.entries.flatMap(historyEntry);
    const outcome = { kind: 'read', completedAt: performance.now(), entries } as const;
    this.#operations.push({ client, invokedAt, kind: 'list', ...range, outcome });
    return entries;
  }

  async atomic({ client, via }: Caller, { checks, mutations }: Write): Promise<AtomicOutcome> {
    const invokedAt = performance.now();
    const request = {
      checks: checks.map(({ key, versionstamp = '' }) => ({
        key: stringKey(key),
        versionstamp: Buffer.from(versionstamp, 'hex'),
      })),
      mutations: mutations.map(wireMutation),
    };
    const outcome = outcomeOf(await via.atomic(request, callTimeoutMs), performance.now());
    this.#operations.push({ client, invokedAt, kind: 'atomic', checks, mutations, outcome });
    return outcome;
  }
}

type Entries = readonly Entry[] | undefined;

/**
 * What is wrong with a complete history, or undefined. A history on which no verdict was reached is wrong, too.
 * A wrong one is kept in a file, to be judged again; the text tells how.
 */
export function findViolation(history: readonly Operation[]): string | undefined {
  const verdict = judgeHistory(history);
  if (verdict.kind === 'linearizable') return undefined;
  const path = join(mkdtempSync(join(tmpdir(), 'kvorum-history-')), 'history.jsonl');
  writeFileSync(path, encodeHistory(history));
  return `${reportVerdict(verdict, history)}\nto judge it again: npm run judge-history -- ${path}\n`;
}

/** Nothing for a key without an entry. */
function historyEntry({ key, value, versionstamp }: ClientEntry): readonly Entry[] {
  if (value === null) return [];
  const data = Buffer.from(value.data);
  const isCounter = value.encoding === 'VALUE_ENCODING_LE64';
  return [
    {
      key: Buffer.from(key).subarray(1, -1).toString(),
      value: isCounter ? Number(data.readBigUInt64LE()) : data.toString(),
      versionstamp: Buffer.from(versionstamp).toString('hex'),
    },
  ];
}

const wireKinds = {
  set: 'MUTATION_KIND_SET',
  delete: 'MUTATION_KIND_DELETE',
  sum: 'MUTATION_KIND_SUM',
  min: 'MUTATION_KIND_MIN',
  max: 'MUTATION_KIND_MAX',
} as const satisfies Record<Mutation['kind'], string>;

function wireMutation(mutation: Mutation): ClientMutation {
  const key = stringKey(mutation.key);
  const kind = wireKinds[mutation.kind];
  if (mutation.kind === 'delete') return { key, kind };
  const held = mutation.kind === 'set' ? mutation.value : mutation.operand;
  if (typeof held === 'string') {
    return { key, kind, value: { data: Buffer.from(held), encoding: 'VALUE_ENCODING_BYTES' } };
  }
  const data = Buffer.alloc(8);
  data.writeBigUInt64LE(BigInt(held));
  return { key, kind, value: { data, encoding: 'VALUE_ENCODING_LE64' } };
}

function outcomeOf(result: WriteResult, completedAt: number): AtomicOutcome {
  switch (result.kind) {
    case 'committed': {
      const versionstamp = Buffer.from(result.versionstamp).toString('hex');
      return { kind: 'committed', completedAt, versionstamp };
    }
    case 'conflict':
      return { kind: 'conflict', completedAt, failedChecks: result.failedChecks };
    case 'failed':
      return result.outcome === 'unknown'
        ? { kind: 'unknown' }
        : { kind: 'notApplied', completedAt };
  }
}
