/**
 * What versionstamps alone prove, in one pass over a whole history: they are the order of the commits, across all
 * keys. Everything found here is a violation; what is not found here may still be one.
 *
 * A versionstamp in an answer is evidence that its commit had happened. Whatever is invoked after that answer must see
 * that commit and all before it, and can only commit above it.
 */
import type { Atomic, Operation, Versionstamp } from './history.ts';
import { completionOf } from './history.ts';
import { canLeave, certainValue, sightings } from './model.ts';
import type { Sighting } from './model.ts';
import { lowerBound } from './partition.ts';
import type { Reason } from './reason.ts';
import { describeHeld, describeStamp, nameOf } from './reason.ts';

/** Everything that versionstamps alone prove wrong. */
export function* findStampFaults(history: readonly Operation[]): Generator<Reason> {
  const commits = new Map<Versionstamp, Atomic>();
  for (const operation of history) {
    const versionstamp = stampOf(operation);
    if (versionstamp === undefined || operation.kind !== 'atomic') continue;
    const other = commits.get(versionstamp);
    if (other !== undefined) yield sharedStamp(operation, other, versionstamp);
    commits.set(versionstamp, operation);
  }
  const writes = new WritesByKey(commits);
  const uncertain = uncertainByKey(history);
  for (const operation of history) {
    const fault = findFalseSighting(operation, commits, uncertain);
    if (fault !== undefined) yield fault;
  }
  yield* findDisorder(history, writes);
}

/** Whether an answer shows something that nobody can have written so. */
function findFalseSighting(
  operation: Operation,
  commits: ReadonlyMap<Versionstamp, Atomic>,
  uncertain: ReadonlyMap<string, readonly Atomic[]>,
): Reason | undefined {
  for (const sighting of sightings(operation)) {
    const writer = commits.get(sighting.versionstamp);
    const known = writer === undefined ? undefined : judgeSighting(operation, sighting, writer);
    if (known !== undefined) return known;
    if (writer !== undefined) continue;
    const candidates = uncertain.get(sighting.key) ?? [];
    const isPossible = candidates.some(
      (atomic) =>
        atomic.invokedAt <= completionOf(operation) &&
        canLeave(atomic, sighting.key, sighting.value),
    );
    if (!isPossible) {
      const text = `${nameOf(operation)} saw ${describeSighting(sighting)}, which no operation can have written`;
      return { kind: 'unwritten', key: sighting.key, operations: [operation], text };
    }
  }
  return undefined;
}

function judgeSighting(
  operation: Operation,
  sighting: Sighting,
  writer: Atomic,
): Reason | undefined {
  const { key, value } = sighting;
  const operations = [operation, writer];
  const seen = `${nameOf(operation)} saw ${describeSighting(sighting)}`;
  if (!canLeave(writer, key, value)) {
    const right = certainValue(writer, key);
    return right === undefined
      ? {
          kind: 'unwritten',
          key,
          operations,
          text: `${seen}, which ${nameOf(writer)} did not write`,
        }
      : { kind: 'wrongValue', key, operations, text: `${seen}, but ${nameOf(writer)} wrote it` };
  }
  if (writer.invokedAt <= completionOf(operation)) return undefined;
  return { kind: 'early', key, operations, text: `${seen} before ${nameOf(writer)} was invoked` };
}

/** A walk in time order: the newest commit that is known at each invocation, and what contradicts it. */
function* findDisorder(history: readonly Operation[], writes: WritesByKey): Generator<Reason> {
  const byCompletion = history
    .filter((operation) => completionOf(operation) < Infinity)
    .toSorted((a, b) => completionOf(a) - completionOf(b));
  let completed = 0;
  let known: { readonly versionstamp: Versionstamp; readonly witness: Operation } | undefined;
  for (const operation of history) {
    for (;;) {
      const witness = byCompletion[completed];
      if (witness === undefined || completionOf(witness) >= operation.invokedAt) break;
      const versionstamp = newestEvidence(witness);
      if (versionstamp > (known?.versionstamp ?? '')) known = { versionstamp, witness };
      completed += 1;
    }
    const own = stampOf(operation);
    if (own !== undefined && known !== undefined && own <= known.versionstamp) {
      const text =
        `${nameOf(operation)} committed at ${describeStamp(own)}, although ` +
        `${nameOf(known.witness)} had shown ${describeStamp(known.versionstamp)} before it was invoked`;
      yield { kind: 'outOfOrder', operations: [operation, known.witness], text };
    }
    const old = findOldSighting(operation, known, writes);
    if (old !== undefined) yield old;
  }
}

