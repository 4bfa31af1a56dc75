/** What cases expect, on top of `node:assert`, which both clients' runtimes have. */
import assert from 'node:assert/strict';
import type { Kv, KvEntry, KvKey, KvListOptions, KvListSelector, KvMutation } from '@deno/kv';
import type { CaseContext } from './case.ts';

/** Equal in type and value: -0 is not 0, and NaN is NaN. */
export function same(actual: unknown, expected: unknown): void {
  assert.deepStrictEqual(actual, expected);
}

/** Equal bytes. `@deno/kv` may give a Buffer, which is a Uint8Array. */
export function sameBytes(actual: unknown, expected: Uint8Array): void {
  assert.ok(actual instanceof Uint8Array, 'no Uint8Array');
  assert.deepStrictEqual(new Uint8Array(actual), expected);
}

/** `run` throws or rejects, and its message contains `text`. A server's refusal comes with words around it. */
export async function refused(run: () => unknown, text: string): Promise<void> {
  let result: unknown;
  try {
    result = await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    assert.ok(message.includes(text), `refused with "${message}" instead of "${text}"`);
    return;
  }
  assert.fail(`not refused with "${text}", but answered ${JSON.stringify(result)}`);
}

/** All entries of a list, in its order. */
export async function entriesOf(
  kv: Kv,
  selector: KvListSelector,
  options?: KvListOptions,
): Promise<readonly KvEntry<unknown>[]> {
  const entries: KvEntry<unknown>[] = [];
  for await (const entry of kv.list(selector, options)) entries.push(entry);
  return entries;
}

export async function keysOf(
  kv: Kv,
  selector: KvListSelector,
  options?: KvListOptions,
): Promise<readonly KvKey[]> {
  return (await entriesOf(kv, selector, options)).map(({ key }) => key);
}

export async function valuesOf(
  kv: Kv,
  selector: KvListSelector,
  options?: KvListOptions,
): Promise<readonly unknown[]> {
  return (await entriesOf(kv, selector, options)).map(({ value }) => value);
}

export async function valueOf(kv: Kv, key: KvKey): Promise<unknown> {
  return (await kv.get(key)).value;
}

/** The versionstamp of an entry that must exist. */
export async function stampOf(kv: Kv, key: KvKey): Promise<string> {
  const { versionstamp } = await kv.get(key);
  if (versionstamp === null) return assert.fail('the entry does not exist');
  return versionstamp;
}

/** The versionstamp of a commit that must succeed. */
export function committed(result: {
  readonly ok: boolean;
  readonly versionstamp?: string;
}): string {
  if (!result.ok || result.versionstamp === undefined) return assert.fail('the commit failed');
  return result.versionstamp;
}

/** Commits one mutation whose operand the types of the clients do not all allow, such as a plain number. */
export async function mutate(
  kv: Kv,
  type: 'sum' | 'min' | 'max',
  key: KvKey,
  value: unknown,
): Promise<void> {
  const mutation = { type, key, value } as KvMutation;
  committed(await kv.atomic().mutate(mutation).commit());
}

/** The entry is a KvU64 of this value, not a plain bigint. */
export async function holdsU64(context: CaseContext, key: KvKey, value: bigint): Promise<void> {
  const stored = await valueOf(context.kv, key);
  assert.ok(context.isU64(stored), `no KvU64 but ${String(stored)}`);
  same((stored as { readonly value: bigint }).value, value);
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs `work` `count` times at once, numbered from 0. */
export async function atOnce(count: number, work: (index: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, async (_, index) => await work(index)));
}

type Chunk = Awaited<ReturnType<ReadableStreamDefaultReader<unknown>['read']>>;

/** Reads the chunks of a watch one by one, with a bound on the time that each may take. Closing the database ends it. */
export class WatchReader {
  readonly #reader: ReadableStreamDefaultReader<unknown>;
  #pending: Promise<Chunk> | undefined;

  constructor(stream: ReadableStream<unknown>) {
    this.#reader = stream.getReader();
  }

  /** The next chunk: one entry for each key. Fails after `withinMs`, or if the stream ends. */
  async next(withinMs = 5_000): Promise<readonly KvEntry<unknown>[]> {
    const result = await this.#poll(withinMs);
    if (result === undefined) return assert.fail(`no chunk within ${withinMs} ms`);
    if (result.done) return assert.fail('the watch ended');
    return result.value as readonly KvEntry<unknown>[];
  }

  /** The values in the next chunk. */
  async values(withinMs?: number): Promise<readonly unknown[]> {
    return (await this.next(withinMs)).map(({ value }) => value);
  }

  /** Nothing arrives for `ms`. */
  async silent(ms = 150): Promise<void> {
    const result = await this.#poll(ms);
    if (result !== undefined) assert.fail('a chunk came, though nothing happened');
  }

  /** The next result, or undefined after `ms`; a read that is under way is kept for the next call. */
  async #poll(ms: number): Promise<Chunk | undefined> {
    this.#pending ??= this.#reader.read();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ms);
    });
    const result = await Promise.race([this.#pending, late]);
    clearTimeout(timer);
    if (result !== undefined) this.#pending = undefined;
    return result;
  }
}
