/** HTTP/2 on bare sockets at a few microseconds per message: gRPC, client and server, and plain exchanges. */
export type { CallEnd, CallHandler } from './call.ts';
export { LoadClient } from './client.ts';
export { Connection } from './connection.ts';
export type { RequestStream } from './connection.ts';
export type { Field } from './hpack.ts';
export { parseEndpoint } from './endpoint.ts';
export { ConnectError } from './errors.ts';
export type { AnswerHead, Exchange, ExchangeHandler } from './exchange.ts';
export type { FrontBounds, FrontLoad } from './front-bounds.ts';
export { Front } from './front.ts';
export { GrowingBuffer } from './growing-buffer.ts';
export { Listener } from './listener.ts';
export { PlainProtocol } from './plain-stream.ts';
export type { CallFailure } from './response.ts';
export { GrpcServer } from './server.ts';
export type { CallHead, MethodHandler, RequestSink, ServerCall } from './server-stream.ts';
