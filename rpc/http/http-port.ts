/** One HTTP exchange, whatever the version of HTTP and the transport beneath. */

export type HttpRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The value of a header by its name in lower case; undefined if it is not there. */
  readonly header: (name: string) => string | undefined;
  /** Complete, and no longer than the front allows. */
  readonly body: Uint8Array;
  /** Aborted when the client has gone, has cancelled, or the server cuts what is still open. */
  readonly signal: AbortSignal;
};

export type HttpAnswer = {
  readonly status: number;
  /** Absent: no such header. */
  readonly contentType?: string;
  /**
   * Whole, or in pieces that are flushed one by one; a piece is asked for when the one before was taken. Pieces that end with a
   * `KvorumError` cut the exchange, so that nobody takes what was sent for the whole.
   */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
};

/** Never rejects for what a client may send; a rejection is a bug and ends the process. */
export type HttpHandler = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
