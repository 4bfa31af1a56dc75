/**
 * How the parts of the replicated state share one ordered engine: one byte for the key-space, then, for
 * everything that belongs to a user's database, its id in 4 bytes, big-endian. docs/formats.md has the table.
 *
 * Inside this folder a storage key travels as latin1 text, one character per byte: comparing such strings is
 * comparing the bytes, and a string is what a Map can be keyed by.
 */
import { isCount } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { CorruptionError } from '../errors.ts';

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
  return prefix.userData + textOfWord(database);
}

/** Where a message waits. */
export type QueuePlace = {
  readonly database: number;
  /** Ms since 1970. */
  readonly deadlineMs: number;
  /** Of the commit that enqueued it, and which of its enqueues it was, from 0: together its identity. */
  readonly versionstamp: Uint8Array;
  readonly position: number;
};

/**
 * Where the message is stored: database u32, deadline u64, versionstamp (10 bytes), position u16, big-endian. So the
 * messages of a database lie in the order in which they are due, and in the order of commits where that is the same.
 */
export function queueKey({ database, deadlineMs, versionstamp, position }: QueuePlace): KeyText {
  invariant(database >>> 0 === database, () => `not a database id: ${database}`);
  invariant(isCount(deadlineMs), () => `not a time: ${deadlineMs}`);
  invariant(position >>> 16 === 0, () => `a commit with more than 65536 enqueues: ${position}`);
  return (
    prefix.queue +
    textOfWord(database) +
    textOfWord(Math.floor(deadlineMs / 0x1_0000_0000)) +
    textOfWord(deadlineMs) +
    textOfBytes(versionstamp) +
    String.fromCharCode(position >>> 8, position & 0xff)
  );
}

/** The lower 32 bits in 4 bytes, big-endian. */
export function textOfWord(word: number): string {
  return String.fromCharCode(word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff);
}

const defaultDatabasePrefix = `${prefix.userData}\0\0\0\0`;

/** Length in bytes of what `userDataPrefix` gives. */
export const userDataPrefixBytes = 5;

/** What the state machine knows about itself: see docs/formats.md. */
export const metaAppliedKey = `${prefix.meta}applied`;

/** How many entries have a deadline; absent for none: see expiries.ts. */
export const metaExpiringKey = `${prefix.meta}expiring`;

/** How many databases were ever created: see catalog-record.ts. */
export const metaCatalogKey = `${prefix.meta}catalog`;

/** Everything under it is the databases; the part after it is the number, in 4 bytes, big-endian. */
export const databasesPrefix = `${prefix.meta}d`;

/** Everything under it is the tokens; the part after it is the id, in 8 bytes. */
export const tokensPrefix = `${prefix.meta}t`;

/** Where the database with this number is stored. */
export function databaseKey(database: number): KeyText {
  return databasesPrefix + textOfWord(database);
}

/** Where the token with this id of 16 hex digits is stored. */
export function tokenKey(id: string): KeyText {
  return tokensPrefix + Buffer.from(id, 'hex').toString('latin1');
}

/** The reverse of `tokenKey`. */
export function idOfTokenKey(key: KeyText): string {
  return Buffer.from(key.slice(tokensPrefix.length), 'latin1').toString('hex');
}

/**
 * What the keys begin with that belong to `database`, in the order of the keys. Those of the expiry index begin with a deadline,
 * and go with the record that they belong to.
 */
export function databasePrefixes(database: number): readonly KeyText[] {
  const { userData, queue, changeLog } = prefix;
  return [userData, queue, changeLog].map((first) => first + textOfWord(database));
}

/** True for the key of an entry that a user wrote. */
export function isUserDataKey(key: KeyText): boolean {
  return key.startsWith(prefix.userData);
}

/** Everything under it is the apply journal; the part after it is the first log index of a checkpoint. */
export const journalPrefix = prefix.journal;
/** The first text above every journal key. */
export const journalEnd = String.fromCharCode(prefix.journal.charCodeAt(0) + 1);

/** What is staged here, or was installed last: see snapshot-note.ts. */
export const snapshotNoteKey = `${prefix.local}snapshot`;

/** That the state here is not that of the quorum: see fence-note.ts. */
export const fenceNoteKey = `${prefix.local}fence`;

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

/** Everything under it is the sessions; the part after it is the id. */
export const sessionsPrefix = prefix.sessions;
/** The first text above every session key. */
export const sessionsEnd = String.fromCharCode(prefix.sessions.charCodeAt(0) + 1);

/** Where the session with this id is stored: the id in 8 bytes, big-endian. */
export function sessionKey(id: number): KeyText {
  return sessionsPrefix + textOfWord(Math.floor(id / 0x1_0000_0000)) + textOfWord(id);
}

/** The reverse of `sessionKey`. Throws `CorruptionError` for what is no session key. */
export function idOfSessionKey(key: KeyText): number {
  const bytes = asBuffer(bytesOfText(key.slice(sessionsPrefix.length)));
  const id = bytes.length === 8 ? Number(bytes.readBigUInt64BE()) : -1;
  if (!isCount(id)) throw new CorruptionError('the key of a stored session is malformed');
  return id;
}

/** Everything under it is the expiry index, in the order of deadlines: see expiry-key.ts. */
export const expiryPrefix = prefix.expiry;
/** The first text above every key of the expiry index. */
export const expiryEnd = String.fromCharCode(prefix.expiry.charCodeAt(0) + 1);

/** The data key that follows the key-space byte: database and user key. */
export function userDataKey(rest: string): KeyText {
  return prefix.userData + rest;
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
