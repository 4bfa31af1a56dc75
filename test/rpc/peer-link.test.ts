import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { RaftMessage } from '../../raft/core/message.ts';
import type { StreamHandlers } from '../../rpc/peer-channel.ts';
import { PeerLink } from '../../rpc/peer-link.ts';
import type { Lane } from '../../rpc/peer-link.ts';
import { decodeExchange } from '../../rpc/raft-codec.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { envelope, fixedRandom, LineLogger, nodeId } from '../support/peer-nodes.ts';

const route = { from: nodeId(1), to: nodeId(2) };

/** A link over a stream that a test plays by hand. */
function setUp(lane: Lane, bounds = { messagesMax: 4, bytesMax: 10_000 }) {
  const clock = new ManualClock();
  const logger = new LineLogger();
  const dials: (StreamHandlers & { closed: boolean })[] = [];
  const written: { bytes: Uint8Array; onWritten: () => void }[] = [];
  let lost = 0;
  const link = new PeerLink(
    { peer: route.to, lane, handshake: Uint8Array.of(1), bounds },
    {
      clock,
      logger,
      random: fixedRandom,
      onLost: () => (lost += 1),
      dial: (handlers) => {
        const stream = { ...handlers, closed: false };
        dials.push(stream);
        return {
          write: (bytes, onWritten) => written.push({ bytes, onWritten }),
          close: () => (stream.closed = true),
        };
      },
    },
  );
  const accept = (): void => dials.at(-1)?.onMessage(new Uint8Array());
  const sent = (): RaftMessage['kind'][][] =>
    written
      .filter(({ bytes }) => bytes.length > 1)
      .map(({ bytes }) => {
        const content = decodeExchange(bytes, route);
        return content.kind === 'messages' ? content.envelopes.map((e) => e.message.kind) : [];
      });
  const put = (...messages: RaftMessage[]): void => {
    for (const message of messages) link.enqueue(envelope(route.from, route.to, message));
    link.flush();
  };
  return { link, clock, logger, dials, written, accept, sent, put, lost: () => lost };
}

const accepted: RaftMessage = {
  kind: 'appendAccepted',
  matchIndex: asLogIndex(1),
  round: 1,
};

function heartbeat(round: number): RaftMessage {
  return {
    kind: 'heartbeat',
    commitIndex: asLogIndex(0),
    round,
    leaseHeld: false,
    echo: { stamp: 1, commitIndex: asLogIndex(1) },
  };
}

const read = (requestId: number): RaftMessage => ({ kind: 'readIndexRequest', requestId });

describe('sending', () => {
  test('the handshake goes first, and messages only after it was accepted', () => {
    const { link, put, accept, written, sent } = setUp('control');
    link.start();
    put(read(1), read(2));
    expect(written.map(({ bytes }) => bytes)).toEqual([Uint8Array.of(1)]);
    accept();
    expect(sent()).toEqual([['readIndexRequest', 'readIndexRequest']]);
  });

  test('a stream that takes nothing more gets what collected meanwhile in one message', () => {
    const { link, put, accept, written, sent } = setUp('bulk', { messagesMax: 9, bytesMax: 9e9 });
    link.start();
    accept();
    for (let round = 0; round < 7; round += 1) put(accepted);
    expect(sent().map((batch) => batch.length)).toEqual([1, 1, 1, 1]);
    written[1]?.onWritten();
    expect(sent().map((batch) => batch.length)).toEqual([1, 1, 1, 1, 3]);
  });
});

