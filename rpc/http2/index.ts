/** gRPC on bare sockets, client and server: clear-text HTTP/2 at a few microseconds per message. */
export type { CallEnd, CallHandler } from './call.ts';
export { LoadClient } from './client.ts';
export { Connection } from './connection.ts';
export type { RequestStream } from './connection.ts';
export type { Field } from './hpack.ts';
export { parseEndpoint } from './endpoint.ts';
export { ConnectError } from './errors.ts';
export type { CallFailure } from './response.ts';
export { GrpcServer } from './server.ts';
export type { CallHead, MethodHandler, RequestSink, ServerCall } from './server-stream.ts';
