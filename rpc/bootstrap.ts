/**
 * How a static cluster begins. Every node with an empty disk has made its own node id; the node whose name
 * sorts first is the founder. It asks all others who they are, decides cluster id and membership once, stores
 * that durably, and only then hands it out, to itself last. So:
 * - two clusters cannot come from one list: there is one decision, and it is durable before anyone hears of it;
 * - a founder that crashed goes on with its stored decision, and hand-outs may be repeated;
 * - whoever has no identity but meets a cluster that has one lost its disk, and is refused (rule D13).
 */
import type { ClusterId, NodeId } from '../base/brand.ts';
import { asClusterId, isClusterId, isNodeId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { kvorum } from '../protos/gen/raft.js';
import type { Member } from '../raft/index.ts';
import { callPeer, peerMethods } from './peer-channel.ts';
import type { CallPeer } from './peer-channel.ts';
import {
  BootstrapError,
  PeerProtocolError,
  PeerRefusedError,
  PeerUnreachableError,
} from './peer-errors.ts';
import type { ClusterDecision, MembershipCodec } from './peer-service.ts';
import { decodeWire } from './raft-codec.ts';

const wire = kvorum.raft.v1;

const callTimeoutMs = 2000;
const retryMs = 200;
/** How often a log line says who is still awaited. */
const reportMs = 2000;

/** What a node says of itself before it is trusted. */
export type Introduction = {
  readonly name: string;
  readonly nodeId: NodeId;
  readonly grpcAddress: string;
  /** Undefined while the node belongs to no cluster. */
  readonly clusterId: ClusterId | undefined;
};

/** The calls of bootstrap. They throw `PeerUnreachableError` when repeating may help, `PeerRefusedError` when not. */
export interface BootstrapPeers {
  hello(address: string): Promise<Introduction>;
  adopt(address: string, decision: ClusterDecision): Promise<void>;
}

export type BootstrapOptions = {
  /** This node. Its name is one of `initialCluster`. */
  readonly self: { readonly name: string; readonly nodeId: NodeId; readonly grpcAddress: string };
  /** All nodes by name, the same list on each of them. */
  readonly initialCluster: ReadonlyMap<string, { readonly peerAddress: string }>;
  /** The decision that an earlier run of this founder stored, if it did. */
  readonly decided: ClusterDecision | undefined;
  /** Gives up with the signal's reason. */
  readonly signal: AbortSignal;
};

export type BootstrapDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly peers: BootstrapPeers;
  /** Founder: stores the decision; settles when it is durable. */
  readonly decide: (decision: ClusterDecision) => Promise<void>;
  /** Others: what `PeerService` was given to adopt and has stored, once it was. */
  readonly adopted: () => ClusterDecision | undefined;
};

/**
 * Settles when this node and, if it is the founder, all others know the cluster they belong to. The peer server
 * must be listening. The caller then stores the decision as this node's identity; until then it may call this
 * again after a crash. Throws `BootstrapError` if the cluster cannot be founded or joined like this.
 */
export async function bootstrapCluster(
  options: BootstrapOptions,
  deps: BootstrapDeps,
): Promise<ClusterDecision> {
  const names = [...options.initialCluster.keys()].toSorted();
  const [founder] = names;
  if (founder === undefined || !options.initialCluster.has(options.self.name)) {
    throw new BootstrapError(
      `this node is named "${options.self.name}", but the initial cluster has only ${names.join(', ')}`,
    );
  }
  if (founder !== options.self.name) return await waitForFounder(founder, options, deps);
  const decision = options.decided ?? (await decideCluster(options, deps));
  await handOut(decision, options, deps);
  return decision;
}

