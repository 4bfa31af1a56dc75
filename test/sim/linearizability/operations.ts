/** Short ways to write operations of histories down. */
import type {
  AtomicOutcome,
  Check,
  Entry,
  Mutation,
  Operation,
  Value,
  Versionstamp,
} from '../../../sim/linearizability/history.ts';

/** The versionstamp of the commit at `index`. */
export function stamp(index: number): Versionstamp {
  return `${index.toString(16).padStart(16, '0')}0000`;
}

export function seen(key: string, value: Value, index?: number): Entry {
  return index === undefined ? { key, value } : { key, value, versionstamp: stamp(index) };
}

export function set(key: string, value: Value): Mutation {
  return { kind: 'set', key, value };
}

export function sum(key: string, operand: number): Mutation {
  return { kind: 'sum', key, operand };
}

export function remove(key: string): Mutation {
  return { kind: 'delete', key };
}

/** Without `index`: a check for absence. */
export function check(key: string, index?: number): Check {
  return index === undefined ? { key } : { key, versionstamp: stamp(index) };
}

type Does = readonly (Check | Mutation)[];

/** What `client` did between two instants. */
export class Span {
  readonly #client: number;
  readonly #invokedAt: number;
  readonly #completedAt: number;

  constructor(number: number, invokedAt: number, completedAt: number) {
    this.#client = number;
    this.#invokedAt = invokedAt;
    this.#completedAt = completedAt;
  }

  get(keys: string, ...entries: readonly Entry[]): Operation {
    const outcome = { kind: 'read', completedAt: this.#completedAt, entries } as const;
    return { ...this.#invocation(), kind: 'get', keys: keys.split(' '), outcome };
  }

  list(
    range: { start: string; end: string; limit?: number; reverse?: boolean },
    ...entries: readonly Entry[]
  ): Operation {
    const outcome = { kind: 'read', completedAt: this.#completedAt, entries } as const;
    return { ...this.#invocation(), kind: 'list', ...range, outcome };
  }

  /** Without `index`: in a store without versionstamps. */
  commit(index: number | undefined, ...does: Does): Operation {
    const versionstamp = index === undefined ? {} : { versionstamp: stamp(index) };
    return this.#atomic(does, {
      kind: 'committed',
      completedAt: this.#completedAt,
      ...versionstamp,
    });
  }

  conflict(failedChecks: readonly number[], ...does: Does): Operation {
    return this.#atomic(does, { kind: 'conflict', completedAt: this.#completedAt, failedChecks });
  }

  notApplied(...does: Does): Operation {
    return this.#atomic(does, { kind: 'notApplied', completedAt: this.#completedAt });
  }

  unknown(...does: Does): Operation {
    return this.#atomic(does, { kind: 'unknown' });
  }

  #invocation(): { readonly client: number; readonly invokedAt: number } {
    return { client: this.#client, invokedAt: this.#invokedAt };
  }

  #atomic(does: Does, outcome: AtomicOutcome): Operation {
    const checks = does.filter((one): one is Check => !('kind' in one));
    const mutations = does.filter((one): one is Mutation => 'kind' in one);
    return { ...this.#invocation(), kind: 'atomic', checks, mutations, outcome };
  }
}

/** `client(1, 0, 2).get(…)`: client 1, from instant 0 to 2. */
export function client(number: number, invokedAt: number, completedAt = invokedAt): Span {
  return new Span(number, invokedAt, completedAt);
}
