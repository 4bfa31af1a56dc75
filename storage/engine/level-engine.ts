/**
 * LevelDB as an engine. A byte b of a key or value is stored as the UTF-8 of the character U+00b: order is
 * kept, bytes from 0x80 on take two, and what comes back is a string that needs no Buffer of its own.
 *
 * Everything is written by synced batches, one at a time, because LevelDB skips a
 * damaged block of its own log on recovery and goes on: only while nothing unsynced lies between two batches
 * does it come back as an exact prefix (rule D-4).
 *
 * A failed write is final (rule D-6): LevelDB accepts further writes after a failed append, so this class
 * refuses them itself.
 */
import { ClassicLevel } from 'classic-level';
import type { ChainedBatch, Iterator, Snapshot } from 'classic-level';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import { CorruptionError, IoError, LockedError } from '../errors.ts';
import type { Engine, EngineIterator, EngineRange, EngineSnapshot, EngineWrite } from './engine.ts';

export type LevelEngineOptions = {
  /** Directory of the database; made if it does not exist. */
  readonly path: string;
  /** Uncompressed blocks kept in memory. */
  readonly cacheBytes?: number;
};

type Level = ClassicLevel;

/** Uncompressed blocks kept in memory unless the caller says otherwise. */
const cacheBytesDefault = 32 * 1024 * 1024;
/** LevelDB's own log and table in memory; two may exist at a time. */
const writeBufferBytes = 8 * 1024 * 1024;
/** Larger tables mean fewer files and file descriptors for the same contents. */
const tableBytesMax = 8 * 1024 * 1024;
/** Records that are added to a batch in one turn of the event loop: about 3 ms of work. */
const recordsPerTurn = 500;
/** A longer key is refused. The longest that there is, in the index of deadlines, has some 2100 characters. */
const keyCharactersMax = 8000;
/** Bytes that an iterator reads ahead in one call. */
const readAheadBytes = 256 * 1024;

export class LevelEngine implements Engine {
  readonly #level: Level;
  readonly #path: string;
  readonly #clock: Clock;
  #state: 'open' | 'writing' | 'failed' | 'closed' = 'open';

  private constructor(level: Level, path: string, clock: Clock) {
    this.#level = level;
    this.#path = path;
    this.#clock = clock;
  }

  /** Throws `LockedError` if another process has it open, `CorruptionError` if LevelDB finds damage, else `IoError`. */
  static async open(
    options: LevelEngineOptions,
    deps: { readonly clock: Clock },
  ): Promise<LevelEngine> {
    const level: Level = new ClassicLevel(options.path, {
      keyEncoding: 'utf8',
      valueEncoding: 'utf8',
      compression: false,
      cacheSize: options.cacheBytes ?? cacheBytesDefault,
      writeBufferSize: writeBufferBytes,
      maxFileSize: tableBytesMax,
    });
    try {
      await level.open();
    } catch (error) {
      throw openFailure(error, options.path);
    }
    // `getSync` encodes keys into a buffer that it keeps, and takes no notice when a character of two bytes does not fit into its
    // last one: then it looks for a key that was cut off. One that has room for every key is made by a key of this length.
    level.getSync('k'.repeat(2 * keyCharactersMax));
    return new LevelEngine(level, options.path, deps.clock);
  }

