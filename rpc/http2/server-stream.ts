/**
 * One call on a server: the cutting of what arrives into messages, what waits to be sent, and its share of what
 * all calls may hold. The connection drives it; handlers see it as a `ServerCall`.
 */
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { frontStatus, type CallFailure } from './response.ts';
import type { ServerOutput } from './server-output.ts';

/**
 * A call as its handler sees it. Each handler ends each call once, also when it was cancelled: until then the call
 * counts. All functions may be called at any time; after the end, or the cancellation, nothing is sent.
 */
export interface ServerCall {
  /** How long the caller waits, counted from the first header; undefined if it did not say. */
  readonly timeoutMs: number | undefined;
  /** True when the client is gone, has cancelled, or was given up. */
  readonly isCancelled: boolean;
  /** Called once, if the call is over before its handler has ended it. Must not throw. */
  onCancelled: (() => void) | undefined;
  /**
   * Ends the call with its only message, which is copied. False if there is no room for it: then nothing was sent,
   * and the call must be failed.
   */
  tryAnswer(message: Uint8Array): boolean;
  /**
   * Sends one of several messages, which is copied; `onSent` is called when it has left this process, and not
   * if it never does. False if there is no room for it: then nothing was sent, and the call must be failed.
   */
  tryWrite(message: Uint8Array, onSent: () => void): boolean;
  /** Ends the call after the messages that were written. */
  end(): void;
  /** Ends the call with a failure, after the messages that were written. */
  fail(failure: CallFailure): void;
}

/** Takes the messages of a call whose client sends any number of them. Neither function may throw. */
export interface RequestSink {
  /** `message` is the sink's to keep. */
  onMessage(message: Buffer): void;
  /** The client sends no more. */
  onEnd(): void;
}

/** What answers the calls of one method. A handler may answer at once. It must not throw. */
export type MethodHandler =
  /** One request; `request` is the handler's to keep. */
  | { readonly kind: 'single'; handle(call: ServerCall, request: Buffer): void }
  | { readonly kind: 'stream'; open(call: ServerCall): RequestSink };

const prefixBytes = 5;
const partialBytesAtStart = 1024;

export class ServerStream implements ServerCall {
  readonly id: number;
  readonly timeoutMs: number | undefined;
  readonly contentLength: number | undefined;
  /** When its first header came, by the sweeps of the front. */
  readonly sinceMs: number;
  onCancelled: (() => void) | undefined = undefined;

  /** Flow control (RFC 9113 §6.9): what the client may still send, what it gets back, what we may send. */
  receiveWindow: number;
  uncreditedBytes = 0;
  sendWindow: number;
  /** Bytes of DATA, to be compared with `contentLength`. */
  bodyBytes = 0;
  /** END_STREAM was received. */
  isRequestOver = false;

  hasSentHeaders = false;
  /** What flow control holds back, with how much of the first is sent; and what ends the stream after it. */
  readonly unsent: UnsentMessage[] = [];
  unsentOffset = 0;
  trailers: Uint8Array | undefined = undefined;
  /** The answer has its end, or nobody waits for it any more. */
  isAnswered = false;
  /** First sweep that saw the call answered and still here. */
  answeredMs: number | undefined = undefined;

  readonly #handler: MethodHandler;
  readonly #output: ServerOutput;
  readonly #bounds: FrontBounds;
  readonly #load: FrontLoad;
  #sink: RequestSink | undefined = undefined;
  #request: Buffer | undefined = undefined;
  #partial: Buffer | undefined = undefined;
  #partialBytes = 0;
  #requestBytes = 0;
  #answerBytes = 0;
  #isHandling = false;
  #isOver = false;

  constructor(
    handler: MethodHandler,
    start: {
      readonly id: number;
      readonly timeoutMs: number | undefined;
      readonly contentLength: number | undefined;
      readonly sinceMs: number;
      readonly receiveWindow: number;
      readonly sendWindow: number;
    },
    deps: {
      readonly output: ServerOutput;
      readonly bounds: FrontBounds;
      readonly load: FrontLoad;
    },
  ) {
    this.#handler = handler;
    this.id = start.id;
    this.timeoutMs = start.timeoutMs;
    this.contentLength = start.contentLength;
    this.sinceMs = start.sinceMs;
    this.receiveWindow = start.receiveWindow;
    this.sendWindow = start.sendWindow;
    this.#output = deps.output;
    this.#bounds = deps.bounds;
    this.#load = deps.load;
    this.#load.calls += 1;
  }

  get isCancelled(): boolean {
    return this.#isOver;
  }

