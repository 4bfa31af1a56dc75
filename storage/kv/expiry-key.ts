/**
 * A key of the expiry index: what an entry with a deadline has beside its record. Order of keys is order of deadlines, and
 * what one commit gave one deadline stands together.
 *
 *     +---+----------+--------------+----------+----------+
 *     | e | deadline | versionstamp | database | user key |
 *     |   | 8        | 10           | 4        |          |
 *     +---+----------+--------------+----------+----------+
 */
import { isCount } from '../../base/brand.ts';
import { CorruptionError } from '../errors.ts';
import type { KeyText } from './keyspace.ts';
import { bytesOfText, expiryPrefix, textOfBytes, textOfWord, userDataKey } from './keyspace.ts';
import { formatVersionstamp, versionstampBytes } from './versionstamp.ts';

const deadlineStart = expiryPrefix.length;
const stampStart = deadlineStart + 8;
const userStart = stampStart + versionstampBytes;

/** Where the record is that a key of the index belongs to, and what it must say. */
export type ExpiryTarget = {
  readonly dataKey: KeyText;
  readonly expiresAt: number;
  /** 20 hex digits. */
  readonly versionstamp: string;
};

/** `expiresAt` is a safe integer. */
export function expiryKey({ dataKey, expiresAt, versionstamp }: ExpiryTarget): KeyText {
  const high = textOfWord(Math.floor(expiresAt / 0x1_0000_0000));
  const stamp = Buffer.from(versionstamp, 'hex').toString('latin1');
  return expiryPrefix + high + textOfWord(expiresAt) + stamp + dataKey.slice(1);
}

/** The reverse of `expiryKey`. Throws `CorruptionError` for what is no key of the index. */
export function decodeExpiryKey(key: KeyText): ExpiryTarget {
  const expiresAt = deadlineOfExpiryKey(key);
  if (key.length <= userStart + 4) throw malformed();
  const versionstamp = formatVersionstamp(bytesOfText(key.slice(stampStart, userStart)));
  return { dataKey: userDataKey(key.slice(userStart)), expiresAt, versionstamp };
}

/** The deadline alone. Throws `CorruptionError` for what is no key of the index. */
export function deadlineOfExpiryKey(key: KeyText): number {
  let deadline = 0;
  for (let at = deadlineStart; at < stampStart; at += 1) {
    deadline = deadline * 256 + key.charCodeAt(at);
  }
  if (!key.startsWith(expiryPrefix) || !isCount(deadline)) throw malformed();
  return deadline;
}

/** The same for all that one commit gave one deadline. */
export function groupOfExpiryKey(key: KeyText): string {
  return key.slice(0, userStart);
}

/** The key as it travels in a command, without the first byte. */
export function wireOfExpiryKey(key: KeyText): Uint8Array {
  return bytesOfText(key.slice(expiryPrefix.length));
}

/** The reverse of `wireOfExpiryKey`. */
export function expiryKeyOfWire(bytes: Uint8Array): KeyText {
  return expiryPrefix + textOfBytes(bytes);
}

function malformed(): CorruptionError {
  return new CorruptionError('a key of the expiry index is malformed');
}
