/**
 * Decoder of HPACK's Huffman code (RFC 7541 §5.2, Appendix B). The code is canonical: symbols of one
 * length have consecutive codes in symbol order, and codes of the next length follow on. So the lengths
 * alone define it, and decoding needs, per length, the first code, the count and the symbols.
 *
 * It works bit by bit; header blocks are cached by their bytes, so it is off the hot path.
 */
import { PeerProtocolError } from './errors.ts';
import { errorCode } from './frames.ts';

/** Code length in bits of each symbol: the 256 bytes, then the end-of-string symbol. */
const codeLengths: readonly number[] = [
  // Control characters, 0x00 to 0x1f.
  '13 23 28 28 28 28 28 28 28 24 30 28 28 30 28 28',
  '28 28 28 28 28 28 30 28 28 28 28 28 28 28 28 28',
  // Printable characters, 0x20 to 0x7f.
  '6 10 10 12 13 6 8 11 10 10 8 11 8 6 6 6',
  '5 5 5 6 6 6 6 6 6 6 7 8 15 6 12 10',
  '13 6 7 7 7 7 7 7 7 7 7 7 7 7 7 7',
  '7 7 7 7 7 7 7 7 8 7 8 13 19 13 14 6',
  '15 5 6 5 6 5 6 6 6 5 7 7 6 6 6 5',
  '6 7 6 5 5 6 7 7 7 7 7 15 11 14 13 28',
  // The upper half, 0x80 to 0xff.
  '20 22 20 20 22 22 22 23 22 23 23 23 23 23 24 23',
  '24 24 22 23 24 23 23 23 23 21 22 23 22 23 23 24',
  '22 21 20 22 22 23 23 21 23 22 22 24 21 22 23 23',
  '21 21 22 21 23 22 23 23 20 22 22 22 23 22 22 23',
  '26 26 20 19 22 23 22 25 26 26 26 27 27 26 24 25',
  '19 21 26 27 27 26 27 24 21 21 26 26 28 27 27 27',
  '20 24 20 21 22 21 21 23 22 22 25 25 24 24 26 23',
  '26 27 26 26 27 27 27 27 27 28 27 27 27 27 27 26',
  // The end of the string.
  '30',
].flatMap((line) => line.split(' ').map(Number));
const codeLengthMax = 30;
const endOfString = 256;

type LengthClass = { readonly firstCode: number; readonly symbols: readonly number[] };

const lengthClasses = buildLengthClasses();

/** The bytes that `encoded` stands for. Throws `PeerProtocolError` if it is not a valid Huffman string. */
export function decodeHuffman(encoded: Uint8Array): Uint8Array {
  const decoded: number[] = [];
  let code = 0;
  let length = 0;
  let onesOnly = true;
  for (const byte of encoded) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const value = (byte >>> bit) & 1;
      code = code * 2 + value;
      length += 1;
      onesOnly &&= value === 1;
      const { firstCode, symbols } = classOfLength(length);
      const symbol = symbols[code - firstCode];
      if (symbol === undefined) continue;
      if (symbol === endOfString) throw malformed('it contains the end-of-string symbol');
      decoded.push(symbol);
      code = 0;
      length = 0;
      onesOnly = true;
    }
  }
  // What is left must be a proper prefix of the end-of-string code, which is all ones.
  if (length > 7 || !onesOnly) throw malformed('its padding is wrong');
  return Uint8Array.from(decoded);
}

function classOfLength(length: number): LengthClass {
  const found = lengthClasses[length];
  if (found === undefined) throw malformed('a code is too long');
  return found;
}

function buildLengthClasses(): readonly LengthClass[] {
  const classes: LengthClass[] = [];
  let firstCode = 0;
  for (let length = 0; length <= codeLengthMax; length += 1) {
    const symbols = [...codeLengths.keys()].filter((symbol) => codeLengths[symbol] === length);
    classes.push({ firstCode, symbols });
    firstCode = (firstCode + symbols.length) * 2;
  }
  return classes;
}

function malformed(why: string): PeerProtocolError {
  return new PeerProtocolError(
    errorCode.compression,
    `a Huffman-coded header is malformed: ${why}`,
  );
}
