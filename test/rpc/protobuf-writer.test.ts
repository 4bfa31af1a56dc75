import { expect, test } from 'vitest';
import {
  fieldBytes,
  varintBytes,
  writeBytes,
  writeHead,
  writeText,
  writeVarint,
} from '../../rpc/protobuf-writer.ts';

test.each([
  [0, '00'],
  [127, '7f'],
  [128, '8001'],
  [16_383, 'ff7f'],
  [16_384, '808001'],
  [2 ** 21, '80808001'],
  [2 ** 28, '8080808001'],
  [2 ** 32 - 1, 'ffffffff0f'],
])('the number %i', (number, hex) => {
  const message = Buffer.alloc(5);
  const end = writeVarint(message, 0, number);
  expect(message.toString('hex', 0, end)).toBe(hex);
  expect(varintBytes(number)).toBe(end);
});

test('fields of bytes and of text, and how long they are', () => {
  const message = Buffer.alloc(200);
  let end = writeBytes(message, 0, 0x0a, Uint8Array.of(1, 2));
  expect(end).toBe(fieldBytes(2));
  end = writeText(message, end, 0x12, 'a\u00ff');
  expect(message.toString('hex', 0, end)).toBe('0a020102120261ff');
  expect(writeHead(message, 0, 0x1a, 128)).toBe(fieldBytes(128) - 128);
});
