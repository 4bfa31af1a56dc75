/** The commands' client over gRPC: data calls fail over between endpoints, status asks exactly one. */
import type { Clock } from '../../base/clock.ts';
import { KvorumClient } from '../../rpc/index.ts';
import type { ClientEntry, StatusAnswer } from '../../rpc/index.ts';
import type { KvClient, ListRequest, NodeReport } from './client-port.ts';

/** A node that is asked for its status answers at once, or counts as unreachable. */
const statusTimeoutMsMax = 2_000;

export class ClusterClient implements KvClient {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #client: KvorumClient;
  readonly #perEndpoint = new Map<string, KvorumClient>();

  constructor(
    options: { readonly endpoints: readonly string[]; readonly timeoutMs: number },
    deps: { readonly clock: Clock },
  ) {
    this.#clock = deps.clock;
    this.#timeoutMs = options.timeoutMs;
    this.#client = new KvorumClient(options, deps);
  }

  async get(
    keys: readonly Uint8Array[],
    options: { readonly consistency: 'strong' | 'eventual' },
  ): Promise<readonly ClientEntry[]> {
    return await this.#client.get(keys, options);
  }

  list({ consistency, ...selector }: ListRequest): ReturnType<KvClient['list']> {
    return this.#client.list(selector, { consistency });
  }

  async atomic(...[request]: Parameters<KvClient['atomic']>): ReturnType<KvClient['atomic']> {
    return await this.#client.atomic(request);
  }

  async status(endpoint: string): Promise<NodeReport> {
    let client = this.#perEndpoint.get(endpoint);
    if (client === undefined) {
      const timeoutMs = Math.min(this.#timeoutMs, statusTimeoutMsMax);
      client = new KvorumClient({ endpoints: [endpoint], timeoutMs }, { clock: this.#clock });
      this.#perEndpoint.set(endpoint, client);
    }
    return toReport(await client.status());
  }

  close(): void {
    this.#client.close();
    for (const client of this.#perEndpoint.values()) client.close();
  }
}

const roles = ['follower', 'follower', 'preCandidate', 'candidate', 'leader'] as const;

function toReport(answer: StatusAnswer): NodeReport {
  return {
    clusterId: answer.clusterId,
    nodeId: answer.nodeId,
    name: answer.name,
    version: answer.version,
    role: roles[answer.role] ?? 'follower',
    term: answer.term,
    commitIndex: answer.commitIndex,
    appliedIndex: answer.appliedIndex,
    members: answer.members.map(({ id, name, grpcAddress, voter, matchIndex }) => ({
      id: id ?? '',
      name: name ?? '',
      grpcAddress: grpcAddress ?? '',
      voter: voter ?? false,
      matchIndex: matchIndex ?? 0,
    })),
    fsyncP99Us: answer.fsyncP99Us,
    diskBytes: answer.diskBytes,
    memoryBytes: answer.memoryBytes,
    uptimeMs: answer.uptimeMs,
  };
}
