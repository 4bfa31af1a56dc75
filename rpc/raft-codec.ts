/**
 * Raft messages as bytes of `kvorum.raft.v1`. Every number is checked both ways, since 64-bit fields are plain
 * numbers here. What a peer sent is never trusted: whatever the core may take for granted about the shape of a
 * message (entries that follow `prev` without gaps, terms that do not go back) is checked before it gets there.
 *
 * Ownership of bytes: a received message is copied once, as a whole, into memory of its own. The commands of
 * its entries are views of that copy, so they never pin a network chunk, and cost one allocation together.
 */
import type { LogIndex, NodeId, Term } from '../base/brand.ts';
import { asLogIndex, asTerm, asWallMs, isCount } from '../base/brand.ts';
import { assertNever, invariant } from '../base/invariant.ts';
import { kvorum } from '../protos/gen/raft.js';
import type {
  Echo,
  Entry,
  EntryId,
  EntryKind,
  Envelope,
  HashReport,
  RaftMessage,
} from '../raft/index.ts';
import type { Handshake } from './handshake.ts';
import { handshakeFromWire, handshakeToWire } from './handshake.ts';
import { PeerProtocolError } from './peer-errors.ts';

const wire = kvorum.raft.v1;
/** Length of a state hash. */
const hashBytes = 8;

/** One message of an Exchange stream. */
export type ExchangeContent =
  | { readonly kind: 'handshake'; readonly handshake: Handshake }
  | { readonly kind: 'messages'; readonly envelopes: readonly Envelope[] };

/** The first message of an Exchange stream. */
export function encodeExchangeHandshake(handshake: Handshake): Uint8Array {
  return wire.ExchangeRequest.encode({ handshake: handshakeToWire(handshake) }).finish();
}

/** Messages of one route; `from` and `to` are known from the handshake and not repeated. */
export function encodeExchangeMessages(envelopes: readonly Envelope[]): Uint8Array {
  return wire.ExchangeRequest.encode({ messages: { messages: envelopes.map(toWire) } }).finish();
}

/** Takes a message apart; the bytes may be reused afterwards. Throws `PeerProtocolError`. */
export function decodeExchange(
  bytes: Uint8Array,
  route: { readonly from: NodeId; readonly to: NodeId } | undefined,
): ExchangeContent {
  const request = decodeWire(() => wire.ExchangeRequest.decode(new Uint8Array(bytes)));
  if (request.handshake) {
    return { kind: 'handshake', handshake: handshakeFromWire(request.handshake) };
  }
  if (!request.messages) throw new PeerProtocolError('a message without content');
  if (route === undefined) throw new PeerProtocolError('a message before the handshake');
  const envelopes = (request.messages.messages ?? []).map((message) => fromWire(message, route));
  return { kind: 'messages', envelopes };
}

/** Runs generated code, which throws plain errors on garbage. */
export function decodeWire<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw new PeerProtocolError('a message that cannot be decoded', { cause: error });
  }
}

/** A u64 on its way out. Not a safe integer is a bug of ours. */
export function sent(value: number): number {
  invariant(isCount(value), () => `not a u64: ${value}`);
  return value;
}

/** A u64 that came in; absent is 0, as in proto3. */
export function received(value: number | null | undefined): number {
  const number = value ?? 0;
  if (!isCount(number)) throw new PeerProtocolError('a number that is not a safe integer');
  return number;
}

/** An s64 that came in. */
function receivedSigned(value: number | null | undefined): number {
  const number = value ?? 0;
  if (!Number.isSafeInteger(number)) {
    throw new PeerProtocolError('a number that is not a safe integer');
  }
  return number;
}

const kindToWire = {
  normal: wire.EntryKind.ENTRY_KIND_NORMAL,
  leaderStart: wire.EntryKind.ENTRY_KIND_LEADER_START,
  config: wire.EntryKind.ENTRY_KIND_CONFIG,
  internal: wire.EntryKind.ENTRY_KIND_INTERNAL,
} satisfies Record<EntryKind, kvorum.raft.v1.EntryKind>;

