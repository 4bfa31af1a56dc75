/** Requests as gRPC calls: which become calls, and why others do not, as the header block that says so. */
import { parseGrpcTimeout } from './grpc-timeout.ts';
import type { RequestHead } from './request-head.ts';
import { encodeHttpStatus, encodeTrailersOnly, frontStatus, type CallFailure } from './response.ts';
import { ServerStream, type MethodHandler } from './server-stream.ts';
import type { Protocol, Stream, StreamDeps, StreamStart } from './stream.ts';

const httpStatus = {
  405: encodeHttpStatus(405),
  415: encodeHttpStatus(415),
  431: encodeHttpStatus(431),
};
const pathCharactersMax = 256;

export type GrpcProtocolDeps = {
  /** By path, "/package.Service/Method". */
  readonly handlers: ReadonlyMap<string, MethodHandler>;
  /** How a call is refused for which there is no room. */
  readonly refusal: (message: string) => CallFailure;
};

export class GrpcProtocol implements Protocol {
  readonly fieldNames: ReadonlySet<string> = new Set();
  readonly #deps: GrpcProtocolDeps;

  constructor(deps: GrpcProtocolDeps) {
    this.#deps = deps;
  }

  begin(head: RequestHead, start: StreamStart, deps: StreamDeps): Stream | Uint8Array {
    const { handlers, refusal } = this.#deps;
    if (head.isTooLong) return httpStatus[431];
    if (head.method !== 'POST') return httpStatus[405];
    if (!/^application\/grpc(?:$|[+;])/.test(head.contentType)) return httpStatus[415];
    const handler = handlers.get(head.path);
    if (handler === undefined) {
      const path = head.path.slice(0, pathCharactersMax);
      const message = `the method ${path} is not implemented here`;
      return encodeTrailersOnly({ code: frontStatus.unimplemented, message });
    }
    const timeoutMs = parseGrpcTimeout(head.grpcTimeout);
    if (timeoutMs === 'malformed') {
      const message = 'grpc-timeout is malformed';
      return encodeTrailersOnly({ code: frontStatus.invalidArgument, message });
    }
    if (deps.load.calls >= deps.bounds.callsMax) {
      return encodeTrailersOnly(refusal('too many calls are open on this node'));
    }
    return new ServerStream(
      handler,
      {
        id: start.id,
        timeoutMs,
        head,
        sinceMs: start.sinceMs,
        sendWindow: start.sendWindow,
      },
      { output: deps.output, bounds: deps.bounds, load: deps.load, refusal },
    );
  }
}
