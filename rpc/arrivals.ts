/**
 * Bounds what requests may hold while they arrive, and how long. The library collects each request, up to its
 * greatest size, before a handler sees it; thousands of calls that send all but their last byte would otherwise
 * fill the memory, or the bound that protects it, for ever.
 *
 * The streams beneath the calls are not part of the library's interface, but at run time every call has its own.
 */
import type { ServerHttp2Stream } from 'node:http2';
import type {
  ServerInterceptingCall,
  ServerInterceptingCallInterface,
  ServerInterceptor,
  StatusObject,
} from '@grpc/grpc-js';
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { InFlight } from '../base/in-flight.ts';
import { OverloadedError } from './errors.ts';
import { relieveSession } from './session-streams.ts';

export type ArrivalBounds = {
  /** Calls from their first header until they are over. */
  readonly callsMax: number;
  /** Bytes of the requests of those calls. */
  readonly bytesMax: number;
  /** From the first header of a call to the end of its request. */
  readonly arrivalMsMax: number;
};

export type ArrivalsDeps = {
  readonly clock: Clock;
  /** How a refusal is told, in the form that the library sends. */
  readonly refuse: (error: OverloadedError) => Pick<StatusObject, 'code' | 'details' | 'metadata'>;
};

/** How often calls are looked at that have not arrived whole. */
const sweepIntervalMs = 1000;

export class Arrivals {
  readonly #bounds: ArrivalBounds;
  readonly #deps: ArrivalsDeps;
  #calls = 0;
  #bytes = 0;
  /** What ends a call whose request has not arrived whole, and since when it does; by the number of the call. */
  readonly #arriving = new InFlight<{ readonly since: MonotonicMs; readonly end: () => void }>();
  #nextCall = 0;
  #isSweepDue = false;

  constructor(bounds: ArrivalBounds, deps: ArrivalsDeps) {
    this.#bounds = bounds;
    this.#deps = deps;
  }

  get calls(): number {
    return this.#calls;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Watches every call of a server, and refuses those for which there is no room. */
  readonly interceptor: ServerInterceptor = (_method, call) => {
    const stream = streamOf(call);
    if (stream !== undefined) this.#watch(call, stream);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the declared class wraps a call; one as it is will do.
    return call as ServerInterceptingCall;
  };

  #watch(call: ServerInterceptingCallInterface, stream: ServerHttp2Stream): void {
    if (stream.session !== undefined) relieveSession(stream.session);
    const id = this.#nextCall++;
    let bytes = 0;
    this.#calls++;
    // Before the library's own listener, so that the call is over when that looks at the bytes.
    stream.prependListener('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      this.#bytes += chunk.length;
      if (this.#bytes > this.#bounds.bytesMax) {
        this.#end(call, stream, 'too many requests are arriving at this node');
      }
    });
    stream.once('end', () => {
      this.#arriving.delete(id);
    });
    stream.once('close', () => {
      this.#arriving.delete(id);
      this.#calls--;
      this.#bytes -= bytes;
    });
    const end = (): void => {
      this.#end(call, stream, 'the request did not arrive in time');
    };
    this.#arriving.set(id, { since: this.#deps.clock.monotonic(), end });
    this.#sweepLater();
    if (this.#calls > this.#bounds.callsMax) {
      this.#end(call, stream, 'too many calls are open on this node');
    }
  }

  #sweepLater(): void {
    if (this.#isSweepDue || this.#arriving.size === 0) return;
    this.#isSweepDue = true;
    this.#deps.clock.after(sweepIntervalMs, () => {
      this.#isSweepDue = false;
      this.#sweep();
      this.#sweepLater();
    });
  }

  #sweep(): void {
    const now = this.#deps.clock.monotonic();
    for (const [id, { since, end }] of this.#arriving.entries()) {
      if (now - since < this.#bounds.arrivalMsMax) continue;
      this.#arriving.delete(id);
      end();
    }
  }

  /** Ends a call whose request has not arrived whole: no handler has seen it, and none will. */
  #end(call: ServerInterceptingCallInterface, stream: ServerHttp2Stream, message: string): void {
    call.sendStatus(this.#deps.refuse(new OverloadedError(message)));
    // What is left of the request must not be taken for its regular end.
    stream.removeAllListeners('end');
    // The rest of the request is not wanted; but a reset overtakes an answer that has not left.
    const close = (): void => {
      this.#deps.clock.soon(() => {
        stream.close();
      });
    };
    // Finished already: the library has refused the call for a reason of its own, and the client goes on sending.
    if (stream.writableFinished) close();
    else stream.once('finish', close);
  }
}

function streamOf(call: ServerInterceptingCallInterface): ServerHttp2Stream | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its test fails should the library rename it.
  return (call as { readonly stream?: ServerHttp2Stream }).stream;
}