function toWire({ term, message }: Envelope): kvorum.raft.v1.IRaftMessage {
  sent(term);
  switch (message.kind) {
    case 'preVote':
      return { term, preVote: voteToWire(message.last, message.nonce, false) };
    case 'preVoteResponse':
      return { term, preVoteResponse: { granted: message.granted, nonce: sent(message.nonce) } };
    case 'requestVote':
      return { term, requestVote: voteToWire(message.last, message.nonce, message.transfer) };
    case 'voteResponse':
      return { term, voteResponse: { granted: message.granted, nonce: sent(message.nonce) } };
    case 'append':
      return {
        term,
        append: {
          prevIndex: sent(message.prev.index),
          prevTerm: sent(message.prev.term),
          entries: message.entries.map(entryToWire),
          commitIndex: sent(message.commitIndex),
          round: sent(message.round),
        },
      };
    case 'appendAccepted':
      return {
        term,
        appendAccepted: { matchIndex: sent(message.matchIndex), round: sent(message.round) },
      };
    case 'appendRejected':
      return {
        term,
        appendRejected: {
          rejectedIndex: sent(message.rejectedIndex),
          hintIndex: sent(message.hint.index),
          hintTerm: sent(message.hint.term),
          lastIndex: sent(message.lastIndex),
          round: sent(message.round),
        },
      };
    case 'heartbeat':
      return {
        term,
        heartbeat: {
          commitIndex: sent(message.commitIndex),
          round: sent(message.round),
          leaseHeld: message.leaseHeld,
          ...(message.echo === undefined ? {} : { echo: echoToWire(message.echo) }),
          ...(message.diverged && { diverged: hashToWire(message.diverged) }),
          ...(message.clockSkewMs !== undefined && { clockSkewMs: message.clockSkewMs }),
        },
      };
    case 'heartbeatResponse':
      return {
        term,
        heartbeatResponse: {
          round: sent(message.round),
          stamp: sent(message.stamp),
          appliedIndex: sent(message.appliedIndex),
          ...(message.stateHash && { stateHash: hashToWire(message.stateHash) }),
          ...(message.wall !== undefined && { wallMs: sent(message.wall) }),
        },
      };
    case 'timeoutNow':
      return {
        term,
        timeoutNow: { lastIndex: sent(message.last.index), lastTerm: sent(message.last.term) },
      };
    case 'snapshotRequest':
      return { term, snapshotRequest: {} };
    case 'readIndexRequest':
      return { term, readIndexRequest: { requestId: sent(message.requestId) } };
    case 'readIndexResponse':
      return {
        term,
        readIndexResponse: {
          requestId: sent(message.requestId),
          ...(message.index === undefined ? {} : { index: sent(message.index) }),
        },
      };
    default:
      return assertNever(message);
  }
}

function voteToWire(last: EntryId, nonce: number, transfer: boolean): kvorum.raft.v1.IVote {
  return { lastIndex: sent(last.index), lastTerm: sent(last.term), transfer, nonce: sent(nonce) };
}

function echoToWire({ stamp, commitIndex }: Echo): kvorum.raft.v1.IEcho {
  return { stamp: sent(stamp), commitIndex: sent(commitIndex) };
}

function echoFromWire({ stamp, commitIndex }: kvorum.raft.v1.IEcho): Echo {
  return { stamp: received(stamp), commitIndex: logIndex(commitIndex) };
}

function hashToWire({ index, hash }: HashReport): kvorum.raft.v1.IStateHash {
  return { index: sent(index), hash: Buffer.from(hash, 'hex') };
}

function hashFromWire({ index, hash }: kvorum.raft.v1.IStateHash): HashReport {
  if (hash?.length !== hashBytes) throw new PeerProtocolError('a state hash of another length');
  return { index: logIndex(index), hash: Buffer.from(hash).toString('hex') };
}

function entryToWire(entry: Entry): kvorum.raft.v1.IEntry {
  return {
    index: sent(entry.index),
    term: sent(entry.term),
    kind: kindToWire[entry.kind],
    stampedAtMs: sent(entry.stampedAt),
    command: entry.command,
    crc: entry.crc,
  };
}

function fromWire(
  message: kvorum.raft.v1.IRaftMessage,
  route: { readonly from: NodeId; readonly to: NodeId },
): Envelope {
  const term = asTerm(received(message.term));
  return { from: route.from, to: route.to, term, message: kindFromWire(message, term) };
}

function kindFromWire(message: kvorum.raft.v1.IRaftMessage, term: Term): RaftMessage {
  if (message.append) return appendFromWire(message.append, term);
  if (message.appendAccepted) {
    const { matchIndex, round } = message.appendAccepted;
    return { kind: 'appendAccepted', matchIndex: logIndex(matchIndex), round: received(round) };
  }
  if (message.appendRejected) {
    const { rejectedIndex, hintIndex, hintTerm, lastIndex, round } = message.appendRejected;
    return {
      kind: 'appendRejected',
      rejectedIndex: logIndex(rejectedIndex),
      hint: entryId(hintIndex, hintTerm),
      lastIndex: logIndex(lastIndex),
      round: received(round),
    };
  }
  if (message.heartbeat) {
    const { commitIndex, round, leaseHeld, echo, diverged, clockSkewMs } = message.heartbeat;
    return {
      kind: 'heartbeat',
      commitIndex: logIndex(commitIndex),
      round: received(round),
      leaseHeld: leaseHeld ?? false,
      echo: echo ? echoFromWire(echo) : undefined,
      ...(diverged && { diverged: hashFromWire(diverged) }),
      ...(Object.hasOwn(message.heartbeat, 'clockSkewMs') && {
        clockSkewMs: receivedSigned(clockSkewMs),
      }),
    };
  }
  if (message.heartbeatResponse) {
    const { round, stamp, appliedIndex, stateHash, wallMs } = message.heartbeatResponse;
    return {
      kind: 'heartbeatResponse',
      round: received(round),
      stamp: received(stamp),
      appliedIndex: logIndex(appliedIndex),
      ...(stateHash && { stateHash: hashFromWire(stateHash) }),
      ...(Object.hasOwn(message.heartbeatResponse, 'wallMs') && {
        wall: asWallMs(received(wallMs)),
      }),
    };
  }
  return rareKindFromWire(message);
}

