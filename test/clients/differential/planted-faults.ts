/** Faults that stand between the differential test and one of its targets: each must be found. */
import type { Mutation } from './step.ts';
import type { DifferentialTarget } from './target.ts';

type Plant = (target: DifferentialTarget) => DifferentialTarget;

export const plantedFaults: Readonly<Record<string, Plant>> = {
  /** An entry that a list shows is not found by itself. */
  'lost read': (target) => ({
    ...target,
    get: async (key) =>
      key[0] === 'counter' && key[1] === 3
        ? { key, value: null, versionstamp: null }
        : await target.get(key),
  }),
  /** Of two keys in one read, the second is answered for the first. */
  'swapped answers': (target) => ({
    ...target,
    getMany: async (keys) => {
      const [first, second, ...rest] = await target.getMany(keys);
      return first === undefined || second === undefined ? [] : [second, first, ...rest];
    },
  }),
  /** A reverse list forgets its limit. */
  'unlimited list': (target) => ({
    ...target,
    list: (selector, options) => {
      if (options.reverse !== true || options.limit === undefined)
        return target.list(selector, options);
      return target.list(selector, { ...options, limit: options.limit + 1 });
    },
  }),
  /** The end of a range belongs to it. */
  'inclusive end': (target) => ({
    ...target,
    list: (selector, options) =>
      target.list(
        'end' in selector ? { ...selector, end: [...selector.end, false] } : selector,
        options,
      ),
  }),
  /** Checks of a commit with more than one are not made. */
  'forgotten checks': (target) => ({
    ...target,
    commit: async (checks, mutations) =>
      await target.commit(checks.length > 1 ? [] : checks, mutations),
  }),
  /** Sums of bigints lose their last bit. */
  'rounded sum': (target) => ({
    ...target,
    commit: async (checks, mutations) =>
      await target.commit(
        checks,
        mutations.map((mutation): Mutation => {
          const isBigint = mutation.type === 'sum' && typeof mutation.value === 'bigint';
          return isBigint ? { ...mutation, value: (mutation.value >> 1n) << 1n } : mutation;
        }),
      ),
  }),
  /** -0 is stored as 0. */
  'lost sign of zero': (target) => ({
    ...target,
    commit: async (checks, mutations) =>
      await target.commit(
        checks,
        mutations.map((mutation) =>
          mutation.type === 'set' && mutation.value === 0 ? { ...mutation, value: 0 } : mutation,
        ),
      ),
  }),
  /** Commits tell the stamp of the commit before. */
  'stale stamp': (target) => {
    let last: string | undefined;
    return {
      ...target,
      commit: async (checks, mutations) => {
        const result = await target.commit(checks, mutations);
        const told = result.ok && last !== undefined ? { ok: true, versionstamp: last } : result;
        last = result.versionstamp ?? last;
        return told;
      },
    };
  },
};

/** The tolerated differences, as a target would show them: none of them may be found. */
export const toleratedDifferences: Readonly<Record<string, Plant>> = {
  'error from afar': (target) => ({
    ...target,
    commit: async (checks, mutations) => {
      try {
        return await target.commit(checks, mutations);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        throw new Error(
          `KV Connect failed to call 'http://127.0.0.1/v2/atomic_write' (status=400 Bad Request): ${text}`,
          { cause: error },
        );
      }
    },
  }),
  'no rollback': (target) => ({
    ...target,
    commit: async (checks, mutations) => {
      if (mutations.length < 2) return await target.commit(checks, mutations);
      const before = [];
      for (const { key } of mutations) before.push(await target.get(key));
      try {
        return await target.commit(checks, mutations);
      } catch (error) {
        for (const { key, value, versionstamp } of before) {
          const restored: Mutation =
            versionstamp === null
              ? { type: 'delete', key }
              : { type: 'set', key, value, isVersionstamped: false };
          await target.commit([], [restored]);
        }
        throw error;
      }
    },
  }),
};
