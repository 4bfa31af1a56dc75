/** Why a request does not become a call, as the header block that says so. */
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import type { RequestHead } from './request-head.ts';
import { encodeHttpStatus, encodeTrailersOnly, frontStatus, type CallFailure } from './response.ts';

const httpStatus = {
  405: encodeHttpStatus(405),
  415: encodeHttpStatus(415),
  431: encodeHttpStatus(431),
};
const pathCharactersMax = 256;

/** What is not gRPC is answered in HTTP. Undefined if the request may become a call. */
export function refusalOf(
  head: RequestHead,
  found: { readonly hasMethod: boolean; readonly timeoutMs: number | 'malformed' | undefined },
  front: {
    readonly bounds: FrontBounds;
    readonly load: FrontLoad;
    refusal(message: string): CallFailure;
  },
): Uint8Array | undefined {
  if (head.isTooLong) return httpStatus[431];
  if (head.method !== 'POST') return httpStatus[405];
  if (!/^application\/grpc(?:$|[+;])/.test(head.contentType)) return httpStatus[415];
  if (!found.hasMethod) {
    const message = `the method ${head.path.slice(0, pathCharactersMax)} is not implemented here`;
    return encodeTrailersOnly({ code: frontStatus.unimplemented, message });
  }
  if (found.timeoutMs === 'malformed') {
    const message = 'grpc-timeout is malformed';
    return encodeTrailersOnly({ code: frontStatus.invalidArgument, message });
  }
  if (front.load.calls < front.bounds.callsMax) return undefined;
  return encodeTrailersOnly(front.refusal('too many calls are open on this node'));
}
