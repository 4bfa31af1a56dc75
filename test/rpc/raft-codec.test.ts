import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import { InvariantError } from '../../base/invariant.ts';
import { kvorum } from '../../protos/gen/raft.js';
import type { Envelope, RaftMessage } from '../../raft/core/message.ts';
import { PeerProtocolError } from '../../rpc/peer-errors.ts';
import {
  decodeExchange,
  encodeExchangeHandshake,
  encodeExchangeMessages,
} from '../../rpc/raft-codec.ts';
import { clusterA, nodeId } from '../support/peer-nodes.ts';
import { thrownBy } from '../support/thrown-by.ts';

const route = { from: nodeId(1), to: nodeId(2) };
const normal = kvorum.raft.v1.EntryKind.ENTRY_KIND_NORMAL;
const topTerm = asTerm(Number.MAX_SAFE_INTEGER);

const count = fc.maxSafeNat();
const hash = fc.stringMatching(/^[0-9a-f]{16}$/);
const index = count.map(asLogIndex);
const id = fc.record({ index, term: count.map(asTerm) });

const append: fc.Arbitrary<RaftMessage> = fc
  .record({
    prev: fc.record({
      index: fc.nat().map(asLogIndex),
      term: fc.nat().map(asTerm),
    }),
    bodies: fc.array(
      fc.record({
        step: fc.nat(3),
        kind: fc.constantFrom('normal', 'leaderStart', 'config', 'internal'),
        stampedAt: count.map(asWallMs),
        command: fc.uint8Array({ maxLength: 200 }),
        crc: fc.nat(0xffff_ffff),
      }),
      { maxLength: 20 },
    ),
    commitIndex: index,
    round: count,
  })
  .map(({ prev, bodies, commitIndex, round }) => {
    let last = prev;
    const entries = bodies.map(({ step, kind, ...rest }) => {
      last = { index: asLogIndex(last.index + 1), term: asTerm(last.term + step) };
      return { ...last, kind, ...rest };
    });
    return { kind: 'append', prev, entries, commitIndex, round };
  });

const messages: Record<RaftMessage['kind'], fc.Arbitrary<RaftMessage>> = {
  preVote: fc.record({ kind: fc.constant('preVote'), last: id, nonce: count }),
  preVoteResponse: fc.record({
    kind: fc.constant('preVoteResponse'),
    granted: fc.boolean(),
    nonce: count,
  }),
  requestVote: fc.record({
    kind: fc.constant('requestVote'),
    last: id,
    transfer: fc.boolean(),
    nonce: count,
  }),
  voteResponse: fc.record({
    kind: fc.constant('voteResponse'),
    granted: fc.boolean(),
    nonce: count,
  }),
  append,
  appendAccepted: fc.record({
    kind: fc.constant('appendAccepted'),
    matchIndex: index,
    round: count,
  }),
  appendRejected: fc.record({
    kind: fc.constant('appendRejected'),
    rejectedIndex: index,
    hint: id,
    lastIndex: index,
    round: count,
  }),
  heartbeat: fc.record({
    kind: fc.constant('heartbeat'),
    commitIndex: index,
    round: count,
    leaseHeld: fc.boolean(),
    echo: fc.option(fc.record({ stamp: count, commitIndex: index }), { nil: undefined }),
    diverged: fc.record({ index, hash }),
    clockSkewMs: fc.maxSafeInteger(),
  }),
  heartbeatResponse: fc.record({
    kind: fc.constant('heartbeatResponse'),
    round: count,
    stamp: count,
    appliedIndex: index,
    stateHash: fc.record({ index, hash }),
    wall: count.map(asWallMs),
  }),
  snapshotRequest: fc.record({ kind: fc.constant('snapshotRequest') }),
  timeoutNow: fc.record({ kind: fc.constant('timeoutNow'), last: id }),
  readIndexRequest: fc.record({ kind: fc.constant('readIndexRequest'), requestId: count }),
  readIndexResponse: fc.record({
    kind: fc.constant('readIndexResponse'),
    requestId: count,
    index: fc.option(index, { nil: undefined }),
  }),
};

function wrap(message: RaftMessage): Envelope {
  return { ...route, term: topTerm, message };
}

function appendOnWire(entries: kvorum.raft.v1.IEntry[], rest: kvorum.raft.v1.IAppend = {}) {
  return kvorum.raft.v1.ExchangeRequest.encode({
    messages: { messages: [{ term: 5, append: { prevIndex: 7, prevTerm: 4, entries, ...rest } }] },
  }).finish();
}

