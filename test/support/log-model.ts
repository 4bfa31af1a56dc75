/**
 * What a log must hold after a crash. Each batch that must be synced makes one version of the log; batches become
 * durable in order. So a recovered log is one of the versions from the last acknowledged to the last issued one,
 * exactly: neither an acknowledged batch may be missing nor a part of a batch be visible.
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { decodeMembership } from '../../raft/index.ts';
import type {
  Entry,
  EntryId,
  HardState,
  IndexedMembership,
  LogWrite,
  StoredState,
} from '../../raft/index.ts';
import type { LogReader } from '../../raft/core/log-reader.ts';

export type LogVersion = {
  readonly base: EntryId;
  /** Those after `base`. */
  readonly entries: readonly Entry[];
  readonly hardState: HardState;
  /** As in `StoredState`. */
  readonly memberships: readonly IndexedMembership[];
};

/** A log that was never compacted. */
export function wholeLog(entries: readonly Entry[], hardState: HardState): LogVersion {
  return { base: wholeBase, entries, hardState, memberships: membershipsIn(entries) };
}

const wholeBase: EntryId = { index: asLogIndex(0), term: asTerm(0) };

/** `version` without the entries up to `index`. */
export function compacted(version: LogVersion, index: number): LogVersion {
  const last = version.entries.find((entry) => entry.index === index);
  if (last === undefined) throw new Error(`the model has no entry ${index}`);
  const inForce = version.memberships.findLast((each) => each.index <= index);
  if (inForce === undefined) throw new Error(`no membership is in force at ${index}`);
  const { hardState } = version;
  const commitIndex = asLogIndex(Math.max(hardState.commitIndex, index));
  return {
    base: { index: last.index, term: last.term },
    entries: version.entries.filter((entry) => entry.index > index),
    hardState: { ...hardState, commitIndex },
    memberships: [inForce, ...version.memberships.filter((each) => each.index > index)],
  };
}

function membershipsIn(entries: readonly Entry[]): readonly IndexedMembership[] {
  return entries
    .filter(({ kind }) => kind === 'config')
    .map(({ index, command }) => ({ index, membership: decodeMembership(command) }));
}

export class LogModel {
  readonly #versions: LogVersion[];
  #acknowledged = 0;
  /** Of a batch that need not be synced: it goes out with the next one, or when the log is closed. */
  #deferred: HardState | undefined;

  constructor(first: LogVersion) {
    this.#versions = [first];
  }

  /** The log as it will be when everything that was issued is durable. */
  get latest(): LogVersion {
    const latest = this.#versions.at(-1);
    if (latest === undefined) throw new Error('a model without a version');
    return latest;
  }

  /** The hard state that was issued last, durable or not. */
  get latestHardState(): HardState {
    return this.#deferred ?? this.latest.hardState;
  }

  /** Notes a batch that is about to be appended. Call the result when it was acknowledged. */
  issue(write: LogWrite): () => void {
    if (!write.mustSync) {
      this.#deferred = write.hardState ?? this.#deferred;
      return () => undefined;
    }
    const { base, entries, hardState, memberships } = this.latest;
    const end = write.truncateFrom ?? Infinity;
    return this.#add({
      base,
      entries: [...entries.filter(({ index }) => index < end), ...write.entries],
      hardState: write.hardState ?? this.#deferred ?? hardState,
      memberships: [
        ...memberships.filter(({ index }) => index < end),
        ...membershipsIn(write.entries),
      ],
    });
  }

  /** Notes a compaction that is about to begin. Call the result when it has settled. */
  compact(index: number): () => void {
    return this.#add(compacted({ ...this.latest, hardState: this.latestHardState }, index));
  }

  /** Notes a rebase that is about to begin. Call the result when it has settled. */
  rebase(to: Omit<LogVersion, 'entries'>): () => void {
    return this.#add({ ...to, entries: [] });
  }

  /** Notes that the log is about to be closed, which may store what need not be synced; no promise is made. */
  close(): void {
    if (this.#deferred !== undefined) {
      this.#add({ ...this.latest, hardState: this.#deferred });
    }
  }

  /**
   * Compares a recovered log with what it may be, and says what is wrong. If nothing is, the log is from then on
   * what the model expects: a node answers for what it has recovered.
   */
  recover(log: LogReader & { readonly stored: StoredState }): string | undefined {
    this.#deferred = undefined;
    const found = readLog(log);
    const candidates = this.#versions.slice(this.#acknowledged);
    const match = candidates.find((version) => isSame(version, found));
    if (match !== undefined) {
      this.#versions.splice(0, this.#versions.length, match);
      this.#acknowledged = 0;
      return undefined;
    }
    const before = this.#versions.slice(0, this.#acknowledged);
    const what = before.some((version) => isSame(version, found))
      ? 'an acknowledged batch is missing'
      : 'the log is in a state that it never was in';
    return `${what}: recovered ${describe(found)}; acknowledged ${describe(candidates[0])}; issued ${describe(this.latest)}`;
  }

  #add(version: LogVersion): () => void {
    this.#deferred = undefined;
    const number = this.#versions.push(version) - 1;
    return () => {
      this.#acknowledged = Math.max(this.#acknowledged, number);
    };
  }
}

/** Everything that a log holds. */
export function readLog(log: LogReader & { readonly stored: StoredState }): LogVersion {
  const { hardState, memberships } = log.stored;
  if (hardState === undefined) throw new Error('a log without a hard state');
  const end = asLogIndex(log.lastIndex + 1);
  const entries = log.entries({ start: log.firstIndex, end, bytesMax: Infinity });
  return { base: log.base, entries, hardState, memberships };
}

function isSame(a: LogVersion, b: LogVersion): boolean {
  return (
    a.hardState.term === b.hardState.term &&
    a.hardState.votedFor === b.hardState.votedFor &&
    a.hardState.commitIndex === b.hardState.commitIndex &&
    a.base.index === b.base.index &&
    a.base.term === b.base.term &&
    a.memberships.length === b.memberships.length &&
    a.memberships.every(({ index }, at) => index === b.memberships[at]?.index) &&
    a.entries.length === b.entries.length &&
    // The checksum covers every field and the command.
    a.entries.every(
      (entry, at) => entry.crc === b.entries[at]?.crc && entry.index === b.entries[at].index,
    )
  );
}

function describe(version: LogVersion | undefined): string {
  if (version === undefined) return 'nothing';
  const { base, entries, hardState } = version;
  return `base ${base.index}, ${entries.length} entries, the last of term ${entries.at(-1)?.term}, hard state ${JSON.stringify(hardState)}`;
}
