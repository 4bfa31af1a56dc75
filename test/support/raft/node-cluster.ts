/**
 * Several node loops on one clock that a test moves by hand, with logs in memory and links that deliver at once
 * unless they are cut. For what the loop adds to the core: callers that wait, writes that take time.
 */
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import type { LogIndex } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import {
  bootstrapEntry,
  defaultCompactionConfig,
  defaultCoreConfig,
  RaftNode,
} from '../../../raft/index.ts';
import type { CoreEvent, Entry, Envelope, Membership } from '../../../raft/index.ts';
import { ListMachine } from '../list-machine.ts';
import { ManualClock } from '../manual-clock.ts';
import { MemoryLogStore } from '../memory-log-store.ts';
import { seededRandom } from '../seeded-random.ts';
import { idOf, memberOf, numberOf } from './core-cluster.ts';

/** Applies by remembering the texts of commands; a result is such a text. */
class TextMachine extends ListMachine {
  readonly texts: string[] = [];

  constructor(lastApplied: LogIndex) {
    super();
    this.lastApplied = lastApplied;
  }

  override apply(entries: readonly Entry[]): readonly string[] {
    return entries.map(({ index, kind, command }) => {
      this.lastApplied = index;
      const text = kind === 'normal' ? new TextDecoder().decode(command) : kind;
      if (kind === 'normal') this.texts.push(text);
      return text;
    });
  }
}

type Running = {
  readonly node: RaftNode<string>;
  readonly log: MemoryLogStore;
  readonly machine: TextMachine;
  readonly events: CoreEvent[];
};

const checksum = (): number => 7;

export class NodeCluster {
  readonly clock = new ManualClock();
  readonly #nodes = new Map<number, Running>();
  /** Nodes that neither hear nor are heard. */
  readonly #cut = new Set<number>();

  /** Voters are n1, n2 and so on; spares have empty logs and belong to no membership. */
  constructor(options: {
    readonly voters: number;
    readonly spares?: number;
    readonly seed: number;
  }) {
    const { voters, spares = 0, seed } = options;
    const numbers = Array.from({ length: voters }, (_, position) => position + 1);
    const membership: Membership = {
      voters: numbers.map(idOf),
      learners: [],
      members: new Map(numbers.map((number) => [idOf(number), memberOf(number)])),
    };
    const first = bootstrapEntry({ membership, stampedAt: asWallMs(1), checksum });
    for (const number of numbers) {
      this.#start(number, new MemoryLogStore(first, membership), asLogIndex(1), seed);
    }
    for (let spare = voters + 1; spare <= voters + spares; spare += 1) {
      this.#start(spare, new MemoryLogStore(), asLogIndex(0), seed);
    }
  }

  of(number: number): Running {
    const running = this.#nodes.get(number);
    if (running === undefined) throw new Error(`there is no node ${number}`);
    return running;
  }

  /** Lets time pass until somebody leads; its number. */
  async leader(): Promise<number> {
    for (let tries = 0; tries < 100; tries += 1) {
      await this.clock.advance(50);
      for (const [number, { node }] of this.#nodes) {
        if (node.leadership().role === 'leader' && !this.#cut.has(number)) return number;
      }
    }
    throw new Error('nobody comes to lead');
  }

  cut(number: number): void {
    this.#cut.add(number);
  }

  heal(number: number): void {
    this.#cut.delete(number);
  }

  #start(number: number, log: MemoryLogStore, lastApplied: LogIndex, seed: number): void {
    const machine = new TextMachine(lastApplied);
    const events: CoreEvent[] = [];
    const node = RaftNode.start<string>(
      {
        nodeId: idOf(number),
        incarnation: 1,
        config: defaultCoreConfig,
        compaction: defaultCompactionConfig,
      },
      {
        log,
        stateMachine: machine,
        transport: { send: (messages) => this.#send(number, messages) },
        snapshots: {
          send: async () => await Promise.resolve({ kind: 'failed', reason: 'not here' }),
        },
        clock: this.clock,
        random: seededRandom(seed * 100 + number),
        checksum,
        logger: silentLogger,
        onFatal: (error) => {
          throw error;
        },
        onApplied: () => undefined,
        onSnapshotInstalled: () => undefined,
        onEvent: (event) => events.push(event),
      },
    );
    this.#nodes.set(number, { node, log, machine, events });
  }

  #send(from: number, messages: readonly Envelope[]): void {
    for (const envelope of messages) {
      const to = numberOf(envelope.to);
      if (this.#cut.has(from) || this.#cut.has(to)) continue;
      this.clock.soon(() => this.#nodes.get(to)?.node.receive([envelope]));
    }
  }
}
