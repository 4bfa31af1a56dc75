/** The vectors are those of RFC 7541: Appendix C.4 to C.6 for texts, Appendix B for single symbols. */
import { describe, expect, test } from 'vitest';
import { PeerProtocolError } from '../../../rpc/http2/errors.ts';
import { decodeHuffman } from '../../../rpc/http2/huffman.ts';

test.each([
  ['', ''],
  ['www.example.com', 'f1e3c2e5f23a6ba0ab90f4ff'],
  ['no-cache', 'a8eb10649cbf'],
  ['custom-key', '25a849e95ba97d7f'],
  ['custom-value', '25a849e95bb8e8b4bf'],
  ['302', '6402'],
  ['307', '640eff'],
  ['private', 'aec3771a4b'],
  ['gzip', '9bd9ab'],
  ['Mon, 21 Oct 2013 20:13:21 GMT', 'd07abe941054d444a8200595040b8166e082a62d1bff'],
  ['https://www.example.com', '9d29ad171863c78f0b97c8e9ae82ae43d3'],
  [
    'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
    '94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
  ],
])('%j is decoded', (text, hex) => {
  expect(Buffer.from(decodeHuffman(Buffer.from(hex, 'hex'))).toString('latin1')).toBe(text);
});

/** `code` in `bits` bits, filled up with ones. */
function padded(code: number, bits: number): Uint8Array {
  const text = code.toString(2).padStart(bits, '0');
  const whole = text.padEnd(Math.ceil(bits / 8) * 8, '1');
  return Uint8Array.from(whole.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

test.each([
  [0, 0x1ff8, 13],
  [1, 0x7fffd8, 23],
  [10, 0x3ffffffc, 30],
  [22, 0x3ffffffe, 30],
  [32, 0x14, 6],
  [92, 0x7fff0, 19],
  [123, 0x7ffe, 15],
  [127, 0xffffffc, 28],
  [128, 0xfffe6, 20],
  [192, 0x3ffffe0, 26],
  [249, 0xffffffe, 28],
  [255, 0x3ffffee, 26],
])('the symbol %i has its code', (symbol, code, bits) => {
  expect([...decodeHuffman(padded(code, bits))]).toEqual([symbol]);
});

describe('what is no Huffman string is a protocol error', () => {
  test.each([
    ['padding with a zero', '640efe', 'its padding is wrong'],
    ['a whole byte of padding', '6402ff', 'its padding is wrong'],
    ['the end-of-string symbol', 'ffffffff', 'it contains the end-of-string symbol'],
  ])('%s', (_name, hex, reason) => {
    expect(() => decodeHuffman(Buffer.from(hex, 'hex'))).toThrow(PeerProtocolError);
    expect(() => decodeHuffman(Buffer.from(hex, 'hex'))).toThrow(reason);
  });
});
