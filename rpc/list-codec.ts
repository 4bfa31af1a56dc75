/** The messages of a list: the request to a range of encoded keys, entries and their cursor to messages. */
import { kvorum } from '../protos/gen/kv.js';
import { encodeCursor, resolveSelector } from '../storage/index.ts';
import type { ListedEntry } from '../storage/index.ts';
import { countFields, decodeMessage } from './decode.ts';
import type { MessageShape } from './decode.ts';
import { InvalidRequestError } from './errors.ts';
import { encodeReadAt, requireKeySize } from './kv-codec.ts';
import type { ReadAt } from './kv-codec.ts';
import * as limits from './limits.ts';
import { encodeListMessage } from './list-message.ts';
import { decodeReadDemand } from './read-demand.ts';
import type { ReadDemand } from './read-demand.ts';

const { ListRequest } = kvorum.kv.v1;

export type ListCall = {
  /** Inclusive. */
  readonly start: Uint8Array;
  /** Exclusive. */
  readonly end: Uint8Array;
  readonly reverse: boolean;
  /** Leading bytes of every key that cursors leave out. */
  readonly commonPrefix: Uint8Array;
  /** Entries; infinite if there is no limit. */
  readonly limit: number;
  readonly keysOnly: boolean;
  readonly demand: ReadDemand;
};

/** The fields of the request, as protos/kv.proto has them; a test compares them. */
export const listShape: MessageShape = {
  1: 'bytes',
  2: 'bytes',
  3: 'bytes',
  4: 'number',
  5: 'number',
  6: 'bytes',
  7: 'number',
  8: 'number',
  20: 'number',
  21: 'bytes',
};
/** Far more than the message has, for those that later versions may add. */
const fieldsMax = 64;

/** Throws `InvalidRequestError`. */
export function decodeListRequest(bytes: Uint8Array): ListCall {
  countFields(bytes, {
    shape: listShape,
    fieldsMax,
    message: 'The list request has too many fields.',
  });
  const request = decodeMessage(bytes, (source) => ListRequest.decode(source));
  const { cursor, reverse, limit, keysOnly } = request;
  const prefix = request.prefix ?? undefined;
  const start = request.start ?? undefined;
  const end = request.end ?? undefined;
  if (prefix !== undefined) requireKeySize(prefix, limits.keyBytesMax);
  if (start !== undefined) requireKeySize(start, limits.boundaryBytesMax);
  if (end !== undefined) requireKeySize(end, limits.boundaryBytesMax);
  const demand = decodeReadDemand(request);
  const range = resolveSelector({
    ...(prefix !== undefined && { prefix }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    reverse,
    cursor,
  });
  if (range.kind === 'invalid') throw new InvalidRequestError(range.message);
  return {
    start: range.start,
    end: range.end,
    reverse,
    commonPrefix: range.commonPrefix,
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    keysOnly,
    demand,
  };
}

/** Leaves the cursor empty when the range is exhausted. */
export function encodeListResponse(
  entries: readonly ListedEntry[],
  {
    call,
    readAt,
    exhausted,
  }: { readonly call: ListCall; readonly readAt: ReadAt; readonly exhausted: boolean },
): Uint8Array {
  const { keysOnly, commonPrefix } = call;
  const last = entries.at(-1);
  const cursor =
    exhausted || last === undefined
      ? ''
      : encodeCursor(Buffer.from(last.key, 'latin1'), commonPrefix);
  return encodeListMessage(entries, { keysOnly, cursor, ...encodeReadAt(readAt) });
}
