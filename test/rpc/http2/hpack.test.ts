import { connect } from 'node:net';

import { describe, expect, it } from 'vitest';

import { PeerProtocolError } from '../../../rpc/http2/errors.ts';
import { preface } from '../../../rpc/http2/frames.ts';
import { encodeRequestHeaders, HeaderDecoder } from '../../../rpc/http2/hpack.ts';
import { decodeHuffman } from '../../../rpc/http2/huffman.ts';
import { frame, serveHttp2 } from './support.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const decode = (hex: string): Record<string, string> =>
  Object.fromEntries(new HeaderDecoder().decode(bytes(hex)));

describe('Huffman strings', () => {
  it.each([
    // RFC 7541, Appendix C.4 and C.6.
    ['f1e3 c2e5 f23a 6ba0 ab90 f4ff', 'www.example.com'],
    ['a8eb 1064 9cbf', 'no-cache'],
    ['25a8 49e9 5ba9 7d7f', 'custom-key'],
    ['6402', '302'],
    ['d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['9d29 ad17 1863 c78f 0b97 c8e9 ae82 ae43 d3', 'https://www.example.com'],
    ['', ''],
  ])('%s stands for "%s"', (hex, text) => {
    expect(Buffer.from(decodeHuffman(bytes(hex))).toString('latin1')).toBe(text);
  });

  it.each([
    ['padding of a whole byte', 'a8eb 1064 9cbf ff'],
    ['padding with zeros', '00'],
    ['the end-of-string symbol', 'ffff ffff'],
  ])('with %s are refused', (_, hex) => {
    expect(() => decodeHuffman(bytes(hex))).toThrow(PeerProtocolError);
  });
});

describe('header blocks', () => {
  it('decode indexed fields and literals of every kind', () => {
    expect(decode('88 5f 03 612f62')).toEqual({ ':status': '200', 'content-type': 'a/b' });
    expect(decode('00 01 61 01 62')).toEqual({ a: 'b' });
    expect(decode('10 01 61 01 62')).toEqual({ a: 'b' });
    expect(decode('40 01 61 01 62')).toEqual({ a: 'b' });
    expect(decode('20 88')).toEqual({ ':status': '200' });
    expect(decode('0f 2e 01 62')).toEqual({ 'www-authenticate': 'b' });
  });

  it.each([
    ['an index beyond the static table', 'be'],
    ['index 0', '80'],
    ['a string beyond the end', '00 05 61'],
    ['a name without a value', '00 01 61'],
    ['a larger table', '3f e1 1f'],
    ['an endless integer', 'ff ff ff ff ff ff ff ff ff'],
    ['an integer without an end', 'ff 80'],
  ])('with %s are refused', (_, hex) => {
    expect(() => decode(hex)).toThrow(PeerProtocolError);
  });

  it('give the same object for the same bytes', () => {
    const decoder = new HeaderDecoder();
    expect(decoder.decode(bytes('88'))).toBe(decoder.decode(bytes('88')));
    expect(decoder.decode(bytes('89'))).not.toBe(decoder.decode(bytes('88')));
  });

  it('of requests decode to what was encoded, also with a long path', () => {
    const path = `/${'long.'.repeat(60)}/Method`;
    const block = Buffer.from(encodeRequestHeaders({ path, authority: 'localhost:4513' }));
    const headers = new HeaderDecoder().decode(block);
    expect(headers.get(':path')).toBe(path);
    expect(headers.get(':authority')).toBe('localhost:4513');
    expect(headers.get('te')).toBe('trailers');
  });
});

describe('every printable character', () => {
  it('survives a real encoder with Huffman coding', async () => {
    // Upper-half bytes too: a header value is latin1 to the encoder.
    const text = Array.from({ length: 0xff - 0x20 }, (_, at) => String.fromCharCode(0x21 + at))
      .filter((character) => character !== '\x7f')
      .join('');
    const captured = await captureHeaderBlock({ 'x-all': text, 'x-common': 'aeiost'.repeat(20) });
    const headers = new HeaderDecoder().decode(captured);
    expect(headers.get('x-all')).toBe(text);
    expect(headers.get('x-common')).toBe('aeiost'.repeat(20));
  });
});

/** The block that node:http2 makes of response headers, cut from the bytes that a plain socket receives. */
async function captureHeaderBlock(headers: Record<string, string>): Promise<Buffer> {
  const server = await serveHttp2((stream) => {
    stream.respond({ ':status': 200, ...headers }, { endStream: true });
  });
  const block = encodeRequestHeaders({ path: '/', authority: 'localhost' });
  const socket = connect(server.port, '127.0.0.1');
  // A header table of size 0, and one request.
  socket.write(Buffer.concat([preface, frame(4, 0, 0, bytes('0001 0000 0000'))]));
  socket.write(frame(1, 4 | 1, 1, block));
  let received = Buffer.alloc(0);
  try {
    for await (const piece of socket) {
      if (Buffer.isBuffer(piece)) received = Buffer.concat([received, piece]);
      const captured = findHeaders(received);
      if (captured !== undefined) return captured;
    }
    throw new Error('no HEADERS frame was captured');
  } finally {
    socket.destroy();
    server.close();
  }
}

function findHeaders(stream: Buffer): Buffer | undefined {
  for (let at = 0; at + 9 <= stream.length;) {
    const end = at + 9 + stream.readUIntBE(at, 3);
    if (stream[at + 3] === 1 && end <= stream.length) return stream.subarray(at + 9, end);
    at = end;
  }
  return undefined;
}
