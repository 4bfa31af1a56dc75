/**
 * A watch that outlives the node on which it began. A node that fails, stops, falls silent or is cut off is left for the next, and what
 * that one tells is compared with what was told before, so that its user sees one watch: no step back, and nothing twice.
 */
import { asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { watchKeepAliveMs } from '../limits.ts';
import { grpcCodes } from '../status.ts';
import { attemptCall, backoffMsMax, firstBackoffMs } from './attempt.ts';
import type { ClientChannel } from './channel.ts';
import { decodeWatchResponse, encodeWatchRequest, type WatchAnswer } from './codec.ts';
import { KvorumCallError } from './errors.ts';

const watchPath = '/kvorum.kv.v1.KV/Watch';
/** A node tells its state at once; one that has not done so by then, connecting included, is paused or cut off. */
const firstMessageMs = 2000;
/** Three signs of life were missed. */
const silenceMsMax = 3 * watchKeepAliveMs;
/** A node that is alive and this far behind is cut off, or no member any more. */
const stalenessMsMax = 2 * watchKeepAliveMs;

export type WatchWish = {
  readonly keys: readonly Uint8Array[];
  /** How long no node may serve the watch before it is given up. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
};

export type WatchDeps = {
  readonly clock: Clock;
  readonly endpoints: {
    readonly count: number;
    readonly current: () => ClientChannel;
    /** The next one becomes current. */
    readonly moveOn: () => void;
  };
};

/** See `KvorumClient.watch`. */
export async function* watchKeys(
  { keys, timeoutMs, signal }: WatchWish,
  { clock, endpoints }: WatchDeps,
): AsyncGenerator<WatchAnswer, void, undefined> {
  const request = encodeWatchRequest(keys);
  const told = new ToldStates();
  let servedAt = clock.monotonic();
  let backoffMs = firstBackoffMs;
  const isOver = (): boolean => signal?.aborted === true;
  while (!isOver()) {
    const channel = endpoints.current();
    const beganAt = clock.monotonic();
    let failure = failureAt(channel, 'ended the watch');
    try {
      for await (const message of messagesOf(request, { channel, signal, clock })) {
        servedAt = clock.monotonic();
        const decoded = decodeWatchResponse(message);
        if (decoded.kind === 'keepAlive') {
          demandFresh(decoded.stalenessMs, channel, endpoints.count);
          continue;
        }
        const answer = told.compare(decoded);
        if (answer === undefined) continue;
        yield answer;
        servedAt = clock.monotonic();
      }
    } catch (error) {
      if (isOver()) return;
      if (!(error instanceof KvorumCallError) || !mayGoOn(error)) throw error;
      failure = error;
      if (error.code === 'DIVERGED') told.distrust();
    }
    if (clock.monotonic() - servedAt + backoffMs >= timeoutMs) throw failure;
    endpoints.moveOn();
    if (servedAt - beganAt > backoffMsMax) backoffMs = firstBackoffMs;
    // Also between nodes that begin well and fail at once.
    await pause(backoffMs, clock);
    backoffMs = Math.min(2 * backoffMs, backoffMsMax);
  }
}

/**
 * A watch changes nothing, so it may be asked for again wherever that can help. It cannot where the request is refused, and
 * must not where a node fails on it as on a bug: the next one would, too.
 */
function mayGoOn({ retryable, code, outcome }: KvorumCallError): boolean {
  if (retryable || code === 'DIVERGED' || code === 'DEADLINE_EXCEEDED') return true;
  return code === 'GRPC' && outcome === 'unknown';
}

/** The messages of one call on one node, which must not be silent for too long. Frees the call when the iteration ends. */
async function* messagesOf(
  request: Uint8Array,
  options: {
    readonly channel: ClientChannel;
    readonly signal: AbortSignal | undefined;
    readonly clock: Clock;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { channel, signal, clock } = options;
  const end = new AbortController();
  const onAbort = (): void => end.abort();
  signal?.addEventListener('abort', onAbort);
  const unlessSilent = async <T>(asked: Promise<T>, silenceMs: number): Promise<T> =>
    await new Promise((resolve, reject) => {
      const timer = clock.after(silenceMs, () =>
        reject(failureAt(channel, `was silent for ${Math.round(silenceMs)} ms`)),
      );
      asked.finally(() => timer.cancel()).then(resolve, reject);
    });
  try {
    const deadline = asMonotonicMs(clock.monotonic() + firstMessageMs);
    const begun = await attemptCall(
      channel,
      { deadline, signal },
      {
        clock,
        call: async () => {
          const messages = channel.stream(watchPath, request, {
            deadline: Infinity,
            signal: end.signal,
          });
          const leftMs = Math.max(0, deadline - clock.monotonic());
          return { messages, first: await unlessSilent(messages.next(), leftMs) };
        },
      },
    );
    if (begun instanceof KvorumCallError) throw begun;
    const { messages, first } = begun.answer;
    for (let next = first; next.done !== true;) {
      yield next.value;
      next = await unlessSilent(messages.next(), silenceMsMax);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    end.abort();
  }
}

function failureAt({ endpoint }: ClientChannel, what: string): KvorumCallError {
  return new KvorumCallError(`${endpoint} ${what}`, {
    code: 'UNREACHABLE',
    retryable: true,
    outcome: 'not-applied',
    grpcCode: grpcCodes.UNAVAILABLE,
    endpoint,
  });
}

/**
 * An old state is better than none, so a node is left for it only if there is another to try. Where nobody vouches for any age the
 * watch goes round, at the pace of the signs of life.
 */
function demandFresh(
  stalenessMs: number | undefined,
  channel: ClientChannel,
  endpointCount: number,
): void {
  if (endpointCount === 1 || (stalenessMs ?? Infinity) <= stalenessMsMax) return;
  throw failureAt(channel, `is cut off: its state is ${stalenessMs ?? 'unknown'} ms old`);
}

/** What was told so far, as far as that is needed to know what is new. */
class ToldStates {
  #versionstamp: Uint8Array | undefined;
  /** Per key the versionstamp in hex, empty if there was no entry; undefined before the first state. */
  #versions: readonly string[] | undefined;

  /** The values that were told may be wrong, whatever their versions: the next state is told whole. */
  distrust(): void {
    this.#versions = undefined;
  }

  /** The state with its changes since the one told before; undefined if it is older, or tells nothing new. */
  compare({ entries, versionstamp }: WatchAnswer): WatchAnswer | undefined {
    if (isBefore(versionstamp, this.#versionstamp)) return undefined;
    const before = this.#versions;
    const versions = entries.map((entry) => hexOf(entry.versionstamp));
    const compared = entries.map((entry, position) => ({
      ...entry,
      changed: versions[position] !== before?.[position],
    }));
    this.#versionstamp = versionstamp;
    this.#versions = versions;
    const isNew = before === undefined || compared.some(({ changed }) => changed);
    return isNew ? { entries: compared, versionstamp } : undefined;
  }
}

/** Of no state at all is before everything. */
function isBefore(versionstamp: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return hexOf(versionstamp) < hexOf(other);
}

function hexOf(versionstamp: Uint8Array | undefined): string {
  return versionstamp === undefined ? '' : Buffer.from(versionstamp).toString('hex');
}

async function pause(delayMs: number, clock: Clock): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.after(delayMs, resolve);
  });
}
