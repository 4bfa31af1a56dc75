/** A real cluster that tests send nonsense to, and the proof that it still serves everybody else. */
import type { NodeStatus } from '../../rpc/gateway-port.ts';
import { KvorumClient } from '../../rpc/client/client.ts';
import { TestCluster } from './cluster-process.ts';
import type { TestNode } from './cluster-process.ts';
import { systemClock } from './peer-nodes.ts';

export class BadInputTarget {
  readonly cluster: TestCluster;
  /** The node that nonsense is sent to: the leader, since it has the most to lose. */
  readonly node: TestNode;
  readonly client: KvorumClient;
  readonly clientPort: number;
  /** The status before anything was sent. */
  readonly status: NodeStatus;
  readonly peerPort: number;

  static async start(): Promise<BadInputTarget> {
    const cluster = await TestCluster.start();
    const node = await cluster.waitForLeader();
    const endpoints = [node.endpoint];
    const client = new KvorumClient({ endpoints, timeoutMs: 5000 }, { clock: systemClock });
    return new BadInputTarget(cluster, {
      node,
      client,
      status: await client.status(node.endpoint),
    });
  }

  private constructor(
    cluster: TestCluster,
    parts: { readonly node: TestNode; readonly client: KvorumClient; readonly status: NodeStatus },
  ) {
    this.cluster = cluster;
    this.node = parts.node;
    this.client = parts.client;
    this.status = parts.status;
    this.clientPort = portOf(parts.node.endpoint);
    const self = parts.status.members.find(({ id }) => id === parts.status.nodeId);
    this.peerPort = portOf(self?.peerAddress ?? '');
  }

  get clientPorts(): readonly number[] {
    return this.cluster.nodes.map(({ endpoint }) => portOf(endpoint));
  }

  /** Resident memory of the node. */
  async memoryBytes(): Promise<number> {
    return (await this.client.status(this.node.endpoint)).memoryBytes;
  }

  /** Throws unless every node runs and answers, and others are served through each of them. */
  async requireServing(): Promise<void> {
    for (const node of this.cluster.nodes) {
      const { name } = node.isRunning ? await node.status() : { name: 'nobody: it has ended' };
      const written = await node.client.set('served', node.name);
      const read = written.kind === 'committed' ? await node.client.getText('served') : undefined;
      if (name !== node.name || read !== node.name) {
        const problem = `${node.name}: answered by ${name}, write ${JSON.stringify(written)}`;
        throw new Error(`${problem}\n${this.cluster.logs()}`);
      }
    }
  }

  async close(): Promise<void> {
    this.client.close();
    await this.cluster.close();
  }
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}
