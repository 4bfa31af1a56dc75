/** A lean gRPC client for measuring: plain calls over clear-text HTTP/2, at a few microseconds each. */
export type { CallEnd, CallHandler } from './call.ts';
export { LoadClient, type LoadClientOptions, type UnaryResult } from './client.ts';
export { ConnectError, PeerProtocolError } from './errors.ts';
