import { describe, expect, test } from 'vitest';
import { asTerm } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/raft.js';
import {
  decodeForward,
  decodeForwardAnswers,
  encodeForwardAnswers,
  encodeForwardCommands,
  encodeForwardHandshake,
} from '../../rpc/forward-codec.ts';
import type { NumberedOutcome } from '../../rpc/forward-codec.ts';
import { PeerProtocolError } from '../../rpc/peer-errors.ts';
import { clusterA, nodeId } from '../support/peer-nodes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { thrownBy } from '../support/thrown-by.ts';

const wire = kvorum.raft.v1;
const tooLarge = Buffer.from([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);

test('a handshake comes back as it was', () => {
  const handshake = {
    protocol: 1,
    clusterId: clusterA,
    from: nodeId(1),
    to: nodeId(2),
    incarnation: 2 ** 40,
    electionTimeoutMs: 500,
    peerAddress: 'h:1',
    startedAtMs: 1,
  };
  const content = decodeForward(encodeForwardHandshake(handshake));
  expect(content).toEqual({ kind: 'handshake', handshake });
});

test('commands come back as they were, in bytes of their own', () => {
  const commands = [
    { id: 1, term: asTerm(3), command: Uint8Array.of(1, 2, 3) },
    { id: Number.MAX_SAFE_INTEGER, term: asTerm(2 ** 48), command: new Uint8Array(0) },
  ];
  const bytes = encodeForwardCommands(commands);
  const content = decodeForward(bytes);
  bytes.fill(0);
  if (content.kind !== 'commands') throw new Error('not commands');
  const plain = content.commands.map((one) => ({ ...one, command: Uint8Array.from(one.command) }));
  expect(plain).toEqual(commands);
});

test('an empty command is told from none', () => {
  const bytes = wire.ForwardRequest.encode({ commands: { commands: [{ id: 1, term: 2 }] } });
  const content = decodeForward(bytes.finish());
  const [command] = content.kind === 'commands' ? content.commands : [];
  expect(command).toMatchObject({ id: 1, term: 2 });
  expect(command?.command).toHaveLength(0);
});

test('answers of every kind come back as they were', () => {
  const answers: NumberedOutcome[] = [
    { id: 1, outcome: { kind: 'result', bytes: Uint8Array.of(9) } },
    { id: 2, outcome: { kind: 'result', bytes: new Uint8Array(0) } },
    { id: 3, outcome: { kind: 'refused', code: 'OVERLOADED', message: 'too much' } },
    { id: 4, outcome: { kind: 'unknown' } },
  ];
  const decoded = decodeForwardAnswers(encodeForwardAnswers(answers)).map(({ id, outcome }) => ({
    id,
    outcome:
      outcome.kind === 'result' ? { ...outcome, bytes: Uint8Array.from(outcome.bytes) } : outcome,
  }));
  expect(decoded).toEqual(answers);
  expect(decodeForwardAnswers(encodeForwardAnswers([]))).toEqual([]);
});

test('an answer of a kind from a later version proves nothing', () => {
  const later = Buffer.from([0x0a, 0x05, 0x08, 0x07, 0x7a, 0x01, 0x00]);
  expect(decodeForwardAnswers(later)).toEqual([{ id: 7, outcome: { kind: 'unknown' } }]);
});

describe('what no peer may send', () => {
  test.each([
    ['no content', () => decodeForward(new Uint8Array(0))],
    ['an id that is no safe integer', () => decodeForward(inCommands(tooLarge))],
    ['a length beyond the end', () => decodeForward(Buffer.of(0x12, 0x7f))],
    ['an answer id that is no safe integer', () => decodeForwardAnswers(inField(0x0a, tooLarge))],
  ])('%s is a protocol error', (_name, decode) => {
    expect(decode).toThrow(PeerProtocolError);
  });

  test('no random bytes give anything but a value or a protocol error', () => {
    const random = seededRandom(4);
    for (let round = 0; round < 3000; round++) {
      const bytes = Uint8Array.from({ length: round % 50 }, () => Math.floor(random.next() * 256));
      for (const decode of [decodeForward, decodeForwardAnswers]) {
        const thrown = thrownBy(() => decode(bytes));
        const isFine = thrown === undefined || thrown instanceof PeerProtocolError;
        expect(isFine, `round ${round}: ${String(thrown)}`).toBe(true);
      }
    }
  });

  test('a number that is no safe integer is not sent either', () => {
    const command = { id: 2 ** 53, term: asTerm(1), command: new Uint8Array(0) };
    expect(() => encodeForwardCommands([command])).toThrow('not a u64');
    for (const outcome of [
      { kind: 'unknown' },
      { kind: 'result', bytes: new Uint8Array(0) },
      { kind: 'refused', code: '', message: '' },
    ] as const) {
      expect(() => encodeForwardAnswers([{ id: -1, outcome }])).toThrow('not a u64');
    }
  });
});

/** A field of bytes whose content is short. */
function inField(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

/** One command with `fields` in a message of commands. */
function inCommands(fields: Uint8Array): Uint8Array {
  return inField(0x12, inField(0x0a, fields));
}
