/**
 * The first message on every stream between nodes: who speaks, to whom, in which cluster. Nothing else is read
 * from a stream before its handshake was accepted, so that a node of another cluster, one that was replaced,
 * or one that runs on a restored old disk is refused and never silently trusted (rules D13, M-11).
 */
import type { ClusterId, NodeId } from '../base/brand.ts';
import { isClusterId, isCount, isNodeId } from '../base/brand.ts';
import type { kvorum } from '../protos/gen/raft.js';
import { PeerProtocolError } from './peer-errors.ts';

/** Version of the protocol between nodes. A node speaks exactly one. */
export const peerProtocol = 1;

/** What the opening side of a stream says of itself. */
export type Handshake = {
  readonly protocol: number;
  readonly clusterId: ClusterId;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Number of starts of the sender; never goes back on an intact disk. */
  readonly incarnation: number;
  readonly electionTimeoutMs: number;
  /** host:port of the sender's peer listener. */
  readonly peerAddress: string;
  /** Wall clock at the sender's start: two starts with one number are two lives of one disk. */
  readonly startedAtMs: number;
};

/** Who this node is towards its peers. */
export type PeerIdentity = {
  readonly nodeId: NodeId;
  readonly clusterId: ClusterId;
  /** Number of starts of this node. */
  readonly incarnation: number;
  readonly electionTimeoutMs: number;
  /** host:port at which the others reach this node. */
  readonly peerAddress: string;
  /** Wall clock at this start. */
  readonly startedAtMs: number;
};

/** What `self` says of itself to `to`. */
export function introduce({ nodeId, ...self }: PeerIdentity, to: NodeId): Handshake {
  return { protocol: peerProtocol, ...self, from: nodeId, to };
}

/** What this node compares a handshake with. */
export type HandshakeContext = {
  readonly nodeId: NodeId;
  readonly clusterId: ClusterId;
  readonly electionTimeoutMs: number;
  /** True for a node that was a member, is none any more, and never will be again (M-11). */
  readonly isRemoved: (id: NodeId) => boolean;
};

/** Nodes whose starts are remembered; far more than a cluster has in its life. */
const startsMax = 1000;

/** The latest start of a node that was seen. */
type Start = Pick<Handshake, 'incarnation' | 'startedAtMs'> & {
  /** Another start came with the same number: one of the two has lost what it promised, and so have all later ones. */
  readonly isSetBack: boolean;
};

/** Remembers the latest start of each member, for the life of this process. */
export class HandshakeGate {
  readonly #starts = new Map<NodeId, Start>();

  /** Why the stream is refused, in words that name both sides; undefined if it is accepted. */
  findObjection(handshake: Handshake, context: HandshakeContext): string | undefined {
    if (handshake.protocol !== peerProtocol) {
      return `this node speaks protocol ${peerProtocol}, the caller ${handshake.protocol}`;
    }
    if (handshake.clusterId !== context.clusterId) {
      return `this node belongs to cluster ${context.clusterId}, the caller to ${handshake.clusterId}`;
    }
    if (handshake.to !== context.nodeId) {
      return `this node is ${context.nodeId}, the caller wants ${handshake.to}`;
    }
    if (handshake.from === context.nodeId) {
      return `the caller says that it is ${context.nodeId}, which is this node; one data directory is a copy of the other`;
    }
    // Who is not known here may have been added by entries that have not arrived yet.
    if (context.isRemoved(handshake.from)) {
      return `the caller ${handshake.from} was removed from cluster ${context.clusterId}; to come back it must join anew, with an empty data directory`;
    }
    if (handshake.electionTimeoutMs !== context.electionTimeoutMs) {
      return (
        `the election timeout of this node is ${context.electionTimeoutMs} ms, ` +
        `that of the caller ${handshake.electionTimeoutMs} ms; it must be the same on all nodes`
      );
    }
    return this.#findSetBack(handshake);
  }

  /**
   * An old copy of a data directory has forgotten votes and entries on which others count (11.7). Its starts go up like any
   * others, so they meet the number of one that was seen: from then on the node is refused for good. An earlier number
   * alone is no proof, for it may come from a connection that was made before the node started again.
   */
  #findSetBack({ from, incarnation, startedAtMs }: Handshake): string | undefined {
    const seen = this.#starts.get(from) ?? { incarnation, startedAtMs, isSetBack: false };
    const isTwin = incarnation === seen.incarnation && startedAtMs !== seen.startedAtMs;
    const isSetBack = seen.isSetBack || isTwin;
    if (isSetBack || incarnation < seen.incarnation) {
      this.#remember(from, { ...seen, isSetBack });
      return (
        `this node has seen start ${seen.incarnation} of ${from}, the caller says it is start ${incarnation}; its ` +
        `disk was set back, so it must be removed and added as a new member`
      );
    }
    this.#remember(from, { incarnation, startedAtMs, isSetBack });
    return undefined;
  }

  #remember(node: NodeId, start: Start): void {
    this.#starts.delete(node);
    this.#starts.set(node, start);
    const [oldest] = this.#starts.keys();
    if (oldest !== undefined && this.#starts.size > startsMax) this.#starts.delete(oldest);
  }
}

/** host:port, printable as it is; whether anybody is there is not known by looking at it. */
export const addressPattern = /^[^\s\p{Cc}\p{Cf}]{1,255}:\d{1,5}$/u;

/** The fields as generated code wants them. */
export function handshakeToWire(handshake: Handshake): kvorum.raft.v1.IHandshake {
  return handshake;
}

/** Throws `PeerProtocolError` unless every field is well formed. */
export function handshakeFromWire(wire: kvorum.raft.v1.IHandshake): Handshake {
  const { clusterId = '', from = '', to = '' } = wire;
  const incarnation = wire.incarnation ?? 0;
  if (clusterId === null || !isClusterId(clusterId)) {
    throw new PeerProtocolError('the handshake carries no valid cluster id');
  }
  if (from === null || !isNodeId(from) || to === null || !isNodeId(to)) {
    throw new PeerProtocolError('the handshake carries no valid node id');
  }
  if (!isCount(incarnation)) {
    throw new PeerProtocolError('the incarnation in the handshake is not a safe integer');
  }
  const startedAtMs = wire.startedAtMs ?? 0;
  if (!isCount(startedAtMs)) {
    throw new PeerProtocolError('the time of the start in the handshake is not a safe integer');
  }
  const peerAddress = wire.peerAddress ?? '';
  if (!addressPattern.test(peerAddress)) {
    throw new PeerProtocolError('the handshake carries no valid address');
  }
  return {
    protocol: wire.protocol ?? 0,
    clusterId,
    from,
    to,
    incarnation,
    electionTimeoutMs: wire.electionTimeoutMs ?? 0,
    peerAddress,
    startedAtMs,
  };
}
