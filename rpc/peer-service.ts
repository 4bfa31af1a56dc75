/**
 * What a node answers on its peer port, as functions over bytes that know nothing of the server beneath.
 * A stream begins with its handshake and is refused unless that is right; whatever else a peer may send, it
 * can lose its own stream by it but not disturb this node.
 */
import type { ClusterId, NodeId, WallMs } from '../base/brand.ts';
import { asWallMs, isClusterId } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { KvorumError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import { kvorum } from '../protos/gen/raft.js';
import type { Envelope, Membership } from '../raft/index.ts';
import { decodeForward } from './forward-codec.ts';
import { ForwardSession } from './forward-service.ts';
import type { Propose } from './forward-service.ts';
import type { Handshake, HandshakeContext } from './handshake.ts';
import { HandshakeGate } from './handshake.ts';
import { decodeJoinRequest, encodeJoinAnswer } from './join-codec.ts';
import type { JoinAnswer, JoinRequest } from './join-codec.ts';
import { peerMessageBytesMax } from './peer-channel.ts';
import { PeerProtocolError, PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';
import { decodeExchange, decodeWire, received } from './raft-codec.ts';
import { decodeSnapshotRequest } from './snapshot-codec.ts';
import { SnapshotSession } from './snapshot-service.ts';
import type { OfferSnapshot } from './snapshot-service.ts';

const wire = kvorum.raft.v1;

/** A caller that does not say who it is within this time is disconnected. */
const handshakeTimeoutMs = 5000;
/**
 * Bytes of the messages that are decoded although nobody knows who sent them: a handshake, and a decision with a
 * membership. Megabytes of empty fields would hold the node up for seconds.
 */
const handshakeBytesMax = 1024;
export const decisionBytesMax = 64 * 1024;

/** What the founder decided, once and for ever: together they give log entry 1 on every node. */
export type ClusterDecision = {
  readonly clusterId: ClusterId;
  readonly membership: Membership;
  readonly stampedAt: WallMs;
};

/** How a membership is written in a log entry of kind config. `decode` throws on malformed bytes. */
export type MembershipCodec = {
  readonly encode: (membership: Membership) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => Membership;
};

/** This node as part of its cluster. */
export type LocalCluster = Omit<HandshakeContext, 'nodeId'> & {
  /**
   * Raft messages of a member, in the order in which it sent them. If it returns a promise, nothing
   * more is read from that stream until it settles.
   */
  readonly receive: (from: NodeId, envelopes: readonly Envelope[]) => Promise<void> | undefined;
  /** A peer has introduced itself, and says where it can be answered. */
  readonly onContact: (from: NodeId, peerAddress: string) => void;
  /**
   * Makes a new node a member, as a learner. Throws `PeerRefusedError` if that can never be, `PeerUnreachableError`
   * if it cannot be now.
   */
  readonly join: (request: JoinRequest) => Promise<JoinAnswer>;
  readonly propose: Propose;
  readonly offerSnapshot: OfferSnapshot;
};

export type PeerServiceOptions = {
  readonly nodeId: NodeId;
  /** The operator's name of this node, and where clients reach it. */
  readonly name: string;
  readonly grpcAddress: string;
  readonly electionTimeoutMs: number;
};

export type PeerServiceDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly membershipCodec: MembershipCodec;
  /** Undefined until the node runs as a member: then streams are refused and the callers try again. */
  readonly cluster: () => LocalCluster | undefined;
  /** The cluster that this node's disk belongs to; undefined on an empty disk. */
  readonly clusterId: () => ClusterId | undefined;
  /** Stores the decision; settles when it is durable. Called at most once at a time. */
  readonly adopt: (decision: ClusterDecision) => Promise<void>;
};

/** The side of the server towards one stream. */
export type StreamSink = {
  readonly write: (bytes: Uint8Array) => void;
  /** Ends the stream with a status; later calls do nothing. */
  readonly end: (error: KvorumError) => void;
};

/** The side of the service towards one stream. */
export type StreamSession = {
  /** Bytes of the next message. A longer one ends the stream. */
  readonly messageBytesMax: number;
  /** The handshake was accepted. */
  readonly isAdmitted: boolean;
  /** If it returns a promise, nothing more may be read until that settles. */
  readonly onMessage: (bytes: Uint8Array) => Promise<void> | undefined;
  readonly onClose: () => void;
};

export class PeerService {
  readonly #options: PeerServiceOptions;
  readonly #deps: PeerServiceDeps;
  readonly #gate = new HandshakeGate();
  #adopting: { readonly clusterId: ClusterId; readonly stored: Promise<void> } | undefined;

  constructor(options: PeerServiceOptions, deps: PeerServiceDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Says who this node is, whether or not it has a cluster. */
  hello(): Uint8Array {
    const clusterId = this.#deps.clusterId() ?? '';
    return wire.HelloResponse.encode({ ...this.#options, clusterId }).finish();
  }

  /**
   * Makes this node part of the founder's cluster; answered when that is durable. The same decision again is
   * answered alike. Throws `PeerRefusedError` if the node belongs to another cluster or is not meant.
   */
  async adopt(bytes: Uint8Array): Promise<Uint8Array> {
    const decision = this.#decodeDecision(bytes);
    const known = this.#adopting?.clusterId ?? this.#deps.clusterId();
    if (known !== undefined && known !== decision.clusterId) {
      throw new PeerRefusedError(
        `node "${this.#options.name}" belongs to cluster ${known}, not to ${decision.clusterId}`,
      );
    }
    if (this.#deps.clusterId() === undefined) {
      this.#adopting ??= { clusterId: decision.clusterId, stored: this.#deps.adopt(decision) };
      await this.#adopting.stored;
    }
    return wire.AdoptResponse.encode({}).finish();
  }

  /** A new node asks to become a member. Throws as `LocalCluster.join` does. */
  async join(bytes: Uint8Array): Promise<Uint8Array> {
    requireSize(bytes, handshakeBytesMax);
    const request = decodeJoinRequest(bytes);
    const answer = await this.#requireCluster().join(request);
    return encodeJoinAnswer(answer, this.#deps.membershipCodec.encode);
  }

  /** Raft messages from one peer. */
  exchange(sink: StreamSink): StreamSession {
    let from: NodeId | undefined;
    const to = this.#options.nodeId;
    return this.#session(sink, (bytes) => {
      const content = decodeExchange(bytes, from === undefined ? undefined : { from, to });
      if (content.kind === 'handshake') {
        if (from !== undefined) throw new PeerProtocolError('a second handshake');
        this.#admit(content.handshake);
        from = content.handshake.from;
        sink.write(wire.ExchangeResponse.encode({}).finish());
        return undefined;
      }
      if (from === undefined) throw new PeerProtocolError('a message before the handshake');
      return this.#requireCluster().receive(from, content.envelopes);
    });
  }

  /** Commands for the leader from one peer. */
  forward(sink: StreamSink): StreamSession {
    let forwarded: ForwardSession | undefined;
    return this.#session(
      sink,
      (bytes) => {
        const content = decodeForward(bytes);
        if (content.kind === 'commands') {
          if (forwarded === undefined) {
            throw new PeerProtocolError('a message before the handshake');
          }
          forwarded.take(content.commands);
          return undefined;
        }
        if (forwarded !== undefined) throw new PeerProtocolError('a second handshake');
        const { propose } = this.#admit(content.handshake);
        forwarded = new ForwardSession({ clock: this.#deps.clock, propose, write: sink.write });
        return undefined;
      },
      () => forwarded?.close(),
    );
  }

  /** A snapshot from the leader. */
  snapshot(sink: StreamSink): StreamSession {
    const { membershipCodec } = this.#deps;
    let snapshot: SnapshotSession | undefined;
    return this.#session(sink, (bytes) => {
      const content = decodeSnapshotRequest(bytes, membershipCodec.decode);
      if (content.kind !== 'handshake') {
        if (snapshot === undefined) throw new PeerProtocolError('a message before the handshake');
        return snapshot.take(content);
      }
      if (snapshot !== undefined) throw new PeerProtocolError('a second handshake');
      const { offerSnapshot } = this.#admit(content.handshake);
      snapshot = new SnapshotSession(content.handshake.from, { offerSnapshot, sink });
      return undefined;
    });
  }

  /** Guards a stream: the first message must come in time, and errors of the peer end only this stream. */
  #session(
    sink: StreamSink,
    onMessage: StreamSession['onMessage'],
    onClose: () => void = () => undefined,
  ): StreamSession {
    let timer: Timer | undefined = this.#deps.clock.after(handshakeTimeoutMs, () => {
      sink.end(new PeerProtocolError('no handshake in time'));
    });
    let isAdmitted = false;
    return {
      get isAdmitted() {
        return isAdmitted;
      },
      get messageBytesMax() {
        return timer === undefined ? peerMessageBytesMax : handshakeBytesMax;
      },
      onMessage: (bytes) => {
        const isFirst = timer !== undefined;
        timer?.cancel();
        timer = undefined;
        try {
          if (isFirst) requireSize(bytes, handshakeBytesMax);
          const pause = onMessage(bytes);
          // Every stream begins with its handshake, or throws.
          isAdmitted = true;
          return pause;
        } catch (error) {
          if (!(error instanceof KvorumError)) throw error;
          this.#logRefusal(error);
          sink.end(error);
          return undefined;
        }
      },
      onClose: () => {
        timer?.cancel();
        onClose();
      },
    };
  }

  #admit(handshake: Handshake): LocalCluster {
    const cluster = this.#requireCluster();
    const objection = this.#gate.findObjection(handshake, {
      nodeId: this.#options.nodeId,
      clusterId: cluster.clusterId,
      electionTimeoutMs: cluster.electionTimeoutMs,
      isRemoved: cluster.isRemoved,
    });
    if (objection !== undefined) throw new PeerRefusedError(objection);
    cluster.onContact(handshake.from, handshake.peerAddress);
    return cluster;
  }

  #requireCluster(): LocalCluster {
    const cluster = this.#deps.cluster();
    if (cluster === undefined) throw new PeerUnreachableError('this node is not a member yet');
    return cluster;
  }

  /** A peer that waits for this node to start is no news. */
  #logRefusal(error: KvorumError): void {
    if (error instanceof PeerUnreachableError) return;
    this.#deps.logger.warn({ reason: error.message }, 'refused a stream from a peer');
  }

  #decodeDecision(bytes: Uint8Array): ClusterDecision {
    requireSize(bytes, decisionBytesMax);
    const request = decodeWire(() => wire.AdoptRequest.decode(new Uint8Array(bytes)));
    if (!isClusterId(request.clusterId)) throw new PeerProtocolError('not a valid cluster id');
    const stampedAt = asWallMs(received(request.stampedAtMs));
    const membership = decodeWire(() => this.#deps.membershipCodec.decode(request.membership));
    const { nodeId, name } = this.#options;
    const self = membership.members.get(nodeId);
    if (self?.name !== name) {
      throw new PeerRefusedError(
        `this node is "${name}" with id ${nodeId}; the founder's membership has no such node. ` +
          'Its data directory was probably replaced while the cluster was being founded',
      );
    }
    return { clusterId: request.clusterId, membership, stampedAt };
  }
}

function requireSize(bytes: Uint8Array, bytesMax: number): void {
  if (bytes.length > bytesMax) {
    throw new PeerProtocolError(
      `a message of ${bytes.length} bytes from an unknown caller; ${bytesMax} are allowed`,
    );
  }
}
