/**
 * Branded types: numbers and strings that cannot be mixed up although they look alike at run time.
 * Each has one constructor here, which checks and casts; nothing else casts to a brand.
 */
import { invariant } from './invariant.ts';

declare const brand: unique symbol;

/** A `T` that only the constructor of `Name` makes. */
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Identity of a node: 16 lowercase hex digits, random, never reused (rule M-11). */
export type NodeId = Branded<string, 'NodeId'>;
/** Identity of a cluster: 32 lowercase hex digits, random, chosen once at bootstrap. */
export type ClusterId = Branded<string, 'ClusterId'>;
/** A Raft term; 0 means "before the first election". */
export type Term = Branded<number, 'Term'>;
/** A position in the replicated log; 0 means "before the first entry". */
export type LogIndex = Branded<number, 'LogIndex'>;
/** Milliseconds (with fraction) on a node's monotonic clock. Only comparable within one process. */
export type MonotonicMs = Branded<number, 'MonotonicMs'>;
/** Whole milliseconds since 1970 on a wall clock. Never used for a protocol timeout (rule T-2). */
export type WallMs = Branded<number, 'WallMs'>;

export function asNodeId(value: string): NodeId {
  invariant(isNodeId(value), () => `not a node id: ${value}`);
  return value;
}

export function isNodeId(value: string): value is NodeId {
  return /^[0-9a-f]{16}$/.test(value);
}

export function asClusterId(value: string): ClusterId {
  invariant(isClusterId(value), () => `not a cluster id: ${value}`);
  return value;
}

export function isClusterId(value: string): value is ClusterId {
  return /^[0-9a-f]{32}$/.test(value);
}

export function asTerm(value: number): Term {
  invariant(isCount(value), () => `not a term: ${value}`);
  return value as Term;
}

export function asLogIndex(value: number): LogIndex {
  invariant(isCount(value), () => `not a log index: ${value}`);
  return value as LogIndex;
}

export function asMonotonicMs(value: number): MonotonicMs {
  invariant(Number.isFinite(value), () => `not a monotonic time: ${value}`);
  return value as MonotonicMs;
}

export function asWallMs(value: number): WallMs {
  invariant(isCount(value), () => `not a wall time: ${value}`);
  return value as WallMs;
}

/** True for what a u64 field may carry into JavaScript without being rounded. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
