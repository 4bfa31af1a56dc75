/** The messages of a watch: the request to keys, states to messages that say what has changed. */
import { asLogIndex } from '../base/brand.ts';
import { kvorum } from '../protos/gen/kv.js';
import type { StoredEntry } from '../storage/index.ts';
import { countFields, decodeMessage } from './decode.ts';
import type { MessageShape } from './decode.ts';
import { LimitExceededError } from './errors.ts';
import { decodeEach, encodeEntry, encodeReadAt, requireKeySize } from './kv-codec.ts';
import * as limits from './limits.ts';
import type { WatchedState } from './watch-port.ts';

const { WatchRequest, WatchResponse } = kvorum.kv.v1;

/** The fields of the request, as protos/kv.proto has them; a test compares them. */
export const watchShape: MessageShape = { 1: 'bytes' };
/** Fields besides the keys that later versions may add. */
const otherFieldsMax = 16;

/** Says that the watch goes on, on a node whose state is so old, as far as anybody knows. */
export function encodeKeepAlive(stalenessMs: number | undefined): Uint8Array {
  const keepAlive = encodeReadAt({ appliedIndex: asLogIndex(0), stalenessMs });
  return WatchResponse.encode({ keepAlive }).finish();
}

/** The keys, as views of the request's bytes. Throws `InvalidRequestError`. */
export function decodeWatchRequest(bytes: Uint8Array): readonly Uint8Array[] {
  const tooManyKeys = `Too many keys in one watch: ${limits.watchKeysMax} are allowed.`;
  countFields(bytes, {
    shape: watchShape,
    fieldsMax: limits.watchKeysMax + otherFieldsMax,
    message: tooManyKeys,
  });
  const { keys } = decodeMessage(bytes, (source) => WatchRequest.decode(source));
  if (keys.length > limits.watchKeysMax) throw new LimitExceededError(tooManyKeys);
  decodeEach('keys', keys, (key) => requireKeySize(key, limits.keyBytesMax));
  return keys;
}

/** The messages of one watch. It remembers which versions were sent, and nothing else. */
export class WatchMessages {
  readonly #keys: readonly Uint8Array[];
  /** Per key the versionstamp as latin1 text, empty if there was no entry; undefined before the first message. */
  #sent: readonly string[] | undefined;

  constructor(keys: readonly Uint8Array[]) {
    this.#keys = keys;
  }

  /** Undefined if nothing has changed since the last message. */
  encode({ entries, appliedIndex }: WatchedState): Uint8Array | undefined {
    const versions = entries.map(versionOf);
    const sent = this.#sent;
    const changed = versions.map((version, position) => version !== sent?.[position]);
    if (sent !== undefined && !changed.includes(true)) return undefined;
    this.#sent = versions;
    return WatchResponse.encode({
      state: {
        entries: this.#keys.map((key, position) => ({
          entry: encodeEntry(key, entries[position]),
          changed: changed[position] ?? false,
        })),
        ...encodeReadAt({ appliedIndex, stalenessMs: undefined }),
      },
    }).finish();
  }
}

/** A text of its own, so that the bytes of the value need not be kept. */
function versionOf(entry: StoredEntry | undefined): string {
  return entry === undefined ? '' : Buffer.from(entry.versionstamp).toString('latin1');
}
