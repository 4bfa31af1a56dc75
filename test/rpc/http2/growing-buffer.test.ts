import { expect, test } from 'vitest';
import { GrowingBuffer } from '../../../rpc/http2/growing-buffer.ts';

test('gives what was appended, in pieces of any size, and is empty then', () => {
  const buffer = new GrowingBuffer();
  expect(buffer.take()).toHaveLength(0);
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 253));
  let at = 0;
  for (let size = 0; at < bytes.length; size += 1) {
    buffer.append(bytes.subarray(at, at + size));
    at = Math.min(bytes.length, at + size);
    expect(buffer.length).toBe(at);
    expect(buffer.bytes.equals(bytes.subarray(0, at))).toBe(true);
  }
  const taken = buffer.take();
  buffer.append(Buffer.from('next'));
  expect(taken.equals(bytes)).toBe(true);
  expect(buffer.bytes.toString()).toBe('next');
  buffer.clear();
  expect(buffer.length).toBe(0);
});
