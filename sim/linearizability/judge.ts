/**
 * The verdict on a history: whether one copy of the store, doing one operation at a time between each invocation and
 * its answer, could have given all the answers. The store is empty at the beginning.
 *
 * With versionstamps in all answers the verdict also covers that they are the order of the commits across all keys, and is
 * reached in time about linear in the history. Without, the parts are searched plainly. Whatever the search
 * cannot decide within its bound is `gaveUp`, which callers must treat as a failure.
 */
import { findShapeFault } from './answer-shape.ts';
import { findStampFaults } from './evidence.ts';
import type { Operation } from './history.ts';
import { join, partition } from './partition.ts';
import type { Part } from './partition.ts';
import { searchPlainly } from './plain-search.ts';
import { isStamped, prepare } from './problem.ts';
import type { Reason } from './reason.ts';
import { searchSpine } from './spine-search.ts';
import type { SearchResult } from './spine-search.ts';

export type Verdict =
  | { readonly kind: 'linearizable' }
  | { readonly kind: 'violation'; readonly reason: Reason }
  /** The keys of the part that was too hard, and what is suspected. */
  | { readonly kind: 'gaveUp'; readonly keys: readonly string[]; readonly reason: Reason };

/** Tries of a search: several times what a history of 100 000 operations takes, and at worst some ten seconds. */
const stepsMaxDefault = 500_000;

/** A violation in one part counts more than having given up on another. */
export function judgeHistory(
  history: readonly Operation[],
  stepsMax: number = stepsMaxDefault,
): Verdict {
  const [fault] = findFaults(history);
  if (fault !== undefined) return { kind: 'violation', reason: fault };
  let verdict: Verdict = { kind: 'linearizable' };
  const parts = partition(history);
  for (const part of parts) {
    const result = searchPart(part, stepsMax);
    if (result.kind === 'unexplained') return { kind: 'violation', reason: result.reason };
    if (result.kind === 'gaveUp') {
      verdict = { kind: 'gaveUp', keys: part.keys, reason: result.reason };
    }
  }
  return verdict.kind === 'linearizable' ? judgeTogether(parts, stepsMax) : verdict;
}

/**
 * Parts that are right by themselves may still contradict each other in the order of their commits. One search over all
 * of them decides it; it comes last, because parts are decided sooner, and in fewer words.
 */
function judgeTogether(parts: readonly Part[], stepsMax: number): Verdict {
  const whole = join(parts);
  if (parts.length < 2 || !isStamped(whole.operations)) return { kind: 'linearizable' };
  const result = searchPart(whole, stepsMax);
  if (result.kind === 'explained') return { kind: 'linearizable' };
  const { reason } = result;
  if (result.kind === 'unexplained') return { kind: 'violation', reason };
  return { kind: 'gaveUp', keys: whole.keys, reason };
}

/** Violations that need no search. */
export function* findFaults(history: readonly Operation[]): Generator<Reason> {
  const misshapen = findShapeFault(history);
  if (misshapen !== undefined) yield misshapen;
  yield* findStampFaults(history);
}

function searchPart(part: Part, stepsMax: number): SearchResult {
  if (isStamped(part.operations)) return searchSpine(prepare(part), stepsMax);
  const kind = searchPlainly(part, stepsMax);
  if (kind === 'explained') return { kind };
  const text = `no order was found for the answers on ${part.keys.join(' ')}`;
  const key = part.keys.length === 1 ? part.keys[0] : undefined;
  const reason: Reason = { kind: 'noOrder', text, operations: [] };
  return { kind, reason: key === undefined ? reason : { ...reason, key } };
}
