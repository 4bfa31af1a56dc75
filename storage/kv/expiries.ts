/**
 * Entries with a deadline (rule N-3): keeps the index of their deadlines, decides what a leader's `expireEntries` removes,
 * and finds what such a command should name.
 *
 * The index is replicated state under the key-space `e`. Each key in it belongs to a record that is stored and has just this
 * deadline; whatever replaces or removes the record takes the key along. How many there are is stored, too: while there are
 * none, a write pays no look-up for the index. Nothing is kept in memory for each of them.
 *
 * An ordered walk over LevelDB cannot be made in the middle of an apply, so the leader walks, and its command names what
 * it found. The command is only a hint: what is removed is decided where it is applied, by log time and the stored record.
 */
import type { Term, WallMs } from '../../base/brand.ts';
import { isCount } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { Engine } from '../engine/engine.ts';
import { CorruptionError } from '../errors.ts';
import type { FindRecord } from './atomic.ts';
import type { Effects, Writes } from './effects.ts';
import {
  deadlineOfExpiryKey,
  decodeExpiryKey,
  expiryKey,
  expiryKeyOfWire,
  groupOfExpiryKey,
} from './expiry-key.ts';
import type { ExpiryTarget } from './expiry-key.ts';
import type { KeyText } from './keyspace.ts';
import { expiryEnd, expiryPrefix, isUserDataKey, metaExpiringKey } from './keyspace.ts';
import type { RangeScan } from './reader.ts';
import type { RecordText } from './record.ts';
import { recordExpiresAt, recordVersionstamp } from './record.ts';
import type { ApplyPosition } from './sessions.ts';

/** One command is ended between two commits once it names so many entries, or so many bytes of keys. */
const wantedCount = 250;
const wantedBytes = 64 * 1024;
/** Entries of one command: those of one commit, which has at most 1000 (`rpc/limits.ts`), are never parted. */
export const expiredMax = 1000;

/** The value of a key of the index, which says nothing: the key says it all. */
const indexRecord = '';

export class Expiries {
  readonly #find: FindRecord;
  #count: number;
  /** No key of the index is below it. It is raised only when somebody looks. */
  #floor: KeyText;

  /** `count` is what the state behind `find` says of itself: see `readExpiringCount`. */
  constructor(state: { readonly find: FindRecord; readonly count: number }) {
    this.#find = state.find;
    this.#count = state.count;
    this.#floor = state.count === 0 ? expiryEnd : expiryPrefix;
  }

  /** Entries that are stored with a deadline. */
  get count(): number {
    return this.#count;
  }

