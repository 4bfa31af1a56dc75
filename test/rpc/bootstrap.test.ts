import { afterEach, describe, expect, test } from 'vitest';
import type { ClusterId, NodeId } from '../../base/brand.ts';
import { bootstrapCluster, GrpcBootstrapPeers } from '../../rpc/bootstrap.ts';
import type { BootstrapPeers } from '../../rpc/bootstrap.ts';
import { BootstrapError, PeerRefusedError, PeerUnreachableError } from '../../rpc/peer-errors.ts';
import type { ClusterDecision } from '../../rpc/peer-service.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  clusterA,
  clusterB,
  LineLogger,
  membershipCodec,
  nodeId,
  startPeer,
  systemClock,
} from '../support/peer-nodes.ts';

/** What a node's disk holds. */
type Disk = {
  nodeId: NodeId;
  name: string;
  up: boolean;
  decided: ClusterDecision | undefined;
  identity: ClusterDecision | undefined;
};

/** Several nodes in memory that can be down, wiped or wrong; `run` runs bootstrap on one of them. */
class World {
  readonly clock = new ManualClock();
  readonly logger = new LineLogger();
  readonly disks = new Map<string, Disk>();
  /** Crashes the founder before or after a step. */
  fault: ((step: string) => void) | undefined;
  adoptions = 0;
  decisions = 0;

  constructor(count: number) {
    for (let n = 1; n <= count; n += 1) {
      const blank = { up: true, decided: undefined, identity: undefined };
      this.disks.set(`n${n}`, { nodeId: nodeId(n), name: `n${n}`, ...blank });
    }
  }

  disk(name: string): Disk {
    const disk = this.disks.get(name);
    if (disk === undefined) throw new Error(`no ${name}`);
    return disk;
  }

