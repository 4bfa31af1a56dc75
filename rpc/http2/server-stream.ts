/**
 * One gRPC call on a server: the cutting of what arrives into messages, what waits to be sent, and its share of what
 * all calls may hold. The connection drives it; handlers see it as a `ServerCall`.
 */
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import type { RequestHead } from './request-head.ts';
import {
  answerHeaders,
  encodeTrailers,
  encodeTrailersOnly,
  frontStatus,
  successTrailers,
  type CallFailure,
} from './response.ts';
import type { ServerOutput } from './server-output.ts';
import type { Stream, StreamDeps, UnsentPiece } from './stream.ts';

/** What of a header block is its handler's business. */
export type CallHead = Pick<RequestHead, 'authorization' | 'database'>;

/**
 * A call as its handler sees it. Each handler ends each call once, also when it was cancelled: until then the call
 * counts. All functions may be called at any time; after the end, or the cancellation, nothing is sent.
 */
export interface ServerCall {
  /** What the header block said. One object for all calls whose blocks are equal, as far as they are remembered. */
  readonly head: CallHead;
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
  /** Bytes of the next message, where that differs from the front's bound. */
  readonly messageBytesMax?: number;
  /** The handler knows who calls; see `FrontBounds.strangersMakeRoom`. */
  readonly isKnown?: boolean;
  /**
   * `message` is the sink's to keep. If it returns a promise, which must not reject, the next call comes when that
   * has settled; meanwhile the client may send as much as its window allows.
   */
  onMessage(message: Buffer): Promise<void> | undefined;
  /** The client sends no more. */
  onEnd(): void;
}

/** What answers the calls of one method. A handler may answer at once. It must not throw. */
export type MethodHandler =
  /** One request; `request` is the handler's to keep. */
  | { readonly kind: 'single'; handle(call: ServerCall, request: Buffer): void }
  | {
      readonly kind: 'stream';
      /** The client may take longer than `arrivalMsMax` to send its messages. */
      readonly isLasting?: boolean;
      open(call: ServerCall): RequestSink;
    };

const prefixBytes = 5;

export class ServerStream implements ServerCall, Stream {
  readonly id: number;
  readonly timeoutMs: number | undefined;
  readonly head: RequestHead;
  onCancelled: (() => void) | undefined = undefined;

  receiveWindow: number;
  sendWindow: number;
  bodyBytes = 0;
  isRequestOver = false;
  readonly unsent: UnsentPiece[] = [];
  unsentOffset = 0;
  trailers: Uint8Array | undefined = undefined;
  isAnswered = false;
  answeredMs: number | undefined = undefined;

  readonly #handler: MethodHandler;
  readonly #refusal: (message: string) => CallFailure;
  readonly #sinceMs: number;
  #hasSentHeaders = false;
  readonly #output: ServerOutput;
  readonly #bounds: FrontBounds;
  readonly #load: FrontLoad;
  #sink: RequestSink | undefined = undefined;
  #request: Buffer | undefined = undefined;
  readonly #partial = new GrowingBuffer();
  /** What came while the sink was busy, in the order in which it came. */
  #held: GrowingBuffer | undefined = undefined;
  #sinkIsBusy = false;
  #requestBytes = 0;
  #answerBytes = 0;
  #isHandling = false;
  #isOver = false;

  constructor(
    handler: MethodHandler,
    start: {
      readonly id: number;
      readonly timeoutMs: number | undefined;
      readonly head: RequestHead;
      readonly sinceMs: number;
      readonly sendWindow: number;
    },
    deps: StreamDeps & {
      /** How a call is refused for which there is no room. */
      readonly refusal: (message: string) => CallFailure;
    },
  ) {
    this.#handler = handler;
    this.#refusal = deps.refusal;
    this.id = start.id;
    this.timeoutMs = start.timeoutMs;
    this.#sinceMs = start.sinceMs;
    this.head = start.head;
    this.receiveWindow = deps.bounds.streamWindowBytes;
    this.sendWindow = start.sendWindow;
    this.#output = deps.output;
    this.#bounds = deps.bounds;
    this.#load = deps.load;
    this.#load.calls += 1;
  }

  get contentLength(): number | undefined {
    return this.head.contentLength;
  }

  get isCancelled(): boolean {
    return this.#isOver;
  }

  get isKnown(): boolean {
    return this.#sink?.isKnown ?? false;
  }

