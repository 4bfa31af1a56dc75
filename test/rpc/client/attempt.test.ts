import { afterEach, expect, test } from 'vitest';
import { asMonotonicMs } from '../../../base/brand.ts';
import { attemptCall } from '../../../rpc/client/attempt.ts';
import { Channel } from '../../../rpc/client/channel.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { serveHttp2, serveTcp } from '../http2/support.ts';

const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

const limits = () => ({ deadline: asMonotonicMs(systemClock.monotonic() + 5000) });

async function connect(): Promise<Channel> {
  const server = await serveHttp2(() => undefined);
  const channel = new Channel(`127.0.0.1:${server.port}`);
  toClose.push(channel, server);
  return channel;
}

test('nothing is sent to whom nobody can connect to', async () => {
  const gone = await serveTcp(() => undefined);
  gone.close();
  const channel = new Channel(`127.0.0.1:${gone.port}`);
  toClose.push(channel);
  const result = await attemptCall(channel, limits(), {
    clock: systemClock,
    call: async () => await Promise.reject(new Error('was called')),
  });
  expect(result).toMatchObject({ code: 'UNREACHABLE', outcome: 'not-applied' });
});

test('a refusal is a value, and what is none is thrown', async () => {
  const channel = await connect();
  const refusal = new KvorumCallError('no', {
    code: 'X',
    retryable: false,
    outcome: 'unknown',
    grpcCode: 2,
    endpoint: 'h:1',
  });
  const attempt = async (failure: Error) =>
    await attemptCall(channel, limits(), {
      clock: systemClock,
      call: async () => await Promise.reject(failure),
    });
  expect(await attempt(refusal)).toBe(refusal);
  await expect(attempt(new TypeError('a bug'))).rejects.toThrow('a bug');
});

test('the call has until the deadline', async () => {
  const channel = await connect();
  const before = systemClock.wall();
  const result = await attemptCall(channel, limits(), {
    clock: systemClock,
    call: async (_, { deadline }) => await Promise.resolve(deadline),
  });
  if (result instanceof KvorumCallError) throw result;
  expect(result.answer - before).toBeGreaterThan(4000);
  expect(result.answer - before).toBeLessThan(6000);
});
