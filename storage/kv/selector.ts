/**
 * What a list selects: a selector as clients give it, and the byte range that it stands for. The texts
 * are those of Deno KV. "Begins with" and "greater" are meant on encoded bytes; since string parts are
 * terminated, a prefix always ends between two parts.
 */
import { asBuffer } from './keyspace.ts';

/** `prefix`, or `start` and `end`, or `prefix` with one of them: encoded keys. */
export type Selector = {
  readonly prefix?: Uint8Array;
  /** Inclusive. */
  readonly start?: Uint8Array;
  /** Exclusive. */
  readonly end?: Uint8Array;
  readonly reverse: boolean;
  /** Resumes after the entry that gave it; empty: from the beginning. */
  readonly cursor: string;
};

export type SelectorOutcome =
  | {
      readonly kind: 'range';
      /** Inclusive. */
      readonly start: Uint8Array;
      /** Exclusive. Not above `start` when nothing is left to list. */
      readonly end: Uint8Array;
      /** Leading bytes of every key that cursors leave out. */
      readonly commonPrefix: Uint8Array;
    }
  /** The request is refused with `message`. */
  | { readonly kind: 'invalid'; readonly message: string };

/** Longer than the cursor of any key that can be stored. */
const cursorLengthMax = 4096;

/** The range that `selector` stands for. */
export function resolveSelector(selector: Selector): SelectorOutcome {
  const bounds = resolveBounds(selector);
  if (bounds.kind === 'invalid' || selector.cursor === '') return bounds;
  const rest = decodeCursor(selector.cursor);
  if (rest === undefined) return invalid('invalid cursor');
  const last = Buffer.concat([bounds.commonPrefix, rest]);
  if (selector.reverse) {
    if (selector.end !== undefined && Buffer.compare(last, selector.end) > 0) return outOfBounds;
    return { ...bounds, end: last };
  }
  const start = Buffer.concat([last, Uint8Array.of(0x00)]);
  if (selector.start !== undefined && Buffer.compare(start, selector.start) < 0) return outOfBounds;
  return { ...bounds, start };
}

/** The cursor of the entry with `key`, as Deno gives it: URL-safe base64 with padding. */
export function encodeCursor(key: Uint8Array, commonPrefix: Uint8Array): string {
  const text = asBuffer(key.subarray(commonPrefix.length)).toString('base64');
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/** Undefined unless `encodeCursor` could have given `cursor`. */
function decodeCursor(cursor: string): Uint8Array | undefined {
  if (cursor.length > cursorLengthMax) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  return encodeCursor(bytes, emptyBytes) === cursor ? bytes : undefined;
}

const emptyBytes = new Uint8Array(0);
const outOfBounds = invalid('cursor out of bounds');

function resolveBounds({ prefix, start, end }: Selector): SelectorOutcome {
  if (prefix !== undefined) return resolvePrefix(prefix, start, end);
  if (start === undefined || end === undefined) {
    return invalid("Selector must specify either 'prefix' or both 'start' and 'end' key");
  }
  if (Buffer.compare(start, end) > 0) return invalid('Start key is greater than end key');
  let length = 0;
  while (length < start.length && start[length] === end[length]) length += 1;
  return { kind: 'range', start, end, commonPrefix: start.subarray(0, length) };
}

function resolvePrefix(
  prefix: Uint8Array,
  start: Uint8Array | undefined,
  end: Uint8Array | undefined,
): SelectorOutcome {
  if (start !== undefined && end !== undefined) {
    return invalid("Selector can not specify both 'start' and 'end' key when specifying 'prefix'");
  }
  if (start !== undefined && !isLongerWith(prefix, start)) {
    return invalid('Start key is not in the keyspace defined by prefix');
  }
  if (end !== undefined && !isLongerWith(prefix, end)) {
    return invalid('End key is not in the keyspace defined by prefix');
  }
  return {
    kind: 'range',
    start: start ?? Buffer.concat([prefix, Uint8Array.of(0x00)]),
    end: end ?? Buffer.concat([prefix, Uint8Array.of(0xff)]),
    commonPrefix: prefix,
  };
}

function isLongerWith(prefix: Uint8Array, key: Uint8Array): boolean {
  return key.length > prefix.length && Buffer.compare(key.subarray(0, prefix.length), prefix) === 0;
}

function invalid(message: string): SelectorOutcome & { readonly kind: 'invalid' } {
  return { kind: 'invalid', message };
}