/** The kinds that a cluster at work seldom sends. */
function rareKindFromWire(message: kvorum.raft.v1.IRaftMessage): RaftMessage {
  if (message.preVote) {
    const { lastIndex, lastTerm, nonce } = message.preVote;
    return { kind: 'preVote', last: entryId(lastIndex, lastTerm), nonce: received(nonce) };
  }
  if (message.preVoteResponse) {
    const { granted, nonce } = message.preVoteResponse;
    return { kind: 'preVoteResponse', granted: granted ?? false, nonce: received(nonce) };
  }
  if (message.requestVote) {
    const { lastIndex, lastTerm, transfer, nonce } = message.requestVote;
    return {
      kind: 'requestVote',
      last: entryId(lastIndex, lastTerm),
      transfer: transfer ?? false,
      nonce: received(nonce),
    };
  }
  if (message.voteResponse) {
    const { granted, nonce } = message.voteResponse;
    return { kind: 'voteResponse', granted: granted ?? false, nonce: received(nonce) };
  }
  if (message.readIndexRequest) {
    return { kind: 'readIndexRequest', requestId: received(message.readIndexRequest.requestId) };
  }
  if (message.readIndexResponse) {
    const { requestId, index } = message.readIndexResponse;
    return {
      kind: 'readIndexResponse',
      requestId: received(requestId),
      index: typeof index === 'number' ? logIndex(index) : undefined,
    };
  }
  if (message.snapshotRequest) return { kind: 'snapshotRequest' };
  if (message.timeoutNow) {
    const { lastIndex, lastTerm } = message.timeoutNow;
    return { kind: 'timeoutNow', last: entryId(lastIndex, lastTerm) };
  }
  throw new PeerProtocolError('a Raft message of a kind that this version does not know');
}

function appendFromWire(append: kvorum.raft.v1.IAppend, term: Term): RaftMessage {
  const prev = entryId(append.prevIndex, append.prevTerm);
  const entries: Entry[] = [];
  let last = prev;
  for (const entryOnWire of append.entries ?? []) {
    const entry = entryFromWire(entryOnWire);
    if (entry.index !== last.index + 1 || entry.term < last.term || entry.term > term) {
      throw new PeerProtocolError(
        `entry ${entry.index} of term ${entry.term} after ${last.index} of term ${last.term}`,
      );
    }
    entries.push(entry);
    last = entry;
  }
  return {
    kind: 'append',
    prev,
    entries,
    commitIndex: logIndex(append.commitIndex),
    round: received(append.round),
  };
}

function entryFromWire(entry: kvorum.raft.v1.IEntry): Entry {
  return {
    index: logIndex(entry.index),
    term: asTerm(received(entry.term)),
    kind: entryKind(entry.kind),
    stampedAt: asWallMs(received(entry.stampedAtMs)),
    // Empty bytes come as a Buffer of their own.
    command: entry.command?.length ? entry.command : new Uint8Array(),
    crc: received(entry.crc),
  };
}

function entryKind(kind: kvorum.raft.v1.EntryKind | null | undefined): EntryKind {
  switch (kind) {
    case wire.EntryKind.ENTRY_KIND_NORMAL:
      return 'normal';
    case wire.EntryKind.ENTRY_KIND_LEADER_START:
      return 'leaderStart';
    case wire.EntryKind.ENTRY_KIND_CONFIG:
      return 'config';
    case wire.EntryKind.ENTRY_KIND_INTERNAL:
      return 'internal';
    case wire.EntryKind.ENTRY_KIND_UNSPECIFIED:
    case null:
    case undefined:
    default:
      throw new PeerProtocolError(`an entry of unknown kind ${kind ?? 0}`);
  }
}

function entryId(index: number | null | undefined, term: number | null | undefined): EntryId {
  return { index: logIndex(index), term: asTerm(received(term)) };
}

function logIndex(value: number | null | undefined): LogIndex {
  return asLogIndex(received(value));
}
