/**
 * Facts that hold unless there is a bug in Kvorum itself. They stay on in production: a node that has
 * broken one of its own rules stops, because continuing could lose or invent data (rule C-4).
 * Bytes from disk, peers and clients are never asserted; they are checked and rejected with an error.
 */

/** Thrown by `invariant`. Only the process root catches it: it logs and exits. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws `InvariantError` unless `condition` holds. Pass a function when the message is costly to build. */
export function invariant(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) {
    throw new InvariantError(typeof message === 'string' ? message : message());
  }
}

/** The end of a `switch` over a union: fails to compile when a case is missing, and throws if reached. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`);
}