  arrivalMsLeft(nowMs: number): number {
    if (this.#handler.kind === 'stream' && this.#handler.isLasting === true) return Infinity;
    return this.isRequestOver ? Infinity : this.#sinceMs + this.#bounds.arrivalMsMax - nowMs;
  }

  /** For a method with a stream of requests: its handler begins before the first of them. */
  open(): void {
    if (this.#handler.kind !== 'stream') return;
    this.#isHandling = true;
    this.#sink = this.#handler.open(this);
  }

  receive(payload: Buffer): boolean {
    if (this.#load.requestBytes + payload.length > this.#bounds.requestBytesMax) {
      this.#refuse(this.#refusal('too many requests are arriving at this node'));
      return false;
    }
    this.#requestBytes += payload.length;
    this.#load.requestBytes += payload.length;
    const failure = this.#read(payload);
    if (failure === undefined) return true;
    this.#refuse(failure);
    return false;
  }

  giveCredit(): void {
    const { streamWindowBytes } = this.#bounds;
    const isWanted = !this.#sinkIsBusy && !this.isRequestOver && !this.isAnswered;
    if (!isWanted || this.receiveWindow >= streamWindowBytes / 2) return;
    this.#output.credit(this.id, streamWindowBytes - this.receiveWindow);
    this.receiveWindow = streamWindowBytes;
  }

  finishRequest(): void {
    const failure = this.#finish();
    if (failure !== undefined) this.#refuse(failure);
  }

  refuseLate(): void {
    this.#refuse(this.#refusal('the request did not arrive in time'));
  }

  /** Gives how the call must fail if the end of its request comes too early. */
  #finish(): CallFailure | undefined {
    if (this.#sinkIsBusy) return undefined;
    if (this.#partial.length > 0) return cardinality('the request ends inside a message');
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
      this.#sendHeaders();
      this.#output.message(this, message, undefined);
      this.#output.end(this, successTrailers);
    }
    this.#handled();
    return true;
  }

  tryWrite(message: Uint8Array, onSent: () => void): boolean {
    if (this.isAnswered) return true;
    if (!this.#tryHold(message.length)) return false;
    this.#sendHeaders();
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
      this.#sendHeaders();
      this.#output.end(this, successTrailers);
    }
    this.#handled();
  }

  fail(failure: CallFailure): void {
    this.#refuse(failure);
    this.#handled();
  }

  over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.isAnswered = true;
    this.#load.answerBytes -= this.#answerBytes;
    this.#partial.clear();
    this.#held = undefined;
    if (this.#isHandling) this.onCancelled?.();
    else this.#leave();
  }

  #sendHeaders(): void {
    if (this.#hasSentHeaders) return;
    this.#hasSentHeaders = true;
    this.#output.headers(this, answerHeaders);
  }

  /** Ends the call with a failure that is not its handler's. The handler is told when it has left. */
  #refuse(failure: CallFailure): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    const block = this.#hasSentHeaders ? encodeTrailers(failure) : encodeTrailersOnly(failure);
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

  #read(payload: Buffer): CallFailure | undefined {
    let at = 0;
    while (at < payload.length && !this.isAnswered) {
      if (this.#sinkIsBusy) {
        this.#held ??= new GrowingBuffer();
        this.#held.append(payload.subarray(at));
        return undefined;
      }
      const end = this.#partial.length === 0 ? endOfWhole(payload, at) : undefined;
      let failure: CallFailure | undefined;
      if (end === undefined) {
        const wanted = neededBytes(this.#partial) - this.#partial.length;
        const piece = payload.subarray(at, at + wanted);
        at += piece.length;
        failure = this.#readPiece(piece);
      } else {
        failure = this.#checkPrefix(payload, at);
        if (failure === undefined) {
          this.#deliver(Buffer.from(payload.subarray(at + prefixBytes, end)));
        }
        at = end;
      }
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /** Takes the next piece of a message that comes in pieces; one of them ends with its prefix. */
  #readPiece(piece: Buffer): CallFailure | undefined {
    this.#partial.append(piece);
    const { bytes } = this.#partial;
    if (bytes.length < prefixBytes) return undefined;
    const failure = bytes.length === prefixBytes ? this.#checkPrefix(bytes, 0) : undefined;
    if (failure !== undefined || bytes.length < neededBytes(this.#partial)) return failure;
    this.#deliver(this.#partial.take().subarray(prefixBytes));
    return undefined;
  }

  #checkPrefix(bytes: Buffer, at: number): CallFailure | undefined {
    const messageBytesMax = this.#sink?.messageBytesMax ?? this.#bounds.messageBytesMax;
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

  #deliver(message: Buffer): void {
    if (this.#handler.kind === 'single') {
      this.#request = message;
      return;
    }
    const bytes = prefixBytes + message.length;
    this.#requestBytes -= bytes;
    this.#load.requestBytes -= bytes;
    const pause = this.#sink?.onMessage(message);
    if (pause === undefined) return;
    this.#sinkIsBusy = true;
    void pause.then(() => this.#readOn());
  }

  /** The sink has time again: what came meanwhile comes first. */
  #readOn(): void {
    this.#sinkIsBusy = false;
    if (this.isAnswered) return;
    const held = this.#held?.bytes;
    this.#held = undefined;
    let failure = held === undefined ? undefined : this.#read(held);
    if (failure === undefined && this.isRequestOver) failure = this.#finish();
    if (failure === undefined) this.giveCredit();
    else this.#refuse(failure);
  }
}

/** What gRPC prescribes for a wrong number of messages. */
function cardinality(message: string): CallFailure {
  return { code: frontStatus.unimplemented, message };
}

/** Where the message at `at` ends, if all of it is there. */
function endOfWhole(payload: Buffer, at: number): number | undefined {
  if (payload.length - at < prefixBytes) return undefined;
  const end = at + prefixBytes + payload.readUInt32BE(at + 1);
  return end <= payload.length ? end : undefined;
}

/** Bytes of the message when it is whole, as far as is known. */
function neededBytes({ bytes }: GrowingBuffer): number {
  return bytes.length < prefixBytes ? prefixBytes : prefixBytes + bytes.readUInt32BE(1);
}
