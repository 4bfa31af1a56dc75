/** What all clients of one front may hold together, and what they hold. */

/** Times are in milliseconds and are kept to within a second. */
export type FrontBounds = {
  /** Further connections are closed as soon as they are made, unless one makes room. */
  readonly connectionsMax: number;
  /** The oldest connection that carries no call of a known caller is dropped for a further one. */
  readonly strangersMakeRoom: boolean;
  /** Streams of one connection at the same time. Further ones are refused (REFUSED_STREAM). */
  readonly streamsPerConnectionMax: number;
  /** What a client may send on one stream, and on all of its streams, before it is given more. At least 65 535. */
  readonly streamWindowBytes: number;
  readonly connectionWindowBytes: number;
  /** Calls from their first header until their answer has left this process. */
  readonly callsMax: number;
  /** Bytes of requests of those calls; of a stream of requests, those that its handler has not taken. */
  readonly requestBytesMax: number;
  /** Bytes of one request message. */
  readonly messageBytesMax: number;
  /** Bytes of answers that have not left this process. */
  readonly answerBytesMax: number;
  /** An answer up to this many bytes that ends its call does not count, so it is never refused. */
  readonly smallAnswerBytesMax: number;
  /** From the first header of a call to the end of its request; also for a preface and a header block. */
  readonly arrivalMsMax: number;
  /** A connection that has had no call for this long is told to go. */
  readonly idleMsMax: number;
  /** From the end of an answer until it has left this process. */
  readonly unreadMsMax: number;
  /** After this long without a byte the client is asked for a sign of life. */
  readonly keepaliveIntervalMs: number;
  /** And is dropped after this long without one. */
  readonly keepaliveTimeoutMs: number;
};

/** The counts that the bounds are for; shared by the connections of one front. */
export type FrontLoad = { calls: number; requestBytes: number; answerBytes: number };
