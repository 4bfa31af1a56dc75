/**
 * The only map between Kvorum's errors and what a client of KV Connect sees. Deno repeats every 5xx for ever, writes
 * too, so 503 is said only if nothing was written and another attempt may succeed; whatever is for good is 4xx, and so is a
 * write whose outcome is not known (deno-kv.md 9.7).
 */
import { KvorumError } from '../../base/errors.ts';
import type { HttpAnswer } from '../http/http-port.ts';

export const stoppingText = 'The server is temporarially unavailable, try again later.';

/** 409, because nothing repeats it by itself. */
export const outcomeUnknownText =
  'The outcome of this write is unknown: it may have been committed, or may still be. Read before you write again.';

/** `isHeld`: to be told after a while, because the client comes back at once. */
type Failure = { readonly status: number; readonly isHeld?: true; readonly text?: string };

/** By the code of the error. Without a text of its own, a failure has that of the error. */
const failures: Readonly<Record<string, Failure>> = {
  INVALID_REQUEST: { status: 400 },
  LIMIT_EXCEEDED: { status: 400 },
  MUTATION_REJECTED: { status: 400 },
  OUTCOME_UNKNOWN: { status: 409, text: outcomeUnknownText },
  STOPPING: { status: 503, text: stoppingText },
  NO_LEADER: { status: 503, text: 'No leader could be reached in time. Nothing was written.' },
  VIEW_ENDED: { status: 503, text: 'The state of this node was replaced. Try again.' },
  TOO_STALE: { status: 503, isHeld: true, text: 'This node waits for its state.' },
  OVERLOADED: {
    status: 503,
    isHeld: true,
    text: 'This node has too much to do. Nothing was written.',
  },
  DIVERGED: { status: 503, isHeld: true, text: 'The state of this node is not good.' },
};

/** Undefined for what no client may cause: a bug, or a disk that fails. Then the node must end. */
export function explain(
  error: unknown,
): { readonly answer: HttpAnswer; readonly isHeld: boolean } | undefined {
  const failure = error instanceof KvorumError ? failures[error.code] : undefined;
  if (failure === undefined || !(error instanceof KvorumError)) return undefined;
  const { status, isHeld = false, text = error.message } = failure;
  return { answer: refuse(status, text), isHeld };
}

export function refuse(status: number, text: string): HttpAnswer {
  return { status, contentType: 'text/plain', body: Buffer.from(text) };
}
