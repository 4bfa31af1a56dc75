import { expect, test } from 'vitest';
import { decodeSealedText, encodeSealedText } from '../../storage/sealed-text.ts';

const TITLE = 'kvorum example 1';
const NAMES = ['one', 'two'];
const bytes = encodeSealedText(TITLE, [
  ['one', 'a b'],
  ['two', ''],
]);

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

test('a sealed text is read as it was written', () => {
  const whole = { kind: 'whole', values: ['a b', ''] };
  expect(decodeSealedText(bytes, TITLE, NAMES)).toEqual(whole);
  expect(new TextDecoder().decode(bytes)).toMatch(
    /^kvorum example 1\none a b\ntwo \ncrc [0-9a-f]{8}\n$/,
  );
});

test('a sealed text that was cut or changed in one bit is not whole', () => {
  for (let length = 0; length < bytes.length; length += 1) {
    expect(decodeSealedText(bytes.subarray(0, length), TITLE, NAMES).kind).not.toBe('whole');
  }
  for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
    const copy = bytes.slice();
    const at = Math.floor(bit / 8);
    copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
    expect(decodeSealedText(copy, TITLE, NAMES).kind).not.toBe('whole');
  }
});

test('a sealed text has exactly the lines that are asked for', () => {
  for (const names of [['one'], ['one', 'two', 'three'], ['two', 'one'], []]) {
    expect(decodeSealedText(bytes, TITLE, names)).toEqual({ kind: 'damaged' });
  }
  expect(decodeSealedText(encode('crc 00000000\n'), TITLE, NAMES)).toEqual({ kind: 'damaged' });
});

test('another version of the same kind of file is told apart from damage', () => {
  const later = encodeSealedText('kvorum example 2', []);
  expect(decodeSealedText(later, TITLE, NAMES)).toEqual({ kind: 'unknownVersion' });
  expect(decodeSealedText(encode('else'), TITLE, NAMES)).toEqual({ kind: 'damaged' });
});

test('a line break in a value is a bug of the caller', () => {
  expect(() => encodeSealedText(TITLE, [['one', 'a\nb']])).toThrow('a line break');
});
