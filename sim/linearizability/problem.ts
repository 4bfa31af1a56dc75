/**
 * One part of a history whose answers carry versionstamps, prepared for the search along commit order.
 *
 * The spine is every versionstamp that an answer shows, ascending. A step of it is the operation that committed there, or
 * is open: some operation of unknown outcome took it, and the candidates are known. All other operations of
 * unknown outcome may have taken effect in between, once, or never; no answer shows their versionstamps.
 *
 * Besides, there is an optional open step for each versionstamp that only an operation of unknown outcome checks for: it
 * may have learned it outside of the history.
 */
import type { Atomic, Operation, Value, Versionstamp } from './history.ts';
import { completionOf } from './history.ts';
import { canLeave, isBlind, mutate, refused, sightings } from './model.ts';
import type { Sighting } from './model.ts';
import { observe } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Part } from './partition.ts';

/** An operation that changes, or may have changed, the state. */
export type Write = {
  readonly atomic: Atomic;
  readonly checks: readonly {
    readonly key: number;
    readonly versionstamp: Versionstamp | undefined;
  }[];
  /** Numbers of the keys that it mutates, in order of `atomic.mutations`. */
  readonly targets: readonly number[];
  readonly checkedKeys: ReadonlySet<number>;
  readonly writtenKeys: ReadonlySet<number>;
  /** Whether what it leaves under a written key never depends on what was there. */
  readonly isBlind: boolean;
};

export type Step = {
  readonly versionstamp: Versionstamp;
  /** One for a committed operation; else the numbers of unknown operations, in order of invocation. */
  readonly committed: Write | undefined;
  readonly candidates: readonly number[];
  /** Nobody may have committed there. */
  readonly isOptional: boolean;
  /** What the written keys of a committed operation hold afterwards if no hidden one took effect. */
  readonly plainValues: ReadonlyMap<number, Value | undefined>;
};

type Read = {
  readonly operation: Operation;
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly observation: Observation;
};

export type Unknown = Write & {
  readonly number: number;
  /** The latest before it that does exactly the same; using that one first loses nothing. */
  readonly twin: number | undefined;
  /** The one candidate of some open step, hence not free for anything else. */
  readonly isReserved: boolean;
  /** Another unknown operation is affected by what it writes. */
  readonly isReadByOthers: boolean;
  /** It may have to come before another unknown operation that touches keys which it does not. */
  readonly isLinked: boolean;
};

export type Problem = {
  readonly keys: readonly string[];
  readonly spine: readonly Step[];
  /** In order of invocation. */
  readonly reads: readonly Read[];
  readonly unknowns: readonly Unknown[];
};

/** True if every answer carries its versionstamps. */
export function isStamped(operations: readonly Operation[]): boolean {
  return operations.every(({ outcome }) => {
    if (outcome.kind === 'committed') return outcome.versionstamp !== undefined;
    if (outcome.kind !== 'read') return true;
    return outcome.entries.every(({ versionstamp }) => versionstamp !== undefined);
  });
}

export function prepare({ keys, operations }: Part): Problem {
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const reads: Read[] = [];
  const commits = new Map<Versionstamp, Write>();
  const uncertain: Write[] = [];
  for (const operation of operations) {
    const { outcome } = operation;
    if (operation.kind !== 'atomic' || outcome.kind === 'conflict') {
      const observation = observe(operation, keys, numbers);
      const { invokedAt } = operation;
      reads.push({ operation, invokedAt, completedAt: completionOf(operation), observation });
    } else if (outcome.kind === 'unknown') {
      if (operation.mutations.length > 0) uncertain.push(asWrite(operation, numbers));
    } else if (outcome.kind === 'committed' && outcome.versionstamp !== undefined) {
      commits.set(outcome.versionstamp, asWrite(operation, numbers));
    }
  }
  const open = openSteps(operations, commits, uncertain);
  return {
    keys,
    spine: buildSpine(commits, open, keys.length),
    reads,
    unknowns: describeUnknowns(uncertain, open),
  };
}

