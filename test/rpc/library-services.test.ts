/** Handlers of the library's services over our own server; what real ones do is in `ecosystem.test.ts`. */
import { expect, test } from 'vitest';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { LibraryServices } from '../../rpc/library-services.ts';
import type { ServerCall } from '../../rpc/http2/index.ts';
import { ManualClock } from '../support/manual-clock.ts';

class FakeCall implements ServerCall {
  timeoutMs: number | undefined = undefined;
  readonly head = { authorization: undefined, database: undefined };
  isCancelled = false;
  onCancelled: (() => void) | undefined = undefined;
  readonly said: unknown[] = [];

  tryAnswer(message: Uint8Array): boolean {
    this.said.push(String(message));
    return true;
  }

  tryWrite(message: Uint8Array): boolean {
    this.said.push(String(message));
    return true;
  }

  end(): void {
    this.said.push('end');
  }

  fail({ code }: { readonly code: number }): void {
    this.said.push(code);
  }
}

function start(requestStream: boolean, responseStream: boolean) {
  const calls: Called[] = [];
  const clock = new ManualClock();
  const services = new LibraryServices({ clock });
  const method = {
    path: '/t/Do',
    requestStream,
    responseStream,
    requestDeserialize: (bytes: Buffer) => JSON.parse(String(bytes)) as object,
    responseSerialize: (answer: object) => Buffer.from(JSON.stringify(answer)),
    requestSerialize: () => Buffer.alloc(0),
    responseDeserialize: () => ({}),
  };
  const definition: ServiceDefinition = { Do: method, NotThere: { ...method, path: '/t/Not' } };
  services.addService(definition, {
    Do: (call: Called, reply?: (failure: null, answer: object) => void) => {
      calls.push(call);
      reply?.(null, { got: call.request });
    },
  });
  return { calls, clock, services, handler: services.handlers.get('/t/Do') };
}

type Called = {
  readonly request: unknown;
  on(event: string, listener: (value: unknown) => void): void;
  write(answer: object): void;
};

test('a single request is decoded and its answer encoded; what cannot be decoded is refused', () => {
  const { handler, services } = start(false, false);
  expect([...services.handlers.keys()]).toEqual(['/t/Do']);
  const call = new FakeCall();
  if (handler?.kind !== 'single') throw new Error('not a single request');
  handler.handle(call, Buffer.from('{"a":1}'));
  handler.handle(call, Buffer.from('{"a":'));
  expect(call.said).toEqual(['{"got":{"a":1}}', 3]);
});

test('a stream of answers ends at its deadline, and its service hears of it', async () => {
  const { handler, calls, clock } = start(false, true);
  const call = new FakeCall();
  call.timeoutMs = 500;
  if (handler?.kind !== 'single') throw new Error('not a single request');
  handler.handle(call, Buffer.from('{}'));
  let cancelled = 0;
  calls[0]?.on('cancelled', () => (cancelled += 1));
  calls[0]?.write({ a: 1 });
  await clock.advance(500);
  call.onCancelled?.();
  expect([call.said.slice(0, 2), cancelled]).toEqual([['{"a":1}', 4], 1]);
});

test('a stream whose answers nobody reads is ended', () => {
  const { handler, calls } = start(true, true);
  const call = new FakeCall();
  if (handler?.kind !== 'stream') throw new Error('not a stream');
  const sink = handler.open(call);
  const heard: unknown[] = [];
  calls[0]?.on('data', (message) => heard.push(message));
  void sink.onMessage(Buffer.from('{"a":1}'));
  expect(heard).toEqual([{ a: 1 }]);
  for (let at = 0; at < 257; at++) calls[0]?.write({});
  expect(call.said.at(-1)).toBe(8);
});
