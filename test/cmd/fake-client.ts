/** A cluster's client in memory: answers from fixed entries, records what was asked, or fails as told. */
import { once } from 'node:events';
import { asLogIndex } from '../../base/brand.ts';
import type { ChangeAnswer, ChangeRequest, MembersAnswer, NodeStatus } from '../../rpc/index.ts';
import type { AtomicResult } from '../../storage/index.ts';
import type {
  AdminCalls,
  ClientEntry,
  KvClient,
  ListRequest,
  ReadAt,
  ReadDemand,
  WatchedState,
} from '../../cmd/cli/client-port.ts';
import { idOf, sampleMembers } from './node-status.ts';

type AtomicRequest = Parameters<KvClient['atomic']>[0];

export class FakeClient implements KvClient, AdminCalls {
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

  async status(endpoint: string): Promise<NodeStatus> {
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

  close(): void {
    this.isClosed = true;
  }

  async #obey(): Promise<void> {
    if (this.hangs) await new Promise<void>(() => undefined);
    if (this.failure !== undefined) throw this.failure;
  }
}
