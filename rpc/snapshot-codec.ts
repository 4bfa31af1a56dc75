/** Snapshots on their way to a peer, and its answers, as bytes of `kvorum.raft.v1`. */
import type { Term } from '../base/brand.ts';
import { asLogIndex, asTerm } from '../base/brand.ts';
import { assertNever } from '../base/invariant.ts';
import { kvorum } from '../protos/gen/raft.js';
import type { Membership, SnapshotChunk, SnapshotMeta } from '../raft/index.ts';
import type { Handshake } from './handshake.ts';
import { handshakeFromWire, handshakeToWire } from './handshake.ts';
import { PeerProtocolError } from './peer-errors.ts';
import { decodeWire, received, sent } from './raft-codec.ts';

const wire = kvorum.raft.v1;

export type SnapshotOffer = { readonly term: Term; readonly meta: SnapshotMeta };

/** One message of the sender. */
export type SnapshotRequest =
  | { readonly kind: 'handshake'; readonly handshake: Handshake }
  | { readonly kind: 'offer'; readonly offer: SnapshotOffer }
  | { readonly kind: 'chunk'; readonly chunk: SnapshotChunk }
  | { readonly kind: 'end' };

/** One message of the receiver. */
export type SnapshotResponse =
  /** All chunks before number `next` are durably staged. */
  | { readonly kind: 'wanted'; readonly next: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly term: Term };

/** Names are made by nodes: the id of one, two numbers, and dashes. They become names of files. */
const idPattern = /^[0-9A-Za-z-]{1,64}$/;

export function encodeSnapshotRequest(
  request: SnapshotRequest,
  encodeMembership: (membership: Membership) => Uint8Array,
): Uint8Array {
  switch (request.kind) {
    case 'handshake':
      return wire.SnapshotRequest.encode({
        handshake: handshakeToWire(request.handshake),
      }).finish();
    case 'offer': {
      const { term, meta } = request.offer;
      const offer = {
        term: sent(term),
        id: meta.id,
        lastIndex: sent(meta.last.index),
        lastTerm: sent(meta.last.term),
        membership: encodeMembership(meta.membership.membership),
        membershipIndex: sent(meta.membership.index),
      };
      return wire.SnapshotRequest.encode({ offer }).finish();
    }
    case 'chunk': {
      const { number, bytes, crc } = request.chunk;
      return wire.SnapshotRequest.encode({ chunk: { number: sent(number), bytes, crc } }).finish();
    }
    case 'end':
      return wire.SnapshotRequest.encode({ end: {} }).finish();
    default:
      return assertNever(request);
  }
}

/** The bytes may be reused afterwards. Throws `PeerProtocolError`, or what `decodeMembership` throws. */
export function decodeSnapshotRequest(
  bytes: Uint8Array,
  decodeMembership: (bytes: Uint8Array) => Membership,
): SnapshotRequest {
  const request = decodeWire(() => wire.SnapshotRequest.decode(new Uint8Array(bytes)));
  if (request.handshake) {
    return { kind: 'handshake', handshake: handshakeFromWire(request.handshake) };
  }
  if (request.offer) {
    return { kind: 'offer', offer: offerFromWire(request.offer, decodeMembership) };
  }
  if (request.chunk) {
    const { number, bytes: content, crc } = request.chunk;
    const bytesOf = content?.length ? content : new Uint8Array();
    return { kind: 'chunk', chunk: { number: received(number), bytes: bytesOf, crc: crc ?? 0 } };
  }
  if (request.end) return { kind: 'end' };
  throw new PeerProtocolError('a snapshot message without content');
}

export function encodeSnapshotResponse(response: SnapshotResponse): Uint8Array {
  switch (response.kind) {
    case 'wanted':
      return wire.SnapshotResponse.encode({ wanted: sent(response.next) }).finish();
    case 'done':
      return wire.SnapshotResponse.encode({ done: {} }).finish();
    case 'refused':
      return wire.SnapshotResponse.encode({ refused: { term: sent(response.term) } }).finish();
    default:
      return assertNever(response);
  }
}

/** Throws `PeerProtocolError`. */
export function decodeSnapshotResponse(bytes: Uint8Array): SnapshotResponse {
  const response = decodeWire(() => wire.SnapshotResponse.decode(new Uint8Array(bytes)));
  if (response.done) return { kind: 'done' };
  if (response.refused) return { kind: 'refused', term: asTerm(received(response.refused.term)) };
  // Number 0 is written, too, because it is one of several that may be there.
  if (typeof response.wanted !== 'number') {
    throw new PeerProtocolError('an answer to a snapshot without content');
  }
  return { kind: 'wanted', next: received(response.wanted) };
}

function offerFromWire(
  offer: kvorum.raft.v1.ISnapshotOffer,
  decodeMembership: (bytes: Uint8Array) => Membership,
): SnapshotOffer {
  const id = offer.id ?? '';
  if (!idPattern.test(id)) throw new PeerProtocolError('a snapshot with a malformed id');
  const membership = decodeMembership(offer.membership ?? new Uint8Array());
  const index = asLogIndex(received(offer.membershipIndex));
  const last = {
    index: asLogIndex(received(offer.lastIndex)),
    term: asTerm(received(offer.lastTerm)),
  };
  if (index > last.index) throw new PeerProtocolError('a snapshot with a later membership');
  return {
    term: asTerm(received(offer.term)),
    meta: { id, last, membership: { index, membership } },
  };
}
