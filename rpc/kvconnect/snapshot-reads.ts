/**
 * Snapshot reads: all ranges of a request from one consistent state, strongly consistent on every node.
 *
 * A read of single keys, which is most of them, is answered in one turn like a get over gRPC, without a view. Everything else
 * opens a view. A range is filled up to its limit whatever it weighs, since clients take a short one for the end of
 * the list (deno-kv.md 6.5); so an answer may have 66 MB. The length of a range stands before its entries: what is
 * more than `heldAnswerBytesMax`, or finds no room beside what other reads hold, is read once for its length and once more, piece by piece, at the pace of the client.
 */
import { asMonotonicMs } from '../../base/brand.ts';
import type { MonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { ListedEntry, RangeScan, ReadView, StoredEntry } from '../../storage/index.ts';
import { DivergedError, LimitExceededError, OverloadedError } from '../errors.ts';
import type { Gateway, KvReads } from '../gateway-port.ts';
import type { HttpAnswer } from '../http/http-port.ts';
import { boundaryBytesMax, listChunkBytesMax, listChunkEntriesMax } from '../limits.ts';
import { LocalReads } from '../local-reads.ts';
import type { WireRange } from './datapath-decoder.ts';
import { decodeSnapshotRead, demand, requireSize } from './datapath-decoder.ts';
import type { FoundEntry } from './datapath-encoder.ts';
import {
  encodePointRead,
  encodeRangeEntries,
  encodeRangeHead,
  rangeEntriesBytes,
  snapshotReadEnd,
} from './datapath-encoder.ts';
import * as limits from './limits.ts';
import { releasing } from './releasing.ts';

const contentType = 'application/x-protobuf';

/** Answers to single keys, or the view that the ranges are read from. */
type Found =
  | { readonly kind: 'points'; readonly ranges: readonly (FoundEntry | undefined)[] }
  | { readonly kind: 'view'; readonly view: ReadView };

type ReadCall = { readonly database: number; readonly ranges: readonly WireRange[] };

/** What one read holds of the entries that it has found. */
type Hold = { bytes: number };

type Measured = {
  readonly rangeBytes: readonly number[];
  readonly held: readonly (readonly ListedEntry[])[] | undefined;
};

export class SnapshotReads {
  readonly #gateway: Gateway;
  readonly #clock: Clock;
  readonly #reads: LocalReads;
  #openViews = 0;
  /** Of the entries that all reads hold. */
  #heldBytes = 0;

  constructor(deps: { readonly gateway: Gateway; readonly clock: Clock }) {
    this.#gateway = deps.gateway;
    this.#clock = deps.clock;
    this.#reads = new LocalReads(deps);
  }

  /** Present at once where that is possible. Throws, or rejects with, a `KvorumError`; so may the pieces of the answer. */
  answer(database: number, body: Uint8Array): HttpAnswer | Promise<HttpAnswer> {
    const call = { database, ranges: decodeRanges(body) };
    const dated = this.#reads.run({ kind: 'strong' }, this.#deadline(), {
      read: () => this.#find(call),
      discard: (found) => {
        if (found.kind === 'view') this.#close(found.view);
      },
    });
    return dated instanceof Promise
      ? dated.then(({ result }) => this.#finish(call, result))
      : this.#finish(call, dated.result);
  }

  #deadline(): MonotonicMs {
    return asMonotonicMs(this.#clock.monotonic() + limits.holdMs);
  }

  /** One turn of the event loop, so one state. */
  #find({ database, ranges }: ReadCall): Found {
    const { state } = this.#gateway;
    const points = findPoints(state, database, ranges);
    if (points !== undefined) return { kind: 'points', ranges: points };
    if (this.#openViews >= limits.openViewsMax) {
      throw new OverloadedError('too many lists are open on this node');
    }
    const view = state.view();
    this.#openViews += 1;
    return { kind: 'view', view };
  }

  #close(view: ReadView): void {
    this.#openViews -= 1;
    view.close();
  }

  #finish(call: ReadCall, found: Found): HttpAnswer | Promise<HttpAnswer> {
    if (found.kind === 'view') return this.#answerFromView(call, found.view);
    return { status: 200, contentType, body: encodePointRead(found.ranges) };
  }

  async #answerFromView(call: ReadCall, view: ReadView): Promise<HttpAnswer> {
    let isStreamed = false;
    const hold: Hold = { bytes: 0 };
    try {
      const { held, rangeBytes } = await this.#measure(call, view, hold);
      // The state may have been found to be wrong meanwhile (rule H-2).
      if (this.#gateway.isFenced) throw new DivergedError();
      if (held !== undefined) {
        const parts = held.flatMap((entries, position) => [
          encodeRangeHead(rangeBytes[position] ?? 0),
          encodeRangeEntries(entries),
        ]);
        return { status: 200, contentType, body: Buffer.concat([...parts, snapshotReadEnd]) };
      }
      isStreamed = true;
      const pieces = this.#pieces(call, view, rangeBytes);
      return { status: 200, contentType, body: releasing(pieces, () => this.#close(view)) };
    } finally {
      this.#heldBytes -= hold.bytes;
      if (!isStreamed) this.#close(view);
    }
  }

  /** How many bytes the entries of each range have, and the entries themselves if they are not too many to be held. */
  async #measure({ database, ranges }: ReadCall, view: ReadView, hold: Hold): Promise<Measured> {
    const rangeBytes: number[] = [];
    let held: ListedEntry[][] | undefined = [];
    for (const range of ranges) {
      const entries: ListedEntry[] = [];
      let bytes = 0;
      for await (const chunk of chunksOf(view, database, range)) {
        const chunkBytes = rangeEntriesBytes(chunk);
        bytes += chunkBytes;
        if (held !== undefined && this.#tryHold(hold, chunkBytes)) entries.push(...chunk);
        else held = undefined;
      }
      rangeBytes.push(bytes);
      held?.push(entries);
    }
    return { rangeBytes, held };
  }

  #tryHold(hold: Hold, bytes: number): boolean {
    if (hold.bytes + bytes > limits.heldAnswerBytesMax) return false;
    if (this.#heldBytes + bytes > limits.heldBytesMax) return false;
    hold.bytes += bytes;
    this.#heldBytes += bytes;
    return true;
  }

  async *#pieces(
    { database, ranges }: ReadCall,
    view: ReadView,
    rangeBytes: readonly number[],
  ): AsyncGenerator<Uint8Array, void, undefined> {
    for (const [position, range] of ranges.entries()) {
      const announced = rangeBytes[position] ?? 0;
      yield encodeRangeHead(announced);
      let sent = 0;
      for await (const entries of chunksOf(view, database, range)) {
        const piece = encodeRangeEntries(entries);
        sent += piece.length;
        if (this.#gateway.isFenced) throw new DivergedError();
        yield piece;
      }
      invariant(sent === announced, () => `${sent} bytes of a range that has ${announced}`);
    }
    yield snapshotReadEnd;
  }
}

function decodeRanges(body: Uint8Array): readonly WireRange[] {
  const ranges = decodeSnapshotRead(body);
  let entries = 0;
  for (const { start, end, limit } of ranges) {
    requireSize(start, boundaryBytesMax);
    requireSize(end, boundaryBytesMax);
    demand(limit > 0, 'The read range limit of the snapshot read request is invalid.');
    entries += limit;
  }
  if (entries > limits.readEntriesMax) {
    throw new LimitExceededError(
      'The total number of entries requested across read ranges in the read request is too large.',
    );
  }
  return ranges;
}

/** The answers, if all ranges are empty or can be answered by looking up their first key; undefined if one needs a view. */
function findPoints(
  state: KvReads,
  database: number,
  ranges: readonly WireRange[],
): readonly (FoundEntry | undefined)[] | undefined {
  const found: (FoundEntry | undefined)[] = [];
  for (const range of ranges) {
    if (Buffer.compare(range.start, range.end) >= 0) {
      found.push(undefined);
      continue;
    }
    const isExact = isExactKey(range);
    if (!isExact && !isKeyOrNext(range)) return undefined;
    const key = range.start;
    const entry: StoredEntry | undefined = state.get(database, key);
    // The key is absent: the next one belongs into the answer.
    if (entry === undefined && !isExact) return undefined;
    found.push(entry && { key, entry });
  }
  return found;
}

/** [K, K 00): as Deno asks for one key. */
function isExactKey({ start, end }: WireRange): boolean {
  const { length } = start;
  if (end.length !== length + 1 || end[length] !== 0) return false;
  for (let at = 0; at < length; at += 1) if (start[at] !== end[at]) return false;
  return true;
}

/** [K, ff) and one entry: as `@deno/kv` asks for one key. */
function isKeyOrNext({ start, end, limit, reverse }: WireRange): boolean {
  return limit === 1 && !reverse && end.length === 1 && end[0] === 0xff && start[0] !== 0xff;
}

async function* chunksOf(
  view: ReadView,
  database: number,
  { start, end, reverse, limit }: WireRange,
): AsyncGenerator<readonly ListedEntry[], void, undefined> {
  const scan: RangeScan = view.scan({ database, start, end, reverse });
  try {
    let remaining = limit;
    while (remaining > 0) {
      const countMax = Math.min(remaining, listChunkEntriesMax);
      const entries = await scan.next({ countMax, bytesMax: listChunkBytesMax });
      if (entries.length === 0) return;
      remaining -= entries.length;
      yield entries;
    }
  } finally {
    await scan.close();
  }
}
