/**
 * Histories of a store that does one operation at a time, with random delays on the way there and back, and the
 * same histories with one thing changed. All from a seed.
 */
import type {
  Atomic,
  Check,
  Entry,
  Get,
  List,
  Mutation,
  Operation,
} from '../../../sim/linearizability/history.ts';
import { answerTo, valueAfter } from './brute-force.ts';
import { stamp } from './operations.ts';

export type Dice = {
  /** A whole number below `bound`. */
  below(bound: number): number;
};

/** A generator with a seed, so that a failure can be repeated. */
export function seededDice(seed: number): Dice {
  let state = (seed * 2_654_435_761) >>> 0;
  return {
    below: (bound) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      // The high bits are the good ones.
      return Math.floor((state / 2 ** 32) * bound);
    },
  };
}

export type Shape = {
  readonly clients: number;
  readonly operations: number;
  readonly keys: readonly string[];
  /** One in so many writes has no answer. */
  readonly unknownOneIn: number;
  /** One in so many reads is a list of everything; 0: none is. */
  readonly listOneIn: number;
  /** One in so many values is one that others write as well; 0: none is. */
  readonly sharedValueOneIn: number;
};

type Planned = {
  readonly client: number;
  readonly invokedAt: number;
  readonly effectAt: number;
  readonly completedAt: number;
};

/** A right history. */
export function recordRun(shape: Shape, dice: Dice): readonly Operation[] {
  const freeAt = Array.from({ length: shape.clients }, () => 0);
  const planned = Array.from({ length: shape.operations }, (): Planned => {
    const client = freeAt.indexOf(Math.min(...freeAt));
    const invokedAt = (freeAt[client] ?? 0) + dice.below(4);
    const effectAt = invokedAt + dice.below(100) / 10;
    const completedAt = effectAt + dice.below(100) / 10;
    freeAt[client] = completedAt + 0.01;
    return { client, invokedAt, effectAt, completedAt };
  });
  const store = new Map<string, { value: string | number; versionstamp: string }>();
  let commits = 0;
  const operations = planned
    .toSorted((a, b) => a.effectAt - b.effectAt)
    .map((plan, at) => {
      const operation = askAtRandom(plan, shape, { dice, store, at });
      if (operation.kind !== 'atomic') {
        const entries = answerTo(operation, store);
        return {
          ...operation,
          outcome: { kind: 'read', completedAt: plan.completedAt, entries },
        } as const;
      }
      commits += 1;
      return execute(operation, plan, { shape, dice, store, versionstamp: stamp(commits) });
    });
  return operations.toSorted((a, b) => a.invokedAt - b.invokedAt);
}

type Store = Map<string, { value: string | number; versionstamp: string }>;

function askAtRandom(
  { client, invokedAt }: Planned,
  shape: Shape,
  { dice, store, at }: { readonly dice: Dice; readonly store: Store; readonly at: number },
): Get | List | Atomic {
  const { keys, listOneIn } = shape;
  const key = (): string => keys[dice.below(keys.length)] ?? '';
  const outcome = { kind: 'unknown' } as const;
  if (dice.below(2) === 0) {
    if (listOneIn > 0 && dice.below(listOneIn) === 0) {
      const limit = dice.below(2) === 0 ? {} : { limit: 1 + dice.below(keys.length) };
      const reverse = dice.below(3) === 0 ? { reverse: true } : {};
      const range = { start: '', end: '~', ...limit, ...reverse };
      return { client, invokedAt, kind: 'list', ...range, outcome };
    }
    const asked = dice.below(3) === 0 ? [...new Set([key(), key()])] : [key()];
    return { client, invokedAt, kind: 'get', keys: asked, outcome };
  }
  const checked = dice.below(3) === 0 ? [key()] : [];
  const checks = checked.map((name): Check => {
    const versionstamp = store.get(name)?.versionstamp;
    // One in three is out of date.
    if (versionstamp === undefined || dice.below(3) === 0) return { key: name };
    return { key: name, versionstamp };
  });
  const written = dice.below(4) === 0 ? [...new Set([key(), key()])] : [key()];
  const mutations = written.map((name): Mutation => mutationAtRandom(name, shape, { dice, at }));
  return { client, invokedAt, kind: 'atomic', checks, mutations, outcome };
}

function mutationAtRandom(
  key: string,
  { sharedValueOneIn }: Shape,
  { dice, at }: { readonly dice: Dice; readonly at: number },
): Mutation {
  const isCounter = key.startsWith('n');
  const choice = dice.below(6);
  if (choice === 0) return { kind: 'delete', key };
  if (!isCounter) {
    const isShared = sharedValueOneIn > 0 && dice.below(sharedValueOneIn) === 0;
    return { kind: 'set', key, value: isShared ? `v${dice.below(2)}` : `value ${at}` };
  }
  if (choice < 4) return { kind: 'sum', key, operand: 1 + dice.below(2) };
  const kind = (['min', 'max'] as const)[dice.below(2)] ?? 'min';
  return choice === 4 ? { kind: 'set', key, value: 1 } : { kind, key, operand: dice.below(4) };
}

