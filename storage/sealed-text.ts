/**
 * Small files that a person may read and that know whether they are whole: a title with a version, lines of a name
 * and a value, and the CRC-32 of all that in a last line. docs/formats.md has the bytes.
 */
import { crc32 } from 'node:zlib';
import { invariant } from '../base/invariant.ts';

/** What is in such a file; values keep the order of the names. Names and values have no line breaks. */
export type SealedText =
  | { readonly kind: 'whole'; readonly values: readonly string[] }
  | { readonly kind: 'unknownVersion' }
  | { readonly kind: 'damaged' };

/** `title` ends with a version, as in `kvorum identity 1`. */
export function encodeSealedText(
  title: string,
  fields: readonly (readonly [name: string, value: string])[],
): Uint8Array {
  const lines = [title, ...fields.map(([name, value]) => `${name} ${value}`)];
  invariant(!lines.some((line) => line.includes('\n')), 'a line break in a line');
  return new TextEncoder().encode(sealed(`${lines.join('\n')}\n`));
}

/** Reads what `encodeSealedText` has made of `title` and fields with these `names`, in this order. */
export function decodeSealedText(
  bytes: Uint8Array,
  title: string,
  names: readonly string[],
): SealedText {
  const text = new TextDecoder().decode(bytes);
  const kindOfFile = title.slice(0, title.lastIndexOf(' ') + 1);
  if (text.startsWith(kindOfFile) && !text.startsWith(`${title}\n`)) {
    return { kind: 'unknownVersion' };
  }
  const body = text.slice(0, Math.max(text.lastIndexOf('crc '), 0));
  const [first, ...lines] = body.split('\n').slice(0, -1);
  const isWhole =
    text === sealed(body) &&
    first === title &&
    lines.length === names.length &&
    lines.every((line, at) => line.startsWith(`${names[at]} `));
  return isWhole
    ? { kind: 'whole', values: lines.map((line) => line.slice(line.indexOf(' ') + 1)) }
    : { kind: 'damaged' };
}

function sealed(body: string): string {
  return `${body}crc ${crc32(body).toString(16).padStart(8, '0')}\n`;
}
