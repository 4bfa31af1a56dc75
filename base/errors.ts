/**
 * The root of every operational error. Each layer has its own classes in its `errors.ts`;
 * `rpc/status.ts` alone maps them to gRPC. Bugs are `InvariantError`, outcomes are values.
 */

/** Whether the write that met this error may have happened. "not-applied" is said only when it is proven. */
export type WriteOutcome = 'not-applied' | 'unknown';

export abstract class KvorumError extends Error {
  /** A stable, documented name of the failure, listed in docs/errors.md. */
  abstract readonly code: string;
  /** True if the same call may succeed later without a change by the caller. */
  abstract readonly retryable: boolean;
  abstract readonly outcome: WriteOutcome;
}
