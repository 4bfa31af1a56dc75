/**
 * The seam between a connection and what its streams carry. The connection and its output know frames, windows and
 * states; a `Protocol` makes of a request a stream that knows what the bytes mean: a gRPC call, or a plain exchange.
 */
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import type { RequestHead } from './request-head.ts';
import type { ServerOutput } from './server-output.ts';

/** A request that was accepted, until its answer has left. Driven by the connection; never throws. */
export interface Stream {
  readonly id: number;
  readonly contentLength: number | undefined;
  /** Flow control (RFC 9113 §6.9): what the client may still send, and what we may. */
  receiveWindow: number;
  sendWindow: number;
  /** Bytes of DATA, to be compared with `contentLength`. */
  bodyBytes: number;
  /** END_STREAM was received. */
  isRequestOver: boolean;
  /** What flow control holds back, with how much of the first is sent; and what ends the stream after it. */
  readonly unsent: UnsentPiece[];
  unsentOffset: number;
  trailers: Uint8Array | undefined;
  /** The answer has its end, or nobody waits for it any more. */
  readonly isAnswered: boolean;
  /** First sweep that saw the stream answered and still here. */
  answeredMs: number | undefined;
  /** See `FrontBounds.strangersMakeRoom`. */
  readonly isKnown: boolean;

  /** How long the client has left for its request, as of `nowMs`. */
  arrivalMsLeft(nowMs: number): number;
  /** Called once, before anything is received. */
  open(): void;
  /** Takes bytes of the request, valid until the return. False if the stream was ended for them. */
  receive(payload: Buffer): boolean;
  /** Lets the client send on, unless what it has sent has to wait. To be called after `receive`. */
  giveCredit(): void;
  /** The request has ended. */
  finishRequest(): void;
  /** Refuses a request that did not arrive in time. */
  refuseLate(): void;
  /** Its answer has left, or it was reset, or the connection is gone. Calling twice is safe. */
  over(): void;
}

/** Bytes of DATA, and what is to be called when they have left. */
export type UnsentPiece = { readonly bytes: Buffer; readonly onSent: (() => void) | undefined };

/** How a stream begins. */
export type StreamStart = {
  readonly id: number;
  /** When its first header came, by the sweeps of the front. */
  readonly sinceMs: number;
  readonly sendWindow: number;
};

export type StreamDeps = {
  readonly output: ServerOutput;
  readonly bounds: FrontBounds;
  readonly load: FrontLoad;
};

/** What requests of one front are. */
export interface Protocol {
  /** Names of header fields, in lower case, whose values it wants besides what every `RequestHead` has. */
  readonly fieldNames: ReadonlySet<string>;
  /** The stream that a request becomes, or the header block that refuses it. `head` is well-formed, or too long. */
  begin(head: RequestHead, start: StreamStart, deps: StreamDeps): Stream | Uint8Array;
}
