/**
 * Services that come as definitions for the gRPC library (health, reflection), run on our own server: an object with
 * the few members of the library's server and calls that they use.
 */
import { EventEmitter } from 'node:events';
import type { Server, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Clock } from '../base/clock.ts';
import type { CallFailure, MethodHandler, RequestSink, ServerCall } from './http2/index.ts';
import { grpcCodes } from './status.ts';

type Method = ServiceDefinition[string];
/** Any of the library's handlers. */
type Implementation = (call: LibraryCall, reply?: Reply) => void;
type Reply = (failure: LibraryFailure | null, answer: object) => void;
type LibraryFailure = { readonly code: number; readonly details: string };

/** Answers of one call that the client has not taken. Beyond, the call ends. */
const unsentAnswersMax = 256;

/** Collects handlers where a service expects the library's server. */
export class LibraryServices implements Pick<Server, 'addService'> {
  /** By path. */
  readonly handlers = new Map<string, MethodHandler>();
  readonly #clock: Clock;

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  addService(definition: ServiceDefinition, implementation: UntypedServiceImplementation): void {
    for (const [name, method] of Object.entries(definition)) {
      const found = implementation[name] ?? implementation[method.originalName ?? ''];
      if (found === undefined) continue;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library's types of handlers are those of all of its calls.
      const handler = found as unknown as Implementation;
      this.handlers.set(method.path, this.#adapt(method, handler.bind(implementation)));
    }
  }

  #adapt(method: Method, implementation: Implementation): MethodHandler {
    if (method.requestStream) {
      return {
        kind: 'stream',
        open: (call) => {
          const adapted = new LibraryCall(call, method, undefined);
          this.#endAtDeadline(call, adapted);
          implementation(adapted);
          return adapted;
        },
      };
    }
    return {
      kind: 'single',
      handle: (call, bytes) => {
        let request: object;
        try {
          request = decode(method, bytes);
        } catch {
          call.fail(malformedRequest);
          return;
        }
        const adapted = new LibraryCall(call, method, request);
        if (method.responseStream) {
          this.#endAtDeadline(call, adapted);
          implementation(adapted);
        } else implementation(adapted, (failure, answer) => adapted.reply(failure, answer));
      },
    };
  }

  /** Such calls do not end by themselves, and have no other deadline than their client's. */
  #endAtDeadline(call: ServerCall, adapted: LibraryCall): void {
    if (call.timeoutMs === undefined || call.timeoutMs > timerMsMax) return;
    const timer = this.#clock.after(call.timeoutMs, () => {
      adapted.endAtDeadline();
    });
    adapted.once('over', () => {
      timer.cancel();
    });
  }
}

/** The longest delay of a timer: 24 days. */
const timerMsMax = 2 ** 31 - 1;
const malformedRequest = {
  code: grpcCodes.INVALID_ARGUMENT,
  message: 'the request cannot be decoded',
};
const unreadAnswers = {
  code: grpcCodes.RESOURCE_EXHAUSTED,
  message: 'too many answers of this call have not been read',
};

/** Emits `data`, `end` and `cancelled` as the library's calls do, and `over` when it is over for us. */
class LibraryCall extends EventEmitter implements RequestSink {
  readonly request: object | undefined;
  readonly #call: ServerCall;
  readonly #method: Method;
  #unsent = 0;
  #isOver = false;

  constructor(call: ServerCall, method: Method, request: object | undefined) {
    super();
    this.#call = call;
    this.#method = method;
    this.request = request;
    call.onCancelled = () => {
      this.end();
    };
  }

  onMessage(bytes: Buffer): undefined {
    let message: object;
    try {
      message = decode(this.#method, bytes);
    } catch {
      this.#fail(malformedRequest);
      return;
    }
    this.emit('data', message);
  }

  onEnd(): void {
    this.emit('end');
  }

  write(answer: object): void {
    this.#unsent += 1;
    const isTaken = this.#call.tryWrite(this.#method.responseSerialize(answer), () => {
      this.#unsent -= 1;
    });
    if (!isTaken || this.#unsent > unsentAnswersMax) this.#fail(unreadAnswers);
  }

  end(): void {
    this.#call.end();
    this.#over();
  }

  endAtDeadline(): void {
    this.#fail({ code: grpcCodes.DEADLINE_EXCEEDED, message: 'the deadline is over' });
  }

  reply(failure: LibraryFailure | null, answer: object): void {
    if (failure !== null) this.#fail({ code: failure.code, message: failure.details });
    else if (!this.#call.tryAnswer(this.#method.responseSerialize(answer))) {
      this.#fail(unreadAnswers);
    }
  }

  #fail(failure: CallFailure): void {
    this.#call.fail(failure);
    this.#over();
  }

  /** The service must forget the call, whoever ended it. */
  #over(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.emit('cancelled');
    this.emit('over');
  }
}

function decode(method: Method, bytes: Buffer): object {
  const message: unknown = method.requestDeserialize(bytes);
  if (typeof message !== 'object' || message === null) throw new TypeError('not a message');
  return message;
}
