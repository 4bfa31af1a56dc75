/**
 * Plain HTTP exchanges on streams: which requests become one, and one of them: its body, its answer, and its share of what
 * all may hold. What the front refuses itself has a status and no body.
 */
import type { AnswerHead, Exchange, ExchangeHandler } from './exchange.ts';
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import type { RequestHead } from './request-head.ts';
import { AnswerHeadEncoder, encodeHttpStatus } from './response.ts';
import type { ServerOutput } from './server-output.ts';
import type { Protocol, Stream, StreamDeps, StreamStart, UnsentPiece } from './stream.ts';

const refusals = {
  405: encodeHttpStatus(405),
  408: encodeHttpStatus(408),
  413: encodeHttpStatus(413),
  431: encodeHttpStatus(431),
  503: encodeHttpStatus(503),
};
const nothing = new Uint8Array();

export type PlainOptions = {
  readonly fieldNames: ReadonlySet<string>;
  /** What is read and thrown away of a body that is refused, before it is; the rest is reset. */
  readonly discardedBytesMax: number;
};

export class PlainProtocol implements Protocol {
  readonly fieldNames: ReadonlySet<string>;
  readonly #discardedBytesMax: number;
  readonly #handle: ExchangeHandler;
  readonly #heads = new AnswerHeadEncoder();

  constructor(options: PlainOptions, handle: ExchangeHandler) {
    this.fieldNames = options.fieldNames;
    this.#discardedBytesMax = options.discardedBytesMax;
    this.#handle = handle;
  }

  begin(head: RequestHead, start: StreamStart, deps: StreamDeps): Stream | Uint8Array {
    if (head.isTooLong) return refusals[431];
    if (head.method === 'CONNECT') return refusals[405];
    const { messageBytesMax } = deps.bounds;
    if ((head.contentLength ?? 0) > messageBytesMax + this.#discardedBytesMax) return refusals[413];
    if (deps.load.calls >= deps.bounds.callsMax) return refusals[503];
    return new PlainStream(head, start, {
      output: deps.output,
      bounds: deps.bounds,
      load: deps.load,
      heads: this.#heads,
      handle: this.#handle,
      discardedBytesMax: this.#discardedBytesMax,
    });
  }
}

class PlainStream implements Stream, Exchange {
  readonly id: number;
  readonly isKnown = false;
  readonly unsent: UnsentPiece[] = [];
  receiveWindow: number;
  sendWindow: number;
  bodyBytes = 0;
  isRequestOver = false;
  unsentOffset = 0;
  trailers: Uint8Array | undefined = undefined;
  isAnswered = false;
  answeredMs: number | undefined = undefined;
  body: Uint8Array = nothing;
  onCancelled: (() => void) | undefined = undefined;

  readonly #head: RequestHead;
  readonly #sinceMs: number;
  readonly #output: ServerOutput;
  readonly #bounds: FrontBounds;
  readonly #load: FrontLoad;
  readonly #heads: AnswerHeadEncoder;
  readonly #handle: ExchangeHandler;
  readonly #discardedBytesMax: number;
  readonly #arriving = new GrowingBuffer();
  #requestBytes = 0;
  #answerBytes = 0;
  /** How the request will be refused. */
  #refusal: Uint8Array | undefined = undefined;
  #discardedBytes = 0;
  #isHandling = false;
  #isOver = false;

  constructor(
    head: RequestHead,
    start: StreamStart,
    deps: StreamDeps & {
      readonly heads: AnswerHeadEncoder;
      readonly handle: ExchangeHandler;
      readonly discardedBytesMax: number;
    },
  ) {
    this.#head = head;
    this.id = start.id;
    this.#sinceMs = start.sinceMs;
    this.sendWindow = start.sendWindow;
    this.receiveWindow = deps.bounds.streamWindowBytes;
    this.#output = deps.output;
    this.#bounds = deps.bounds;
    this.#load = deps.load;
    this.#heads = deps.heads;
    this.#handle = deps.handle;
    this.#discardedBytesMax = deps.discardedBytesMax;
    this.#load.calls += 1;
  }

  get contentLength(): number | undefined {
    return this.#head.contentLength;
  }

  get method(): string {
    return this.#head.method;
  }

  get target(): string {
    return this.#head.path;
  }

  get isCancelled(): boolean {
    return this.#isOver;
  }

  field(name: string): string | undefined {
    return this.#head.fields.get(name);
  }