function asWrite(atomic: Atomic, numbers: ReadonlyMap<string, number>): Write {
  const numberOf = (key: string): number => numbers.get(key) ?? 0;
  const targets = atomic.mutations.map(({ key }) => numberOf(key));
  const checks = atomic.checks.map(({ key, versionstamp }) => ({
    key: numberOf(key),
    versionstamp,
  }));
  return {
    atomic,
    checks,
    targets,
    checkedKeys: new Set(checks.map(({ key }) => key)),
    writtenKeys: new Set(targets),
    isBlind: atomic.mutations.every(isBlind),
  };
}

type OpenStep = Pick<Step, 'candidates' | 'isOptional'>;

/** The versionstamps that were acknowledged to nobody, with the operations that may have taken them. */
function openSteps(
  operations: readonly Operation[],
  commits: ReadonlyMap<Versionstamp, Write>,
  uncertain: readonly Write[],
): ReadonlyMap<Versionstamp, OpenStep> {
  const seen = bySighting(operations.flatMap(sightings), commits);
  const checked = uncertain.flatMap(({ atomic }) =>
    atomic.checks.flatMap(({ key, versionstamp }) =>
      versionstamp === undefined || seen.has(versionstamp)
        ? []
        : [{ key, versionstamp, value: undefined }],
    ),
  );
  const candidatesOf = (byKey: ReadonlyMap<string, Sighting>): readonly number[] =>
    uncertain.flatMap(({ atomic }, number) =>
      [...byKey.values()].every(({ key, value }) => canLeave(atomic, key, value)) ? [number] : [],
    );
  const steps = [
    ...[...seen].map(([stamp, byKey]) => [stamp, byKey, false] as const),
    ...[...bySighting(checked, commits)].map(([stamp, byKey]) => [stamp, byKey, true] as const),
  ].map(([stamp, byKey, isOptional]) => {
    return [stamp, { candidates: candidatesOf(byKey), isOptional }] as const;
  });
  return new Map(withoutReserved(steps));
}

/** An operation that is the one candidate of a step is no candidate of others, which may leave those with one. */
function withoutReserved(
  steps: readonly (readonly [Versionstamp, OpenStep])[],
): readonly (readonly [Versionstamp, OpenStep])[] {
  const reserved = reservedIn(steps.map(([, step]) => step));
  const isOther = (step: OpenStep): boolean =>
    !isSettled(step) && step.candidates.some((number) => reserved.has(number));
  if (!steps.some(([, step]) => isOther(step))) return steps;
  return withoutReserved(
    steps.map(([stamp, step]) => {
      if (!isOther(step)) return [stamp, step];
      const candidates = step.candidates.filter((number) => !reserved.has(number));
      return [stamp, { ...step, candidates }];
    }),
  );
}

function reservedIn(steps: readonly OpenStep[]): ReadonlySet<number> {
  return new Set(steps.filter(isSettled).flatMap(({ candidates }) => candidates));
}

function isSettled({ candidates, isOptional }: OpenStep): boolean {
  return candidates.length === 1 && !isOptional;
}

/** What was seen, by versionstamp and key, of all but acknowledged commits. */
function bySighting(
  all: readonly Sighting[],
  commits: ReadonlyMap<Versionstamp, Write>,
): ReadonlyMap<Versionstamp, ReadonlyMap<string, Sighting>> {
  const seen = new Map<Versionstamp, Map<string, Sighting>>();
  for (const sighting of all) {
    const { key, versionstamp, value } = sighting;
    if (commits.has(versionstamp)) continue;
    const byKey = seen.get(versionstamp) ?? new Map<string, Sighting>();
    if (value !== undefined || !byKey.has(key)) byKey.set(key, sighting);
    seen.set(versionstamp, byKey);
  }
  return seen;
}