  /** For a method with a stream of requests: its handler begins before the first of them. */
  open(): void {
    if (this.#handler.kind !== 'stream') return;
    this.#isHandling = true;
    this.#sink = this.#handler.open(this);
  }

  /** Takes bytes of the request. Gives how the call must fail if they are not acceptable. */
  receive(payload: Buffer): CallFailure | undefined {
    this.#requestBytes += payload.length;
    this.#load.requestBytes += payload.length;
    let at = 0;
    while (at < payload.length && !this.isAnswered) {
      if (this.#partial === undefined) {
        const end = this.#endOfWhole(payload, at);
        if (end !== undefined) {
          const failure =
            this.#checkPrefix(payload, at) ??
            this.#deliver(Buffer.from(payload.subarray(at + prefixBytes, end)));
          if (failure !== undefined) return failure;
          at = end;
          continue;
        }
      }
      const wanted = this.#neededBytes() - this.#partialBytes;
      const piece = payload.subarray(at, at + wanted);
      at += piece.length;
      const failure = this.#keep(piece);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** The request has ended. Gives how the call must fail if that is too early. */
  finishRequest(): CallFailure | undefined {
    if (this.#partial !== undefined) return cardinality('the request ends inside a message');
    if (this.#handler.kind === 'stream') {
      this.#sink?.onEnd();
      return undefined;
    }
    if (this.#request === undefined) return cardinality('the request has no message');
    const request = this.#request;
    this.#request = undefined;
    this.#isHandling = true;
    this.#handler.handle(this, request);
    return undefined;
  }

  tryAnswer(message: Uint8Array): boolean {
    if (!this.isAnswered) {
      const isSmall = message.length <= this.#bounds.smallAnswerBytesMax;
      if (!isSmall && !this.#tryHold(message.length)) return false;
      this.isAnswered = true;
      this.#output.answer(this, message);
    }
    this.#handled();
    return true;
  }

  tryWrite(message: Uint8Array, onSent: () => void): boolean {
    if (this.isAnswered) return true;
    if (!this.#tryHold(message.length)) return false;
    this.#output.message(this, message, () => {
      if (this.#isOver) return;
      this.#answerBytes -= message.length;
      this.#load.answerBytes -= message.length;
      onSent();
    });
    return true;
  }

  end(): void {
    if (!this.isAnswered) {
      this.isAnswered = true;
      this.#output.end(this);
    }
    this.#handled();
  }

  fail(failure: CallFailure): void {
    this.refuse(failure);
    this.#handled();
  }

  /** Ends the call with a failure that is not its handler's; the handler is told. */
  refuse(failure: CallFailure): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    this.#output.fail(this, failure);
  }

  /** Its answer has left, or it was reset, or the connection is gone. Calling twice is safe. */
  over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.isAnswered = true;
    this.#load.answerBytes -= this.#answerBytes;
    this.#partial = undefined;
    if (this.#isHandling) this.onCancelled?.();
    else this.#leave();
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

  /** Where the message at `at` ends, if all of it is there. */
  #endOfWhole(payload: Buffer, at: number): number | undefined {
    if (payload.length - at < prefixBytes) return undefined;
    const end = at + prefixBytes + payload.readUInt32BE(at + 1);
    return end <= payload.length ? end : undefined;
  }

  /** Bytes of the partial message when it is whole, as far as is known. */
  #neededBytes(): number {
    if (this.#partial === undefined || this.#partialBytes < prefixBytes) return prefixBytes;
    return prefixBytes + this.#partial.readUInt32BE(1);
  }

  /** One buffer that doubles, since pieces of a byte each would cost a hundred times their size. */
  #keep(piece: Buffer): CallFailure | undefined {
    const bytes = this.#partialBytes + piece.length;
    let partial = this.#partial ?? Buffer.allocUnsafe(partialBytesAtStart);
    if (bytes > partial.length) {
      const grown = Buffer.allocUnsafe(Math.max(bytes, partial.length * 2));
      partial.copy(grown, 0, 0, this.#partialBytes);
      partial = grown;
    }
    piece.copy(partial, this.#partialBytes);
    this.#partial = partial;
    this.#partialBytes = bytes;
    if (bytes < prefixBytes) return undefined;
    const failure = bytes === prefixBytes ? this.#checkPrefix(partial, 0) : undefined;
    if (failure !== undefined || bytes < this.#neededBytes()) return failure;
    this.#partial = undefined;
    this.#partialBytes = 0;
    return this.#deliver(partial.subarray(prefixBytes, bytes));
  }

  #checkPrefix(bytes: Buffer, at: number): CallFailure | undefined {
    const { messageBytesMax } = this.#bounds;
    const length = bytes.readUInt32BE(at + 1);
    if (bytes[at] !== 0) {
      const message = 'compressed messages are not supported';
      return { code: frontStatus.unimplemented, message, namesEncodings: true };
    }
    if (length > messageBytesMax) {
      const message = `the request message has ${length} bytes, ${messageBytesMax} are allowed`;
      return { code: frontStatus.resourceExhausted, message };
    }
    return this.#request === undefined ? undefined : cardinality('the request has two messages');
  }

  #deliver(message: Buffer): CallFailure | undefined {
    if (this.#handler.kind === 'single') this.#request = message;
    else this.#sink?.onMessage(message);
    return undefined;
  }
}

/** A message with its prefix, and what is to be called when it has left. */
export type UnsentMessage = { readonly bytes: Buffer; readonly onSent: (() => void) | undefined };

/** What gRPC prescribes for a wrong number of messages. */
function cardinality(message: string): CallFailure {
  return { code: frontStatus.unimplemented, message };
}