  get(key: string): string | undefined {
    requireKey(key);
    return reading(this.#path, () => this.#level.getSync(key));
  }

  snapshot(): EngineSnapshot {
    return new LevelSnapshot(this.#level, this.#path);
  }

  async write(writes: Iterable<EngineWrite>): Promise<void> {
    invariant(this.#state === 'open', () => `write on an engine that is ${this.#state}`);
    this.#state = 'writing';
    try {
      const batch = this.#level.batch();
      await this.#fill(batch, writes);
      // LevelDB answers an empty batch without syncing anything.
      invariant(batch.length > 0, 'an empty batch proves nothing durable');
      await batch.write({ sync: true });
      this.#state = 'open';
    } catch (error) {
      this.#state = 'failed';
      throw new IoError(`writing to the state in ${this.#path} failed`, {
        path: this.#path,
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    invariant(this.#state !== 'writing', 'closed during a write');
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    await this.#level.close();
  }

  async #fill(
    batch: ChainedBatch<Level, string, string>,
    writes: Iterable<EngineWrite>,
  ): Promise<void> {
    let count = 0;
    for (const write of writes) {
      if (write.kind === 'put') batch.put(write.key, write.value);
      else batch.del(write.key);
      count += 1;
      if (count % recordsPerTurn === 0) {
        await new Promise<void>((resolve) => this.#clock.soon(resolve));
      }
    }
  }
}

function requireKey(key: string): void {
  invariant(key.length <= keyCharactersMax, () => `a key of ${key.length} characters`);
}

class LevelSnapshot implements EngineSnapshot {
  readonly #level: Level;
  readonly #path: string;
  readonly #snapshot: Snapshot;
  readonly #getOptions: { readonly snapshot: Snapshot };
  #isOpen = true;

  constructor(level: Level, path: string) {
    this.#level = level;
    this.#path = path;
    this.#snapshot = level.snapshot();
    this.#getOptions = { snapshot: this.#snapshot };
  }

  get(key: string): string | undefined {
    requireKey(key);
    return reading(this.#path, () => this.#level.getSync(key, this.#getOptions));
  }

  iterate(range: EngineRange): EngineIterator {
    invariant(this.#isOpen, 'iterating over a closed snapshot');
    const iterator = this.#level.iterator({
      gte: range.start,
      lt: range.end,
      reverse: range.reverse,
      snapshot: this.#snapshot,
      fillCache: true,
      highWaterMarkBytes: readAheadBytes,
    });
    return new LevelIterator(iterator, this.#path);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // Settles when the reads that still use it are done; it cannot fail.
    void this.#snapshot.close();
  }
}

class LevelIterator implements EngineIterator {
  readonly #iterator: Iterator<Level, string, string>;
  readonly #path: string;

  constructor(iterator: Iterator<Level, string, string>, path: string) {
    this.#iterator = iterator;
    this.#path = path;
  }

  async next(countMax: number): Promise<readonly (readonly [string, string])[]> {
    try {
      const records = await this.#iterator.nextv(countMax);
      weigh(this.#iterator, records);
      return records;
    } catch (error) {
      throw readFailure(error, this.#path);
    }
  }

  async close(): Promise<void> {
    await this.#iterator.close();
  }
}

/** Bytes that LevelDB's binding keeps for a record besides its key and value, roughly. */
const recordOverheadBytes = 100;
const weights = new WeakMap<Iterator<Level, string, string>, ArrayBuffer>();

/**
 * The binding keeps what an iterator read last outside of V8's heap until the iterator is collected, even when it is
 * closed, and tells V8 nothing of it: at 9000 lists a second, 1 GiB gathered before V8 saw a reason to collect. A
 * buffer of about that size, which is never touched, is a reason.
 */
function weigh(
  iterator: Iterator<Level, string, string>,
  records: readonly (readonly [string, string])[],
): void {
  let bytes = 0;
  for (const [key, value] of records) bytes += key.length + value.length + recordOverheadBytes;
  weights.set(iterator, new ArrayBuffer(bytes));
}

function reading<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw readFailure(error, path);
  }
}

function readFailure(error: unknown, path: string): Error {
  if (codeOf(error) === 'LEVEL_CORRUPTION') {
    return new CorruptionError(`the state in ${path} is damaged`, { cause: error });
  }
  return new IoError(`reading the state in ${path} failed`, { path, cause: error });
}

function openFailure(error: unknown, path: string): Error {
  // The opener wraps what LevelDB itself said.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (codeOf(cause) === 'LEVEL_LOCKED') {
    return new LockedError(`the state in ${path} is open in another process`, { cause });
  }
  if (codeOf(cause) === 'LEVEL_CORRUPTION') {
    return new CorruptionError(`the state in ${path} is damaged`, { cause });
  }
  return new IoError(`opening the state in ${path} failed`, { path, cause });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
