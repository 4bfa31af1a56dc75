/** What all clients of the HTTP port may hold together, and for how long. Times in ms, kept to within about a second. */
import type { FrontBounds } from '../http2/index.ts';
import * as limits from '../limits.ts';

export type HttpBounds = FrontBounds & {
  /** The head of a request of HTTP/1.1; longer ones are answered with 431. (Of HTTP/2 it is 16 KiB as well.) */
  readonly headBytesMax: number;
  /** A connection of HTTP/1.1 is closed when it had no request for this long. Clients are told, and leave before. */
  readonly keepAliveMs: number;
  /** Requests of one connection of HTTP/1.1 that wait for their answers; with more it is dropped. */
  readonly pipelinedMax: number;
  /** What is thrown away of a body that was refused, so that its sender can read why; with more it is dropped. */
  readonly discardedBytesMax: number;
};

export const httpBounds: HttpBounds = {
  connectionsMax: limits.connectionsMax,
  strangersMakeRoom: false,
  // Each watch holds one.
  streamsPerConnectionMax: 1000,
  streamWindowBytes: 256 * 1024,
  connectionWindowBytes: 1024 * 1024,
  callsMax: limits.callsInFlightMax,
  requestBytesMax: limits.arrivingBytesMax,
  messageBytesMax: limits.requestBytesMax,
  answerBytesMax: limits.callBytesInFlightMax,
  smallAnswerBytesMax: limits.smallAnswerBytesMax,
  arrivalMsMax: limits.arrivalMsMax,
  // Deno opens a new connection for its next request without anyone's notice.
  idleMsMax: 600_000,
  unreadMsMax: limits.unreadMsMax,
  keepaliveIntervalMs: limits.keepaliveIntervalMs,
  keepaliveTimeoutMs: limits.keepaliveTimeoutMs,
  headBytesMax: 16_384,
  // Longer than clients keep a connection by themselves: those of Node 4 s, of Python 15 s.
  keepAliveMs: 75_000,
  pipelinedMax: 16,
  discardedBytesMax: 8 * 1024 * 1024,
};
