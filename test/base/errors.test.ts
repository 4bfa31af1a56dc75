import { expect, test } from 'vitest';
import { KvorumError } from '../../base/errors.ts';

class SampleError extends KvorumError {
  override readonly name = 'SampleError';
  readonly code = 'SAMPLE';
  readonly retryable = true;
  readonly outcome = 'not-applied';
}

test('an operational error is an error that carries its code, its outcome and its cause', () => {
  const cause = new Error('beneath');
  const error: unknown = new SampleError('it failed', { cause });
  expect(error).toBeInstanceOf(KvorumError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'SampleError',
    message: 'it failed',
    code: 'SAMPLE',
    retryable: true,
    outcome: 'not-applied',
    cause,
  });
});