async function decideCluster(
  options: BootstrapOptions,
  deps: BootstrapDeps,
): Promise<ClusterDecision> {
  const { self } = options;
  const introductions = new Map([[self.name, { ...self, clusterId: undefined }]]);
  await eachPeer(options, deps, 'waiting for nodes to appear', async (name, address) => {
    const introduction = await deps.peers.hello(address);
    checkIntroduction(introduction, { name, address }, introductions);
    introductions.set(name, { ...introduction, clusterId: undefined });
  });
  const members = new Map<NodeId, Member>();
  for (const [name, { nodeId, grpcAddress }] of introductions) {
    const peerAddress = options.initialCluster.get(name)?.peerAddress;
    invariant(peerAddress !== undefined, 'an introduction from outside the initial cluster');
    members.set(nodeId, { name, peerAddress, grpcAddress });
  }
  const voters = [...members.keys()].toSorted();
  const sorted = new Map([...members].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const decision: ClusterDecision = {
    clusterId: randomClusterId(deps.random),
    membership: { voters, learners: [], members: sorted },
    stampedAt: deps.clock.wall(),
  };
  options.signal.throwIfAborted();
  await deps.decide(decision);
  deps.logger.info({ clusterId: decision.clusterId, voters }, 'founded a cluster');
  return decision;
}

/** Throws `BootstrapError` unless the node at `asked.address` is the one that the initial cluster means. */
function checkIntroduction(
  introduction: Introduction,
  asked: { readonly name: string; readonly address: string },
  others: ReadonlyMap<string, { readonly nodeId: NodeId }>,
): void {
  if (introduction.clusterId !== undefined) {
    throw new BootstrapError(
      `the data directory of this node is empty, but ${asked.name} (${asked.address}) already belongs to ` +
        `cluster ${introduction.clusterId}. If this node's disk was replaced, add it to that cluster as a new ` +
        'member; if its data directory was lost or is mounted elsewhere, bring it back; if the old cluster is ' +
        'not needed, empty the data directories of all nodes',
    );
  }
  if (introduction.name !== asked.name) {
    throw new BootstrapError(
      `the initial cluster says that ${asked.name} is at ${asked.address}, but the node there is named ` +
        `"${introduction.name}"; give every node its own name and all of them the same list`,
    );
  }
  for (const [name, { nodeId }] of others) {
    if (name !== asked.name && nodeId === introduction.nodeId) {
      throw new BootstrapError(
        `${name} and ${asked.name} have the same node id ${nodeId}; one data directory is a copy of the ` +
          'other: empty one of them',
      );
    }
  }
}

async function handOut(
  decision: ClusterDecision,
  options: BootstrapOptions,
  deps: BootstrapDeps,
): Promise<void> {
  await eachPeer(options, deps, 'waiting for nodes to join', async (name, address) => {
    try {
      await deps.peers.adopt(address, decision);
    } catch (error) {
      if (!(error instanceof PeerRefusedError)) throw error;
      throw new BootstrapError(`${name} (${address}) does not join: ${error.message}`, {
        cause: error,
      });
    }
  });
}

/** A node that does not found waits to be adopted, and finds out if it never will be. */
async function waitForFounder(
  founder: string,
  options: BootstrapOptions,
  deps: BootstrapDeps,
): Promise<ClusterDecision> {
  const address = options.initialCluster.get(founder)?.peerAddress;
  invariant(address !== undefined, 'the founder is in the initial cluster');
  const say = reporter(deps, 'waiting for the founder of the cluster');
  for (;;) {
    options.signal.throwIfAborted();
    say([`${founder} (${address})`]);
    const introduction = await answerOrNothing(deps.peers.hello(address), deps);
    // The founder gives itself its identity last, so a founder with one has no decision left for this node.
    const decision = deps.adopted();
    if (decision !== undefined) return decision;
    if (introduction !== undefined) {
      checkIntroduction(
        introduction,
        { name: founder, address },
        new Map([[options.self.name, options.self]]),
      );
    }
    await pause(retryMs, deps.clock);
  }
}

/** Does `action` for every other node until it worked for each, several times if needed, all in parallel. */
async function eachPeer(
  options: BootstrapOptions,
  deps: BootstrapDeps,
  doing: string,
  action: (name: string, address: string) => Promise<void>,
): Promise<void> {
  const awaited = new Map(
    [...options.initialCluster]
      .filter(([name]) => name !== options.self.name)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  const say = reporter(deps, doing);
  while (awaited.size > 0) {
    options.signal.throwIfAborted();
    const attempts = [...awaited].map(async ([name, { peerAddress }]) => {
      const done = async (): Promise<true> => {
        await action(name, peerAddress);
        return true;
      };
      if (await answerOrNothing(done(), deps)) awaited.delete(name);
    });
    // All attempts end before a refusal is thrown, so that none goes on behind the caller's back.
    const ends = await Promise.allSettled(attempts);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    if (awaited.size === 0) return;
    say([...awaited].map(([name, { peerAddress }]) => `${name} (${peerAddress})`));
    await pause(retryMs, deps.clock);
  }
}

/** Undefined if the peer could not be reached: that is a reason to ask again, not to give up. */
async function answerOrNothing<T>(
  answer: Promise<T>,
  { logger }: BootstrapDeps,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PeerUnreachableError)) throw error;
    logger.debug({ reason: error.message }, 'a node did not answer yet');
    return undefined;
  }
}

