/**
 * The commands' client over gRPC: data calls fail over between endpoints, those about the cluster follow the leader,
 * status asks exactly one.
 */
import type { Clock } from '../../base/clock.ts';
import { AdminClient, KvorumClient } from '../../rpc/index.ts';
import type { ChangeRequest, NodeStatus } from '../../rpc/index.ts';
import type { AdminCalls, KvClient, ListRequest } from './client-port.ts';

/** A node that is asked for its status answers at once, or counts as unreachable. */
const statusTimeoutMsMax = 2_000;

/** One write is one session. Longer than an election, so that it outlives what makes an answer get lost. */
const sessionTtlMs = 60_000;
/** A command does not wait longer for what its user does not need. */
const closeTimeoutMs = 1000;

type ClusterClientOptions = { readonly endpoints: readonly string[]; readonly timeoutMs: number };

export class ClusterClient implements KvClient, AdminCalls {
  readonly #options: ClusterClientOptions;
  readonly #clock: Clock;
  readonly #client: KvorumClient;
  readonly #admin: AdminClient;
  /** Clients of members that are not among the endpoints, and were asked for their status. */
  readonly #others = new Map<string, KvorumClient>();

  constructor(options: ClusterClientOptions, deps: { readonly clock: Clock }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#client = new KvorumClient(options, deps);
    this.#admin = new AdminClient(options, deps);
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

  close(): void {
    this.#client.close();
    this.#admin.close();
    for (const client of this.#others.values()) client.close();
  }

  #clientOf(endpoint: string): KvorumClient {
    if (this.#options.endpoints.includes(endpoint)) return this.#client;
    let other = this.#others.get(endpoint);
    if (other === undefined) {
      const { timeoutMs } = this.#options;
      other = new KvorumClient({ endpoints: [endpoint], timeoutMs }, { clock: this.#clock });
      this.#others.set(endpoint, other);
    }
    return other;
  }
}
