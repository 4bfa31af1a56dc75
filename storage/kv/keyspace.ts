/**
 * How the parts of the replicated state share one ordered engine: one byte for the key-space, then, for
 * everything that belongs to a user's database, its id in 4 bytes, big-endian. docs/formats.md has the table.
 *
 * Inside this folder a storage key travels as latin1 text, one character per byte: comparing such strings is
 * comparing the bytes, and a string is what a Map can be keyed by.
 */
import { invariant } from '../../base/invariant.ts';

/** First byte of a storage key. Each letter is taken for ever, also those that nothing writes yet. */
const prefix = {
  userData: 'd',
  expiry: 'e',
  queue: 'q',
  changeLog: 'w',
  sessions: 's',
  meta: 'm',
  journal: 'j',
  local: 'l',
} as const;

/** A storage key as latin1 text. */
export type KeyText = string;

/** The latin1 text that all user keys of `database` begin with. */
export function userDataPrefix(database: number): KeyText {
  if (database === 0) return defaultDatabasePrefix;
  invariant(
    Number.isInteger(database) && database > 0 && database <= 0xff_ff_ff_ff,
    () => `not a database id: ${database}`,
  );
  return (
    prefix.userData +
    String.fromCharCode(
      database >>> 24,
      (database >>> 16) & 0xff,
      (database >>> 8) & 0xff,
      database & 0xff,
    )
  );
}

const defaultDatabasePrefix = `${prefix.userData}\0\0\0\0`;

/** Length in bytes of what `userDataPrefix` gives. */
export const userDataPrefixBytes = 5;

/** What the state machine knows about itself: see docs/formats.md. */
export const metaAppliedKey = `${prefix.meta}applied`;

/** Everything under it is the apply journal; the part after it is the first log index of a checkpoint. */
export const journalPrefix = prefix.journal;
/** The first text above every journal key. */
export const journalEnd = String.fromCharCode(prefix.journal.charCodeAt(0) + 1);

/** What is staged here, or was installed last: see snapshot-note.ts. */
export const snapshotNoteKey = `${prefix.local}snapshot`;

/** Above every storage key. */
export const keysEnd = '\x7f';

/**
 * True for what all nodes have alike and a snapshot carries. The checkpoint mark travels in its header; the journal
 * and the notes are a node's own.
 */
export function isReplicatedKey(key: KeyText): boolean {
  const first = key.charAt(0);
  return first !== prefix.journal && first !== prefix.local && key !== metaAppliedKey;
}

/** One character per byte. */
export function textOfBytes(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

/** The reverse of `textOfBytes`. The bytes are the caller's. */
export function bytesOfText(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** The same memory, as the class that has Node's fast byte operations. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