  arrivalMsLeft(nowMs: number): number {
    return this.isRequestOver ? Infinity : this.#sinceMs + this.#bounds.arrivalMsMax - nowMs;
  }

  open(): void {
    // Its handler begins when the request is whole.
  }

  receive(payload: Buffer): boolean {
    if (this.isAnswered) return false;
    const { messageBytesMax, requestBytesMax } = this.#bounds;
    if (this.#requestBytes + payload.length > messageBytesMax) this.#giveUp(refusals[413]);
    else if (this.#load.requestBytes + payload.length > requestBytesMax)
      this.#giveUp(refusals[503]);
    if (this.#refusal !== undefined) return this.#discard(payload.length, this.#refusal);
    this.#requestBytes += payload.length;
    this.#load.requestBytes += payload.length;
    this.#arriving.append(payload);
    return true;
  }

  giveCredit(): void {
    const { streamWindowBytes } = this.#bounds;
    if (this.isAnswered || this.isRequestOver) return;
    if (this.receiveWindow >= streamWindowBytes / 2) return;
    this.#output.credit(this.id, streamWindowBytes - this.receiveWindow);
    this.receiveWindow = streamWindowBytes;
  }

  finishRequest(): void {
    if (this.#refusal !== undefined) {
      this.#refuse(this.#refusal);
      return;
    }
    this.body = this.#arriving.take();
    this.#isHandling = true;
    this.#handle(this);
  }

  refuseLate(): void {
    this.#refuse(this.#refusal ?? refusals[408]);
  }

  tryAnswer(head: AnswerHead, body: Uint8Array): boolean {
    if (!this.isAnswered) {
      const isSmall = body.length <= this.#bounds.smallAnswerBytesMax;
      if (!isSmall && !this.#tryHold(body.length)) return false;
      this.isAnswered = true;
      const block = this.#heads.encode(head, body.length);
      if (body.length === 0 || this.method === 'HEAD') this.#output.end(this, block);
      else {
        this.#output.headers(this, block);
        this.#output.piece(this, body, undefined);
        this.#output.end(this, nothing);
      }
    }
    this.#handled();
    return true;
  }

  begin(head: AnswerHead): void {
    if (this.isAnswered) return;
    this.#output.headers(this, this.#heads.encode(head, undefined));
  }

  tryWrite(piece: Uint8Array, onSent: () => void): boolean {
    if (this.isAnswered) return true;
    if (!this.#tryHold(piece.length)) return false;
    this.#output.piece(this, piece, () => {
      if (this.#isOver) return;
      this.#answerBytes -= piece.length;
      this.#load.answerBytes -= piece.length;
      onSent();
    });
    return true;
  }

  end(): void {
    if (!this.isAnswered) {
      this.isAnswered = true;
      this.#output.end(this, nothing);
    }
    this.#handled();
  }

  abort(): void {
    const isSending = !this.isAnswered;
    this.isAnswered = true;
    this.#handled();
    if (isSending) this.#output.abort(this);
  }

  over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.isAnswered = true;
    this.#load.answerBytes -= this.#answerBytes;
    this.#arriving.clear();
    if (this.#isHandling) this.onCancelled?.();
    else this.#leave();
  }

  /**
   * The request will be refused, when it has been read: some clients do not read the answer to a request that they are still
   * sending, and take the reset of the rest for a failure (seen with curl 7.88).
   */
  #giveUp(refusal: Uint8Array): void {
    this.#refusal ??= refusal;
    this.#arriving.clear();
    this.#load.requestBytes -= this.#requestBytes;
    this.#requestBytes = 0;
  }

  #discard(bytes: number, refusal: Uint8Array): boolean {
    this.#discardedBytes += bytes;
    if (this.#discardedBytes <= this.#discardedBytesMax) return true;
    this.#refuse(refusal);
    return false;
  }

  #refuse(block: Uint8Array): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    this.#output.end(this, block);
  }

  #handled(): void {
    if (!this.#isHandling) return;
    this.#isHandling = false;
    if (this.#isOver) this.#leave();
  }

  #leave(): void {
    this.#load.calls -= 1;
    this.#load.requestBytes -= this.#requestBytes;
  }

  #tryHold(bytes: number): boolean {
    if (this.#load.answerBytes + bytes > this.#bounds.answerBytesMax) return false;
    this.#answerBytes += bytes;
    this.#load.answerBytes += bytes;
    return true;
  }
}
