/** A node in memory for the tests of the services: one sorted map, answers and failures to order. */
import { asClusterId, asLogIndex, asNodeId, asTerm } from '../../base/brand.ts';
import type { LogIndex } from '../../base/brand.ts';
import type {
  ClientCommand,
  CommandResult,
  ListedEntry,
  RangeScan,
  ReadView,
  StoredEntry,
  Value,
} from '../../storage/index.ts';
import { textOfBytes } from '../../storage/kv/keyspace.ts';
import { encodeRecord } from '../../storage/kv/record.ts';
import { formatVersionstamp } from '../../storage/kv/versionstamp.ts';
import type { Gateway, KvReads, NodeStatus, ReadPermit } from '../../rpc/gateway-port.ts';

export class FakeGateway implements Gateway {
  readonly entries = new Map<string, StoredEntry & { readonly key: Uint8Array }>();
  readonly writes: ClientCommand[] = [];
  leads = true;
  isFenced = false;
  lacksState = false;
  /** Permits that are given from now on; false ones are not confirmed. The last is repeated. */
  permits: boolean[] = [true];
  barriers = 0;
  openViews = 0;
  pulls = 0;
  leaderAddress: string | undefined = '127.0.0.1:4513';
  answerWrite: (command: ClientCommand) => Promise<CommandResult> = async () => ({
    kind: 'committed',
    versionstamp: stamp(7),
  });
  onBarrier: () => Promise<void> = async () => undefined;
  appliedIndex = 7;
  age: number | undefined = 0;
  /** What a node does that waits for an index. */
  onWait: (index: number) => Promise<boolean> = async () => true;
  readonly state: KvReads = new FakeState(this);

  put(key: Uint8Array, value: Value, versionstamp: Uint8Array = stamp(1)): void {
    this.entries.set(hex(key), { key, value, versionstamp });
  }

  async write(command: ClientCommand): Promise<CommandResult> {
    this.writes.push(command);
    return await this.answerWrite(command);
  }

  tryLeaseRead(): ReadPermit | undefined {
    return this.leads ? this.#permit() : undefined;
  }

  async readBarrier(): Promise<ReadPermit> {
    this.barriers++;
    await this.onBarrier();
    return this.#permit();
  }

  ageMs(): number | undefined {
    return this.age;
  }

  async whenApplied(index: number): Promise<boolean> {
    return await this.onWait(index);
  }

  status(): NodeStatus {
    return sampleStatus;
  }

  #permit(): ReadPermit {
    const isGood = this.permits.length > 1 ? this.permits.shift() : this.permits[0];
    return { confirm: () => isGood === true };
  }

  view(): ReadView {
    this.openViews++;
    const frozen = [...this.entries.values()].toSorted((a, b) => Buffer.compare(a.key, b.key));
    let isOpen = true;
    return {
      appliedIndex: this.state.appliedIndex,
      get: (database, key) => this.state.get(database, key),
      scan: ({ start, end, reverse }) => {
        const range = frozen.filter(
          ({ key }) => Buffer.compare(key, start) >= 0 && Buffer.compare(key, end) < 0,
        );
        const listed = range.map(({ key, value, versionstamp }) =>
          listedEntry(key, value, versionstamp),
        );
        return this.#scan(reverse ? listed.toReversed() : listed);
      },
      close: () => {
        if (isOpen) this.openViews--;
        isOpen = false;
      },
    };
  }

  #scan(range: readonly ListedEntry[]): RangeScan {
    let at = 0;
    return {
      next: async ({ countMax, bytesMax }) => {
        this.pulls++;
        const chunk: ListedEntry[] = [];
        let bytes = 0;
        while (chunk.length < countMax && bytes < bytesMax) {
          const entry = range[at];
          if (entry === undefined) break;
          at++;
          bytes += entry.key.length + entry.record.length;
          chunk.push(entry);
        }
        return await Promise.resolve(chunk);
      },
      close: async () => undefined,
    };
  }
}

class FakeState implements KvReads {
  readonly #gateway: FakeGateway;

  constructor(gateway: FakeGateway) {
    this.#gateway = gateway;
  }

  get appliedIndex(): LogIndex {
    return asLogIndex(this.#gateway.appliedIndex);
  }

  get(_database: number, key: Uint8Array): StoredEntry | undefined {
    return this.#gateway.entries.get(hex(key));
  }

  view(): ReadView {
    return this.#gateway.view();
  }
}

/** An entry as lists get it from the store. */
export function listedEntry(key: Uint8Array, value: Value, versionstamp: Uint8Array): ListedEntry {
  return { key: textOfBytes(key), record: encodeRecord(value, formatVersionstamp(versionstamp)) };
}

/** The encoded key whose only part is `text`. */
export function keyOf(text: string): Uint8Array {
  return Buffer.concat([Buffer.of(0x02), Buffer.from(text), Buffer.of(0x00)]);
}

export function bytesValue(bytes: Uint8Array | string): Value {
  return { bytes: Buffer.from(bytes), encoding: 'bytes' };
}

/** The versionstamp of log index `index`. */
export function stamp(index: number): Uint8Array {
  const bytes = Buffer.alloc(10);
  bytes.writeUInt32BE(index, 4);
  return bytes;
}

export const sampleStatus: NodeStatus = {
  clusterId: asClusterId('0123456789abcdef0123456789abcdef'),
  nodeId: asNodeId('00000000000000a1'),
  name: 'n1',
  version: '0.1.0',
  role: 'leader',
  term: asTerm(14),
  leaderId: asNodeId('00000000000000a1'),
  commitIndex: asLogIndex(1_204_551),
  appliedIndex: asLogIndex(1_204_550),
  lastIndex: asLogIndex(1_204_552),
  members: [
    {
      id: asNodeId('00000000000000a2'),
      name: 'n2',
      peerAddress: '127.0.0.1:4524',
      grpcAddress: '127.0.0.1:4523',
      voter: true,
      matchIndex: asLogIndex(0),
      silentMs: undefined,
    },
  ],
  fsyncP99Us: 2900,
  diskBytes: 2 ** 40,
  memoryBytes: 1,
  uptimeMs: 2,
  cpuUs: 3,
  leaseHeld: true,
  clock: { kind: 'unknown' },
  divergence: { fence: undefined, comparedIndex: asLogIndex(0), uncomparedCount: 0, diverged: [] },
};

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