/** Whether something newer was known under a key than what the answer of `operation` shows. */
function findOldSighting(
  operation: Operation,
  known: { readonly versionstamp: Versionstamp; readonly witness: Operation } | undefined,
  writes: WritesByKey,
): Reason | undefined {
  const own = stampOf(operation);
  const evidence = newestEvidence(operation);
  for (const sighting of sightings(operation)) {
    const { key, versionstamp } = sighting;
    const seen = `${nameOf(operation)} saw ${describeSighting(sighting)}`;
    const overwritten = writes.findLatest(key, known?.versionstamp ?? '');
    if (
      own === undefined &&
      known !== undefined &&
      overwritten !== undefined &&
      overwritten.versionstamp > versionstamp
    ) {
      const operations = [operation, overwritten.atomic, known.witness];
      const text =
        `${seen}, but ${nameOf(overwritten.atomic)} at ${describeStamp(overwritten.versionstamp)} ` +
        `was known to have happened before it was invoked`;
      return { kind: 'stale', key, operations, text };
    }
    const between = writes.findLatest(key, own ?? evidence, own === undefined);
    if (between === undefined || between.versionstamp <= versionstamp) continue;
    const operations = [operation, between.atomic];
    const stamp = describeStamp(between.versionstamp);
    if (own !== undefined) {
      const text =
        `${nameOf(operation)} committed at ${describeStamp(own)}, but its check fails: ` +
        `${nameOf(between.atomic)} had committed at ${stamp}`;
      return { kind: 'wrongCommit', key, operations, text };
    }
    const text = `${seen} beside ${describeStamp(evidence)}, but ${nameOf(between.atomic)} came between, at ${stamp}`;
    return { kind: 'torn', key, operations, text };
  }
  return undefined;
}

type Write = { readonly versionstamp: Versionstamp; readonly atomic: Atomic };

/** Of each key, the committed operations that wrote or deleted it, in commit order. */
class WritesByKey {
  readonly #stamps = new Map<string, Versionstamp[]>();
  readonly #commits: ReadonlyMap<Versionstamp, Atomic>;

  constructor(commits: ReadonlyMap<Versionstamp, Atomic>) {
    this.#commits = commits;
    for (const [versionstamp, { mutations }] of commits) {
      for (const key of new Set(mutations.map((mutation) => mutation.key))) {
        const stamps = this.#stamps.get(key);
        if (stamps === undefined) this.#stamps.set(key, [versionstamp]);
        else stamps.push(versionstamp);
      }
    }
    for (const stamps of this.#stamps.values()) stamps.sort();
  }

  /** The latest write of `key` up to `bound`, which counts itself if `isInclusive`. */
  findLatest(key: string, bound: Versionstamp, isInclusive = true): Write | undefined {
    const stamps = this.#stamps.get(key) ?? [];
    const at = lowerBound(stamps, bound);
    const versionstamp = isInclusive && stamps[at] === bound ? bound : stamps[at - 1];
    const atomic = versionstamp === undefined ? undefined : this.#commits.get(versionstamp);
    return versionstamp === undefined || atomic === undefined
      ? undefined
      : { versionstamp, atomic };
  }
}

function newestEvidence(operation: Operation): Versionstamp {
  let newest = stampOf(operation) ?? '';
  for (const { versionstamp } of sightings(operation)) {
    if (versionstamp > newest) newest = versionstamp;
  }
  return newest;
}

function stampOf({ outcome }: Operation): Versionstamp | undefined {
  return outcome.kind === 'committed' ? outcome.versionstamp : undefined;
}

/** Operations of unknown outcome by the keys that they may have written. */
function uncertainByKey(history: readonly Operation[]): ReadonlyMap<string, readonly Atomic[]> {
  const found = new Map<string, Atomic[]>();
  for (const operation of history) {
    if (operation.kind !== 'atomic' || operation.outcome.kind !== 'unknown') continue;
    for (const key of new Set(operation.mutations.map((mutation) => mutation.key))) {
      const atomics = found.get(key);
      if (atomics === undefined) found.set(key, [operation]);
      else atomics.push(operation);
    }
  }
  return found;
}

function sharedStamp(later: Atomic, earlier: Atomic, versionstamp: Versionstamp): Reason {
  const text = `${nameOf(later)} and ${nameOf(earlier)} both committed at ${describeStamp(versionstamp)}`;
  return { kind: 'sharedStamp', operations: [later, earlier], text };
}

function describeSighting({ key, value, versionstamp }: Sighting): string {
  return value === undefined
    ? `${key}${describeStamp(versionstamp)}`
    : `${key}=${describeHeld({ value, versionstamp })}`;
}
