/** One endpoint, over real sockets: against the real server, and against one that answers what the test says. */
import type { ServerHttp2Stream } from 'node:http2';
import { afterEach, describe, expect, test } from 'vitest';
import { Channel } from '../../../rpc/client/channel.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { OutcomeUnknownError } from '../../../rpc/errors.ts';
import { encodeFailure, grpcCodes } from '../../../rpc/status.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { answer, grpcMessage, serveHttp2, serveTcp } from '../http2/support.ts';

const path = '/test.Echo/Say';
const request = Buffer.from('request');
const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

/** A channel to a server whose every call is answered by `onStream`. */
async function connect(onStream: (stream: ServerHttp2Stream) => void): Promise<Channel> {
  const server = await serveHttp2(onStream);
  const channel = new Channel(`127.0.0.1:${server.port}`);
  toClose.push(channel, server);
  return channel;
}

function within(ms: number): { readonly deadline: number } {
  return { deadline: systemClock.wall() + ms };
}

async function failureOf(call: Promise<unknown>): Promise<KvorumCallError> {
  const error: unknown = await call.then(
    () => 'an answer',
    (reason: unknown) => reason,
  );
  if (!(error instanceof KvorumCallError)) throw new Error(`not a failed call: ${String(error)}`);
  return error;
}

/** Ends every call with this status. */
function fail(code: number, trailers: Record<string, string> = {}) {
  return (stream: ServerHttp2Stream): void => {
    answer(stream, [], { 'grpc-status': String(code), 'grpc-message': 'because', ...trailers });
  };
}

describe('a connection', () => {
  test('is made, and made once', async () => {
    const channel = await connect((stream) => answer(stream, []));
    expect(await channel.connect(within(5000).deadline)).toBe(true);
    expect(await channel.connect(within(5000).deadline)).toBe(true);
  });

  test('that is refused is told at once', async () => {
    const gone = await serveTcp(() => undefined);
    gone.close();
    const channel = new Channel(`127.0.0.1:${gone.port}`);
    toClose.push(channel);
    expect(await channel.connect(within(60_000).deadline)).toBe(false);
  });

  test('that is never answered is given up at its deadline', async () => {
    const silent = await serveTcp(() => undefined);
    const channel = new Channel(`127.0.0.1:${silent.port}`);
    toClose.push(channel, silent);
    expect(await channel.connect(within(50).deadline)).toBe(false);
  });
});

