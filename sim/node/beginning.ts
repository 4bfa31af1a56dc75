/**
 * How a node whose disk knows no cluster gets into one, as `cmd/compose.ts` does it: it joins, or it waits for the
 * founding. Foundings are over before a run begins, so that a founder comes here only if it has lost its disk; then it
 * must find out, and stop.
 */
import type { ClusterId } from '../../base/brand.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { decodeMembership, defaultCoreConfig, encodeMembership } from '../../raft/index.ts';
import { askToJoin, bootstrapCluster, GrpcBootstrapPeers, joinCluster } from '../../rpc/index.ts';
import type { DialPeer, JoinRequest } from '../../rpc/index.ts';
import { adoptCluster } from '../../storage/index.ts';
import type { Identity } from '../../storage/index.ts';
import type { Host } from '../world/host.ts';
import type { Network, StreamSide } from '../world/network.ts';
import { simulatedCall, simulatedDial } from './streams.ts';
import type { Ends } from './streams.ts';

/** Where a node keeps its files. */
export const nodeDirectory = '/node';

export const membershipCodec = { encode: encodeMembership, decode: decodeMembership };

export type Beginning =
  /** All that founded the cluster, by the number of the machine. */
  | { readonly kind: 'found'; readonly numbers: readonly number[] }
  | ({
      readonly kind: 'join';
      /** Machines that are asked. */
      readonly numbers: readonly number[];
    } & Pick<JoinRequest, 'staysLearner' | 'replaces'>);

type BeginningDeps = {
  readonly host: Host;
  readonly network: Network;
  readonly random: Random;
  readonly logger: Logger;
  readonly peer: (number: number) =>
    | {
        readonly accept: (method: string, side: StreamSide) => Ends;
      }
    | undefined;
  readonly beginning: Beginning;
};

/** Settles when the disk belongs to a cluster. Throws if it never will. */
export async function becomeMember(identity: Identity, deps: BeginningDeps): Promise<ClusterId> {
  const { host, random, logger, beginning } = deps;
  const { clock, disk } = host;
  const { nodeId } = identity;
  const callPeer = simulatedCall(dialFrom(deps));
  // A process that dies runs no more, so nothing has to be called off.
  const { signal } = new AbortController();
  const grpcAddress = grpcAddressOf(host.number);
  if (beginning.kind === 'join') {
    const { staysLearner, replaces, numbers } = beginning;
    const peerAddress = peerAddressOf(host.number);
    const { electionTimeoutMs } = defaultCoreConfig;
    const self = {
      name: host.name,
      nodeId,
      peerAddress,
      grpcAddress,
      staysLearner,
      replaces,
      electionTimeoutMs,
    };
    const { clusterId } = await joinCluster(
      { self, members: numbers.map(peerAddressOf), signal },
      { clock, logger, ask: askToJoin({ clock, membershipCodec, callPeer }) },
    );
    const adoption = { directory: nodeDirectory, identity, clusterId, first: undefined };
    await adoptCluster(adoption, { disk });
    return clusterId;
  }
  const { clusterId } = await bootstrapCluster(
    {
      self: { name: host.name, nodeId, grpcAddress },
      initialCluster: new Map(
        beginning.numbers.map((number) => [`n${number}`, { peerAddress: peerAddressOf(number) }]),
      ),
      decided: undefined,
      signal,
    },
    {
      clock,
      random,
      logger,
      peers: new GrpcBootstrapPeers(host.name, { clock, membershipCodec, callPeer }),
      decide: refuseToFound,
      adopted: () => undefined,
    },
  );
  return clusterId;
}

async function refuseToFound(): Promise<void> {
  await Promise.resolve();
  throw new Error('a second cluster is founded from the same list');
}

/** How a node reaches the peer ports of others. */
export function dialFrom({ host, network, peer }: BeginningDeps): DialPeer {
  return simulatedDial({ host, network }, (address, method, side) =>
    peer(Number.parseInt(address.slice(1), 10))?.accept(method, side),
  );
}

/** host:port of the peer port of a machine. */
export function peerAddressOf(number: number): string {
  return `n${number}:4511`;
}

/** host:port for clients. */
export function grpcAddressOf(number: number): string {
  return `n${number}:4512`;
}
