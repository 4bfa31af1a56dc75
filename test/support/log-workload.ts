/**
 * A seeded life of a log: sessions from open to close, in them appends alone and in groups, truncations, votes,
 * commit indexes that need no sync, changes of membership, compactions beside appends, rebases, and enough bytes for
 * several segments. The model knows what was promised.
 */
import type { Random } from '../../base/random.ts';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { HardState, LogWrite } from '../../raft/index.ts';
import type { Wal } from '../../storage/wal/wal.ts';
import type { OnDisk } from './faulty-disks.ts';
import {
  CLUSTER_ID,
  NODE_ID,
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeMembership,
  makeMembershipEntry,
  makeWrite,
} from './log-fixtures.ts';
import { LogModel, wholeLog } from './log-model.ts';
import { seededRandom } from './seeded-random.ts';
import type { SimDisk } from '../../sim/disk/sim-disk.ts';

export const LOG_OPTIONS = {
  directory: '/node/wal',
  clusterId: CLUSTER_ID,
  nodeId: NODE_ID,
  incarnation: 1,
  segmentBytes: 1024,
};

/** The log under test, and what may be put between it and the disk: planted faults replace either. */
export type LogUnderTest = {
  readonly Wal: Pick<typeof Wal, 'create' | 'open'>;
  readonly onDisk: OnDisk;
};

/** One log on one simulated disk, together with what it must hold. */
export class LogLife {
  readonly disk: SimDisk;
  readonly model = new LogModel(wholeLog([makeFirstEntry()], makeHardState(1, 1)));
  readonly #random: Random;
  readonly #subject: LogUnderTest;
  #isCreated = false;
  #seq = 0;

  constructor(disk: SimDisk, subject: LogUnderTest, seed: number) {
    this.disk = disk;
    this.#subject = subject;
    this.#random = seededRandom(seed);
  }

  /** False until the log was made: whoever was to become a member then starts anew. */
  get isCreated(): boolean {
    return this.#isCreated;
  }

  /** The whole workload. Rejects with the first error. */
  async run(): Promise<void> {
    await this.create();
    for (let session = 0; session < 3; session += 1) {
      await this.session(3);
    }
  }

  async create(): Promise<void> {
    const first = { hardState: this.model.latest.hardState, entries: this.model.latest.entries };
    const disk = this.#subject.onDisk(this.disk);
    await this.#subject.Wal.create({ ...LOG_OPTIONS, first }, { disk });
    this.#isCreated = true;
  }

  /** Opens, appends `bursts` times, and closes. Rejects with the first error, once nothing is under way. */
  async session(bursts: number): Promise<void> {
    const log = await this.open();
    const problem = this.model.recover(log);
    if (problem !== undefined) throw new Error(problem);
    for (let burst = 0; burst < bursts; burst += 1) {
      const lot = this.#random.next();
      if (lot < 0.12) {
        await this.#rebase(log);
      }
      const compacting = lot > 0.4 ? this.#compact(log) : Promise.resolve();
      const outcomes = await Promise.allSettled([this.appendBurst(log), compacting]);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') throw outcome.reason;
      }
    }
    this.model.close();
    await log.close();
  }

  /** Opens the log with a clock that writes the hint as often as it can. */
  async open(): Promise<Wal> {
    const clock = new StandingClock();
    this.disk.onOperation = () => {
      clock.fire();
    };
    const disk = this.#subject.onDisk(this.disk);
    this.#seq = 0;
    return await this.#subject.Wal.open(LOG_OPTIONS, { disk, clock, logger: silentLogger });
  }

  /** Issues a few batches at once and waits for all. Rejects if one was refused; notes those that were not. */
  async appendBurst(log: Wal): Promise<void> {
    const count = 1 + Math.floor(this.#random.next() * 4);
    const appends = Array.from({ length: count }, async () => {
      const write = this.#nextWrite();
      const onDurable = this.model.issue(write);
      await log.append(write);
      onDurable();
    });
    const outcomes = await Promise.allSettled(appends);
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  /** Compacts to somewhere between the base and the commit index. */
  async #compact(log: Wal): Promise<void> {
    const { base, memberships } = this.model.latest;
    const reach = Math.min(log.lastIndex, this.model.latestHardState.commitIndex) - base.index;
    const index = base.index + Math.ceil(reach * this.#random.next());
    const membership = memberships.findLast((each) => each.index <= index);
    if (index <= base.index || membership === undefined) return;
    const onDurable = this.model.compact(index);
    await log.compact({ index: asLogIndex(index), membership });
    onDurable();
  }

  /** To an entry behind the commit index, within the log or behind it, as when a snapshot was installed. */
  async #rebase(log: Wal): Promise<void> {
    const { term, commitIndex } = this.model.latestHardState;
    const index = commitIndex + 1 + Math.floor(this.#random.next() * 8);
    const to = {
      hardState: makeHardState(term + 1, index),
      membership: { index: asLogIndex(index - 1), membership: makeMembership() },
    };
    const last = { index: asLogIndex(index), term: asTerm(term + 1) };
    const onDurable = this.model.rebase({
      base: last,
      hardState: to.hardState,
      memberships: [to.membership],
    });
    await log.rebase({ ...to, last });
    onDurable();
  }

  #nextWrite(): LogWrite {
    this.#seq += 1;
    const { base, entries } = this.model.latest;
    const { term, commitIndex } = this.model.latestHardState;
    const lastIndex = base.index + entries.length;
    const choice = this.#random.next();
    if (choice < 0.15) {
      return { seq: this.#seq, entries: [], mustSync: false, hardState: this.#commitMore() };
    }
    if (choice < 0.3) {
      const hardState = makeHardState(term + 1, commitIndex);
      return makeWrite(this.#seq, [], { hardState });
    }
    if (choice < 0.5 && lastIndex > commitIndex) {
      const room = lastIndex - commitIndex;
      const truncateFrom = lastIndex - Math.floor(this.#random.next() * room);
      const entry = makeEntry({ index: truncateFrom, term: term + 1, command: this.#command() });
      const hardState = makeHardState(term + 1, commitIndex);
      return makeWrite(this.#seq, [entry], { truncateFrom, hardState });
    }
    const length = 1 + Math.floor(this.#random.next() * 3);
    const added = Array.from({ length }, (_, at) =>
      this.#random.next() < 0.1
        ? makeMembershipEntry(lastIndex + 1 + at, term)
        : makeEntry({ index: lastIndex + 1 + at, term, command: this.#command() }),
    );
    const more = choice > 0.85 ? { hardState: this.#commitMore() } : {};
    return makeWrite(this.#seq, added, more);
  }

  #commitMore(): HardState {
    const { base, entries } = this.model.latest;
    const last = this.model.latestHardState;
    const room = base.index + entries.length - last.commitIndex + 1;
    const added = Math.floor(room * this.#random.next() * 0.7);
    return { ...last, commitIndex: asLogIndex(last.commitIndex + added) };
  }

  #command(): string {
    return 'c'.repeat(Math.floor(this.#random.next() ** 3 * 400));
  }
}
