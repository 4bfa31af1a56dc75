/**
 * Raft messages to all peers: two links each, one for what must never wait and one for the log (rule R-8).
 * What comes back arrives through the peer server, not here.
 */
import type { ClusterId, NodeId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { assertNever } from '../base/invariant.ts';
import type { Envelope, RaftMessage, Transport } from '../raft/index.ts';
import { peerProtocol } from './handshake.ts';
import { dialPeer, peerMethods } from './peer-channel.ts';
import type { DialPeer } from './peer-channel.ts';
import { PeerLink } from './peer-link.ts';
import type { Lane, QueueBounds } from './peer-link.ts';
import { encodeExchangeHandshake } from './raft-codec.ts';

/** Who this node is towards its peers, and where they are. */
export type PeerIdentity = {
  readonly nodeId: NodeId;
  readonly clusterId: ClusterId;
  /** Number of starts of this node. */
  readonly incarnation: number;
  readonly electionTimeoutMs: number;
  /** All other members. */
  readonly peers: ReadonlyMap<NodeId, { readonly address: string }>;
};

export type PeerTransportOptions = PeerIdentity & {
  /** Queue bounds for each peer and lane; the defaults fit the replication window of the core. */
  readonly bounds?: Readonly<Record<Lane, QueueBounds>>;
};

export type PeerTransportDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Appends to `peer` may have been lost. */
  readonly onUnreachable: (peer: NodeId) => void;
  /** Absent: over the network. */
  readonly dialPeer?: DialPeer;
};

/** Twice the 256 messages and 8 MiB that the core keeps in flight to one peer. */
const defaultBounds: Readonly<Record<Lane, QueueBounds>> = {
  control: { messagesMax: 256, bytesMax: 256 * 64 },
  bulk: { messagesMax: 512, bytesMax: 16 * 1024 * 1024 },
};

export class PeerTransport implements Transport {
  readonly #links = new Map<NodeId, Readonly<Record<Lane, PeerLink>>>();

  /** Returns at once and connects in the background. */
  static open(options: PeerTransportOptions, deps: PeerTransportDeps): PeerTransport {
    return new PeerTransport(options, deps);
  }

  private constructor(options: PeerTransportOptions, deps: PeerTransportDeps) {
    for (const [peer, { address }] of options.peers) {
      const handshake = encodeExchangeHandshake({
        protocol: peerProtocol,
        clusterId: options.clusterId,
        from: options.nodeId,
        to: peer,
        incarnation: options.incarnation,
        electionTimeoutMs: options.electionTimeoutMs,
      });
      const link = (lane: Lane): PeerLink =>
        new PeerLink(
          { peer, lane, handshake, bounds: (options.bounds ?? defaultBounds)[lane] },
          {
            dial: (deps.dialPeer ?? dialPeer)(address, peerMethods.exchange, deps.clock),
            clock: deps.clock,
            random: deps.random,
            logger: deps.logger.child({ peer, address, lane }),
            onLost: () => deps.onUnreachable(peer),
          },
        );
      const links = { control: link('control'), bulk: link('bulk') };
      links.control.start();
      links.bulk.start();
      this.#links.set(peer, links);
    }
  }

  /** Messages of one call to one peer leave together. Those to nodes that are no peers are dropped. */
  send(envelopes: readonly Envelope[]): void {
    const used = new Set<PeerLink>();
    for (const envelope of envelopes) {
      const link = this.#links.get(envelope.to)?.[laneOf(envelope.message)];
      if (link === undefined) continue;
      link.enqueue(envelope);
      used.add(link);
    }
    for (const link of used) link.flush();
  }

  /** True while the peer accepts appends from this node. */
  isConnected(peer: NodeId): boolean {
    return this.#links.get(peer)?.bulk.kind === 'open';
  }

  /** Drops all connections and what is queued. Calling twice is safe. */
  close(): void {
    for (const links of this.#links.values()) {
      links.control.close();
      links.bulk.close();
    }
  }
}

function laneOf(message: RaftMessage): Lane {
  switch (message.kind) {
    case 'append':
    case 'appendAccepted':
    case 'appendRejected':
      return 'bulk';
    case 'preVote':
    case 'preVoteResponse':
    case 'requestVote':
    case 'voteResponse':
    case 'heartbeat':
    case 'heartbeatResponse':
    case 'readIndexRequest':
    case 'readIndexResponse':
      return 'control';
    default:
      return assertNever(message);
  }
}