describe('messages', () => {
  for (const [kind, arbitrary] of Object.entries(messages)) {
    test(`${kind} comes back as it was sent`, () => {
      fc.assert(
        fc.property(arbitrary, (message) => {
          const bytes = encodeExchangeMessages([wrap(message)]);
          const content = decodeExchange(bytes, route);
          expect(content).toEqual({ kind: 'messages', envelopes: [wrap(message)] });
        }),
        { numRuns: 50 },
      );
    });
  }

  test.each<kvorum.raft.v1.IRaftMessage>([
    { term: 5, heartbeat: { commitIndex: 1, round: 1, leaseHeld: true } },
    { term: 5, heartbeatResponse: { round: 1, stamp: 1, appliedIndex: 1 } },
  ])('what an older peer does not say of clocks is unknown: %j', (message) => {
    const bytes = kvorum.raft.v1.ExchangeRequest.encode({ messages: { messages: [message] } });
    const content = JSON.stringify(decodeExchange(bytes.finish(), route));
    expect(content).toContain('"round":1');
    expect(content).not.toMatch(/clockSkewMs|wall/);
  });

  test('several messages keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...Object.values(messages)), { maxLength: 8 }), (list) => {
        const envelopes = list.map(wrap);
        const content = decodeExchange(encodeExchangeMessages(envelopes), route);
        expect(content).toEqual({ kind: 'messages', envelopes });
      }),
      { numRuns: 50 },
    );
  });

  test('a handshake comes back as it was sent', () => {
    const handshake = {
      ...route,
      protocol: 1,
      clusterId: clusterA,
      incarnation: 7,
      electionTimeoutMs: 500,
      peerAddress: 'h:1',
      startedAtMs: 1_700_000_000_000,
    };
    const content = decodeExchange(encodeExchangeHandshake(handshake), undefined);
    expect(content).toEqual({ kind: 'handshake', handshake });
  });
});

describe('bytes of entries', () => {
  test('share one copy that is not the received buffer', () => {
    const entry = { index: 8, term: 4, kind: normal, stampedAtMs: 1, crc: 1 };
    const bytes = appendOnWire([
      { ...entry, command: Uint8Array.of(1, 2) },
      { ...entry, index: 9, command: Uint8Array.of(3) },
    ]);
    const content = decodeExchange(bytes, route);
    bytes.fill(0);
    const message = content.kind === 'messages' ? content.envelopes[0]?.message : undefined;
    const commands = message?.kind === 'append' ? message.entries.map((e) => e.command) : [];
    expect(commands).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3)]);
    expect(commands[0]?.buffer).toBe(commands[1]?.buffer);
    expect(commands[0]?.buffer.byteLength).toBe(bytes.length);
  });
});

describe('malformed input is refused with a typed error', () => {
  const entry = {
    index: 8,
    term: 5,
    kind: normal,
    stampedAtMs: 1,
    command: new Uint8Array(1),
    crc: 1,
  };
  const cases: [string, Uint8Array][] = [
    ['no content', new Uint8Array()],
    ['a message of no kind', Uint8Array.of(18, 4, 10, 2, 8, 5)],
    ['an entry that leaves a gap', appendOnWire([{ ...entry, index: 9 }])],
    ['an entry whose term goes back', appendOnWire([{ ...entry, term: 3 }])],
    ['an entry of a later term than its sender', appendOnWire([{ ...entry, term: 6 }])],
    ['an entry of unknown kind', appendOnWire([{ ...entry, kind: Number('77') }])],
    ['an index above 2^53', appendOnWire([], { commitIndex: 2 ** 60 })],
    ['a round above 2^53', appendOnWire([], { round: 2 ** 63 })],
    ['a truncated message', appendOnWire([entry]).subarray(0, 20)],
  ];
  test.each(cases)('%s', (_, bytes) => {
    expect(() => decodeExchange(bytes, route)).toThrow(PeerProtocolError);
  });

  test('a message before the handshake', () => {
    expect(() => decodeExchange(appendOnWire([]), undefined)).toThrow(PeerProtocolError);
  });

  test('random and damaged bytes decode or give a PeerProtocolError, nothing else', () => {
    const good = appendOnWire([entry]);
    const damaged = fc
      .tuple(fc.nat(good.length - 1), fc.nat(255))
      .map(([at, value]) => good.map((byte, position) => (position === at ? value : byte)));
    const isFine = fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), damaged), (bytes) => {
      const thrown = thrownBy(() => decodeExchange(bytes, route));
      return thrown === undefined || thrown instanceof PeerProtocolError;
    });
    expect(fc.check(isFine, { numRuns: 1000 }).failed).toBe(false);
  });
});

test('a number that is no safe integer is never sent', () => {
  const message: RaftMessage = { kind: 'readIndexRequest', requestId: 2 ** 53 };
  expect(() => encodeExchangeMessages([wrap(message)])).toThrow(InvariantError);
});
