/**
 * Raft messages to all peers: two links each, one for what must never wait and one for the log (rule R-8).
 * What comes back arrives through the peer server, not here.
 */
import type { NodeId } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { assertNever } from '../base/invariant.ts';
import type { Envelope, RaftMessage, Transport } from '../raft/index.ts';
import { introduce } from './handshake.ts';
import type { PeerIdentity } from './handshake.ts';
import { dialPeer, peerMethods } from './peer-channel.ts';
import type { DialPeer } from './peer-channel.ts';
import { PeerLink } from './peer-link.ts';
import type { Lane, QueueBounds } from './peer-link.ts';
import { encodeExchangeHandshake } from './raft-codec.ts';

/** host:port of the peer listener of every other member. */
export type PeerAddresses = ReadonlyMap<NodeId, string>;

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

/** How long the links to a node stay that is a member no more: it is still told that its removal is committed (M-6). */
const farewellMs = 5000;

/** Where a peer is tried to be reached. */
type Whereabouts = {
  /** As the membership says, or a node that is no member. */
  readonly address: string;
  /** Where a member itself says to be, if that is elsewhere: it may have moved. Tried in turn with the other. */
  announced: string | undefined;
  /** The one of the two that the control lane tried last. */
  tried: string;
};

/** The links to one peer. */
type Peer = {
  readonly where: Whereabouts;
  readonly links: Readonly<Record<Lane, PeerLink>>;
  /** Runs while it is no member. */
  farewell: Timer | undefined;
};

/** Nodes that are no members and are answered nevertheless. */
const guestsMax = 16;
/** How long a node is answered that is not known as a member, since it was last met or heard. */
const guestMs = 60_000;

export class PeerTransport implements Transport {
  readonly #options: PeerTransportOptions;
  readonly #deps: PeerTransportDeps;
  readonly #peers = new Map<NodeId, Peer>();
  #isClosed = false;

  constructor(options: PeerTransportOptions, deps: PeerTransportDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Connects, in the background, to all of `peers`, and some time later lets go of who is not among them any more. */
  setPeers(peers: PeerAddresses): void {
    if (this.#isClosed) return;
    for (const [id, peer] of this.#peers) {
      if (peers.has(id)) continue;
      peer.farewell ??= this.#dropLater(id, farewellMs);
    }
    for (const [id, address] of peers) {
      const known = this.#peers.get(id);
      known?.farewell?.cancel();
      if (known !== undefined) known.farewell = undefined;
      if (known?.where.address === address) continue;
      this.#drop(id);
      this.#add(id, address, undefined);
    }
  }

  /**
   * The node `id` speaks to this one and says where it is. One that nobody here knows as a member may be the leader, added by
   * entries that have not arrived yet, so it must be possible to answer it. So must a member that has moved: it may be
   * needed for the quorum that changes its address.
   */
  meet(id: NodeId, address: string): void {
    const known = this.#peers.get(id);
    if (this.#isClosed) return;
    if (known !== undefined && known.farewell === undefined) {
      known.where.announced = address === known.where.address ? undefined : address;
      return;
    }
    known?.farewell?.cancel();
    const farewell = this.#dropLater(id, guestMs);
    if (known?.where.address === address) {
      known.farewell = farewell;
      return;
    }
    this.#drop(id);
    const guests = [...this.#peers].filter(([, peer]) => peer.farewell !== undefined);
    const [oldest] = guests;
    if (oldest !== undefined && guests.length >= guestsMax) this.#drop(oldest[0]);
    this.#add(id, address, farewell);
  }

  /**
   * Messages of `id` have come. One that is no member here may be the leader, whose snapshot takes as long as it takes to tell of
   * its membership: it is answered meanwhile.
   */
  hear(id: NodeId): void {
    const known = this.#peers.get(id);
    if (known?.farewell === undefined) return;
    known.farewell.cancel();
    known.farewell = this.#dropLater(id, guestMs);
  }

  /** host:port at which `id` is reached, or would be tried first; undefined for who is no peer. */
  addressOf(id: NodeId): string | undefined {
    const peer = this.#peers.get(id);
    return peer?.links.control.kind === 'open' ? peer.where.tried : peer?.where.address;
  }

  #dropLater(id: NodeId, delayMs: number): Timer {
    return this.#deps.clock.after(delayMs, () => {
      this.#drop(id);
    });
  }

  #add(id: NodeId, address: string, farewell: Timer | undefined): void {
    const where: Whereabouts = { address, announced: undefined, tried: address };
    this.#peers.set(id, { where, links: this.#link(id, where), farewell });
  }

  #link(peer: NodeId, where: Whereabouts): Readonly<Record<Lane, PeerLink>> {
    const { bounds, ...self } = this.#options;
    const { clock, random, logger, onUnreachable, dialPeer: dial = dialPeer } = this.#deps;
    const handshake = encodeExchangeHandshake(introduce(self, peer));
    const link = (lane: Lane): PeerLink => {
      let attempts = 0;
      return new PeerLink(
        { peer, lane, handshake, bounds: (bounds ?? defaultBounds)[lane] },
        {
          dial: (handlers) => {
            attempts += 1;
            const announced = attempts % 2 === 0 ? where.announced : undefined;
            const place = announced ?? where.address;
            if (lane === 'control') where.tried = place;
            return dial(place, peerMethods.exchange, clock)(handlers);
          },
          clock,
          random,
          logger: logger.child({ peer, address: where.address, lane }),
          onLost: () => onUnreachable(peer),
        },
      );
    };
    const links = { control: link('control'), bulk: link('bulk') };
    links.control.start();
    links.bulk.start();
    return links;
  }

  #drop(id: NodeId): void {
    const peer = this.#peers.get(id);
    if (peer === undefined) return;
    this.#peers.delete(id);
    peer.farewell?.cancel();
    peer.links.control.close();
    peer.links.bulk.close();
  }

  /** Messages of one call to one peer leave together. Those to nodes that are no peers are dropped. */
  send(envelopes: readonly Envelope[]): void {
    const used = new Set<PeerLink>();
    for (const envelope of envelopes) {
      const link = this.#peers.get(envelope.to)?.links[laneOf(envelope.message)];
      if (link === undefined) continue;
      link.enqueue(envelope);
      used.add(link);
    }
    for (const link of used) link.flush();
  }

  /** True while the peer accepts appends from this node. */
  isConnected(peer: NodeId): boolean {
    return this.#peers.get(peer)?.links.bulk.kind === 'open';
  }

  /** Drops all connections and what is queued. Calling twice is safe. */
  close(): void {
    this.#isClosed = true;
    for (const id of this.#peers.keys()) this.#drop(id);
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
    case 'timeoutNow':
    case 'snapshotRequest':
    case 'readIndexRequest':
    case 'readIndexResponse':
      return 'control';
    default:
      return assertNever(message);
  }
}
