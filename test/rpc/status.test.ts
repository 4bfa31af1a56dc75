import { expect, test } from 'vitest';
import {
  AlreadyExistsError,
  AnswerTooLargeError,
  CatalogFullError,
  DatabaseNotFoundError,
  PermissionDeniedError,
  TokenNotFoundError,
  UnauthenticatedError,
  DeadlineExceededError,
  InvalidRequestError,
  LimitExceededError,
  LearnerBehindError,
  MembershipBusyError,
  MembershipChangedError,
  MutationRejectedError,
  NodeUnreachableError,
  NoLeaderError,
  NotLeaderError,
  OutcomeUnknownError,
  OverloadedError,
  SlowReaderError,
  StoppingError,
  TransferFailedError,
  WouldLoseQuorumError,
} from '../../rpc/errors.ts';
import { decodeFailureDetail, encodeFailure } from '../../rpc/status.ts';

test.each([
  [new InvalidRequestError('x'), 3, 'INVALID_REQUEST', 'not-applied', false],
  [new LimitExceededError('x'), 3, 'LIMIT_EXCEEDED', 'not-applied', false],
  [new MutationRejectedError('x'), 3, 'MUTATION_REJECTED', 'not-applied', false],
  [new NoLeaderError(), 14, 'NO_LEADER', 'not-applied', true],
  [new StoppingError(), 14, 'STOPPING', 'not-applied', true],
  [new OverloadedError('x'), 8, 'OVERLOADED', 'not-applied', true],
  [new AnswerTooLargeError('x'), 8, 'ANSWER_TOO_LARGE', 'not-applied', false],
  [new SlowReaderError('x'), 8, 'SLOW_READER', 'not-applied', true],
  [new DeadlineExceededError('not-applied'), 4, 'DEADLINE_EXCEEDED', 'not-applied', false],
  [new DeadlineExceededError('unknown'), 4, 'DEADLINE_EXCEEDED', 'unknown', false],
  [new OutcomeUnknownError('x'), 2, 'OUTCOME_UNKNOWN', 'unknown', false],
  [new NotLeaderError('x'), 9, 'NOT_LEADER', 'not-applied', true],
  [new MembershipBusyError('x'), 14, 'MEMBERSHIP_BUSY', 'not-applied', true],
  [new MembershipChangedError('x'), 10, 'MEMBERSHIP_CHANGED', 'not-applied', false],
  [new WouldLoseQuorumError('x'), 9, 'WOULD_LOSE_QUORUM', 'not-applied', false],
  [new LearnerBehindError('x'), 9, 'LEARNER_BEHIND', 'not-applied', true],
  [new NodeUnreachableError('x'), 14, 'NODE_UNREACHABLE', 'not-applied', true],
  [new TransferFailedError('x', 'not-applied'), 10, 'TRANSFER_FAILED', 'not-applied', false],
  [new TransferFailedError('x', 'unknown'), 10, 'TRANSFER_FAILED', 'unknown', false],
  [new UnauthenticatedError('x'), 16, 'UNAUTHENTICATED', 'not-applied', false],
  [new PermissionDeniedError('x'), 7, 'PERMISSION_DENIED', 'not-applied', false],
  [new DatabaseNotFoundError('x'), 5, 'DATABASE_NOT_FOUND', 'not-applied', false],
  [new TokenNotFoundError('x'), 5, 'TOKEN_NOT_FOUND', 'not-applied', false],
  [new AlreadyExistsError('x'), 6, 'ALREADY_EXISTS', 'not-applied', false],
  [new CatalogFullError('x'), 8, 'CATALOG_FULL', 'not-applied', false],
  [new TypeError('secret'), 13, 'INTERNAL', 'unknown', false],
] as const)(
  '%s keeps its facts on the way through gRPC',
  (error, grpcCode, code, outcome, retryable) => {
    const failure = encodeFailure(error, 'h:1');
    expect(failure.grpcCode).toBe(grpcCode);
    expect(failure.message).toBe(code === 'INTERNAL' ? 'internal error' : error.message);
    expect(decodeFailureDetail(failure.details)).toEqual({
      code,
      outcome,
      retryable,
      leader: 'h:1',
    });
  },
);

test('an unknown leader is absent', () => {
  const { details } = encodeFailure(new NoLeaderError(), undefined);
  expect(decodeFailureDetail(details)?.leader).toBeUndefined();
});

test("details that are not Kvorum's are ignored", () => {
  for (const bytes of [[], [0xff, 0xff], [0x1a, 0x03, 0x0a, 0x01, 0x78]]) {
    expect(decodeFailureDetail(Uint8Array.from(bytes))).toBeUndefined();
  }
});
