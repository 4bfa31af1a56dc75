import { describe, expect, test } from 'vitest';
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../../rpc/http/http-port.ts';
import { serveExchange } from '../../../rpc/http/serve-exchange.ts';
import type { AnswerHead, Exchange } from '../../../rpc/http2/exchange.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { Pieces } from './support.ts';

/** Records what a handler's answer makes of it. */
class FakeExchange implements Exchange {
  readonly method: string = 'POST';
  readonly target: string = '/path';
  readonly body = Buffer.from('body');
  readonly log: string[] = [];
  readonly sent: (() => void)[] = [];
  isCancelled = false;
  hasRoom = true;
  onCancelled: (() => void) | undefined = undefined;

  constructor(change: { readonly method?: string; readonly target?: string } = {}) {
    this.method = change.method ?? this.method;
    this.target = change.target ?? this.target;
  }

  cancel(): void {
    this.isCancelled = true;
    this.onCancelled?.();
  }

  field(name: string): string | undefined {
    return name === 'authorization' ? 'Bearer a' : undefined;
  }

  tryAnswer({ status }: AnswerHead, body: Uint8Array): boolean {
    if (!this.hasRoom && status === 200) return false;
    this.log.push(`${status} ${Buffer.from(body).toString()}`);
    return true;
  }

  begin({ status }: AnswerHead): void {
    this.log.push(`begin ${status}`);
  }

  tryWrite(piece: Uint8Array, onSent: () => void): boolean {
    this.log.push(`write ${Buffer.from(piece).toString()}`);
    this.sent.push(onSent);
    return this.hasRoom;
  }

  end(): void {
    this.log.push('end');
  }

  abort(): void {
    this.log.push('abort');
  }
}

const whole: HttpAnswer = { status: 200, body: Buffer.from('answer') };

function serve(
  exchange: Exchange,
  handler: HttpHandler,
): { readonly clock: ManualClock; readonly bugs: unknown[]; readonly done: Promise<void> } {
  const clock = new ManualClock();
  const bugs: unknown[] = [];
  const onBug = (error: unknown): void => void bugs.push(error);
  const done = serveExchange(exchange, { handler, clock, stallMs: 30_000, onBug });
  return { clock, bugs, done };
}

// oxlint-disable-next-line require-yield -- it fails before its first piece.
async function* brokenBody(): AsyncGenerator<Uint8Array, void, undefined> {
  throw await Promise.resolve(new Error('bug'));
}

/** Answers with these pieces. */
function streaming(pieces: Pieces): HttpHandler {
  return ({ signal }) => ({ status: 200, body: pieces.body(signal) });
}

async function requestOf(target: string): Promise<HttpRequest> {
  const seen: HttpRequest[] = [];
  await serve(new FakeExchange({ target }), (request) => {
    seen.push(request);
    return whole;
  }).done;
  const [request] = seen;
  if (request === undefined) throw new Error('no request');
  return request;
}

test.each([
  ['/a/b', '/a/b'],
  ['/a?b=/c?d', '/a'],
  ['/', '/'],
  ['*', '*'],
  ['http://host:1/a?b', '/a'],
  ['HTTPS://host', '/'],
  ['//a', '//a'],
  ['', ''],
])('the target "%s" has the path "%s"', async (target, path) => {
  expect((await requestOf(target)).path).toBe(path);
});

test('a header that is not kept is a bug of who asks for it', async () => {
  const request = await requestOf('/');
  expect([request.header('authorization'), request.header('x-denokv-version')]).toEqual([
    'Bearer a',
    undefined,
  ]);
  expect(() => request.header('cookie')).toThrow('cookie');
});

test('an answer as a whole is sent, at once or later', async () => {
  const [first, second] = [new FakeExchange(), new FakeExchange()];
  await serve(first, () => whole).done;
  await serve(second, async () => await Promise.resolve(whole)).done;
  expect([first.log, second.log]).toEqual([['200 answer'], ['200 answer']]);
});

test('an answer for which there is no room becomes a short refusal', async () => {
  const exchange = new FakeExchange();
  exchange.hasRoom = false;
  await serve(exchange, () => whole).done;
  expect(exchange.log).toEqual(['503 Too many answers on this node have not been read.']);
});