  #at(address: string): Disk {
    const disk = this.disk(address.slice(0, 2));
    if (!disk.up) throw new PeerUnreachableError(`${address}: down`);
    return disk;
  }

  readonly peers: BootstrapPeers = {
    hello: async (address) => {
      const disk = await Promise.resolve(this.#at(address));
      const { name, nodeId: id } = disk;
      const clusterId = disk.identity?.clusterId;
      return {
        name,
        nodeId: id,
        grpcAddress: `${name}:4512`,
        clusterId,
        electionTimeoutMs: 500,
      };
    },
    adopt: async (address, decision) => {
      this.fault?.(`adopt ${address}`);
      const disk = await Promise.resolve(this.#at(address));
      if (disk.identity !== undefined && disk.identity.clusterId !== decision.clusterId) {
        throw new PeerRefusedError('belongs to another cluster');
      }
      disk.identity = decision;
      this.adoptions += 1;
      this.fault?.(`adopted ${address}`);
    },
  };

  /** One start of a node with an empty identity, as the process would do it. */
  async run(name: string, signal = new AbortController().signal): Promise<ClusterDecision> {
    const disk = this.disk(name);
    const names = [...this.disks.keys()];
    const decision = await bootstrapCluster(
      {
        self: { name, nodeId: disk.nodeId, grpcAddress: `${name}:4512` },
        initialCluster: new Map(names.map((n) => [n, { peerAddress: `${n}:4511` }])),
        decided: disk.decided,
        signal,
      },
      {
        clock: this.clock,
        random: { next: () => (this.decisions + 0.5) / 16 },
        logger: this.logger,
        peers: this.peers,
        decide: async (made) => {
          this.fault?.('decide');
          disk.decided = await Promise.resolve(made);
          this.decisions += 1;
          this.fault?.('decided');
        },
        adopted: () => disk.identity,
      },
    );
    disk.identity = decision;
    return decision;
  }
}

describe('founding', () => {
  test.each([1, 3, 5])('%i empty nodes become one cluster', async (count) => {
    const world = new World(count);
    const all = Promise.all([...world.disks.keys()].map(async (name) => await world.run(name)));
    await world.clock.advance(1000);
    const decisions = await all;
    expect(new Set(decisions).size).toBe(1);
    expect(decisions[0]?.membership.voters).toEqual(
      Array.from({ length: count }, (_, n) => nodeId(n + 1)),
    );
    expect(decisions[0]?.membership.members.get(nodeId(1))).toEqual({
      name: 'n1',
      peerAddress: 'n1:4511',
      grpcAddress: 'n1:4512',
    });
  });

  test('nodes that start late are awaited, and every two seconds a line says which', async () => {
    const world = new World(3);
    world.disk('n2').up = false;
    world.disk('n3').up = false;
    const founded = world.run('n1');
    await world.clock.advance(2100);
    world.disk('n2').up = true;
    await world.clock.advance(4000);
    world.disk('n3').up = true;
    await world.clock.advance(500);
    await founded;
    const waiting = world.logger.lines.filter((line) => line.includes('waiting for nodes'));
    expect(waiting).toEqual([
      'info waiting for nodes to appear {"nodes":"n2 (n2:4511), n3 (n3:4511)"}',
      'info waiting for nodes to appear {"nodes":"n2 (n2:4511), n3 (n3:4511)"}',
      'info waiting for nodes to appear {"nodes":"n3 (n3:4511)"}',
      'info waiting for nodes to appear {"nodes":"n3 (n3:4511)"}',
    ]);
  });

  test('an interrupted start gives up', async () => {
    const world = new World(3);
    world.disk('n1').up = false;
    const controller = new AbortController();
    const end = world.run('n2', controller.signal).catch((error: unknown) => error);
    await world.clock.advance(500);
    controller.abort(new Error('stopped'));
    await world.clock.advance(500);
    expect(await end).toEqual(new Error('stopped'));
  });
});

describe('a founder that crashes comes to the same cluster', () => {
  const steps = [
    'decide',
    'decided',
    'adopt n2:4511',
    'adopted n2:4511',
    'adopt n3:4511',
    'adopted n3:4511',
  ];
  test.each(steps)('at "%s"', async (step) => {
    const world = new World(3);
    world.fault = (reached) => {
      if (reached === step) throw new Error('crash');
    };
    await expect(world.run('n1')).rejects.toThrow('crash');
    world.fault = undefined;
    const decision = await world.run('n1');
    const ids = [...world.disks.values()].map((disk) => disk.identity?.clusterId);
    expect(ids).toEqual([decision.clusterId, decision.clusterId, decision.clusterId]);
    expect(world.decisions).toBe(1);
  });
});

async function failure(world: World, name: string): Promise<unknown> {
  const end = world.run(name).catch((error: unknown) => error);
  await world.clock.advance(1000);
  return await end;
}

describe('what cannot be founded is refused with advice', () => {
  test.each(['n1', 'n2'])('node %s lost its disk and meets its old cluster', async (wiped) => {
    const world = new World(3);
    const all = Promise.all(['n1', 'n2', 'n3'].map(async (name) => await world.run(name)));
    await world.clock.advance(1000);
    await all;
    Object.assign(world.disk(wiped), {
      nodeId: nodeId(9),
      identity: undefined,
      decided: undefined,
    });
    const error = await failure(world, wiped);
    expect(error).toBeInstanceOf(BootstrapError);
    expect(String(error)).toMatch(/already belongs to cluster .* as a new member/);
    expect(world.decisions).toBe(1);
  });

  test('a node answers to another name than the list says', async () => {
    const world = new World(3);
    world.disk('n3').name = 'n2';
    expect(String(await failure(world, 'n1'))).toContain('the node there is named "n2"');
  });

  test('two nodes have the same id', async () => {
    const world = new World(3);
    world.disk('n3').nodeId = nodeId(2);
    expect(String(await failure(world, 'n1'))).toContain('have the same node id');
    expect(world.decisions).toBe(0);
  });

  test('this node is not in the list', async () => {
    const world = new World(2);
    const self = { name: 'x', nodeId: nodeId(1), grpcAddress: 'x:1' };
    const result = bootstrapCluster(
      {
        self,
        initialCluster: new Map([['n1', { peerAddress: 'n1:1' }]]),
        decided: undefined,
        signal: new AbortController().signal,
      },
      {
        clock: world.clock,
        random: { next: () => 0 },
        logger: world.logger,
        peers: world.peers,
        decide: async () => await Promise.resolve(),
        adopted: () => undefined,
      },
    );
    await expect(result).rejects.toThrow('this node is named "x"');
  });

  test('a peer that was given to another cluster in between', async () => {
    const world = new World(3);
    world.fault = (step) => {
      if (step !== 'decided') return;
      const other = { clusterId: clusterB } as ClusterDecision;
      world.disk('n2').identity = other;
    };
    expect(String(await failure(world, 'n1'))).toContain('n2 (n2:4511) does not join');
  });
});

function decisionFor(clusterId: ClusterId): ClusterDecision {
  return {
    clusterId,
    membership: {
      voters: [nodeId(2)],
      learners: [],
      members: new Map([
        [nodeId(2), { name: 'n2', peerAddress: '127.0.0.1:1', grpcAddress: '127.0.0.1:2' }],
      ]),
    },
    stampedAt: systemClock.wall(),
  };
}

describe('over gRPC', () => {
  const toClose: { close(): void }[] = [];
  afterEach(() => {
    for (const item of toClose.splice(0)) item.close();
  });

  const calls = new GrpcBootstrapPeers('n1', { clock: systemClock, membershipCodec });
  async function emptyNode(name: string) {
    const adopted: ClusterDecision[] = [];
    const server = await startPeer({
      id: nodeId(2),
      name,
      cluster: {},
      service: {
        cluster: () => undefined,
        clusterId: () => adopted[0]?.clusterId,
        adopt: async (made) => void (await Promise.resolve(adopted.push(made))),
      },
    });
    toClose.push(server);
    return { address: `127.0.0.1:${server.port}`, adopted };
  }

  test('a node introduces itself, is adopted, and says the same when asked again', async () => {
    const { address, adopted } = await emptyNode('n2');
    const empty = {
      name: 'n2',
      nodeId: nodeId(2),
      grpcAddress: '127.0.0.1:4500',
      electionTimeoutMs: 500,
    };
    expect(await calls.hello(address)).toEqual({ ...empty, clusterId: undefined });
    const made = decisionFor(clusterA);
    await Promise.all([calls.adopt(address, made), calls.adopt(address, made)]);
    await calls.adopt(address, made);
    expect(adopted).toEqual([made]);
    expect(await calls.hello(address)).toEqual({ ...empty, clusterId: clusterA });
  });

  test('a node of one cluster refuses another, and a membership without it', async () => {
    const { address } = await emptyNode('n2');
    await calls.adopt(address, decisionFor(clusterA));
    await expect(calls.adopt(address, decisionFor(clusterB))).rejects.toThrow(
      `node "n2" belongs to cluster ${clusterA}, not to ${clusterB}`,
    );
    const other = await emptyNode('n7');
    await expect(calls.adopt(other.address, decisionFor(clusterA))).rejects.toThrow(
      PeerRefusedError,
    );
  });

  test('nobody at the address is a reason to ask again', async () => {
    await expect(calls.hello('127.0.0.1:1')).rejects.toThrow(PeerUnreachableError);
  });
});
