/**
 * The commands' client over gRPC: data calls fail over between endpoints, those about the cluster follow the leader,
 * status asks exactly one.
 */
import type { Clock } from '../../base/clock.ts';
import { AdminClient, CatalogClient, KvorumClient } from '../../rpc/index.ts';
import type { ChangeRequest, NodeStatus } from '../../rpc/index.ts';
import type {
  AdminCalls,
  CatalogCalls,
  ClientOptions,
  KvClient,
  ListRequest,
} from './client-port.ts';

/** A node that is asked for its status answers at once, or counts as unreachable. */
const statusTimeoutMsMax = 2_000;

/** One write is one session. Longer than an election, so that it outlives what makes an answer get lost. */
const sessionTtlMs = 60_000;
/** A command does not wait longer for what its user does not need. */
const closeTimeoutMs = 1000;

export class ClusterClient implements KvClient, AdminCalls, CatalogCalls {
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  readonly #client: KvorumClient;
  readonly #admin: AdminClient;
  readonly #catalog: CatalogClient;
  /** Clients of members that are not among the endpoints, and were asked for their status. */
  readonly #others = new Map<string, KvorumClient>();

  constructor(options: ClientOptions, deps: { readonly clock: Clock }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#client = new KvorumClient(options, deps);
    this.#admin = new AdminClient(options, deps);
    this.#catalog = new CatalogClient(this.#admin);
  }

  async read(...[keys, demand]: Parameters<KvClient['read']>): ReturnType<KvClient['read']> {
    return await this.#client.read(keys, demand);
  }

  list(request: ListRequest): ReturnType<KvClient['list']> {
    return this.#client.list(request);
  }

  watch(...[keys, options]: Parameters<KvClient['watch']>): ReturnType<KvClient['watch']> {
    return this.#client.watch(keys, options);
  }

  async atomic(
    ...[request, { exactlyOnce }]: Parameters<KvClient['atomic']>
  ): ReturnType<KvClient['atomic']> {
    if (!exactlyOnce) return await this.#client.atomic(request);
    const startedAt = this.#clock.monotonic();
    const session = await this.#client.openSession(sessionTtlMs);
    const spentMs = this.#clock.monotonic() - startedAt;
    try {
      return await session.atomic(request, { timeoutMs: this.#options.timeoutMs - spentMs });
    } finally {
      // Whether this fails says nothing about the write; then the session ends by its ttl.
      await session.close({ timeoutMs: closeTimeoutMs }).catch(() => undefined);
    }
  }

  async status(endpoint: string): Promise<NodeStatus> {
    const timeoutMs = Math.min(this.#options.timeoutMs, statusTimeoutMsMax);
    return await this.#clientOf(endpoint).status(endpoint, { timeoutMs });
  }

  async members(): ReturnType<AdminCalls['members']> {
    return await this.#admin.members();
  }

  async changeMembership(request: ChangeRequest): ReturnType<AdminCalls['changeMembership']> {
    return await this.#admin.changeMembership(request);
  }

  async transferLeadership(
    target: string | undefined,
  ): ReturnType<AdminCalls['transferLeadership']> {
    return await this.#admin.transferLeadership(target);
  }

  async createDatabase(
    ...[database]: Parameters<CatalogCalls['createDatabase']>
  ): ReturnType<CatalogCalls['createDatabase']> {
    await this.#catalog.createDatabase(database);
  }

  async dropDatabase(id: string): ReturnType<CatalogCalls['dropDatabase']> {
    await this.#catalog.dropDatabase(id);
  }

  async databases(): ReturnType<CatalogCalls['databases']> {
    return await this.#catalog.databases();
  }

  async createToken(
    ...[token]: Parameters<CatalogCalls['createToken']>
  ): ReturnType<CatalogCalls['createToken']> {
    return await this.#catalog.createToken(token);
  }

  async revokeToken(id: string): ReturnType<CatalogCalls['revokeToken']> {
    await this.#catalog.revokeToken(id);
  }

  async tokens(): ReturnType<CatalogCalls['tokens']> {
    return await this.#catalog.tokens();
  }

  close(): void {
    this.#client.close();
    this.#admin.close();
    for (const client of this.#others.values()) client.close();
  }

  #clientOf(endpoint: string): KvorumClient {
    if (this.#options.endpoints.includes(endpoint)) return this.#client;
    let other = this.#others.get(endpoint);
    if (other === undefined) {
      const options = { ...this.#options, endpoints: [endpoint] };
      other = new KvorumClient(options, { clock: this.#clock });
      this.#others.set(endpoint, other);
    }
    return other;
  }
}
