import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asNodeId, asTerm } from '../../../base/brand.ts';
import { kvorum } from '../../../protos/gen/storage.js';
import { CorruptionError } from '../../../storage/errors.ts';
import {
  decodeCommand,
  decodeCommandResult,
  encodeCommand,
  encodeCommandResult,
} from '../../../storage/kv/command-codec.ts';
import type { Command, CommandResult } from '../../../storage/kv/command.ts';

const wire = kvorum.storage.v1;
const key = Uint8Array.of(2, 97, 0);

const WITH_VALUE = ['set', 'setVersionstampedKey', 'min', 'max'] as const;
const bytes = fc.uint8Array({ maxLength: 20 });
const encoding = fc.constantFrom('v8' as const, 'le64' as const, 'bytes' as const);
const value = fc.record({ bytes, encoding });
const mutation = fc.oneof(
  fc.record({ kind: fc.constantFrom(...WITH_VALUE), key: bytes, value }),
  fc.record({ kind: fc.constant('delete' as const), key: bytes }),
  fc.record({
    kind: fc.constant('sum' as const),
    key: bytes,
    value,
    min: bytes,
    max: bytes,
    clamp: fc.boolean(),
  }),
);
const versionstamp = fc.uint8Array({ minLength: 10, maxLength: 10 });
const count = fc.nat(Number.MAX_SAFE_INTEGER);
const someOrigin = fc.record({
  nodeId: fc.constant(asNodeId('0123456789abcdef')),
  requestId: count,
  incarnation: count,
});
const atomicCommand = fc.record({
  kind: fc.constant('atomic' as const),
  database: fc.nat(2 ** 32 - 1),
  checks: fc.array(
    fc.record({ key: bytes, versionstamp: fc.option(versionstamp, { nil: undefined }) }),
    { maxLength: 3 },
  ),
  mutations: fc.array(mutation, { maxLength: 3 }),
  enqueues: fc.array(
    fc.record({
      payload: bytes,
      deadlineMs: count,
      keysIfUndelivered: fc.array(bytes, { maxLength: 2 }),
      backoffMs: fc.array(fc.nat(3_600_000), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  session: fc.record({ id: count, seq: count, ackedUpTo: count }),
  origin: someOrigin,
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: atomicCommand },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('openSession' as const),
      ttlMs: count,
      origin: someOrigin,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('closeSession' as const),
      session: count,
      origin: someOrigin,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sweepSessions' as const),
      term: count.map((term) => asTerm(term)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('expireEntries' as const),
      term: count.map((term) => asTerm(term)),
      indexKeys: fc.array(bytes, { maxLength: 3 }),
    }),
  },
);

/** The same, with plain byte arrays, so that it can be compared. */
function plain(part: unknown): unknown {
  if (part instanceof Uint8Array) return [...part];
  if (Array.isArray(part)) return part.map((each) => plain(each));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, plain(each)]));
}

describe('a command', () => {
  test('gives back what was encoded', () => {
    const property = fc.property(command, (made) => {
      const encoded = encodeCommand(made);
      expect(plain(decodeCommand(encoded))).toEqual(plain(made));
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test.each<Command>([
    { kind: 'atomic', database: 0, checks: [], mutations: [] },
    { kind: 'openSession', ttlMs: 0 },
    { kind: 'closeSession', session: 0 },
  ])('has no origin, session or enqueues unless it was given some: %#', (made) => {
    expect(decodeCommand(encodeCommand(made))).toEqual(made);
  });

  test.each([
    ['no kind', wire.Command.encode({})],
    [
      'a kind of mutation that is not known',
      { finish: () => Uint8Array.of(0x12, 4, 0x1a, 2, 0x10, 77) },
    ],
    ['a mutation without a kind', withMutation({ key })],
    ['an encoding that is not known', withMutation({ key, kind: 1, value: key, encoding: 4 })],
    ['a value without an encoding', withMutation({ key, kind: 1, value: key })],
    [
      'a check with half a versionstamp',
      wire.Command.encode({ atomic: { checks: [{ key, versionstamp: key }] } }),
    ],
    ['an origin without a node', wire.Command.encode({ atomic: {}, origin: { requestId: 1 } })],
    [
      'an origin with a number that is too large',
      wire.Command.encode({
        atomic: {},
        origin: { nodeId: new Uint8Array(8), requestId: 2 ** 53 },
      }),
    ],
    [
      'a session with a number that is too large',
      wire.Command.encode({ atomic: { session: { id: 1, seq: 2 ** 53 } } }),
    ],
    ['a sweep of an impossible term', wire.Command.encode({ sweepSessions: { term: 2 ** 53 } })],
  ])('with %s stops the node', (_what, writer) => {
    expect(() => decodeCommand(writer.finish())).toThrow(CorruptionError);
    expect(() => decodeCommand(writer.finish())).toThrow('a newer version of Kvorum');
  });

  test('that is cut short anywhere is refused, or has no kind', () => {
    const mutations = [{ kind: 'set', key, value: { bytes: key, encoding: 'bytes' } }] as const;
    const whole = encodeCommand({ kind: 'atomic', database: 1, checks: [], mutations });
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeCommand(whole.subarray(0, length))).toThrow(CorruptionError);
    }
  });
});

function withMutation(made: kvorum.storage.v1.IMutation): { finish(): Uint8Array } {
  return wire.Command.encode({ atomic: { mutations: [made] } });
}

describe('a result', () => {
  test.each<CommandResult>([
    { kind: 'committed', versionstamp: Uint8Array.from({ length: 10 }, (_, at) => at) },
    { kind: 'conflict', failedChecks: [0, 3] },
    { kind: 'conflict', failedChecks: [] },
    { kind: 'rejected', message: 'no' },
    { kind: 'sessionOpened', session: 2 ** 53 - 1 },
    { kind: 'sessionClosed' },
    { kind: 'sessionRefused', reason: 'expired' },
    { kind: 'sessionRefused', reason: 'stale' },
    { kind: 'sessionRefused', reason: 'reused' },
    { kind: 'sessionRefused', reason: 'ahead' },
    { kind: 'sessionsSwept', count: 3 },
  ])('gives back what was encoded: %#', (result) => {
    expect(plain(decodeCommandResult(encodeCommandResult(result)))).toEqual(plain(result));
  });

  test('of an unknown kind, or with a versionstamp of another length, is refused', () => {
    const short = wire.Result.encode({ committed: { versionstamp: key } }).finish();
    const reason = wire.Result.encode({ sessionRefused: {} }).finish();
    for (const broken of [new Uint8Array(0), short, reason, Uint8Array.of(0xff)]) {
      expect(() => decodeCommandResult(broken)).toThrow(CorruptionError);
    }
  });
});
