/** A lean gRPC client for measuring: plain calls over clear-text HTTP/2, at a few microseconds each. */
export type { CallEnd, CallHandler } from './call.ts';
export { LoadClient } from './client.ts';
export { ConnectError } from './errors.ts';
