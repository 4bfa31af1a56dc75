/**
 * Makes a wrong history small enough to be read: operations are taken out, many at once and then one by one, as long as
 * the fault stays the same, in the same words. Without that condition every fault would end as a read of something that
 * nobody wrote, because its write was taken out.
 */
import type { Operation } from './history.ts';
import { completionOf } from './history.ts';
import { findFaults, judgeHistory } from './judge.ts';
import { namedKeys } from './model.ts';
import type { Reason } from './reason.ts';

/** Operations judged in all attempts together: seconds. The result is right, if not smallest, when it is reached. */
const judgedMax = 4_000_000;
/** A fault that takes longer to find is not worth to be shrunk further. */
const stepsMax = 200_000;

/** A part of `history` with the fault `reason`, from which nothing more can be taken out. */
export function shrinkHistory(history: readonly Operation[], reason: Reason): readonly Operation[] {
  let judged = 0;
  const hasFault = (operations: readonly Operation[]): boolean => {
    judged += operations.length;
    if (judged > judgedMax) return false;
    for (const fault of findFaults(operations)) if (fault.text === reason.text) return true;
    const verdict = judgeHistory(operations, stepsMax);
    return verdict.kind === 'violation' && verdict.reason.text === reason.text;
  };
  let left = history;
  for (const guess of [beforeTheEnd(history, reason), aroundTheKey(history, reason)]) {
    const kept = left.filter((operation) => guess.has(operation));
    if (kept.length < left.length && hasFault(kept)) left = kept;
  }
  for (let size = Math.ceil(left.length / 2); size >= 1;) {
    const before = left.length;
    for (let start = 0; start < left.length;) {
      const kept = [...left.slice(0, start), ...left.slice(start + size)];
      if (hasFault(kept)) left = kept;
      else start += size;
    }
    // One by one until nothing more can go, since one removal may allow another.
    if (size > 1) size = Math.ceil(size / 2);
    else if (left.length === before || judged > judgedMax) break;
  }
  return left;
}

/** What was invoked until the faulty answers were complete. */
function beforeTheEnd(history: readonly Operation[], { operations }: Reason): Set<Operation> {
  const ends = operations.map(completionOf).filter((end) => end < Infinity);
  const end = ends.length === 0 ? Infinity : Math.max(...ends);
  return new Set(history.filter(({ invokedAt }) => invokedAt <= end));
}

/** What touches the key on which the fault shows, and the faulty operations. */
function aroundTheKey(history: readonly Operation[], { key, operations }: Reason): Set<Operation> {
  return new Set(
    history.filter(
      (operation) =>
        key === undefined || operations.includes(operation) || namedKeys(operation).includes(key),
    ),
  );
}
