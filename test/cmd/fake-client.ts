/** A cluster's client in memory: answers from fixed entries, records what was asked, or fails as told. */
import { once } from 'node:events';
import { asLogIndex } from '../../base/brand.ts';
import type {
  ChangeAnswer,
  ChangeRequest,
  DatabaseEntry,
  MembersAnswer,
  NodeStatus,
  TokenEntry,
  TokenRequest,
} from '../../rpc/index.ts';
import type { AtomicResult } from '../../storage/index.ts';
import type {
  AdminCalls,
  CatalogCalls,
  ClientEntry,
  KvClient,
  ListRequest,
  ReadAt,
  ReadDemand,
  WatchedState,
} from '../../cmd/cli/client-port.ts';
import { idOf, sampleMembers } from './node-status.ts';

type AtomicRequest = Parameters<KvClient['atomic']>[0];

export class FakeClient implements KvClient, AdminCalls, CatalogCalls {
  readonly entries = new Map<string, ClientEntry>();
  readonly writes: AtomicRequest[] = [];
  /** How many of them asked to be executed exactly once. */
  exactlyOnceWrites = 0;
  readonly lists: ListRequest[] = [];
  readonly statuses = new Map<string, NodeStatus>();
  /** Thrown by every data call. */
  failure: Error | undefined;
  /** Data calls never settle. */
  hangs = false;
  result: Exclude<AtomicResult, { kind: 'rejected' }> = {
    kind: 'committed',
    versionstamp: Buffer.from('00000000000000070000', 'hex'),
  };
  readonly changes: ChangeRequest[] = [];
  readonly transfers: (string | undefined)[] = [];
  view: MembersAnswer = sampleMembers();
  /** What becomes of changes, one after the other; the last is repeated. */
  changeAnswers: (Partial<ChangeAnswer> | Error)[] = [{}];
  /** What a list ends with: where to go on. */
  cursor = '';
  isClosed = false;
  readonly demands: ReadDemand[] = [];
  databaseList: DatabaseEntry[] = [];
  tokenList: TokenEntry[] = [];
  /** Tokens that were asked for. */
  readonly tokenRequests: TokenRequest[] = [];
  readAt: ReadAt = { versionstamp: Buffer.from('00000000000000080000', 'hex'), stalenessMs: 60 };

  add(entry: ClientEntry): void {
    this.entries.set(Buffer.from(entry.key).toString('hex'), entry);
  }

  async read(
    keys: readonly Uint8Array[],
    demand: ReadDemand,
  ): Promise<{ entries: readonly ClientEntry[]; readAt: ReadAt }> {
    this.demands.push(demand);
    await this.#obey();
    const entries = keys.map(
      (key) =>
        this.entries.get(Buffer.from(key).toString('hex')) ?? {
          key,
          value: undefined,
          versionstamp: undefined,
        },
    );
    return { entries, readAt: this.readAt };
  }

  /** All entries, in pieces of two. */
  async *list(request: ListRequest): ReturnType<KvClient['list']> {
    this.lists.push(request);
    await this.#obey();
    const all = [...this.entries.values()];
    for (let at = 0; at < all.length; at += 2) {
      const isLast = at + 2 >= all.length;
      yield {
        entries: all.slice(at, at + 2),
        cursor: isLast ? this.cursor : 'more',
        readAt: this.readAt,
      };
    }
  }

  /** The state, and then nothing more. */
  async *watch(
    keys: readonly Uint8Array[],
    { signal }: Parameters<KvClient['watch']>[1],
  ): AsyncGenerator<WatchedState, void, undefined> {
    const { entries, readAt } = await this.read(keys, { consistency: 'eventual' });
    const { versionstamp } = readAt;
    yield { entries: entries.map((entry) => ({ ...entry, changed: true })), versionstamp };
    if (!signal.aborted) await once(signal, 'abort');
  }

  async atomic(
    request: AtomicRequest,
    { exactlyOnce }: Parameters<KvClient['atomic']>[1],
  ): ReturnType<KvClient['atomic']> {
    this.writes.push(request);
    if (exactlyOnce) this.exactlyOnceWrites += 1;
    await this.#obey();
    return this.result;
  }

  /** Thrown by `status` if set. */
  statusFailure: Error | undefined;

  async status(endpoint: string): Promise<NodeStatus> {
    if (this.statusFailure !== undefined) throw this.statusFailure;
    const status = this.statuses.get(endpoint);
    if (status === undefined) throw new Error(`no connection to ${endpoint}`);
    return await Promise.resolve(status);
  }

  async members(): Promise<MembersAnswer> {
    await this.#obey();
    return this.view;
  }

  async changeMembership(request: ChangeRequest): Promise<ChangeAnswer> {
    this.changes.push(request);
    await this.#obey();
    const next = this.changeAnswers.length > 1 ? this.changeAnswers.shift() : this.changeAnswers[0];
    if (next instanceof Error) throw next;
    return { membershipIndex: asLogIndex(9), nodeId: idOf('n3'), waitsFor: undefined, ...next };
  }

  async transferLeadership(target: string | undefined): Promise<NodeStatus['nodeId']> {
    this.transfers.push(target);
    await this.#obey();
    return idOf(target ?? 'n2');
  }

  async createDatabase({ name, id }: Pick<DatabaseEntry, 'name' | 'id'>): Promise<void> {
    await this.#obey();
    this.databaseList.push({ name, id, createdMs: 1_700_000_000_000 });
  }

  async dropDatabase(id: string): Promise<void> {
    await this.#obey();
    this.databaseList = this.databaseList.filter((database) => database.id !== id);
  }

  async databases(): Promise<readonly DatabaseEntry[]> {
    await this.#obey();
    return this.databaseList;
  }

  async createToken(request: TokenRequest): Promise<string> {
    await this.#obey();
    this.tokenRequests.push(request);
    const { id, tokenKind: kind, label, database } = request;
    const name = kind === 'admin' ? undefined : (database ?? 'default');
    this.tokenList.push({ id, kind, database: name, label, createdMs: 1_700_000_000_000 });
    return id;
  }

  async revokeToken(id: string): Promise<void> {
    await this.#obey();
    this.tokenList = this.tokenList.filter((token) => token.id !== id);
  }

  async tokens(): Promise<readonly TokenEntry[]> {
    await this.#obey();
    return this.tokenList;
  }

  close(): void {
    this.isClosed = true;
  }

  async #obey(): Promise<void> {
    if (this.hangs) await new Promise<void>(() => undefined);
    if (this.failure !== undefined) throw this.failure;
  }
}
