/** What the nodes of a Kvorum cluster say of themselves during a load: who leads, CPU time and memory. */
import type { Clock } from '../../base/clock.ts';
import { kvorum } from '../../protos/gen/admin.js';
import { ConnectError, LoadClient } from '../../rpc/http2/index.ts';
import type { Field } from '../../rpc/http2/index.ts';
import { CommandError } from '../cli/errors.ts';
import { exitCodes } from '../exit-codes.ts';

const { Role, StatusRequest, StatusResponse } = kvorum.admin.v1;
const statusPath = '/kvorum.admin.v1.Admin/Status';

/** One member at one moment. */
export type NodeSample = {
  readonly name: string;
  readonly grpcAddress: string;
  readonly isLeader: boolean;
  /** User and system time of the process since its start. */
  readonly cpuUs: number;
  readonly memoryBytes: number;
};

export type MonitorDeps = {
  readonly clock: Clock;
  /** Sent with each call: who asks. */
  readonly fields?: readonly Field[];
};

type Member = { readonly address: string; readonly client: LoadClient };

export class ClusterMonitor {
  readonly #members: readonly Member[];

  /** Learns the members from the first endpoint that answers. Throws `ConnectError` if none does. */
  static async open(endpoints: readonly string[], deps: MonitorDeps): Promise<ClusterMonitor> {
    const addresses = await discover(endpoints, deps);
    const members: Member[] = [];
    for (const address of addresses) {
      const client = await tryConnect(address, deps);
      if (client !== undefined) members.push({ address, client });
    }
    return new ClusterMonitor(members);
  }

  private constructor(members: readonly Member[]) {
    this.#members = members;
  }

  /** All members that answer, in the order of their addresses. */
  async sample(): Promise<readonly NodeSample[]> {
    const samples = await Promise.all(
      this.#members.map(async ({ address, client }) => {
        const status = await askStatus(client);
        if (status === undefined) return [];
        return [
          {
            name: status.name,
            grpcAddress: address,
            isLeader: status.role === Role.ROLE_LEADER,
            cpuUs: status.cpuUs,
            memoryBytes: status.memoryBytes,
          },
        ];
      }),
    );
    return samples.flat();
  }

  close(): void {
    for (const { client } of this.#members) client.close();
  }
}

/** CPU time between two samples, of the nodes that are in both and did not start anew. */
export function cpuUsBetween(before: readonly NodeSample[], after: readonly NodeSample[]): number {
  return after.reduce((sum, node) => {
    const earlier = before.find(({ grpcAddress }) => grpcAddress === node.grpcAddress);
    if (earlier === undefined || earlier.cpuUs > node.cpuUs) return sum;
    return sum + node.cpuUs - earlier.cpuUs;
  }, 0);
}

async function discover(
  endpoints: readonly string[],
  deps: MonitorDeps,
): Promise<readonly string[]> {
  for (const endpoint of endpoints) {
    const client = await tryConnect(endpoint, deps);
    if (client === undefined) continue;
    const status = await askStatus(client);
    client.close();
    if (status === undefined) continue;
    const addresses = status.members.map(({ grpcAddress }) => grpcAddress ?? '');
    return addresses.filter((address) => address !== '').toSorted();
  }
  throw new ConnectError(`no node answers at ${endpoints.join(', ')}`);
}

async function tryConnect(address: string, deps: MonitorDeps): Promise<LoadClient | undefined> {
  try {
    const { fields = [] } = deps;
    return await LoadClient.open({ endpoints: [address], connectionsPerEndpoint: 1, fields }, deps);
  } catch (error) {
    if (error instanceof ConnectError) return undefined;
    throw error;
  }
}

/** gRPC's PERMISSION_DENIED and UNAUTHENTICATED. */
const refusalCodes = [7, 16];

/** Undefined if there is no answer. Throws a `CommandError` if the node refuses whoever asks. */
async function askStatus(client: LoadClient): Promise<kvorum.admin.v1.StatusResponse | undefined> {
  const result = await client.unary(statusPath, StatusRequest.encode({}).finish());
  if (result.kind === 'ok') return StatusResponse.decode(result.message);
  const { end } = result;
  if (end.kind === 'answered' && refusalCodes.includes(end.code)) {
    const { notAllowed: exitCode } = exitCodes;
    throw new CommandError(end.message, { exitCode, code: 'UNAUTHENTICATED' });
  }
  return undefined;
}