describe('a handler that throws', () => {
  test.each([
    [
      'at once',
      (): never => {
        throw new Error('bug');
      },
    ],
    ['later', async (): Promise<never> => await Promise.reject(new Error('bug'))],
  ])('%s is reported', async (_name, handler) => {
    const exchange = new FakeExchange();
    const { bugs, done } = serve(exchange, handler);
    await done;
    expect(bugs).toEqual([new Error('bug')]);
    expect(exchange.log).toEqual(['500 An internal server error occurred.']);
  });

  test('in the middle of its body is reported, and the body is cut', async () => {
    const exchange = new FakeExchange();
    const { bugs, done } = serve(exchange, () => ({ status: 200, body: brokenBody() }));
    await done;
    expect(bugs).toEqual([new Error('bug')]);
    expect(exchange.log).toEqual(['begin 200', 'abort']);
  });
});

describe('a body in pieces', () => {
  test('is sent piece by piece, each when the one before has left, empty ones never', async () => {
    const [exchange, pieces] = [new FakeExchange(), new Pieces()];
    for (const piece of ['one', '', 'two']) pieces.send(piece);
    pieces.end();
    const { clock, done } = serve(exchange, streaming(pieces));
    await clock.run();
    expect([exchange.log, pieces.taken]).toEqual([['begin 200', 'write one'], 1]);
    exchange.sent.shift()?.();
    await clock.run();
    exchange.sent.shift()?.();
    await done;
    expect(exchange.log).toEqual(['begin 200', 'write one', 'write two', 'end']);
  });

  test('is cut when its reader takes nothing for 30 s', async () => {
    const [exchange, pieces] = [new FakeExchange(), new Pieces()];
    pieces.send('one');
    const { clock, done } = serve(exchange, streaming(pieces));
    await clock.advance(29_999);
    expect(exchange.log).toEqual(['begin 200', 'write one']);
    await clock.advance(1);
    await done;
    expect([exchange.log.at(-1), pieces.isFinished]).toEqual(['abort', true]);
  });

  test('may be silent for longer than that', async () => {
    const [exchange, pieces] = [new FakeExchange(), new Pieces()];
    const { clock, done } = serve(exchange, streaming(pieces));
    await clock.advance(100_000);
    expect(exchange.log).toEqual(['begin 200']);
    pieces.end();
    await done;
    expect(exchange.log).toEqual(['begin 200', 'end']);
  });

  test('is cut when there is no room for a piece', async () => {
    const [exchange, pieces] = [new FakeExchange(), new Pieces()];
    exchange.hasRoom = false;
    pieces.send('one');
    await serve(exchange, streaming(pieces)).done;
    expect([exchange.log.at(-1), pieces.isFinished]).toEqual(['abort', true]);
  });

  test.each(['while it waits for its reader', 'while it waits for its handler'])(
    'ends when the client goes %s',
    async (when) => {
      const [exchange, pieces] = [new FakeExchange(), new Pieces()];
      if (when.endsWith('reader')) pieces.send('one');
      const { clock, done } = serve(exchange, streaming(pieces));
      await clock.run();
      exchange.cancel();
      await done;
      expect(pieces.isFinished).toBe(true);
    },
  );

  test('of a client that is gone already is not begun, and let go of', async () => {
    const [exchange, pieces] = [new FakeExchange(), new Pieces()];
    exchange.cancel();
    await serve(exchange, streaming(pieces)).done;
    expect([exchange.log, pieces.taken]).toEqual([['200 '], 0]);
  });

  test('is not sent to HEAD', async () => {
    const [exchange, pieces] = [new FakeExchange({ method: 'HEAD' }), new Pieces()];
    pieces.send('one');
    await serve(exchange, streaming(pieces)).done;
    expect(exchange.log).toEqual(['200 ']);
  });
});

test('the signal is aborted when the client goes, and for who asks for it later', async () => {
  const exchange = new FakeExchange();
  const seen: HttpRequest[] = [];
  const answers: ((answer: HttpAnswer) => void)[] = [];
  const { done } = serve(exchange, (request) => {
    seen.push(request);
    return new Promise((resolve) => answers.push(resolve));
  });
  const early = seen[0]?.signal;
  expect(early?.aborted).toBe(false);
  exchange.cancel();
  expect([early?.aborted, seen[0]?.signal.aborted]).toEqual([true, true]);
  answers[0]?.(whole);
  await done;
});
