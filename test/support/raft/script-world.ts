/**
 * The commands of scenario scripts, over one cluster of cores. Nothing happens that a command does not cause; the
 * invariants are checked after every command, so that a script fails where a rule is broken even if its author
 * overlooked it.
 *
 * Draws are fixed: node n of N voters waits (1 + (n - 1) / N) election timeouts, so n1 is the first to campaign.
 */
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import type { Random } from '../../../base/random.ts';
import type { CoreConfig } from '../../../raft/core/config.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import type { ReadTicket } from '../../../raft/core/ready.ts';
import { entryChecksum } from '../../../storage/wal/entry-checksum.ts';
import type { Entry } from '../../../raft/core/types.ts';
import { CoreCluster, idOf } from './core-cluster.ts';
import type { CoreNode, Happening } from './core-cluster.ts';
import { Invariants } from './invariants.ts';
import type { CoreClass } from './mutants.ts';
import { changeMembership, transferLeadership } from './script-membership.ts';
import { buildMessage } from './script-messages.ts';
import {
  describeClock,
  describeMembership,
  describeRun,
  isTopic,
  topicOf,
  Transcript,
} from './transcript.ts';

/** The words of a command after its name: `key=value` pairs (also `as NAME`), and the others in order. */
export class Words {
  readonly plain: readonly string[];
  readonly pairs: ReadonlyMap<string, string>;

  constructor(line: string) {
    const words = line
      .replace(/ as (\w+)/, ' as=$1')
      .split(/\s+/)
      .slice(1);
    this.plain = words.filter((word) => !word.includes('='));
    this.pairs = new Map(
      words.flatMap((word) => {
        const [key = '', ...value] = word.split('=');
        return word.includes('=') ? [[key, value.join('=')] as const] : [];
      }),
    );
  }

  text(position: number): string {
    const word = this.plain[position];
    if (word === undefined) throw new Error(`word ${position + 1} is missing`);
    return word;
  }

  number(position: number): number {
    return toNumber(this.text(position));
  }

  get numbers(): readonly number[] {
    return this.plain.map(toNumber);
  }

  pair(key: string, otherwise: number): number {
    const value = this.pairs.get(key);
    return value === undefined ? otherwise : toNumber(value);
  }
}

type Command = (words: Words) => void;

export class ScriptWorld {
  readonly #coreClass: CoreClass | undefined;
  readonly #transcript = new Transcript();
  readonly #kept = new Map<string, readonly Envelope[]>();
  readonly #tickets = new Map<string, ReadTicket>();
  #made: { readonly cluster: CoreCluster; readonly invariants: Invariants } | undefined;
  #draws = 0;
  /** Requests for votes and pre-votes so far. */
  #requestsSent = 0;

  /** Runs the real core unless a test plants a fault. */
  constructor(coreClass?: CoreClass) {
    this.#coreClass = coreClass;
  }

  /** Executes one line of a script and gives what it printed. */
  execute(line: string): readonly string[] {
    const [name = ''] = line.split(/\s+/);
    const command = this.#commands[name];
    if (command === undefined) throw new Error(`unknown command: ${line}`);
    try {
      command(new Words(line));
      this.#made?.invariants.check();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw new Error(`${line}: ${problem}`, { cause: error });
    }
    return this.#transcript.take();
  }

