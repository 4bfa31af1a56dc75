/**
 * Makes an HTTP/2 session of Node keep its open streams in an `InFlight` in place of a `Map`. At ten thousand
 * calls a second the tables of that `Map` keep every finished call alive until the next full collection, which is
 * half of all garbage collection on a busy leader; `base/in-flight.ts` tells why.
 *
 * The field is not part of Node's interface. Where it is missing, or is not what it was in Node 20,
 * the session stays as it is and is merely slower.
 */
import type { Http2Session } from 'node:http2';

import { InFlight } from '../base/in-flight.ts';

/** What Node has there: a `Map` whose prototype is cut off from `Map.prototype`. */
type StreamTable = Pick<Map<number, unknown>, 'get' | 'set' | 'delete' | 'size' | 'forEach'>;

let stateSymbol: symbol | undefined;

/** Cheap when done already, so it may be called for every stream. */
export function relieveSession(session: Http2Session): void {
  stateSymbol ??= Object.getOwnPropertySymbols(session).find(
    ({ description }) => description === 'state',
  );
  if (stateSymbol === undefined) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it may be is checked below.
  const state = Reflect.get(session, stateSymbol) as { streams?: unknown } | undefined;
  if (state?.streams instanceof InFlight || !isStreamTable(state?.streams)) return;
  const streams = new InFlight<unknown>();
  state.streams.forEach((stream, id) => {
    streams.set(id, stream);
  });
  state.streams = streams;
}

function isStreamTable(value: unknown): value is StreamTable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'size' in value &&
    ['get', 'set', 'delete', 'forEach'].every(
      (method) => typeof Reflect.get(value, method) === 'function',
    )
  );
}
