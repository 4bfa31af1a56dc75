/**
 * The meaning of linearizability, spelled out: every order of the operations of a tiny history is tried, with nothing
 * of the checker's own reasoning. Operations of unknown outcome are left out, or take effect under any of the versionstamps
 * that were seen or checked for but acknowledged to nobody, or under one that nobody ever saw.
 */
import type {
  Atomic,
  Entry,
  Mutation,
  Operation,
  Value,
} from '../../../sim/linearizability/history.ts';

type Held = { readonly value: Value; readonly versionstamp: string };
type Store = ReadonlyMap<string, Held>;

/** A versionstamp that is none: of a commit that no answer shows. */
const hidden = 'hidden';

export function isLinearizable(history: readonly Operation[]): boolean {
  const seen = new Set(history.flatMap(shownStamps));
  for (const { outcome } of history) {
    if (outcome.kind === 'committed') seen.delete(outcome.versionstamp ?? '');
  }
  const possible = history.filter(({ outcome }) => outcome.kind !== 'notApplied');
  return canGoOn(possible, { store: new Map(), newest: '', unclaimed: [...seen, hidden] });
}

type World = {
  readonly store: Store;
  readonly newest: string;
  readonly unclaimed: readonly string[];
};

function canGoOn(left: readonly Operation[], world: World): boolean {
  const answered = left.filter(({ outcome }) => outcome.kind !== 'unknown');
  if (answered.length === 0) return true;
  const horizon = Math.min(...answered.map(completedAt));
  return left
    .filter(({ invokedAt }) => invokedAt <= horizon)
    .some((operation) => {
      const rest = left.filter((other) => other !== operation);
      return happen(operation, world).some((next) => canGoOn(rest, next));
    });
}

/** All worlds after `operation`; none if it cannot have been answered so. */
function happen(operation: Operation, world: World): readonly World[] {
  const { outcome } = operation;
  if (operation.kind !== 'atomic') {
    if (outcome.kind !== 'read') return [world];
    return sameEntries(outcome.entries, answerTo(operation, world.store)) ? [world] : [];
  }
  const failed = operation.checks.flatMap(({ key, versionstamp }, at) =>
    world.store.get(key)?.versionstamp === versionstamp ? [] : [at],
  );
  if (outcome.kind === 'conflict') {
    return failed.join() === outcome.failedChecks.join() ? [world] : [];
  }
  if (failed.length > 0) return [];
  const stamps = outcome.kind === 'committed' ? [outcome.versionstamp ?? ''] : world.unclaimed;
  return stamps.flatMap((versionstamp) => commit(operation, versionstamp, world));
}

function commit({ mutations }: Atomic, versionstamp: string, world: World): readonly World[] {
  if (versionstamp !== hidden && versionstamp <= world.newest) return [];
  const store = new Map(world.store);
  for (const mutation of mutations) {
    const value = valueAfter(store.get(mutation.key)?.value, mutation);
    if (value === 'refused by the store') return [];
    if (value === undefined) store.delete(mutation.key);
    else store.set(mutation.key, { value, versionstamp });
  }
  const newest = versionstamp === hidden ? world.newest : versionstamp;
  return [{ ...world, store, newest }];
}

export function valueAfter(held: Value | undefined, mutation: Mutation): Value | undefined {
  if (mutation.kind === 'delete') return undefined;
  if (mutation.kind === 'set') return mutation.value;
  if (held === undefined) return mutation.operand;
  if (typeof held === 'string') return 'refused by the store';
  if (mutation.kind === 'sum') return held + mutation.operand;
  return mutation.kind === 'min'
    ? Math.min(held, mutation.operand)
    : Math.max(held, mutation.operand);
}

/** What a store that holds `store` answers to a read. */
export function answerTo(operation: Operation, store: Store): readonly Entry[] {
  const entries = [...store]
    .map(([key, held]): Entry => ({ key, ...held }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (operation.kind === 'get') return entries.filter(({ key }) => operation.keys.includes(key));
  if (operation.kind === 'atomic') return [];
  const { start, end, limit, reverse } = operation;
  const inRange = entries.filter(({ key }) => key >= start && key < end);
  return (reverse === true ? inRange.toReversed() : inRange).slice(0, limit);
}

function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return asText(a) === asText(b);
}

function asText(entries: readonly Entry[]): string {
  return entries
    .map(({ key, value, versionstamp }) => JSON.stringify([key, value, versionstamp]))
    .join();
}

/** What an answer shows, and what an operation checks for. */
function shownStamps(operation: Operation): readonly string[] {
  const { outcome } = operation;
  if (outcome.kind === 'read') return outcome.entries.map(({ versionstamp }) => versionstamp ?? '');
  if (operation.kind !== 'atomic') return [];
  const failed = outcome.kind === 'conflict' ? outcome.failedChecks : [];
  return operation.checks.flatMap(({ versionstamp }, at) =>
    versionstamp === undefined || failed.includes(at) ? [] : [versionstamp],
  );
}

function completedAt({ outcome }: Operation): number {
  return outcome.kind === 'unknown' ? Infinity : outcome.completedAt;
}