  readonly #commands: Readonly<Record<string, Command>> = {
    // The cluster and what is shown.
    cluster: (words) => this.#makeCluster(words),
    disk: (words) => this.#setDisk(words),
    show: ({ plain }) => this.#eachTopic(plain, (topic) => this.#transcript.show(topic)),
    hide: ({ plain }) => this.#eachTopic(plain, (topic) => this.#transcript.hide(topic)),
    // Nodes.
    start: ({ numbers }) => numbers.forEach((number) => this.#start(number)),
    crash: ({ numbers }) => numbers.forEach((number) => this.#cluster.crash(number)),
    restart: ({ numbers }) =>
      numbers.forEach((number) => {
        this.#cluster.crash(number);
        this.#start(number);
      }),
    pause: ({ numbers }) => this.#each(numbers, (node) => (node.isPaused = true)),
    resume: ({ numbers }) => this.#each(numbers, (node) => (node.isPaused = false)),
    rate: (words) => (this.#node(words.number(0)).clock.rate = Number(words.text(1))),
    // `wall NODE MS`: the wall clock is set to so many ms ahead of true time.
    wall: (words) => (this.#node(words.number(0)).wallOffset = words.number(1)),
    // `suspend NODE MS`: its monotonic clock stands still meanwhile, the wall clock does not.
    suspend: (words) => {
      const ms = words.number(1);
      const { clock } = this.#node(words.number(0));
      this.#cluster.jump(ms);
      clock.offset -= ms * clock.rate;
    },
    clock: ({ numbers }) =>
      this.#each(numbers, (node) => {
        const { clock } = this.#cluster.coreOf(node.number).status(this.#cluster.localTime(node));
        this.#transcript.print(`n${node.number} ${describeClock(clock)}`);
      }),
    'hold-writes': ({ numbers }) => this.#each(numbers, (node) => (node.isHoldingWrites = true)),
    'hold-applies': ({ numbers }) => this.#each(numbers, (node) => (node.isHoldingApplies = true)),
    sync: (words) => this.#cluster.sync(words.number(0), words.pair('count', Infinity)),
    apply: (words) => this.#cluster.finishApplies(words.number(0)),
    // Time.
    wait: (words) => this.#cluster.advance(words.number(0)),
    run: (words) => this.#run(words.number(0)),
    jump: (words) => this.#cluster.jump(words.number(0)),
    tick: ({ numbers }) => numbers.forEach((number) => this.#cluster.tick(number)),
    timeout: (words) => this.#timeOut(words.number(0)),
    elect: (words) => this.#elect(words.number(0)),
    settle: (words) => this.#transcript.quietly(() => this.#run(words.number(0))),
    // Messages.
    deliver: (words) => this.#deliver(words),
    drop: (words) =>
      this.#select(words).forEach((envelope) => this.#transcript.observeDrop(envelope)),
    keep: (words) => this.#kept.set(words.pairs.get('as') ?? '', this.#select(words)),
    release: (words) => {
      for (const envelope of this.#kept.get(words.text(0)) ?? []) this.#cluster.step(envelope);
    },
    inject: (words) => this.#inject(words),
    links: () => this.#printLinks(),
    cut: (words) => this.#eachLink(words.text(0), (from, to) => this.#cluster.cut(from, to)),
    heal: ({ plain }) => {
      if (plain[0] === undefined) this.#cluster.healAll();
      else this.#eachLink(plain[0], (from, to) => this.#cluster.heal(from, to));
    },
    isolate: ({ numbers }) =>
      this.#each(this.#others(numbers), ({ number: other }) =>
        numbers.forEach((number) => {
          this.#cluster.cut(number, other);
          this.#cluster.cut(other, number);
        }),
      ),
    unreachable: (words) =>
      this.#cluster.act(words.number(0), (core, now) =>
        core.onUnreachable(idOf(words.number(1)), now),
      ),
    suspect: (words) => this.#cluster.act(words.number(0), (core, now) => core.suspectPause(now)),
    // Snapshots.
    compact: (words) => this.#cluster.compact(words.number(0), asLogIndex(words.number(1))),
    snapshot: (words) =>
      this.#eachLink(words.text(0), (from, to) => {
        const isTaken = this.#cluster.sendSnapshot(from, to);
        if (!isTaken) this.#transcript.print(`n${to} refuses the snapshot of n${from}`);
      }),
    'install-snapshot': (words) =>
      this.#eachLink(words.text(0), (from, to) => {
        this.#cluster.installSnapshot(from, to);
      }),
    'lose-state': ({ numbers }) =>
      this.#each(numbers, (node) => {
        if (node.isUp) throw new Error('the state of a running node is its own');
        node.lastApplied = asLogIndex(0);
        node.fence = undefined;
      }),
    'lose-snapshot': (words) =>
      this.#eachLink(words.text(0), (from, to) =>
        this.#cluster.act(from, (core, now) => core.onSnapshotSent(idOf(to), undefined, now)),
      ),
    // Clients.
    propose: (words) => this.#propose(words.number(0), words.plain.slice(1)),
    change: (words) => this.#transcript.print(changeMembership(this.#cluster, words)),
    transfer: (words) => this.#transcript.print(transferLeadership(this.#cluster, words)),
    hash: (words) =>
      this.#cluster.act(words.number(0), (core, now) =>
        core.onStateHash({ index: asLogIndex(words.number(1)), hash: words.text(2) }, now),
      ),
    compared: (words) => this.#printCompared(words.number(0)),
    stall: (words) =>
      this.#cluster.act(words.number(0), (core, now) => core.onStorageStall(words.number(1), now)),
    read: (words) => this.#read(words.number(0)),
    ticket: (words) => this.#takeTicket(words.number(0), words.text(1)),
    holds: (words) => this.#checkTicket(words.number(0), words.text(1)),
    age: ({ numbers }) => this.#each(numbers, (node) => this.#printAge(node)),
    // Looking.
    status: ({ numbers }) =>
      this.#each(numbers.length > 0 ? numbers : this.#numbers, (node) => this.#printStatus(node)),
    logs: ({ numbers }) =>
      this.#each(numbers.length > 0 ? numbers : this.#numbers, ({ number, issued }) =>
        this.#transcript.print(`n${number}  ${describeRun(issued)}`),
      ),
    disks: () =>
      this.#each(this.#numbers, ({ number, disk: { hardState, entries } }) =>
        this.#transcript.print(`n${number}  term ${hardState.term}  ${describeRun(entries)}`),
      ),
    progress: (words) => this.#printProgress(words.number(0)),
    members: ({ numbers }) =>
      this.#each(numbers, ({ number }) => this.#transcript.print(this.#membersOf(number))),
  };

  get #cluster(): CoreCluster {
    if (this.#made === undefined) throw new Error('there is no cluster yet');
    return this.#made.cluster;
  }

  get #numbers(): readonly number[] {
    return this.#cluster.nodes.map(({ number }) => number);
  }

  #node(number: number): CoreNode {
    return this.#cluster.node(number);
  }

  #others(numbers: readonly number[]): readonly number[] {
    return this.#numbers.filter((number) => !numbers.includes(number));
  }

  #each(numbers: readonly number[], action: (node: CoreNode) => void): void {
    for (const number of numbers) action(this.#node(number));
  }

  #eachTopic(
    words: readonly string[],
    action: (topic: Parameters<Transcript['show']>[0]) => void,
  ): void {
    for (const word of words) {
      if (!isTopic(word)) throw new Error(`unknown topic: ${word}`);
      action(word);
    }
  }

  /** `1->2`; `->2` from all; `1->` to all; `1-2` both ways. */
  #eachLink(text: string, action: (from: number, to: number) => void): void {
    const match = /^(\d*)(->|-)(\d*)$/.exec(text);
    if (match === null) throw new Error(`not a link: ${text}`);
    const [, from = '', arrow = '', to = ''] = match;
    const sources = from === '' ? this.#numbers : [toNumber(from)];
    const targets = to === '' ? this.#numbers : [toNumber(to)];
    for (const source of sources) {
      for (const target of targets) {
        if (source === target) continue;
        action(source, target);
        if (arrow === '-') action(target, source);
      }
    }
  }

  #makeCluster(words: Words): void {
    const { plain, pairs } = words;
    const voters = words.number(0);
    const config = new Map([...pairs].filter(([key]) => key !== 'learners' && key !== 'spares'));
    const cluster = new CoreCluster({
      voters,
      learners: words.pair('learners', 0),
      spares: words.pair('spares', 0),
      // Scripts promote when they say so.
      config: { autoPromote: false, ...configOf(config) },
      random: (number) => this.#randomOf(((number - 1) % voters) / voters),
      observe: (happening) => {
        this.#transcript.observe(happening);
        if (isRequest(happening)) this.#requestsSent += 1;
        this.#made?.invariants.observe(happening);
      },
      ...(this.#coreClass === undefined ? {} : { coreClass: this.#coreClass }),
    });
    this.#made = { cluster, invariants: new Invariants(cluster) };
    if (!plain.includes('stopped')) for (const number of this.#numbers) this.#start(number);
  }

  /** Nearly the same draw every time, but never quite, so that nonces differ. */
  #randomOf(draw: number): Random {
    return {
      next: () => {
        this.#draws += 1;
        return draw + this.#draws * 1e-7;
      },
    };
  }

  #start(number: number): void {
    this.#made?.invariants.onStart(number);
    this.#cluster.start(number);
  }

  /** `log=1,1,2` are the terms of entries 1, 2 and 3; without it the entries stay, `end=2` those up to 2. */
  #setDisk(words: Words): void {
    const node = this.#node(words.number(0));
    if (node.isUp) throw new Error('the disk of a running node is its own');
    const terms = words.pairs.get('log')?.split(',').map(toNumber);
    const more = terms?.slice(1).map((term, position) => entryOf(position + 2, term));
    const vote = words.pairs.get('vote');
    node.disk = {
      entries:
        more === undefined
          ? node.disk.entries.slice(0, words.pair('end', Infinity))
          : [...node.disk.entries.slice(0, 1), ...more],
      hardState: {
        term: asTerm(words.pair('term', terms?.at(-1) ?? node.disk.hardState.term)),
        votedFor: vote === undefined ? undefined : idOf(toNumber(vote)),
        commitIndex: asLogIndex(words.pair('commit', 1)),
      },
    };
  }

  #run(ms: number): void {
    const cluster = this.#cluster;
    cluster.deliverAll();
    cluster.advance(ms, () => cluster.deliverAll());
  }

  /** Time passes, but only this node's timer fires, until it campaigns. The others are busy elsewhere. */
  #timeOut(number: number): void {
    const cluster = this.#cluster;
    const node = this.#node(number);
    const before = this.#requestsSent;
    for (let ticks = 0; this.#requestsSent === before; ticks += 1) {
      if (ticks > 100) throw new Error(`node ${number} does not campaign`);
      const due = cluster.deadlineOf(node);
      cluster.jump(Math.max(0, due - cluster.now));
      cluster.tick(number);
    }
  }

  #elect(number: number): void {
    this.#transcript.quietly(() => {
      this.#timeOut(number);
      this.#cluster.deliverAll();
    });
    const core = this.#cluster.coreOf(number);
    if (core.role !== 'leader') throw new Error(`node ${number} was not elected`);
    this.#transcript.print(`n${number} leads term ${core.term}`);
  }

  /** Takes messages off the links: `LINK [TOPIC] [count=N] [skip=N]`. */
  #select(words: Words): readonly Envelope[] {
    const topic = words.plain[1];
    if (topic !== undefined && !isTopic(topic)) throw new Error(`unknown topic: ${topic}`);
    const taken: Envelope[] = [];
    let skip = words.pair('skip', 0);
    const count = words.pair('count', Infinity);
    this.#eachLink(words.text(0), (from, to) => {
      // A copy, because what is taken leaves the list.
      for (const envelope of this.#cluster.queued(from, to).slice()) {
        if (topic !== undefined && topicOf(envelope) !== topic) continue;
        skip -= 1;
        if (skip >= 0 || taken.length >= count) continue;
        this.#cluster.take(from, to, this.#cluster.queued(from, to).indexOf(envelope));
        taken.push(envelope);
      }
    });
    if (taken.length === 0) throw new Error('no such message is under way');
    return taken;
  }

  /** Without a link: everything, and what comes of it. */
  #deliver(words: Words): void {
    if (words.plain.length === 0) this.#cluster.deliverAll();
    else for (const envelope of this.#select(words)) this.#cluster.step(envelope);
  }

  #inject(words: Words): void {
    this.#eachLink(words.text(0), (from, to) => {
      const term = asTerm(words.pair('term', this.#cluster.node(from).core?.term ?? 1));
      const message = buildMessage(words.text(1), words, entryOf);
      this.#cluster.step({ from: idOf(from), to: idOf(to), term, message });
    });
  }

  #printLinks(): void {
    const waiting = this.#numbers.flatMap((from) =>
      this.#numbers.flatMap((to) => this.#cluster.queued(from, to)),
    );
    if (waiting.length === 0) this.#transcript.print('nothing is under way');
    for (const envelope of waiting) {
      this.#transcript.print(`under way: ${this.#transcript.describe(envelope)}`);
    }
  }

  #propose(number: number, commands: readonly string[]): void {
    const result = this.#cluster.propose(number, commands);
    const outcome =
      result.kind === 'accepted'
        ? `accepts ${commands.length} from ${result.firstIndex}/${result.term} on`
        : `refuses: ${result.reason}`;
    this.#transcript.print(`n${number} ${outcome}`);
  }

  #read(number: number): void {
    const result = this.#cluster.requestRead(number);
    switch (result.kind) {
      case 'ticket':
        this.#transcript.print(`n${number} may serve at ${result.ticket.readIndex} by its lease`);
        return;
      case 'pending':
        this.#transcript.print(
          `n${number} read ${this.#transcript.readNumber(result.readId)} waits`,
        );
        return;
      case 'noLeader':
      case 'overloaded':
        this.#transcript.print(`n${number} refuses the read: ${result.kind}`);
    }
  }

  #takeTicket(number: number, name: string): void {
    const node = this.#node(number);
    const ticket = this.#cluster.coreOf(number).leaseTicket(this.#cluster.localTime(node));
    if (ticket === undefined) {
      this.#transcript.print(`n${number} gives no ticket`);
      return;
    }
    this.#tickets.set(name, ticket);
    this.#transcript.print(
      `n${number} gives ${name}: term ${ticket.term}, index ${ticket.readIndex}`,
    );
  }

  #checkTicket(number: number, name: string): void {
    const ticket = this.#tickets.get(name);
    if (ticket === undefined) throw new Error(`no ticket ${name}`);
    const now = this.#cluster.localTime(this.#node(number));
    const isGood = this.#cluster.coreOf(number).leaseHolds(ticket, now);
    this.#transcript.print(`n${number} says that ${name} ${isGood ? 'holds' : 'is void'}`);
  }

  #printCompared(number: number): void {
    const core = this.#cluster.coreOf(number);
    const { comparedIndex, uncomparedCount, fence } = core.status(
      this.#cluster.localTime(this.#node(number)),
    ).divergence;
    this.#transcript.print(
      `n${number} compared up to ${comparedIndex}, not ${uncomparedCount}${fence === undefined ? '' : '  fenced'}`,
    );
  }

  #printStatus(node: CoreNode): void {
    const { number, core, issued, lastApplied } = node;
    if (core === undefined) {
      this.#transcript.print(`n${number}  down`);
      return;
    }
    const { role, term, commitIndex, leaseHeld } = core.status(this.#cluster.localTime(node));
    const last = issued.at(-1);
    const lease = role === 'leader' ? `  ${leaseHeld ? 'lease' : 'no lease'}` : '';
    this.#transcript.print(
      `n${number}  ${role}  term ${term}  last ${last?.index}/${last?.term}  commit ${commitIndex}  applied ${lastApplied}${lease}`,
    );
  }

  /** The membership in force, as a node sees it. */
  #membersOf(number: number): string {
    const now = this.#cluster.localTime(this.#node(number));
    const status = this.#cluster.coreOf(number).status(now);
    const { membership, membershipIndex, isMembershipCommitted } = status;
    const fate = isMembershipCommitted ? 'committed' : 'uncommitted';
    return `n${number}  ${describeMembership(membership)}  (entry ${membershipIndex}, ${fate})`;
  }

  #printAge(node: CoreNode): void {
    const ageMs = node.core?.ageMs(this.#cluster.localTime(node));
    const age = ageMs === undefined ? 'of unknown age' : `at most ${Math.ceil(ageMs)} ms old`;
    this.#transcript.print(`n${node.number}  applied ${node.lastApplied}  ${age}`);
  }

  #printProgress(number: number): void {
    const now = this.#cluster.localTime(this.#node(number));
    for (const { peer, state, matchIndex, nextIndex } of this.#cluster.coreOf(number).status(now)
      .peers) {
      const name = `n${Number.parseInt(peer, 16)}`;
      this.#transcript.print(`${name}  ${state}  match ${matchIndex}  next ${nextIndex}`);
    }
  }
}

/** The entry that every script has at this place. */
function entryOf(index: number, term: number): Entry {
  const fields = {
    index: asLogIndex(index),
    term: asTerm(term),
    kind: 'normal',
    stampedAt: asWallMs(1),
    command: new TextEncoder().encode(`${index}.${term}`),
  } as const;
  return { ...fields, crc: entryChecksum(fields) };
}

function configOf(pairs: ReadonlyMap<string, string>): Partial<CoreConfig> {
  return Object.fromEntries(
    [...pairs].map(([key, value]) => [
      key,
      value === 'true' || value === 'false' ? value === 'true' : toNumber(value),
    ]),
  );
}

function isRequest(happening: Happening): boolean {
  if (happening.kind !== 'sent') return false;
  const { kind } = happening.envelope.message;
  return kind === 'preVote' || kind === 'requestVote';
}

function toNumber(text: string): number {
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new Error(`not a number: ${text}`);
  return number;
}