/** Says who is awaited: at once, and then every two seconds. */
function reporter({ clock, logger }: BootstrapDeps, doing: string): (names: string[]) => void {
  let saidAt: number | undefined;
  return (names) => {
    const now = clock.monotonic();
    if (saidAt !== undefined && now - saidAt < reportMs) return;
    saidAt = now;
    logger.info({ nodes: names.join(', ') }, doing);
  };
}

async function pause(delayMs: number, clock: Clock): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.after(delayMs, resolve);
  });
}

function randomClusterId(random: Random): ClusterId {
  const digits = Array.from({ length: 32 }, () => Math.floor(random.next() * 16).toString(16));
  return asClusterId(digits.join(''));
}

/** The calls of bootstrap on the peer port; over gRPC unless a simulation says otherwise. */
export class GrpcBootstrapPeers implements BootstrapPeers {
  readonly #caller: string;
  readonly #clock: Clock;
  readonly #membershipCodec: MembershipCodec;
  readonly #callPeer: CallPeer;

  /** `caller` is the name of this node. */
  constructor(
    caller: string,
    deps: {
      readonly clock: Clock;
      readonly membershipCodec: MembershipCodec;
      readonly callPeer?: CallPeer;
    },
  ) {
    this.#callPeer = deps.callPeer ?? callPeer;
    this.#caller = caller;
    this.#clock = deps.clock;
    this.#membershipCodec = deps.membershipCodec;
  }

  async hello(address: string): Promise<Introduction> {
    const answer = await this.#callPeer(
      {
        address,
        method: peerMethods.hello,
        bytes: wire.HelloRequest.encode({ name: this.#caller }).finish(),
        timeoutMs: callTimeoutMs,
      },
      this.#clock,
    );
    const { name, nodeId, clusterId, grpcAddress } = decodeWire(() =>
      wire.HelloResponse.decode(new Uint8Array(answer)),
    );
    if (!isNodeId(nodeId) || grpcAddress === '' || (clusterId !== '' && !isClusterId(clusterId))) {
      throw new PeerProtocolError(`${address} does not introduce itself as a node`);
    }
    return {
      name,
      nodeId,
      grpcAddress,
      clusterId: clusterId === '' ? undefined : asClusterId(clusterId),
    };
  }

  async adopt(address: string, decision: ClusterDecision): Promise<void> {
    const bytes = wire.AdoptRequest.encode({
      clusterId: decision.clusterId,
      membership: this.#membershipCodec.encode(decision.membership),
      stampedAtMs: decision.stampedAt,
    }).finish();
    const method = peerMethods.adopt;
    await this.#callPeer({ address, method, bytes, timeoutMs: callTimeoutMs }, this.#clock);
  }
}
