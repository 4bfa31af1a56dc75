/** docs/errors.md says the same as the sources: which codes there are, and what each proves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { KvorumError } from '../../base/errors.ts';
import { describeFailure } from '../../cmd/cli/errors.ts';
import { exitCodeOfNode } from '../../cmd/exit-codes.ts';
import { LogContradictedError } from '../../raft/errors.ts';
import { MembershipDecodeError } from '../../raft/core/membership.ts';
import { KvorumCallError } from '../../rpc/client/errors.ts';
import {
  AlreadyExistsError,
  AnswerTooLargeError,
  CatalogFullError,
  DatabaseNotFoundError,
  PermissionDeniedError,
  TokenNotFoundError,
  UnauthenticatedError,
  DeadlineExceededError,
  DivergedError,
  InvalidRequestError,
  LimitExceededError,
  LearnerBehindError,
  MemberNotFoundError,
  MembershipBusyError,
  MembershipChangedError,
  MutationRejectedError,
  NodeUnreachableError,
  NoLeaderError,
  NotLeaderError,
  OutcomeUnknownError,
  OverloadedError,
  SessionExpiredError,
  SessionMisuseError,
  SessionStaleError,
  SlowReaderError,
  StoppingError,
  TooStaleError,
  TransferFailedError,
  WouldLoseQuorumError,
} from '../../rpc/errors.ts';
import { BootstrapError } from '../../rpc/peer-errors.ts';
import { decodeFailureDetail, encodeFailure } from '../../rpc/status.ts';
import {
  CorruptionError,
  IoError,
  LockedError,
  ViewEndedError,
  WrongOwnerError,
} from '../../storage/errors.ts';

const root = join(import.meta.dirname, '..', '..');

/** The rows of each table of a document whose first column is a code, as trimmed cells. */
function codeRows(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+` \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

/** Every code that `text` gives to an error: a field of a class, or a property. */
function codesIn(text: string): readonly string[] {
  return [...text.matchAll(/\bcode(?::| =) '([^']+)'/g)].map(([, code = '']) => code);
}

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'));
}

const rows = codeRows(readFileSync(join(root, 'docs/errors.md'), 'utf8'));

describe('docs/errors.md', () => {
  test('lists exactly the codes of the sources', () => {
    const sources = ['base', 'raft', 'storage', 'rpc', 'cmd'].flatMap(sourcesUnder);
    const inSources = new Set(sources.flatMap(codesIn));
    expect(inSources.size).toBeGreaterThan(20);
    expect(new Set(rows.map(([code]) => code))).toEqual(inSources);
  });

  const statusNames: Readonly<Record<number, string>> = status;
  const proven = [
    new InvalidRequestError(''),
    new LimitExceededError(''),
    new MutationRejectedError(''),
    new NoLeaderError(),
    new StoppingError(),
    new ViewEndedError(''),
    TooStaleError.tooOld(undefined, 1),
    new OverloadedError(''),
    new AnswerTooLargeError(''),
    new SlowReaderError(''),
    new DivergedError(),
    new SessionExpiredError(),
    new SessionStaleError(),
    new SessionMisuseError(''),
    new OutcomeUnknownError(''),
    new DeadlineExceededError('not-applied'),
    new DeadlineExceededError('unknown'),
    new LearnerBehindError(''),
    new MemberNotFoundError(''),
    new MembershipBusyError(''),
    new MembershipChangedError(''),
    new NodeUnreachableError(''),
    new NotLeaderError(''),
    new TransferFailedError('', 'not-applied'),
    new TransferFailedError('', 'unknown'),
    new WouldLoseQuorumError(''),
    new UnauthenticatedError(''),
    new PermissionDeniedError(''),
    new DatabaseNotFoundError(''),
    new TokenNotFoundError(''),
    new AlreadyExistsError(''),
    new CatalogFullError(''),
    new TypeError('a bug'),
  ];

  test('tells of every failure over gRPC what the node sends', () => {
    const told = proven.map((error) => {
      const { grpcCode, details, message } = encodeFailure(error, undefined);
      const detail = decodeFailureDetail(details);
      if (detail === undefined) throw new Error('no details');
      const { code, outcome, retryable } = detail;
      const thrown = new KvorumCallError(message, { ...detail, grpcCode, endpoint: '' });
      const { exitCode } = describeFailure(thrown, { writes: true });
      return [code, statusNames[grpcCode], outcome, retryable ? 'yes' : 'no', String(exitCode)];
    });
    const written = rows.filter((row) => row.length === 5);
    expect(new Set(expand(written))).toEqual(new Set(told));
  });

  test('tells with which code a node ends', () => {
    const id = { index: asLogIndex(1), term: asTerm(1) };
    const contradiction = { committed: id, sent: id };
    const ends: KvorumError[] = [
      new CorruptionError(''),
      new LogContradictedError(contradiction, undefined),
      new MembershipDecodeError(''),
      new IoError('', { path: '' }),
      new LockedError(''),
      new WrongOwnerError(''),
      new BootstrapError(''),
    ];
    const written = rows.filter((row) => row.length === 4).map(([code, , exit]) => [code, exit]);
    expect(written).toEqual(ends.map((error) => [error.code, String(exitCodeOfNode(error))]));
  });
});

/** A row that says "either" stands for one of each outcome. */
function expand(written: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return written.flatMap(([code = '', grpc = '', outcome = '', retry = '', exit = '']) =>
    outcome === 'either'
      ? ['not-applied', 'unknown'].map((one, at) => [
          code,
          grpc,
          one,
          retry,
          exit.split(' or ')[at] ?? '',
        ])
      : [[code, grpc, outcome, retry, exit]],
  );
}

test('the comparison sees a code that is missing, and a row that is wrong', () => {
  expect(codesIn("readonly code = 'NEW_ONE';\n  code: 'OTHER_ONE',")).toEqual([
    'NEW_ONE',
    'OTHER_ONE',
  ]);
  expect(codeRows('| `A_B` | `x` | no |\n| plain | row |\n')).toEqual([['A_B', 'x', 'no']]);
});
