/**
 * Drops an answer that its client does not take. The library holds it for as long as the client stays connected,
 * beyond every deadline; and with it the call's share of what all clients together may leave unread, so that one
 * client that reads nothing would keep lists and large answers from all others for ever.
 *
 * The streams beneath the calls are not part of the library's interface, but at run time every call has its own.
 */
import { constants } from 'node:http2';
import type { ServerHttp2Stream } from 'node:http2';
import type { Clock } from '../base/clock.ts';
import { unreadMsMax } from './limits.ts';

/** The part of the library's calls that is used here. `cancelled` is emitted once, at the end of every call. */
type Call = { once(event: 'cancelled', listener: () => void): unknown };

/** Resets the call's stream unless the call is over, its answer read to the end, within `unreadMsMax`. */
export function dropIfUnread(call: Call, clock: Clock): void {
  const timer = clock.after(unreadMsMax, () => {
    streamOf(call)?.close(constants.NGHTTP2_CANCEL);
  });
  call.once('cancelled', () => {
    timer.cancel();
  });
}

function streamOf(call: Call): ServerHttp2Stream | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its test fails should the library rename it.
  return (call as { readonly call?: { readonly stream?: ServerHttp2Stream } }).call?.stream;
}
