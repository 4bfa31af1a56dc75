/** Results as text, in which versionstamps have names: the first that a target shows is v1, the next v2. */
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import type { KvEntryMaybe, KvKey } from '@deno/kv';

/** Longer texts are compared by their digest. */
const textCharactersMax = 2000;

export class StampNames {
  readonly #names = new Map<string, string>();
  readonly #shown: string[] = [];
  #greatest = '';

  name(stamp: string): string {
    const known = this.#names.get(stamp);
    if (known !== undefined) return known;
    const name = `v${this.#shown.length + 1}`;
    this.#names.set(stamp, name);
    this.#shown.push(stamp);
    return name;
  }

  /** The name of the stamp of a commit just made, which must be greater than all before it. */
  nameNew(stamp: string): string {
    const isGreater = stamp > this.#greatest;
    if (isGreater) this.#greatest = stamp;
    return isGreater
      ? this.name(stamp)
      : `${this.name(stamp)}, which is not greater than all before`;
  }

  /** The `index`-th stamp shown, around and around; undefined before the first. */
  at(index: number): string | undefined {
    return this.#shown[index % this.#shown.length];
  }
}

/** Type and value: -0 is not 0, 1n is not 1, and bytes are not text. */
function renderValue(value: unknown): string {
  const text = inspect(value, {
    depth: 20,
    maxArrayLength: null,
    maxStringLength: null,
    breakLength: Infinity,
    compact: true,
    sorted: true,
  });
  if (text.length <= textCharactersMax) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text.slice(0, 40)}… ${text.length} characters, ${digest}`;
}

/** A versionstamp that was appended to a key has its name there, too. */
function renderKey(key: KvKey, names: StampNames): string {
  return renderValue(
    key.map((part) =>
      typeof part === 'string' && /^[0-9a-f]{20}$/.test(part) ? names.name(part) : part,
    ),
  );
}

export function renderEntry(entry: KvEntryMaybe<unknown>, names: StampNames): string {
  const { key, value, versionstamp } = entry;
  const stamp = versionstamp === null ? 'absent' : names.name(versionstamp);
  return `${renderKey(key, names)} = ${renderValue(value)} @ ${stamp}`;
}

/** Cursors contain keys, and so versionstamps. */
export function renderCursor(cursor: string, names: StampNames): string {
  const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
  const hasStamp = /[0-9a-f]{20}/.test(bytes);
  if (!hasStamp) return cursor;
  return renderValue(bytes.replaceAll(/[0-9a-f]{20}/g, (stamp) => names.name(stamp)));
}
