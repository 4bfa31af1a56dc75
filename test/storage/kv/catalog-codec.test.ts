import { describe, expect, test } from 'vitest';
import { asNodeId, asTerm } from '../../../base/brand.ts';
import { kvorum } from '../../../protos/gen/storage.js';
import { CorruptionError } from '../../../storage/errors.ts';
import { isUuid } from '../../../storage/kv/catalog-codec.ts';
import {
  decodeCommand,
  decodeCommandResult,
  encodeCommand,
  encodeCommandResult,
} from '../../../storage/kv/command-codec.ts';
import type { Command, CommandResult } from '../../../storage/kv/command.ts';

const wire = kvorum.storage.v1;
const uuid = '01234567-89ab-4cde-8f01-23456789abcd';
const id = '0123456789abcdef';
const hash = 'ab'.repeat(32);
const origin = { nodeId: asNodeId(id), requestId: 7, incarnation: 2 };

describe('a command of the catalogue', () => {
  test.each<Command>([
    { kind: 'createDatabase', id: uuid, name: 'shop', origin },
    { kind: 'dropDatabase', id: uuid },
    {
      kind: 'clearDatabase',
      term: asTerm(3),
      database: 1,
      keys: ['d\0\0\0\u0001\u0002a\0', 'w\0\0\0\u0001\u00ff'],
      isLast: false,
    },
    { kind: 'clearDatabase', term: asTerm(3), database: 2 ** 32 - 1, keys: [], isLast: true },
    { kind: 'createToken', id, hash, tokenKind: 'admin', database: 0, label: '', origin },
    { kind: 'createToken', id, hash, tokenKind: 'full', database: 7, label: 'für Ada' },
    { kind: 'createToken', id, hash, tokenKind: 'readOnly', database: 7, label: 'ci' },
    { kind: 'revokeToken', id, origin },
    { kind: 'openSession', ttlMs: 5, database: 3, origin },
    { kind: 'closeSession', session: 5, database: 3 },
  ])('gives back what was encoded: %#', (command) => {
    expect(decodeCommand(encodeCommand(command))).toEqual(command);
  });

  test.each([
    ['an id of another length', { createDatabase: { id: new Uint8Array(15), name: 'a' } }],
    ['no id', { revokeToken: {} }],
    ['a hash of another length', { createToken: { id: new Uint8Array(8), kind: 1 } }],
    [
      'an unknown kind of token',
      { createToken: { id: new Uint8Array(8), hash: new Uint8Array(32), kind: 4 } },
    ],
    ['an impossible term', { clearDatabase: { term: 2 ** 53 } }],
  ])('with %s stops the node', (_what, message) => {
    const bytes = wire.Command.encode(message).finish();
    expect(() => decodeCommand(bytes)).toThrow(CorruptionError);
    expect(() => decodeCommand(bytes)).toThrow('a newer version of Kvorum');
  });
});

test.each<CommandResult>([
  { kind: 'catalog', outcome: 'done', id: uuid },
  { kind: 'catalog', outcome: 'exists', id },
  { kind: 'catalog', outcome: 'notFound', id: '' },
  { kind: 'catalog', outcome: 'limit', id: '' },
])('a result of the catalogue gives back what was encoded: %#', (result) => {
  expect(decodeCommandResult(encodeCommandResult(result))).toEqual(result);
});

test('a result of an unknown outcome is refused', () => {
  const bytes = wire.Result.encode({ catalog: {} }).finish();
  expect(() => decodeCommandResult(bytes)).toThrow(CorruptionError);
});

test('a UUID is one in lower case only', () => {
  expect(isUuid(uuid)).toBe(true);
  expect([uuid.toUpperCase(), `${uuid}0`, uuid.replaceAll('-', ''), ''].some(isUuid)).toBe(false);
});
