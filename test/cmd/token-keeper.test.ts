import { expect, test } from 'vitest';
import { KvorumError } from '../../base/errors.ts';
import type { WriteOutcome } from '../../base/errors.ts';
import { silentLogger } from '../../base/logger.ts';
import { TokenKeeper } from '../../cmd/token-keeper.ts';
import type { TokenRequest } from '../../rpc/index.ts';
import { ManualClock } from '../support/manual-clock.ts';

class TestError extends KvorumError {
  override readonly code = 'TEST';
  override readonly retryable: boolean;
  override readonly outcome: WriteOutcome;

  constructor(retryable: boolean, outcome: WriteOutcome) {
    super('a failure');
    this.retryable = retryable;
    this.outcome = outcome;
  }
}

function keep(...failures: readonly Error[]) {
  const clock = new ManualClock();
  const asked: TokenRequest[] = [];
  const keeper = TokenKeeper.start('ab'.repeat(32), {
    clock,
    logger: silentLogger,
    ensure: async (token) => {
      const failure = failures[asked.length];
      asked.push(token);
      if (failure !== undefined) throw failure;
      return await Promise.resolve(token.id);
    },
  });
  return { clock, asked, keeper };
}

test('the token is asked for until it is there, always with the same id', async () => {
  const { clock, asked } = keep(
    new TestError(true, 'not-applied'),
    new TestError(false, 'unknown'),
  );
  await clock.advance(10_000);
  expect(asked).toHaveLength(3);
  expect(asked[0]).toMatchObject({ tokenKind: 'full', database: undefined, hash: 'ab'.repeat(32) });
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
});

test('what will not change is not tried again', async () => {
  const { clock, asked } = keep(new TestError(false, 'not-applied'));
  await clock.advance(10_000);
  expect(asked).toHaveLength(1);
});

test('a keeper that was stopped tries no more', async () => {
  const { clock, asked, keeper } = keep(new TestError(true, 'not-applied'));
  await clock.advance(100);
  keeper.stop();
  keeper.stop();
  await clock.advance(10_000);
  expect(asked).toHaveLength(1);
});