function buildSpine(
  commits: ReadonlyMap<Versionstamp, Write>,
  open: ReadonlyMap<Versionstamp, OpenStep>,
  keyCount: number,
): readonly Step[] {
  const held = Array.from({ length: keyCount }, (): Value | undefined => undefined);
  return [...commits.keys(), ...open.keys()].toSorted().map((versionstamp): Step => {
    const committed = commits.get(versionstamp);
    const plainValues = new Map<number, Value | undefined>();
    for (const [at, mutation] of (committed?.atomic.mutations ?? []).entries()) {
      const key = committed?.targets[at] ?? 0;
      const left = mutate(held[key], mutation);
      held[key] = left === refused ? undefined : left;
      plainValues.set(key, held[key]);
    }
    const { candidates = [], isOptional = false } = open.get(versionstamp) ?? {};
    return { versionstamp, committed, candidates, isOptional, plainValues };
  });
}

function describeUnknowns(
  uncertain: readonly Write[],
  open: ReadonlyMap<Versionstamp, OpenStep>,
): readonly Unknown[] {
  const reserved = reservedIn([...open.values()]);
  const latestAlike = new Map<string, number>();
  const byKey = new Map<number, Write[]>();
  for (const write of uncertain) {
    for (const key of touchedKeys(write)) byKey.set(key, [...(byKey.get(key) ?? []), write]);
  }
  return uncertain.map((write, number): Unknown => {
    const { checks, mutations } = write.atomic;
    const effect = JSON.stringify([checks, mutations]);
    const twin = latestAlike.get(effect);
    latestAlike.set(effect, number);
    const sharing = new Set(touchedKeys(write).flatMap((key) => byKey.get(key) ?? []));
    const others = [...sharing].filter((other) => other !== write);
    return {
      ...write,
      number,
      twin,
      isReserved: reserved.has(number),
      isReadByOthers: others.some((other) => dependsOn(other, write)),
      isLinked: others.some((other) => leadsElsewhere(write, other)),
    };
  });
}

/** Whether what `earlier` writes can make a difference to what `later` does. */
function dependsOn(later: Write, earlier: Write): boolean {
  if (overlap(later.checkedKeys, earlier.writtenKeys)) return true;
  return !later.isBlind && overlap(later.writtenKeys, earlier.writtenKeys);
}

/** Whether `other` touches a key that `write` does not. */
function leadsElsewhere(write: Write, other: Write): boolean {
  return touchedKeys(other).some(
    (key) => !write.checkedKeys.has(key) && !write.writtenKeys.has(key),
  );
}

function touchedKeys({ checkedKeys, writtenKeys }: Write): readonly number[] {
  return [...new Set([...checkedKeys, ...writtenKeys])];
}

export function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const key of a) if (b.has(key)) return true;
  return false;
}

/** How many ways there are to do a step; that nobody committed there is the last. */
export function waysOf({ committed, candidates, isOptional }: Step): number {
  return committed === undefined ? candidates.length + (isOptional ? 1 : 0) : 1;
}

/** Whether `write` and the hidden effect of `unknown` right before it do not simply change places. */
export function matterTo(unknown: Unknown, write: Write): boolean {
  if (overlap(unknown.checkedKeys, write.writtenKeys)) return true;
  if (overlap(unknown.writtenKeys, write.checkedKeys)) return true;
  if (!overlap(unknown.writtenKeys, write.writtenKeys)) return false;
  // What is overwritten unseen need not have happened.
  return (
    !write.isBlind ||
    unknown.isReadByOthers ||
    [...unknown.writtenKeys].some((key) => !write.writtenKeys.has(key))
  );
}

/** The earliest completion among the steps from each one on. */
export function completionsFrom(spine: readonly Step[]): readonly number[] {
  const found: number[] = [];
  let earliest = Infinity;
  for (const { committed } of spine.toReversed()) {
    const outcome = committed?.atomic.outcome;
    if (outcome?.kind === 'committed') earliest = Math.min(earliest, outcome.completedAt);
    found.push(earliest);
  }
  return found.toReversed();
}
