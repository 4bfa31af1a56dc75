/**
 * One request of HTTP/1.1 and its answer, on what `node:http` gives: its body, and its share of what all may hold. What the
 * front refuses itself has a status and no body.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { GrowingBuffer, type AnswerHead, type Exchange, type FrontLoad } from '../http2/index.ts';
import type { HttpBounds } from './bounds.ts';

/** What an exchange needs of its server. */
export interface ExchangeOwner {
  readonly bounds: HttpBounds;
  readonly load: FrontLoad;
  /** Answers tell their clients to leave. */
  readonly isDraining: boolean;
  /** The request is whole. */
  onRequest(exchange: Exchange): void;
  /** The answer has left, or will not. */
  onOver(exchange: Http1Exchange): void;
}

const nothing = new Uint8Array();

export class Http1Exchange implements Exchange {
  body: Uint8Array = nothing;
  onCancelled: (() => void) | undefined = undefined;
  /** First sweep that saw the exchange answered and still here. */
  answeredMs: number | undefined = undefined;

  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #owner: ExchangeOwner;
  readonly #arriving = new GrowingBuffer();
  #requestBytes = 0;
  #answerBytes = 0;
  #discardedBytes = 0;
  #isHandling = false;
  #isAnswered = false;
  #isOver = false;

  /** `waitsForLeave`: the client sends its body only when it is told to (RFC 9110 §10.1.1). */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    owner: ExchangeOwner,
    { waitsForLeave }: { readonly waitsForLeave: boolean },
  ) {
    this.#request = request;
    this.#response = response;
    this.#owner = owner;
    owner.load.calls += 1;
    request.on('data', (bytes: Buffer) => this.#receive(bytes));
    request.on('end', () => this.#finishRequest());
    // Both are over when their socket is closed.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    response.on('close', () => this.over());
    const { callsMax, messageBytesMax } = owner.bounds;
    if (owner.load.calls > callsMax) this.#refuse(503);
    else if (Number(request.headers['content-length'] ?? 0) > messageBytesMax) {
      this.#refuse(413);
    } else if (waitsForLeave) response.writeContinue();
  }

  get method(): string {
    return this.#request.method ?? '';
  }

  get target(): string {
    return this.#request.url ?? '';
  }

  get isCancelled(): boolean {
    return this.#isOver;
  }

  get socket(): Socket {
    return this.#request.socket;
  }

  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  field(name: string): string | undefined {
    return this.#request.headersDistinct[name]?.join(', ');
  }

  tryAnswer(head: AnswerHead, body: Uint8Array): boolean {
    if (!this.#isAnswered) {
      const isSmall = body.length <= this.#owner.bounds.smallAnswerBytesMax;
      if (!isSmall && !this.#tryHold(body.length)) return false;
      this.#isAnswered = true;
      this.#writeHead(head, body.length);
      this.#response.end(body);
    }
    this.#handled();
    return true;
  }

  begin(head: AnswerHead): void {
    if (this.#isAnswered) return;
    this.#writeHead(head, undefined);
    this.#response.flushHeaders();
  }

  tryWrite(piece: Uint8Array, onSent: () => void): boolean {
    if (this.#isAnswered) return true;
    if (!this.#tryHold(piece.length)) return false;
    this.#response.write(piece, (error) => {
      if (this.#isOver) return;
      this.#answerBytes -= piece.length;
      this.#owner.load.answerBytes -= piece.length;
      if (error === undefined || error === null) onSent();
    });
    return true;
  }

  end(): void {
    if (!this.#isAnswered) {
      this.#isAnswered = true;
      this.#response.end();
    }
    this.#handled();
  }

  abort(): void {
    const isSending = !this.#isAnswered;
    this.#isAnswered = true;
    this.#handled();
    if (isSending) this.drop();
  }

  /** Closes its connection. */
  drop(): void {
    this.#request.socket.destroy();
  }

  /** Its answer has left, or its connection is gone. Calling twice is safe. */
  over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#isAnswered = true;
    this.#owner.load.answerBytes -= this.#answerBytes;
    this.#arriving.clear();
    this.#owner.onOver(this);
    if (this.#isHandling) this.onCancelled?.();
    else this.#leave();
  }

  #receive(bytes: Buffer): void {
    const { bounds, load } = this.#owner;
    if (this.#isAnswered) {
      this.#discardedBytes += bytes.length;
      if (this.#discardedBytes > bounds.discardedBytesMax) this.drop();
    } else if (this.#requestBytes + bytes.length > bounds.messageBytesMax) this.#refuse(413);
    else if (load.requestBytes + bytes.length > bounds.requestBytesMax) this.#refuse(503);
    else {
      this.#requestBytes += bytes.length;
      load.requestBytes += bytes.length;
      this.#arriving.append(bytes);
    }
  }

  #finishRequest(): void {
    if (this.#isAnswered) return;
    this.body = this.#arriving.take();
    this.#isHandling = true;
    this.#owner.onRequest(this);
  }

  /** `node:http` closes the connection after it if the client waits for leave: what comes next would be anything. */
  #refuse(status: number): void {
    this.#isAnswered = true;
    this.#arriving.clear();
    this.#writeHead({ status }, 0);
    this.#response.end();
  }

  #writeHead({ status, contentType }: AnswerHead, contentLength: number | undefined): void {
    if (this.#owner.isDraining) this.#response.shouldKeepAlive = false;
    this.#response.writeHead(status, {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(contentLength === undefined ? {} : { 'content-length': contentLength }),
    });
  }

  #handled(): void {
    if (!this.#isHandling) return;
    this.#isHandling = false;
    if (this.#isOver) this.#leave();
  }

  #leave(): void {
    this.#owner.load.calls -= 1;
    this.#owner.load.requestBytes -= this.#requestBytes;
  }

  #tryHold(bytes: number): boolean {
    const { bounds, load } = this.#owner;
    if (load.answerBytes + bytes > bounds.answerBytesMax) return false;
    this.#answerBytes += bytes;
    load.answerBytes += bytes;
    return true;
  }
}