describe('a call', () => {
  test('sends its bytes and gives those of the answer', async () => {
    const seen: Buffer[] = [];
    const channel = await connect((stream) => {
      stream.on('data', (bytes: Buffer) => seen.push(bytes));
      stream.on('end', () => answer(stream, [Buffer.from('answer')]));
    });
    const bytes = await channel.unary(path, request, within(5000));
    expect(Buffer.from(bytes).toString()).toBe('answer');
    expect(Buffer.concat(seen)).toEqual(grpcMessage(request));
  });

  test('fails as the details of the node say', async () => {
    const { details } = encodeFailure(new OutcomeUnknownError('lost'), '10.0.0.1:4513');
    const trailers = { 'grpc-status-details-bin': Buffer.from(details).toString('base64') };
    const channel = await connect(fail(grpcCodes.UNKNOWN, trailers));
    expect(await failureOf(channel.unary(path, request, within(5000)))).toMatchObject({
      message: 'because',
      code: 'OUTCOME_UNKNOWN',
      outcome: 'unknown',
      retryable: false,
      leader: '10.0.0.1:4513',
      grpcCode: grpcCodes.UNKNOWN,
      endpoint: channel.endpoint,
    });
  });

  test.each([
    ['INVALID_ARGUMENT', { outcome: 'not-applied', retryable: false }],
    ['RESOURCE_EXHAUSTED', { outcome: 'unknown', retryable: false }],
    ['UNIMPLEMENTED', { outcome: 'not-applied', retryable: false }],
    ['UNAVAILABLE', { outcome: 'unknown', retryable: true }],
    ['INTERNAL', { outcome: 'unknown', retryable: false }],
    ['UNKNOWN', { outcome: 'unknown', retryable: false }],
  ] as const)(
    'that fails with %s and no details proves no more than that',
    async (name, expected) => {
      const channel = await connect(fail(grpcCodes[name]));
      const failure = await failureOf(channel.unary(path, request, within(5000)));
      expect(failure).toMatchObject({ code: 'GRPC', grpcCode: grpcCodes[name], ...expected });
    },
  );

  test('that something in between resets to calm us may have happened', async () => {
    const enhanceYourCalm = 11;
    const channel = await connect((stream) => stream.close(enhanceYourCalm));
    expect(await failureOf(channel.unary(path, request, within(5000)))).toMatchObject({
      code: 'GRPC',
      outcome: 'unknown',
      retryable: false,
      grpcCode: grpcCodes.RESOURCE_EXHAUSTED,
    });
  });

  test('for which there is no connection was never sent, and may be sent elsewhere', async () => {
    const gone = await serveTcp(() => undefined);
    gone.close();
    const channel = new Channel(`127.0.0.1:${gone.port}`);
    toClose.push(channel);
    expect(await failureOf(channel.unary(path, request, within(5000)))).toMatchObject({
      code: 'GRPC',
      outcome: 'not-applied',
      retryable: true,
      grpcCode: grpcCodes.UNAVAILABLE,
    });
  });

  test('with details of another program is read as one without', async () => {
    const trailers = { 'grpc-status-details-bin': Buffer.alloc(9, 0xff).toString('base64') };
    const channel = await connect(fail(grpcCodes.UNKNOWN, trailers));
    const failure = await failureOf(channel.unary(path, request, within(5000)));
    expect(failure).toMatchObject({ code: 'GRPC', outcome: 'unknown', leader: undefined });
  });

  test('without an answer ends at its deadline, and the write may have happened', async () => {
    const channel = await connect(() => undefined);
    expect(await failureOf(channel.unary(path, request, within(50)))).toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      outcome: 'unknown',
    });
  });

  test('whose connection breaks may have happened', async () => {
    const channel = await connect((stream) => stream.session?.destroy());
    const failure = await failureOf(channel.unary(path, request, within(5000)));
    expect(failure).toMatchObject({ code: 'GRPC', outcome: 'unknown', retryable: true });
  });

  test('that is aborted ends at once, and leaves no listener behind', async () => {
    const giveUp = new AbortController();
    const channel = await connect(() => giveUp.abort());
    const timing = { ...within(60_000), signal: giveUp.signal };
    expect(await failureOf(channel.unary(path, request, timing))).toMatchObject({
      code: 'GRPC',
      grpcCode: 1,
    });
  });
});

async function collect(messages: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  for await (const bytes of messages) texts.push(Buffer.from(bytes).toString());
  return texts;
}

describe('a stream', () => {
  test('gives its messages in order', async () => {
    const channel = await connect((stream) => {
      answer(
        stream,
        ['a', 'b', 'c'].map((text) => Buffer.from(text)),
      );
    });
    expect(await collect(channel.stream(path, request, within(5000)))).toEqual(['a', 'b', 'c']);
  });

  test('that fails in the middle gives what came before, and then the failure', async () => {
    const channel = await connect((stream) => {
      answer(stream, [Buffer.from('a')], { 'grpc-status': '8', 'grpc-message': 'slow' });
    });
    const messages = channel.stream(path, request, within(5000));
    expect((await messages.next()).value).toEqual(Buffer.from('a'));
    expect(await failureOf(messages.next())).toMatchObject({
      message: 'slow',
      outcome: 'unknown',
    });
  });

  test('that is not read to its end is cancelled', async () => {
    const cancelled = new Promise<number>((resolve) => {
      void connect((stream) => {
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
        stream.write(grpcMessage(Buffer.from('a')));
        stream.on('close', () => resolve(stream.rstCode));
      }).then(async (channel) => {
        const messages = channel.stream(path, request, within(60_000));
        await messages.next();
        await messages.return();
      });
    });
    const http2Cancel = 8;
    expect(await cancelled).toBe(http2Cancel);
  });

  test('that is aborted throws', async () => {
    const giveUp = new AbortController();
    const channel = await connect(() => giveUp.abort());
    const timing = { ...within(60_000), signal: giveUp.signal };
    expect(await failureOf(collect(channel.stream(path, request, timing)))).toMatchObject({
      grpcCode: 1,
    });
  });
});
