/** One plain HTTP exchange as its handler sees it, whatever the version of HTTP beneath. */

/** How an answer begins. */
export type AnswerHead = {
  /** 200 to 599. */
  readonly status: number;
  /** Absent: no such header. */
  readonly contentType?: string;
};

/**
 * A request that has arrived whole. Each handler ends each exchange once, with `tryAnswer`, `end` or `abort`, also when
 * it was cancelled: until then the exchange counts. All functions may be called at any time; after the end, or the
 * cancellation, nothing is sent.
 */
export interface Exchange {
  readonly method: string;
  /** As the client wrote it, with the query. */
  readonly target: string;
  /** The handler's to keep. */
  readonly body: Uint8Array;
  /** True when the client is gone, has cancelled, or was given up. */
  readonly isCancelled: boolean;
  /** Called once, if the exchange is over before its handler has ended it. Must not throw. */
  onCancelled: (() => void) | undefined;
  /**
   * The value of a header field, repeated ones joined by ", ". `name`, in lower case, must be one of those that the front
   * was told to keep.
   */
  field(name: string): string | undefined;
  /**
   * Answers as a whole; the body must not change any more. False if there is no room for it: then nothing was sent,
   * and the exchange must be ended in another way. Small bodies are never refused.
   */
  tryAnswer(head: AnswerHead, body: Uint8Array): boolean;
  /** Begins an answer that comes in pieces; its head leaves at once. */
  begin(head: AnswerHead): void;
  /**
   * Sends a piece of at least one byte, which must not change any more; `onSent` is called when it has left this process, and
   * not if it never does. False if there is no room for it: then nothing was sent.
   */
  tryWrite(piece: Uint8Array, onSent: () => void): boolean;
  /** Ends an answer properly after the pieces that were written. */
  end(): void;
  /** Cuts an answer that cannot be ended properly, so that the client sees that it is not whole. */
  abort(): void;
}

/** Takes exchanges. Must not throw. */
export type ExchangeHandler = (exchange: Exchange) => void;
