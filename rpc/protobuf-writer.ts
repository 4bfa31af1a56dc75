/**
 * Pieces of protobuf messages, written straight into a buffer whose size was computed before. For the widest and the
 * most frequent answers, where a message object for each entry costs more than reading the entries.
 */

/** A field that holds latin1 text, one character per byte. Gives the position behind it, as do the others. */
export function writeText(message: Buffer, start: number, tag: number, text: string): number {
  const at = writeHead(message, start, tag, text.length);
  return at + message.write(text, at, 'latin1');
}

/** A field that holds bytes. */
export function writeBytes(message: Buffer, start: number, tag: number, bytes: Uint8Array): number {
  const at = writeHead(message, start, tag, bytes.length);
  message.set(bytes, at);
  return at + bytes.length;
}

/** The tag, of one byte, and the length of a field. */
export function writeHead(message: Buffer, start: number, tag: number, length: number): number {
  message[start] = tag;
  return writeVarint(message, start + 1, length);
}

/** A number below 2^32. */
export function writeVarint(message: Buffer, start: number, number: number): number {
  let at = start;
  let rest = number;
  while (rest > 0x7f) {
    message[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  message[at++] = rest;
  return at;
}

/** Bytes of a field whose content has `length` bytes; its tag has one. */
export function fieldBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}

/** Bytes of a number below 2^32. */
export function varintBytes(number: number): number {
  if (number < 0x80) return 1;
  return number < 0x4000 ? 2 : number < 0x20_0000 ? 3 : number < 0x1000_0000 ? 4 : 5;
}