describe('bounds (no queue grows without end)', () => {
  test('a heartbeat replaces the one that still waits', () => {
    const { link, put, accept, written } = setUp('control');
    link.start();
    put(heartbeat(1), read(1), heartbeat(2), heartbeat(3));
    accept();
    const content = decodeExchange(written[1]?.bytes ?? new Uint8Array(), route);
    const messages = content.kind === 'messages' ? content.envelopes.map((e) => e.message) : [];
    expect(messages).toEqual([read(1), heartbeat(3)]);
  });

  test('a full control queue drops its oldest message', () => {
    const { link, put, accept, written } = setUp('control');
    link.start();
    put(read(1), read(2), read(3), read(4), read(5), read(6));
    accept();
    const content = decodeExchange(written[1]?.bytes ?? new Uint8Array(), route);
    const messages = content.kind === 'messages' ? content.envelopes.map((e) => e.message) : [];
    expect(messages).toEqual([read(3), read(4), read(5), read(6)]);
  });

  test('a full bulk queue drops the new message and says so once', () => {
    const { link, put, accept, sent, written, lost } = setUp('bulk');
    link.start();
    accept();
    for (let round = 0; round < 20; round += 1) put(accepted);
    expect(lost()).toBe(1);
    written[1]?.onWritten();
    expect(sent().flat()).toHaveLength(8);
  });

  test('the bytes of entries count', () => {
    const { link, put, accept, lost } = setUp('bulk', { messagesMax: 1000, bytesMax: 2000 });
    const position = { index: asLogIndex(1), term: asTerm(1) };
    const append: RaftMessage = {
      kind: 'append',
      prev: { index: asLogIndex(0), term: asTerm(0) },
      entries: [
        {
          ...position,
          kind: 'normal',
          stampedAt: asWallMs(1),
          command: new Uint8Array(900),
          crc: 1,
        },
      ],
      commitIndex: asLogIndex(0),
      round: 1,
    };
    link.start();
    accept();
    put(append, append, append, append, append);
    expect(lost()).toBe(1);
  });
});

describe('connecting again', () => {
  test('a bulk link that lost its stream reports it once and drops what it held', async () => {
    const { link, put, accept, dials, sent, clock, lost } = setUp('bulk');
    link.start();
    accept();
    for (let round = 0; round < 6; round += 1) put(accepted);
    dials[0]?.onEnd({ kind: 'lost', reason: 'gone' });
    put(accepted);
    expect(lost()).toBe(1);
    expect(link.kind).toBe('backing-off');
    await clock.advance(50);
    accept();
    expect(sent()).toHaveLength(4);
  });

  test('attempts follow each other within 50 and 500 ms', async () => {
    const { link, clock, dials } = setUp('bulk');
    link.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      dials.at(-1)?.onEnd({ kind: 'lost', reason: 'refused by the system' });
      const start = clock.monotonic();
      while (dials.length < attempt + 2) await clock.advance(1);
      waits.push(clock.monotonic() - start);
    }
    expect(waits).toEqual([42, 83, 166, 332, 415, 415, 415, 415]);
  });

  test('a peer that does not answer is given up after a second', async () => {
    const { link, clock, dials } = setUp('bulk');
    link.start();
    await clock.advance(1001);
    expect(dials[0]?.closed).toBe(true);
    expect(link.kind).toBe('backing-off');
  });

  test('a refusal is logged once as an error and repeated slowly', async () => {
    const { link, clock, dials, logger } = setUp('control');
    link.start();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      dials.at(-1)?.onEnd({ kind: 'refused', reason: 'wrong cluster' });
      await clock.advance(4999);
      expect(dials).toHaveLength(attempt + 1);
      await clock.advance(1);
    }
    expect(logger.lines).toEqual([
      'error peer refuses to talk to this node {"reason":"wrong cluster"}',
    ]);
  });

  test('callbacks of an earlier stream change nothing', async () => {
    const { link, clock, dials, accept, written } = setUp('control');
    link.start();
    dials[0]?.onEnd({ kind: 'lost', reason: 'gone' });
    await clock.advance(50);
    accept();
    dials[0]?.onEnd({ kind: 'lost', reason: 'again' });
    written[0]?.onWritten();
    expect(link.kind).toBe('open');
  });

  test('a closed link arms no timer and keeps no stream', async () => {
    const { link, clock, dials } = setUp('control');
    link.start();
    link.close();
    link.close();
    await clock.advance(10_000);
    expect(dials).toHaveLength(1);
    expect(dials[0]?.closed).toBe(true);
  });
});
