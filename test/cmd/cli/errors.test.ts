import { expect, test } from 'vitest';
import {
  CommandError,
  describeFailure,
  InterruptedError,
  UsageError,
} from '../../../cmd/cli/errors.ts';
import { exitCodes } from '../../../cmd/exit-codes.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';

type Fields = { readonly outcome?: 'not-applied' | 'unknown'; readonly retryable?: boolean };

function failureOf(
  code: string,
  writes: boolean,
  { outcome = 'not-applied', retryable = false }: Fields = {},
): ReturnType<typeof describeFailure> {
  const fields = { code, retryable, outcome, grpcCode: 2, endpoint: 'h:1' };
  return describeFailure(new KvorumCallError('text of the library', fields), { writes });
}

test('a mistake of the user is usage, and other failures keep their own code', () => {
  expect(describeFailure(new UsageError('wrong'), { writes: true })).toEqual({
    code: 'USAGE',
    message: 'wrong',
    exitCode: exitCodes.usage,
  });
  const own = new CommandError('gone', { exitCode: exitCodes.notFound, code: 'NOT_FOUND' });
  expect(describeFailure(own, { writes: false })).toMatchObject({ code: 'NOT_FOUND', exitCode: 3 });
  expect(describeFailure(new Error('odd'), { writes: false })).toMatchObject({ exitCode: 1 });
  expect(describeFailure('text', { writes: false })).toMatchObject({ message: 'text' });
});

test('an interrupted write may have happened, an interrupted read is just over', () => {
  const error = new InterruptedError();
  expect(describeFailure(error, { writes: false })).toMatchObject({ message: 'interrupted' });
  expect(describeFailure(error, { writes: true })).toMatchObject({
    exitCode: exitCodes.interrupted,
    message: 'interrupted; the write may have happened',
  });
});

test.each([
  ['INVALID_ARGUMENT', 2],
  ['INVALID_REQUEST', 2],
  ['LIMIT_EXCEEDED', 8],
  ['UNAUTHENTICATED', 5],
  ['PERMISSION_DENIED', 5],
  ['NO_LEADER', 6],
  ['UNREACHABLE', 6],
  ['STOPPING', 6],
  ['DEADLINE_EXCEEDED', 6],
  ['OVERLOADED', 8],
  ['RESOURCE_EXHAUSTED', 8],
  ['ANSWER_TOO_LARGE', 8],
  ['CORRUPTION', 9],
  ['MUTATION_REJECTED', 1],
])('%s, proven not applied, ends with %i for reads and writes', (code, exitCode) => {
  expect(failureOf(code, true)).toMatchObject({ exitCode, outcome: 'not-applied' });
  expect(failureOf(code, false)).toMatchObject({ exitCode });
  expect(failureOf(code, false)).not.toHaveProperty('outcome');
});

test('whatever stopped a write, an unknown outcome ends with 7 and says what to do', () => {
  for (const code of ['DEADLINE_EXCEEDED', 'UNREACHABLE', 'GRPC', 'NO_LEADER', 'OVERLOADED']) {
    const failure = failureOf(code, true, { outcome: 'unknown' });
    expect(failure).toMatchObject({ exitCode: 7, outcome: 'unknown' });
    expect(failure.message).toContain('read the key before you write again');
  }
  expect(failureOf('OUTCOME_UNKNOWN', false, { outcome: 'unknown' }).exitCode).toBe(6);
  expect(failureOf('CORRUPTION', true, { outcome: 'unknown' }).exitCode).toBe(9);
});

test('an unknown failure that may pass is unavailability', () => {
  expect(failureOf('NEW_CODE', true, { retryable: true }).exitCode).toBe(6);
  expect(failureOf('NEW_CODE', true).exitCode).toBe(1);
});

test('a node that cannot be reached comes with what to look at', () => {
  expect(failureOf('UNREACHABLE', false).message).toBe(
    'text of the library; does a node run there, and is --endpoint right?',
  );
});

test('a deadline is told in our words', () => {
  expect(failureOf('DEADLINE_EXCEEDED', false).message).toBe(
    'no answer in time; --timeout allows more',
  );
});

test('of a change of the cluster it is told where to look', () => {
  const interrupted = describeFailure(new InterruptedError(), { writes: true, change: 'cluster' });
  expect(interrupted.message).toBe(
    'interrupted; the change may have been made; what was begun goes on by itself',
  );
  const written = describeFailure(new InterruptedError(), { writes: true });
  expect(written.message).toBe('interrupted; the write may have happened');
});
