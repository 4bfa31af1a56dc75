/**
 * The replicated key-value state: applies log entries in order and answers reads from what was applied.
 *
 * Effects go into a memtable and are visible at once. From time to time the memtable is frozen and written to the
 * engine as one synced batch, a checkpoint, together with the applied index, so the engine always holds the effects
 * of an exact prefix of the log (rules D-1, D-4); after a crash the log replays what the last checkpoint
 * lacks. At most one checkpoint is under way; meanwhile applies go on into a new memtable.
 *
 * A snapshot is sent from a view and received into a staged engine; installing it replaces engine, memtables and
 * position in one turn, and ends every view (S-4, S-11, 12.5).
 *
 * Apply is a pure function of the state and the entry (rule N-1): no clock, no randomness, no configuration. When
 * checkpoints happen changes what is durable, never what is visible.
 */
import type { LogIndex, Term, WallMs } from '../../base/brand.ts';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { assertNever, invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type { Entry, Fence, SnapshotMeta, SnapshotSource, StateMachine } from '../../raft/index.ts';
import type { EngineHome, StagedEngine } from '../engine/engine-home.ts';
import type { Engine, EngineWrite } from '../engine/engine.ts';
import { SnapshotRejectedError, ViewEndedError } from '../errors.ts';
import { ApplyJournal } from './apply-journal.ts';
import type { AtomicOutcome } from './atomic.ts';
import { databaseIsGone, executeAtomic } from './atomic.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import { decodeCheckpointMark, encodeCheckpointMark } from './checkpoint-mark.ts';
import type { CatalogReads } from './catalog.ts';
import { Catalog } from './catalog.ts';
import type { CatalogCommand, ClearDatabaseCommand } from './catalog-command.ts';
import { decodeCommand } from './command-codec.ts';
import type { Applied, Command, InternalCommand } from './command.ts';
import type { ClearingStep } from './database-clearing.ts';
import { findClearingStep } from './database-clearing.ts';
import type { Effects } from './effects.ts';
import { noWrites } from './effects.ts';
import { EngineEpoch } from './engine-epoch.ts';
import { Expiries, readExpiringCount } from './expiries.ts';
import { wireOfExpiryKey } from './expiry-key.ts';
import { findFence, putFence } from './fence-note.ts';
import type { KeyText } from './keyspace.ts';
import { bytesOfText, metaAppliedKey, textOfBytes, userDataPrefix } from './keyspace.ts';
import { Memtable } from './memtable.ts';
import type { ReadView, StateView } from './reader.ts';
import { findInMemtables, openStateView } from './reader.ts';
import type { RecordText, StoredEntry } from './record.ts';
import { decodeRecord, isExpired } from './record.ts';
import type { SessionIndex } from './session-index.ts';
import type { ApplyPosition } from './sessions.ts';
import { readSessionIndex, Sessions } from './sessions.ts';
import { findNote } from './snapshot-note.ts';
import { StagedSnapshotSink } from './snapshot-sink.ts';
import { ViewSnapshotSource } from './snapshot-source.ts';
import { emptyHash, StateHash } from './state-hash.ts';
import { versionstampAt } from './versionstamp.ts';
import { WatchedKeys } from './watched-keys.ts';

export type KvStateMachineOptions = {
  /** Memory of effects that starts a checkpoint, and past which `isFull` holds while one is under way. */
  readonly checkpointBytesMax: number;
  /** Longest time that an effect waits for the start of a checkpoint. */
  readonly checkpointIntervalMs: number;
};

export type KvStateMachineDeps = {
  /** Owned by the state machine from now on: it closes it. */
  readonly home: EngineHome;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once, if a checkpoint fails (rule D-6). The node must stop. */
  readonly onFatal: (error: unknown) => void;
};

/** Four MiB is about a second of writes at full speed; the interval bounds what a restart replays. */
export const stateMachineDefaults: KvStateMachineOptions = {
  checkpointBytesMax: 4 * 1024 * 1024,
  checkpointIntervalMs: 1000,
};

/**
 * What a crash has left staged waits so long for a sender that goes on with it, who keeps its end for half a minute (S-5);
 * then it is of no use to anybody.
 */
const leftoversMs = 60_000;

type Position = { readonly index: LogIndex; readonly term: Term; readonly now: WallMs };

const origin: CheckpointMark = {
  index: asLogIndex(0),
  term: asTerm(0),
  now: asWallMs(0),
  hash: emptyHash,
};

/** What the engine held when it was opened. */
type Stored = {
  readonly mark: CheckpointMark;
  readonly journal: ApplyJournal;
  readonly sessionIndex: SessionIndex;
  readonly expiringCount: number;
  readonly catalog: Catalog;
};

export class KvStateMachine implements StateMachine<Applied> {
  /** Hears of every key that is written, and of every state that a snapshot brings. */
  readonly watchedKeys = new WatchedKeys();
  readonly #options: KvStateMachineOptions;
  readonly #deps: KvStateMachineDeps;
  #journal: ApplyJournal;
  #engine: Engine;
  #sessions: Sessions;
  #expiries: Expiries;
  #catalog: Catalog;
  #hash: StateHash;
  readonly #views = new Set<StateView>();
  /** The last applied entry, and log time as of it (rule N-2). */
  #applied: Position;
  /** The last entry whose effects the engine durably holds. */
  #checkpointed: Position;
  /** Newest first: the one that takes effects and, while a checkpoint is under way, the frozen one. */
  #memtables: readonly [Memtable] | readonly [Memtable, Memtable] = [new Memtable()];
  #epoch: EngineEpoch;
  /** The highest index at which a view was opened since there last was none. */
  #newestView = 0;
  #timer: Timer | undefined;
  #isDue = false;
  /** Settles, without ever rejecting, when the checkpoint under way ended. */
  #writing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** The snapshot that is received; at most one (S-10). */
  #sink: StagedSnapshotSink | undefined;
  readonly #leftoversTimer: Timer;
  /** Settles, without ever rejecting, when leftovers were removed. */
  #clearing: Promise<void> | undefined;
  /** Settles, without ever rejecting, when the install under way ended. */
  #installing: Promise<void> | undefined;
  /** Settles, without ever rejecting, when the fence is noted. */
  #fencing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  private constructor(options: KvStateMachineOptions, deps: KvStateMachineDeps, stored: Stored) {
    this.#options = options;
    this.#deps = deps;
    this.#journal = stored.journal;
    this.#sessions = new Sessions({ find: this.#find, index: stored.sessionIndex });
    this.#expiries = new Expiries({ find: this.#find, count: stored.expiringCount });
    this.#catalog = stored.catalog;
    this.#applied = stored.mark;
    this.#checkpointed = stored.mark;
    this.#hash = new StateHash(stored.mark.index, stored.mark.hash);
    this.#engine = deps.home.engine;
    this.#epoch = new EngineEpoch(this.#engine);
    this.#leftoversTimer = deps.clock.after(leftoversMs, () => {
      this.#clearing = this.#clearLeftovers();
    });
  }

  /** Throws `CorruptionError` if the engine does not hold an exact prefix of the log (rule D-5). */
  static async open(
    options: KvStateMachineOptions,
    deps: KvStateMachineDeps,
  ): Promise<KvStateMachine> {
    const { engine } = deps.home;
    const text = engine.get(metaAppliedKey);
    const mark = text === undefined ? origin : decodeCheckpointMark(bytesOfText(text));
    const journal = await ApplyJournal.open(engine, mark.index);
    const sessionIndex = await readSessionIndex(engine);
    const catalog = await Catalog.read(engine);
    deps.logger.info({ lastApplied: mark.index }, 'state machine opened');
    return new KvStateMachine(options, deps, {
      mark,
      journal,
      sessionIndex,
      catalog,
      expiringCount: readExpiringCount(engine),
    });
  }

  get lastApplied(): LogIndex {
    return this.#applied.index;
  }

  /** The term of the entry at `lastApplied`; 0 before the first. */
  get lastAppliedTerm(): Term {
    return this.#applied.term;
  }

  /** Log time (rule N-2): the highest stamp of an applied entry. */
  get now(): WallMs {
    return this.#applied.now;
  }

  /**
   * The state hash as of `index`, 16 hex digits; undefined for what is older than the last 1024 entries, from
   * before the start, or not applied (rule H-1).
   */
  hashAt(index: LogIndex): string | undefined {
    return this.#hash.at(index);
  }

  /** A sweep for the leader of `term`, if it would remove a session when it is proposed at this wall time (rule X-4). */
  findSessionSweep(wall: WallMs, term: Term): InternalCommand | undefined {
    const isDue = this.#sessions.isDue(laterOf(wall, this.#applied.now));
    return isDue ? { kind: 'sweepSessions', term } : undefined;
  }

  /**
   * What the leader of `term` should propose at this wall time, so that entries which are due are removed (rule N-3). There
   * may be more. Calls must not overlap.
   */
  async findExpiry(wall: WallMs, term: Term): Promise<InternalCommand | undefined> {
    const now = laterOf(wall, this.#applied.now);
    if (this.#installing !== undefined || !this.#expiries.isDue(now)) return undefined;
    const view = this.#openView();
    try {
      const due = await this.#expiries.findDue(now, (start) => view.scanExpiries(start));
      if (due.length === 0) return undefined;
      return { kind: 'expireEntries', term, indexKeys: due.map(wireOfExpiryKey) };
    } catch (error) {
      // A snapshot has taken the place of the state: what is due is to be looked for in that one.
      if (error instanceof ViewEndedError) return undefined;
      throw error;
    } finally {
      view.close();
    }
  }

  /** Entries that are stored with a deadline, also those that are past it. */
  get expiringCount(): number {
    return this.#expiries.count;
  }

  /** The databases and tokens as of now. Another object after a snapshot was installed. */
  get catalog(): CatalogReads {
    return this.#catalog;
  }

  /** What is to be removed next of a database that was dropped; undefined if there is none. */
  async findClearingStep(): Promise<ClearingStep | undefined> {
    const dropped = this.#catalog.findDropped();
    if (dropped === undefined || this.#installing !== undefined) return undefined;
    if (this.#closing !== undefined) return undefined;
    const tokenKeysOf = (countMax: number): readonly KeyText[] =>
      this.#catalog.tokenKeysOf(dropped, countMax);
    const view = this.#openView();
    try {
      return await findClearingStep(dropped, { view, tokenKeysOf });
    } finally {
      view.close();
    }
  }

  /** That step, for the leader of `term` to propose. */
  async findClearing(term: Term): Promise<InternalCommand | undefined> {
    const step = await this.findClearingStep();
    return step === undefined ? undefined : { kind: 'clearDatabase', term, ...step };
  }

  /** The last entry whose effects survive a crash without the log. */
  get durableIndex(): LogIndex {
    return this.#checkpointed.index;
  }

  /** The snapshot that the state came as, if nothing that was applied since is durable (rule 14.3). */
  get installedSnapshot(): SnapshotMeta | undefined {
    const meta = findNote(this.#engine)?.header.meta;
    return meta?.last.index === this.#checkpointed.index ? meta : undefined;
  }

  get fence(): Fence | undefined {
    return findFence(this.#engine);
  }

  keepFence(fence: Fence): void {
    this.#fencing ??= this.#keepFence(fence);
  }

  get isFull(): boolean {
    return (
      this.#installing !== undefined ||
      (this.#writing !== undefined && this.#activeBytes >= this.#options.checkpointBytesMax)
    );
  }

  async whenRoom(): Promise<void> {
    await this.#installing;
    await this.#writing;
  }

  apply(entries: readonly Entry[]): readonly Applied[] {
    invariant(this.#closing === undefined, 'apply on a closed state machine');
    invariant(this.#installing === undefined, 'apply while a snapshot is installed');
    if (this.#failure !== undefined) throw this.#failure.error;
    const applied = entries.map((entry) => this.#applyOne(entry));
    this.#schedule();
    return applied;
  }

  /**
   * The entry under `key` as of now, by log time. Calls in one turn of the event loop see one state. Blocks for the
   * length of one look-up.
   */
  get(database: number, key: Uint8Array): StoredEntry | undefined {
    const record = this.#find(userDataPrefix(database) + textOfBytes(key));
    if (record === undefined || isExpired(record, this.#applied.now)) return undefined;
    return decodeRecord(record);
  }

  /** A view of everything applied so far. The caller closes it, soon: it keeps memory. */
  openView(): ReadView {
    return this.#openView();
  }

  openSnapshot(meta: SnapshotMeta): SnapshotSource {
    const { index, term } = this.#applied;
    invariant(
      meta.last.index === index && meta.last.term === term,
      () => `a snapshot of entry ${meta.last.index} at entry ${index} of term ${term}`,
    );
    return new ViewSnapshotSource({ meta, mark: this.#mark }, this.#openView());
  }

  async receiveSnapshot(meta: SnapshotMeta): Promise<StagedSnapshotSink> {
    invariant(this.#closing === undefined, 'receiving into a closed state machine');
    this.#leftoversTimer.cancel();
    await this.#clearing;
    const before = this.#sink;
    if (before?.isUsable === true && isSameSnapshot(before.meta, meta)) return before;
    await before?.discard();
    this.#sink = await StagedSnapshotSink.open(meta, {
      home: this.#deps.home,
      install: async (staged, mark) => {
        await this.#install(staged, mark);
      },
    });
    return this.#sink;
  }

  #openView(): StateView {
    invariant(this.#closing === undefined, 'a view of a closed state machine');
    const view = openStateView(
      {
        appliedIndex: this.#applied.index,
        now: this.#applied.now,
        memtables: this.#memtables,
        epoch: this.#epoch,
        pause: async () => {
          await new Promise<void>((resolve) => this.#deps.clock.soon(resolve));
        },
      },
      () => {
        this.#views.delete(view);
        if (this.#views.size === 0) this.#newestView = 0;
      },
    );
    this.#views.add(view);
    this.#newestView = this.#applied.index;
    return view;
  }

  /** Settles when everything applied before the call is durable in the engine. Rejects if that failed. */
  async checkpoint(): Promise<void> {
    const target = this.#applied.index;
    while (this.#checkpointed.index < target && this.#failure === undefined) {
      if (this.#installing === undefined && this.#writing === undefined) this.#startCheckpoint();
      await (this.#writing ?? this.#installing);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Writes a last checkpoint, unless one failed, closes all views and the engine. Safe to call twice. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    this.#leftoversTimer.cancel();
    await this.#clearing;
    await this.#sink?.stop();
    await this.#fencing;
    if (this.#failure === undefined) await this.checkpoint();
    this.#timer?.cancel();
    for (const view of this.#views) view.close();
    await this.#deps.home.close();
  }

  /** What a checkpoint or a snapshot of this moment says of itself. */
  get #mark(): CheckpointMark {
    return { ...this.#applied, hash: this.#hash.stored };
  }

  get #activeBytes(): number {
    return this.#memtables[0].bytes;
  }

  #applyOne(entry: Entry): Applied {
    const { index, term, stampedAt } = entry;
    invariant(
      index === this.#applied.index + 1,
      () => `apply of entry ${index} after entry ${this.#applied.index}`,
    );
    const now = laterOf(stampedAt, this.#applied.now);
    const command = commandOf(entry);
    const effects =
      command === undefined ? noEffects : this.#execute(command, { index, term, now });
    const position = { index, newestView: this.#newestView };
    for (const [key, record] of effects.writes) this.#memtables[0].put(key, record, position);
    this.watchedKeys.onApplied(effects.writes);
    this.#hash.onApplied(entry, effects);
    this.#applied = { index, term, now };
    const { result } = effects;
    if (result === undefined) return {};
    const from = command?.origin;
    return from === undefined ? { result } : { result, origin: from };
  }

  #execute(command: Command, at: ApplyPosition): Effects {
    switch (command.kind) {
      case 'atomic': {
        const run = (): AtomicOutcome => {
          if (!this.#catalog.isLive(command.database)) return databaseIsGone;
          const versionstamp = versionstampAt(at.index);
          const outcome = executeAtomic(command, { versionstamp, now: at.now }, this.#find);
          return { ...outcome, writes: this.#expiries.track(outcome.writes) };
        };
        const { session } = command;
        if (session === undefined) return run();
        return this.#sessions.execute({ ...command, session }, at, run);
      }
      case 'openSession':
        return this.#sessions.open(command, at);
      case 'closeSession':
        return this.#sessions.close(command);
      case 'sweepSessions':
        return this.#sessions.sweep(command.term, at);
      case 'expireEntries':
        return this.#expiries.expire(command, at);
      case 'createDatabase':
      case 'dropDatabase':
      case 'clearDatabase':
      case 'createToken':
      case 'revokeToken':
        return this.#executeCatalog(command, at);
      default:
        return assertNever(command);
    }
  }

  #executeCatalog(command: CatalogCommand | ClearDatabaseCommand, at: ApplyPosition): Effects {
    const effects = this.#catalog.execute(command, at);
    return { ...effects, writes: this.#expiries.track(effects.writes) };
  }

  readonly #find = (key: KeyText): RecordText | undefined => {
    const found = findInMemtables(this.#memtables, key, this.#applied.index);
    return found === undefined ? this.#engine.get(key) : found.record;
  };

  /** Starts a checkpoint if one is due and none is under way, and sees to it that one becomes due in time. */
  #schedule(): void {
    if (this.#writing !== undefined || this.#installing !== undefined) return;
    if (this.#applied.index === this.#checkpointed.index) return;
    if (this.#isDue || this.#activeBytes >= this.#options.checkpointBytesMax) {
      this.#startCheckpoint();
      return;
    }
    this.#timer ??= this.#deps.clock.after(this.#options.checkpointIntervalMs, () => {
      this.#timer = undefined;
      this.#isDue = true;
      this.#schedule();
    });
  }

  #startCheckpoint(): void {
    invariant(this.#writing === undefined, 'two checkpoints at a time');
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#isDue = false;
    const frozen = this.#memtables[0];
    const target = this.#mark;
    this.#memtables = [new Memtable(), frozen];
    this.#epoch.end();
    this.#epoch = new EngineEpoch(this.#engine);
    this.#writing = this.#checkpointTo(frozen, target);
  }

  /** What cannot be removed harms nobody, and the next start tries again. */
  async #clearLeftovers(): Promise<void> {
    try {
      await this.#deps.home.clearStaged();
    } catch (error) {
      this.#deps.logger.warn({ err: error }, 'could not remove what was left of a snapshot');
    }
  }

  /** Writes between checkpoints, because one batch is written at a time (rule D-4). Never rejects. */
  async #keepFence(fence: Fence): Promise<void> {
    const engine = this.#engine;
    while (this.#writing !== undefined || this.#installing !== undefined) {
      await (this.#writing ?? this.#installing);
    }
    // A snapshot has taken the place of the state that was meant.
    if (this.#engine === engine && this.#failure === undefined && this.fence === undefined) {
      this.#writing = this.#writeFence(engine, fence);
      await this.#writing;
    }
    this.#fencing = undefined;
  }

  async #writeFence(engine: Engine, fence: Fence): Promise<void> {
    try {
      await engine.write([putFence(fence)]);
      await this.#deps.home.syncNames();
    } catch (error) {
      this.#writing = undefined;
      this.#fail(error);
      return;
    }
    this.#writing = undefined;
    if (this.#closing === undefined) this.#schedule();
  }

  /** Makes a staged engine, which holds the state at `mark`, the state. A failure is as final as in a checkpoint. */
  async #install(staged: StagedEngine, mark: CheckpointMark): Promise<void> {
    if (mark.index <= this.#applied.index) {
      await staged.discard();
      throw new SnapshotRejectedError(
        `a snapshot of entry ${mark.index} came when ${this.#applied.index} was applied`,
      );
    }
    invariant(this.#installing === undefined, 'two installs at a time');
    const installing = this.#replaceEngine(staged, mark);
    this.#installing = installing.catch(() => undefined);
    try {
      await installing;
    } catch (error) {
      if (this.#failure === undefined) this.#fail(error);
      throw error;
    } finally {
      this.#installing = undefined;
    }
    await this.#deps.home.retire();
  }

  async #replaceEngine(staged: StagedEngine, mark: CheckpointMark): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure.error;
    const engine = await staged.install();
    const journal = await ApplyJournal.open(engine, mark.index);
    const sessionIndex = await readSessionIndex(engine);
    const expiringCount = readExpiringCount(engine);
    const catalog = await Catalog.read(engine);
    // From here on in one turn: nobody sees a part of the old state beside a part of the new one.
    for (const view of this.#views) view.end();
    this.#views.clear();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#isDue = false;
    this.#engine = engine;
    this.#journal = journal;
    this.#sessions = new Sessions({ find: this.#find, index: sessionIndex });
    this.#expiries = new Expiries({ find: this.#find, count: expiringCount });
    this.#catalog = catalog;
    this.#memtables = [new Memtable()];
    this.#epoch = new EngineEpoch(engine);
    this.#newestView = 0;
    this.#applied = mark;
    this.#checkpointed = mark;
    this.#hash = new StateHash(mark.index, mark.hash);
    this.watchedKeys.onReplaced();
    this.#deps.logger.info({ lastApplied: mark.index }, 'snapshot installed');
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.#deps.onFatal(error);
  }

  /** Never rejects: a failure is reported once and remembered. */
  async #checkpointTo(frozen: Memtable, target: CheckpointMark): Promise<void> {
    try {
      await this.#writeCheckpoint(frozen, target);
    } catch (error) {
      this.#writing = undefined;
      this.#fail(error);
      return;
    }
    this.#writing = undefined;
    this.#checkpointed = target;
    this.#memtables = [this.#memtables[0]];
    if (this.#closing === undefined) this.#schedule();
  }

  async #writeCheckpoint(frozen: Memtable, target: CheckpointMark): Promise<void> {
    const first = asLogIndex(this.#checkpointed.index + 1);
    const journal = this.#journal.record({ first, last: target.index });
    await this.#engine.write(checkpointWrites(frozen, target, journal));
    await this.#deps.home.syncNames();
    this.#deps.logger.debug(
      { first, last: target.index, keyCount: frozen.keyCount },
      'checkpoint written',
    );
  }
}

function isSameSnapshot(a: SnapshotMeta, b: SnapshotMeta): boolean {
  return a.id === b.id && a.last.index === b.last.index && a.last.term === b.last.term;
}

const noEffects: Effects = { result: undefined, writes: noWrites };

/** The command that the entry carries for the state machine, if it does (rule N-7: an unknown one throws). */
function commandOf(entry: Entry): Command | undefined {
  switch (entry.kind) {
    case 'leaderStart':
    case 'config':
      return undefined;
    case 'normal':
    case 'internal':
      return decodeCommand(entry.command);
    default:
      return assertNever(entry.kind);
  }
}

function laterOf(left: WallMs, right: WallMs): WallMs {
  return left > right ? left : right;
}

/** Newest versions, the mark and the journal: one batch, so that they exist together or not at all (rule D-1). */
function* checkpointWrites(
  frozen: Memtable,
  target: CheckpointMark,
  journal: readonly EngineWrite[],
): Generator<EngineWrite> {
  for (const [key, { record }] of frozen.newest()) {
    yield record === undefined ? { kind: 'delete', key } : { kind: 'put', key, value: record };
  }
  yield {
    kind: 'put',
    key: metaAppliedKey,
    value: textOfBytes(encodeCheckpointMark(target)),
  };
  yield* journal;
}
