import { expect, test } from 'vitest';
import { Call } from '../../../rpc/http2/call.ts';
import { Collected, grpcMessage } from './support.ts';

/** A call and what its handler was given. */
function begin() {
  const collected = new Collected();
  const call = new Call(collected, { startSweep: 0, sendWindow: 65_535, isOpenEnded: false });
  /** Overwrites what it gave, as the owner of a receive buffer does. */
  const receive = (bytes: Uint8Array): string | undefined => {
    const reused = Buffer.from(bytes);
    const problem = call.receive(reused);
    reused.fill(0xee);
    return problem;
  };
  const texts = (): string[] => collected.messages.map(String);
  return { call, receive, texts };
}

const three = Buffer.concat([
  grpcMessage(Buffer.from('one')),
  grpcMessage(new Uint8Array(0)),
  grpcMessage(Buffer.from('three')),
]);

test('messages that arrive together are handed over one by one, empty ones too', () => {
  const { call, receive, texts } = begin();
  expect(receive(three)).toBe(undefined);
  expect(texts()).toEqual(['one', '', 'three']);
  expect(call.isInsideMessage).toBe(false);
});

test.each([1, 3, 5, 6, 12])(
  'messages that arrive in pieces of %i bytes are put together',
  (size) => {
    const { call, receive, texts } = begin();
    for (let at = 0; at < three.length; at += size) {
      expect(receive(three.subarray(at, at + size))).toBe(undefined);
    }
    expect(texts()).toEqual(['one', '', 'three']);
    expect(call.isInsideMessage).toBe(false);
  },
);

test('a message counts as begun from its first byte', () => {
  const { call, receive, texts } = begin();
  receive(three.subarray(0, 1));
  expect(call.isInsideMessage).toBe(true);
  receive(three.subarray(1, 7));
  expect(call.isInsideMessage).toBe(true);
  expect(texts()).toEqual([]);
});

test.each([
  ['a compressed message', Buffer.from([1, 0, 0, 0, 0]), 'compressed, which was not offered'],
  ['a message of more than 64 MiB', Buffer.from([0, 4, 0, 0, 1]), 'the message has 67108865 bytes'],
])('%s is malformed', (_name, bytes, reason) => {
  const { receive, texts } = begin();
  expect(receive(bytes)).toContain(reason);
  expect(texts()).toEqual([]);
});

test('what came before a malformed message has been handed over', () => {
  const { receive, texts } = begin();
  expect(
    receive(Buffer.concat([grpcMessage(Buffer.from('good')), Buffer.from([2, 0, 0, 0, 0])])),
  ).toContain('compressed');
  expect(texts()).toEqual(['good']);
});
