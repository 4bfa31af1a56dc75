/**
 * The state that the log describes, computed a second time and in the simplest way: a list of versions per key. It
 * knows every state that ever was, so a read can be asked at which positions of the log it would have been right. An entry
 * that expires has a further version from the first log entry on whose log time has reached its deadline (rule N-3).
 */
import type { AtomicCommand, AtomicResult, Mutation } from '../../storage/index.ts';
import { ExpiryModel } from './expiry-model.ts';

/** Bytes as latin1 text, counters as numbers. */
export type ModelValue = string | number;

/** The value that a key has from `index` on, up to its next version. */
export type Version = { readonly index: number; readonly value: ModelValue | undefined };

const absent: Version = { index: 0, value: undefined };

export class KvModel {
  readonly expiries = new ExpiryModel();
  readonly #versions = new Map<string, Version[]>();
  /** Deadlines of what can be seen now. */
  readonly #deadlines = new Map<string, number>();
  #now = 0;
  #lastIndex = 0;

  /** The last entry that the state includes. */
  get lastIndex(): number {
    return this.#lastIndex;
  }

  /** All keys that ever had a value, sorted. */
  get keys(): readonly string[] {
    return [...this.#versions.keys()].toSorted();
  }

  /** Log time as of the last entry. */
  get now(): number {
    return this.#now;
  }

  /** Log time goes on to that of the next entry, which is then to be applied. */
  advance({ index, stampedAt }: { readonly index: number; readonly stampedAt: number }): void {
    this.#now = Math.max(this.#now, stampedAt);
    for (const [key, deadline] of this.#deadlines) {
      if (deadline <= this.#now) this.#put(key, index, undefined);
    }
  }

  /** Takes the next entry of the log, with what it carries, if it carries a command. */
  apply(index: number, command: AtomicCommand | undefined): AtomicResult['kind'] | 'nothing' {
    this.#lastIndex = index;
    if (command === undefined) return 'nothing';
    if (this.failedChecks(command).length > 0) return 'conflict';
    for (const mutation of command.mutations) {
      const key = textOf(mutation.key);
      const deadline = this.#deadlineOf(mutation);
      this.expiries.onWritten(key, index, deadline);
      const value = valueAfter(mutation, this.latest(key).value);
      const isPast = deadline !== undefined && deadline <= this.#now;
      this.#put(key, index, isPast ? undefined : value, deadline);
    }
    return 'committed';
  }

  #deadlineOf(mutation: Mutation): number | undefined {
    if (mutation.kind !== 'set' || mutation.expiry === undefined) return undefined;
    const { kind, ms } = mutation.expiry;
    return kind === 'at' ? ms : this.#now + ms;
  }

  /** Positions of the checks that fail now. */
  failedChecks(command: AtomicCommand): readonly number[] {
    return command.checks.flatMap(({ key, versionstamp }, position) => {
      const { index, value } = this.latest(textOf(key));
      const expected = versionstamp === undefined ? undefined : indexOfVersionstamp(versionstamp);
      return (value === undefined ? undefined : index) === expected ? [] : [position];
    });
  }

  latest(key: string): Version {
    return this.#versions.get(key)?.at(-1) ?? absent;
  }

  /** The version of `key` in the state after entry `index`, and the index at which the next one begins. */
  at(key: string, index: number): { readonly version: Version; readonly next: number } {
    const versions = this.#versions.get(key) ?? [];
    let position = versions.length - 1;
    while (position >= 0 && (versions[position]?.index ?? 0) > index) position -= 1;
    return {
      version: versions[position] ?? absent,
      next: versions[position + 1]?.index ?? Infinity,
    };
  }

  #put(key: string, index: number, value: ModelValue | undefined, deadline?: number): void {
    if (value === undefined || deadline === undefined) this.#deadlines.delete(key);
    else this.#deadlines.set(key, deadline);
    const versions = this.#versions.get(key) ?? [];
    // The last mutation of one entry wins.
    if (versions.at(-1)?.index === index) versions.pop();
    versions.push({ index, value });
    this.#versions.set(key, versions);
  }
}

function valueAfter(mutation: Mutation, before: ModelValue | undefined): ModelValue | undefined {
  switch (mutation.kind) {
    case 'set':
      return modelValue(mutation.value);
    case 'delete':
      return undefined;
    case 'sum':
      return Number(before ?? 0) + Number(modelValue(mutation.value));
    case 'min':
    case 'max':
    case 'setVersionstampedKey':
      throw new Error(`the workload makes no ${mutation.kind}`);
  }
}

export function modelValue(value: {
  readonly encoding: string;
  readonly bytes: Uint8Array;
}): ModelValue {
  return value.encoding === 'le64'
    ? Number(Buffer.from(value.bytes).readBigUInt64LE())
    : textOf(value.bytes);
}

/** One character per byte. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The log index in a versionstamp. */
export function indexOfVersionstamp(versionstamp: Uint8Array): number {
  return Number(Buffer.from(versionstamp).readBigUInt64BE());
}

/** The versionstamp of what the entry at `index` commits. */
export function versionstampAt(index: number): Uint8Array {
  const bytes = Buffer.alloc(10);
  bytes.writeBigUInt64BE(BigInt(index));
  return bytes;
}