/** Lets an atomic operation happen in the store, or not; and be answered, or not. */
function execute(
  atomic: Atomic,
  { completedAt }: Planned,
  world: {
    readonly shape: Shape;
    readonly dice: Dice;
    readonly store: Store;
    readonly versionstamp: string;
  },
): Atomic {
  const { dice, store, versionstamp } = world;
  if (dice.below(12) === 0) return { ...atomic, outcome: { kind: 'notApplied', completedAt } };
  const isUnknown = dice.below(world.shape.unknownOneIn) === 0;
  if (isUnknown && dice.below(2) === 0) return { ...atomic, outcome: { kind: 'unknown' } };
  const failedChecks = atomic.checks.flatMap((check, at) =>
    store.get(check.key)?.versionstamp === check.versionstamp ? [] : [at],
  );
  if (failedChecks.length === 0) {
    for (const mutation of atomic.mutations) {
      const value = valueAfter(store.get(mutation.key)?.value, mutation);
      if (value === undefined) store.delete(mutation.key);
      else store.set(mutation.key, { value, versionstamp });
    }
  }
  if (isUnknown) return { ...atomic, outcome: { kind: 'unknown' } };
  return failedChecks.length === 0
    ? { ...atomic, outcome: { kind: 'committed', completedAt, versionstamp } }
    : { ...atomic, outcome: { kind: 'conflict', completedAt, failedChecks } };
}

/**
 * Writes of single keys, all at the same time, and reads one after another whose answers are guessed: the order of the
 * commits decides whether they are right together, and no key does so alone.
 */
export function guessAnswers(dice: Dice): readonly Operation[] {
  const keys = ['a', 'b', 'c', 'd'] as const;
  const writes = keys.map((key, client): Operation => {
    const invokedAt = dice.below(4);
    const completedAt = invokedAt + 1 + dice.below(20);
    const versionstamp = stamp(1 + ((client * 3 + dice.below(2) * 5) % 8));
    const outcome = { kind: 'committed', completedAt, versionstamp } as const;
    const mutations = [{ kind: 'set', key, value: key }] as const;
    return { client, invokedAt, kind: 'atomic', checks: [], mutations, outcome };
  });
  const reads = [5, 8, 11, 14].map((invokedAt): Operation => {
    const write = writes[dice.below(writes.length)];
    const key = keys[writes.findIndex((other) => other === write)] ?? 'a';
    const held =
      write?.outcome.kind === 'committed' && dice.below(2) === 0
        ? [{ key, value: key, versionstamp: write.outcome.versionstamp ?? '' }]
        : [];
    const outcome = {
      kind: 'read',
      completedAt: invokedAt + dice.below(4),
      entries: held,
    } as const;
    return { client: 9, invokedAt, kind: 'get', keys: [key], outcome };
  });
  return [...writes, ...reads].toSorted((a, b) => a.invokedAt - b.invokedAt);
}

/** `history` with one answer, time or request changed; it may be right or wrong. */
export function spoil(history: readonly Operation[], dice: Dice): readonly Operation[] {
  const at = dice.below(history.length);
  return history
    .map((operation, index) => (index === at ? spoilOne(operation, history, dice) : operation))
    .toSorted((a, b) => a.invokedAt - b.invokedAt);
}

function spoilOne(operation: Operation, history: readonly Operation[], dice: Dice): Operation {
  if (dice.below(4) === 0) return shift(operation, dice.below(30) - 15);
  if (operation.kind === 'atomic') return spoilAtomic(operation, dice);
  const { outcome } = operation;
  if (outcome.kind !== 'read') return operation;
  const entries = spoilEntries(outcome.entries, history, dice);
  return { ...operation, outcome: { ...outcome, entries } };
}

function spoilAtomic(operation: Atomic, dice: Dice): Atomic {
  const { outcome } = operation;
  switch (outcome.kind) {
    case 'committed':
      return dice.below(2) === 0
        ? { ...operation, outcome: { ...outcome, versionstamp: stamp(1 + dice.below(9)) } }
        : { ...operation, outcome: { kind: 'notApplied', completedAt: outcome.completedAt } };
    case 'conflict':
      return { ...operation, outcome: { ...outcome, kind: 'committed', versionstamp: stamp(99) } };
    case 'unknown': {
      const completedAt = operation.invokedAt + dice.below(10);
      return { ...operation, outcome: { kind: 'notApplied', completedAt } };
    }
    case 'notApplied':
      return { ...operation, outcome: { ...outcome, kind: 'committed', versionstamp: stamp(98) } };
  }
}

function shift(operation: Operation, by: number): Operation {
  const invokedAt = operation.invokedAt + by;
  if (operation.kind !== 'atomic') {
    const { outcome } = operation;
    if (outcome.kind === 'unknown') return { ...operation, invokedAt };
    const completedAt = outcome.completedAt + by;
    return { ...operation, invokedAt, outcome: { ...outcome, completedAt } };
  }
  const { outcome } = operation;
  if (outcome.kind === 'unknown') return { ...operation, invokedAt };
  const completedAt = outcome.completedAt + by;
  return { ...operation, invokedAt, outcome: { ...outcome, completedAt } };
}

/** One entry less, or one that was seen elsewhere more or instead, or one with another value. */
function spoilEntries(
  entries: readonly Entry[],
  history: readonly Operation[],
  dice: Dice,
): readonly Entry[] {
  const at = dice.below(entries.length);
  const others = history.flatMap(({ outcome }) => (outcome.kind === 'read' ? outcome.entries : []));
  const other = others[dice.below(others.length)];
  switch (dice.below(3)) {
    case 0:
      return entries.filter((_, index) => index !== at);
    case 1:
      if (other === undefined) return entries;
      return entries.some(({ key }) => key === other.key)
        ? entries.map((entry) => (entry.key === other.key ? other : entry))
        : [...entries, other].toSorted((a, b) => (a.key < b.key ? -1 : 1));
    default:
      return entries.map((entry, index) =>
        index === at && typeof entry.value === 'number'
          ? { ...entry, value: entry.value + 1 }
          : entry,
      );
  }
}
