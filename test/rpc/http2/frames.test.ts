import { describe, expect, test } from 'vitest';
import { PeerProtocolError } from '../../../rpc/http2/errors.ts';
import {
  errorCode,
  frameBytesMax,
  frameFlag,
  FrameReader,
  frameType,
  FrameWriter,
} from '../../../rpc/http2/frames.ts';
import { thrownBy } from '../../support/thrown-by.ts';
import { frame } from './support.ts';

type Seen = { type: number; flags: number; streamId: number; payload: string };

/** What a reader makes of `pieces`, one after the other. */
function readAll(pieces: readonly Buffer[]): Seen[] {
  const reader = new FrameReader();
  const seen: Seen[] = [];
  for (const piece of pieces) {
    const reused = Buffer.from(piece);
    reader.read(reused, ({ payload, ...head }) => {
      seen.push({ ...head, payload: payload.toString('latin1') });
    });
    // The caller may overwrite what it gave.
    reused.fill(0);
  }
  return seen;
}

describe('a reader', () => {
  const frames = Buffer.concat([
    frame(frameType.settings, frameFlag.ack, 0),
    frame(frameType.data, frameFlag.endStream, 7, Buffer.from('hello')),
    frame(frameType.headers, frameFlag.endHeaders, 2 ** 31 - 1, Buffer.alloc(300, 0x61)),
  ]);
  const expected: Seen[] = [
    { type: 4, flags: 1, streamId: 0, payload: '' },
    { type: 0, flags: 1, streamId: 7, payload: 'hello' },
    { type: 1, flags: 4, streamId: 2 ** 31 - 1, payload: 'a'.repeat(300) },
  ];

  test('cuts frames out of what arrives together', () => {
    expect(readAll([frames])).toEqual(expected);
  });

  test.each([1, 2, 8, 9, 10, 100])('finds the same frames in pieces of %i bytes', (size) => {
    const count = Math.ceil(frames.length / size);
    const pieces = Array.from({ length: count }, (_, at) =>
      frames.subarray(at * size, (at + 1) * size),
    );
    expect(readAll(pieces)).toEqual(expected);
  });

  test('ignores the reserved bit of the stream id', () => {
    const bytes = frame(frameType.data, 0, 5);
    bytes.writeUInt8(0x80, 5);
    expect(readAll([bytes])).toEqual([{ type: 0, flags: 0, streamId: 5, payload: '' }]);
  });

  test('takes a frame of the largest size, and refuses a larger one before its payload is there', () => {
    expect(readAll([frame(0, 0, 1, Buffer.alloc(frameBytesMax))])).toHaveLength(1);
    const head = frame(0, 0, 1, Buffer.alloc(frameBytesMax + 1)).subarray(0, 9);
    const thrown = thrownBy(() => readAll([head]));
    expect(thrown).toBeInstanceOf(PeerProtocolError);
    expect(thrown).toMatchObject({
      http2Code: errorCode.frameSize,
      message: 'received a frame of 16385 bytes; is this an HTTP/2 server?',
    });
  });
});

describe('a writer', () => {
  test('gives the frames that a reader finds, and then starts anew', () => {
    const writer = new FrameWriter();
    writer.frame(frameType.windowUpdate, 0, 3, 4);
    writer.appendUInt32(2 ** 31 - 1);
    writer.frame(frameType.settings, 0, 0, 6);
    writer.appendUInt16(4);
    writer.appendUInt32(5);
    writer.frame(frameType.data, frameFlag.endStream, 1, 3);
    writer.appendUInt8(0x68);
    writer.append(Buffer.from('ey'));
    expect(writer.length).toBe(9 + 4 + 9 + 6 + 9 + 3);
    expect(readAll([writer.take()])).toEqual([
      { type: 8, flags: 0, streamId: 3, payload: '\x7f\xff\xff\xff' },
      { type: 4, flags: 0, streamId: 0, payload: '\0\x04\0\0\0\x05' },
      { type: 0, flags: 1, streamId: 1, payload: 'hey' },
    ]);
    expect(writer.length).toBe(0);
    expect(writer.take()).toHaveLength(0);
  });

  test('grows, and what was taken does not change by what is written later', () => {
    const writer = new FrameWriter();
    writer.append(Buffer.alloc(100_000, 1));
    writer.append(Buffer.alloc(100_000, 2));
    const taken = writer.take();
    writer.append(Buffer.alloc(200_000, 3));
    const expected = Buffer.concat([Buffer.alloc(100_000, 1), Buffer.alloc(100_000, 2)]);
    expect(taken.equals(expected)).toBe(true);
  });
});