  /** The writes of a commit, and what they make of the index. They must be applied. */
  track(writes: Writes): Writes {
    const changes = new Map<KeyText, RecordText | undefined>();
    for (const [dataKey, record] of writes) {
      if (!isUserDataKey(dataKey)) continue;
      const before = this.#count === 0 ? undefined : keyOf(dataKey, this.#find(dataKey));
      const after = keyOf(dataKey, record);
      if (before !== undefined) changes.set(before, undefined);
      if (after !== undefined) changes.set(after, indexRecord);
    }
    return changes.size === 0 ? writes : new Map([...writes, ...this.#counted(changes)]);
  }

  /** X-7, N-3: removes what the command of the leader of `term` names, is still stored so, and due by log time. */
  expire(
    { term, indexKeys }: { readonly term: Term; readonly indexKeys: readonly Uint8Array[] },
    at: ApplyPosition,
  ): Effects {
    const writes = new Map<KeyText, RecordText | undefined>();
    const changes = new Map<KeyText, RecordText | undefined>();
    for (const bytes of term === at.term ? indexKeys : []) {
      const key = expiryKeyOfWire(bytes);
      const target = decodeExpiryKey(key);
      const isDue = target.expiresAt <= at.now;
      if (!isDue || !isStoredSo(target, this.#find(target.dataKey))) continue;
      writes.set(target.dataKey, undefined);
      changes.set(key, undefined);
    }
    const result = { kind: 'entriesExpired', count: writes.size } as const;
    if (writes.size === 0) return { result, writes };
    return { result, writes: new Map([...writes, ...this.#counted(changes)]) };
  }

  /** True if an entry may be due at log time `now`. One comparison. */
  isDue(now: WallMs): boolean {
    if (this.#floor === expiryEnd) return false;
    return this.#floor === expiryPrefix || deadlineOfExpiryKey(this.#floor) <= now;
  }

  /**
   * Keys of the index that are due at `now`, from the lowest on; none for "nothing is". All that one commit gave one deadline
   * is there or not. `scanFrom` opens a walk over the index as it is in this turn; calls must not overlap.
   */
  async findDue(now: WallMs, scanFrom: (start: KeyText) => RangeScan): Promise<readonly KeyText[]> {
    const start = this.#floor;
    const scan = scanFrom(start);
    // What is added from now on lowers it again.
    this.#floor = expiryEnd;
    let lowest: KeyText | undefined = start;
    try {
      const walked = await walk(scan, now);
      lowest = walked.lowest;
      return walked.due;
    } finally {
      if (lowest !== undefined) this.#lowerTo(lowest);
      await scan.close();
    }
  }

  /** The changes of the index, and of how many entries it has. */
  #counted(changes: Writes): Writes {
    for (const [key, record] of changes) {
      this.#count += record === undefined ? -1 : 1;
      if (record !== undefined) this.#lowerTo(key);
    }
    invariant(this.#count >= 0, 'fewer than no entries expire');
    const count = this.#count === 0 ? undefined : String(this.#count);
    return new Map(changes).set(metaExpiringKey, count);
  }

  #lowerTo(key: KeyText): void {
    if (key < this.#floor) this.#floor = key;
  }
}

/** The key of the index that belongs to `record` under `dataKey`; undefined if it has no deadline. */
function keyOf(dataKey: KeyText, record: RecordText | undefined): KeyText | undefined {
  const expiresAt = record === undefined ? undefined : recordExpiresAt(record);
  if (record === undefined || expiresAt === undefined) return undefined;
  return expiryKey({ dataKey, expiresAt, versionstamp: recordVersionstamp(record) });
}

/** True if `record`, which is under the key of `target`, is the one that its key of the index belongs to. */
function isStoredSo(target: ExpiryTarget, record: RecordText | undefined): boolean {
  return (
    record !== undefined &&
    recordExpiresAt(record) === target.expiresAt &&
    recordVersionstamp(record) === target.versionstamp
  );
}

/** What is due, and the first key that there is at all. */
async function walk(
  scan: RangeScan,
  now: WallMs,
): Promise<{ readonly due: readonly KeyText[]; readonly lowest: KeyText | undefined }> {
  const due: KeyText[] = [];
  let bytes = 0;
  let group = '';
  let groupStart = 0;
  for (;;) {
    const entries = await scan.next({ countMax: wantedCount, bytesMax: wantedBytes });
    if (entries.length === 0) return { due, lowest: due[0] };
    for (const { key } of entries) {
      if (deadlineOfExpiryKey(key) > now) return { due, lowest: due[0] ?? key };
      if (groupOfExpiryKey(key) !== group) {
        if (due.length >= wantedCount || bytes >= wantedBytes) return { due, lowest: due[0] };
        group = groupOfExpiryKey(key);
        groupStart = due.length;
      }
      if (due.length === expiredMax) {
        return { due: groupStart === 0 ? due : due.slice(0, groupStart), lowest: due[0] };
      }
      due.push(key);
      bytes += key.length;
    }
  }
}

/** How many entries of the state in `engine` have a deadline. Throws `CorruptionError` for what is no count. */
export function readExpiringCount(engine: Engine): number {
  const text = engine.get(metaExpiringKey);
  if (text === undefined) return 0;
  const count = Number(text);
  if (!/^[1-9]\d*$/.test(text) || !isCount(count)) {
    throw new CorruptionError('the number of entries that expire is malformed');
  }
  return count;
}
