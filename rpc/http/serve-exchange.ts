/**
 * Lets a handler answer one exchange: hands it the request, sends what it answers, a streamed answer at the pace of its
 * reader. Knows nothing of the version of HTTP.
 */
import type { Clock } from '../../base/clock.ts';
import { KvorumError } from '../../base/errors.ts';
import { invariant } from '../../base/invariant.ts';
import type { Exchange } from '../http2/index.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from './http-port.ts';

/** The headers that handlers may ask for; others are not kept. */
export const headerNames: ReadonlySet<string> = new Set([
  'authorization',
  'content-type',
  'x-denokv-version',
  'x-denokv-database-id',
  'x-transaction-domain-id',
]);

const unreadAnswers: HttpAnswer = {
  status: 503,
  contentType: 'text/plain',
  body: Buffer.from('Too many answers on this node have not been read.'),
};
const internalError: HttpAnswer = {
  status: 500,
  contentType: 'text/plain',
  body: Buffer.from('An internal server error occurred.'),
};
const nothing = new Uint8Array();

export type ServeDeps = {
  readonly handler: HttpHandler;
  readonly clock: Clock;
  /** An answer in pieces is cut when its reader has taken nothing for this long. */
  readonly stallMs: number;
  /** The handler has thrown: the process must end. */
  readonly onBug: (error: unknown) => void;
};

/** Settles when the exchange was ended. Never rejects. */
export async function serveExchange(exchange: Exchange, deps: ServeDeps): Promise<void> {
  const served = new Served(exchange, deps);
  try {
    const answer = deps.handler(served);
    await served.send(answer instanceof Promise ? await answer : answer);
  } catch (error) {
    served.fail();
    deps.onBug(error);
  }
}

class Served implements HttpRequest {
  readonly path: string;
  readonly #exchange: Exchange;
  readonly #deps: ServeDeps;
  #abort: AbortController | undefined = undefined;
  #onGone: (() => void) | undefined = undefined;
  #hasBegun = false;

  constructor(exchange: Exchange, deps: ServeDeps) {
    this.#exchange = exchange;
    this.#deps = deps;
    this.path = pathOf(exchange.target);
    exchange.onCancelled = () => {
      this.#abort?.abort();
      this.#onGone?.();
    };
  }

  get method(): string {
    return this.#exchange.method;
  }

  get body(): Uint8Array {
    return this.#exchange.body;
  }

  /** Made when it is asked for: most handlers need none. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#exchange.isCancelled) this.#abort.abort();
    return this.#abort.signal;
  }

  readonly header = (name: string): string | undefined => {
    invariant(headerNames.has(name), `the header ${name} is not kept`);
    return this.#exchange.field(name);
  };

  async send({ status, contentType, body }: HttpAnswer): Promise<void> {
    const head = contentType === undefined ? { status } : { status, contentType };
    if (body instanceof Uint8Array) {
      if (!this.#exchange.tryAnswer(head, body)) this.#answerShortly(unreadAnswers);
      return;
    }
    if (this.#exchange.isCancelled || this.method === 'HEAD') {
      await body[Symbol.asyncIterator]().return?.();
      this.#exchange.tryAnswer(head, nothing);
      return;
    }
    this.#hasBegun = true;
    this.#exchange.begin(head);
    const isWhole = await this.#writeAll(body).catch((error: unknown) => {
      // What was sent cannot be taken back, and a clean end would pass it off as the whole.
      if (error instanceof KvorumError) return false;
      throw error;
    });
    if (isWhole) this.#exchange.end();
    else this.#exchange.abort();
  }

  /** Ends the exchange after a bug. */
  fail(): void {
    if (this.#hasBegun) this.#exchange.abort();
    else this.#answerShortly(internalError);
  }

  /** `pieces` is always finished. */
  async #writeAll(pieces: AsyncIterable<Uint8Array>): Promise<boolean> {
    for await (const piece of pieces) {
      if (this.#exchange.isCancelled) return false;
      if (piece.length > 0 && !(await this.#write(piece))) return false;
    }
    return true;
  }

  /** False if the reader is gone or too slow, or if there is no room for the piece. */
  async #write(piece: Uint8Array): Promise<boolean> {
    return await new Promise((resolve) => {
      const timer = this.#deps.clock.after(this.#deps.stallMs, () => settle(false));
      const settle = (isSent: boolean): void => {
        timer.cancel();
        this.#onGone = undefined;
        resolve(isSent);
      };
      this.#onGone = () => settle(false);
      if (!this.#exchange.tryWrite(piece, () => settle(true))) settle(false);
    });
  }

  #answerShortly({ status, contentType, body }: HttpAnswer): void {
    invariant(body instanceof Uint8Array && contentType !== undefined, 'the answer is whole');
    this.#exchange.tryAnswer({ status, contentType }, body);
  }
}

/** Without the query, and without the origin that a client may put before it (RFC 9112 §3.2.2). */
function pathOf(target: string): string {
  const query = target.indexOf('?');
  const whole = query === -1 ? target : target.slice(0, query);
  if (whole.startsWith('/')) return whole;
  const origin = /^https?:\/\/[^/]*/i.exec(whole);
  if (origin === null) return whole;
  return whole.slice(origin[0].length) || '/';
}
