/**
 * HPACK (RFC 7541): what both sides of a connection need, and the client's decoder, which has no dynamic table
 * (`field-decoder.ts` has one). As a client we announce a table size of 0, so every header block of the
 * peer stands for itself: equal bytes mean equal headers, and decoded blocks are cached by their bytes.
 * Our own blocks are literals that are never indexed, encoded once per method.
 */
import { PeerProtocolError } from './errors.ts';
import { errorCode } from './frames.ts';
import { decodeHuffman } from './huffman.ts';

/** Headers by lower-case name. Of a repeated name the last value is kept. */
export type Headers = ReadonlyMap<string, string>;

/** A decoded table of at most this many blocks is kept; then it starts anew. */
const cachedBlocksMax = 1024;
/** Longer blocks are decoded but not cached. */
const cachedBlockBytesMax = 1024;
const integerMax = 2 ** 28;

/** A name and a value. */
export type Field = readonly [name: string, value: string];

/** Index 1 to 61 (RFC 7541 Appendix A). */
const staticTable: readonly Field[] = [
  // As "name=value"; many names have no value.
  ':authority= :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https',
  ':status=200 :status=204 :status=206 :status=304 :status=400 :status=404 :status=500',
  'accept-charset= accept-encoding=gzip,_deflate accept-language= accept-ranges= accept=',
  'access-control-allow-origin= age= allow= authorization= cache-control= content-disposition=',
  'content-encoding= content-language= content-length= content-location= content-range=',
  'content-type= cookie= date= etag= expect= expires= from= host= if-match= if-modified-since=',
  'if-none-match= if-range= if-unmodified-since= last-modified= link= location= max-forwards=',
  'proxy-authenticate= proxy-authorization= range= referer= refresh= retry-after= server=',
  'set-cookie= strict-transport-security= transfer-encoding= user-agent= vary= via=',
  'www-authenticate=',
].flatMap((line) => line.split(' ').map(splitEntry));
export const staticTableSize = staticTable.length;

/**
 * The header block of every call to `path` ("/package.Service/Method") on `authority` ("host:port"), with `fields` that
 * say who calls.
 */
export function encodeRequestHeaders(target: {
  readonly path: string;
  readonly authority: string;
  readonly fields?: readonly Field[];
}): Uint8Array {
  return encodeFields([
    [':method', 'POST'],
    [':scheme', 'http'],
    [':path', target.path],
    [':authority', target.authority],
    ['content-type', 'application/grpc+proto'],
    ['te', 'trailers'],
    ['user-agent', 'kvorum'],
    ...(target.fields ?? []),
  ]);
}

/** A header block of literals that nobody adds to a table. Values are latin1. */
export function encodeFields(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([name, value]) => [
      // Literal without indexing, new name (RFC 7541 §6.2.2).
      Buffer.from([0]),
      encodeString(name),
      encodeString(value),
    ]),
  );
}

/** Decodes header blocks, with the cache. */
export class HeaderDecoder {
  readonly #cache = new Map<string, Headers>();

  /** Throws `PeerProtocolError` if the block is malformed. Does not keep `block`. */
  decode(block: Buffer): Headers {
    if (block.length > cachedBlockBytesMax) return decodeBlock(block);
    const key = block.toString('latin1');
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const headers = decodeBlock(block);
    if (this.#cache.size >= cachedBlocksMax) this.#cache.clear();
    this.#cache.set(key, headers);
    return headers;
  }
}

function decodeBlock(block: Buffer): Headers {
  const headers = new Map<string, string>();
  const cursor = new Cursor(block);
  while (!cursor.atEnd) {
    const first = cursor.peek();
    if ((first & 0x80) !== 0) {
      const [name, value] = staticEntry(cursor.integer(7));
      headers.set(name, value);
    } else if ((first & 0xe0) === 0x20) {
      if (cursor.integer(5) !== 0)
        throw malformed('it enlarges a table that we announced as empty');
    } else {
      // With indexing (which an empty table forgets at once), without, or never.
      const nameIndex = cursor.integer((first & 0x40) === 0 ? 4 : 6);
      const name = nameIndex === 0 ? cursor.string() : staticEntry(nameIndex)[0];
      headers.set(name, cursor.string());
    }
  }
  return headers;
}

/** Reads the primitive types of a header block. Throws `PeerProtocolError` where it is malformed. */
export class Cursor {
  readonly #block: Buffer;
  #at = 0;

  constructor(block: Buffer) {
    this.#block = block;
  }

  get atEnd(): boolean {
    return this.#at === this.#block.length;
  }

  peek(): number {
    const byte = this.#block[this.#at];
    if (byte === undefined) throw malformed('it ends in the middle of a header');
    return byte;
  }

  /** An integer whose first byte leaves it `prefixBits` (RFC 7541 §5.1). */
  integer(prefixBits: number): number {
    const prefixMax = 2 ** prefixBits - 1;
    let value = this.peek() & prefixMax;
    this.#at += 1;
    if (value < prefixMax) return value;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.peek();
      this.#at += 1;
      value += (byte & 0x7f) * factor;
      if (value > integerMax) throw malformed('an integer is too large');
      if ((byte & 0x80) === 0) return value;
      if (factor >= integerMax) throw malformed('an integer is too long');
    }
  }

  string(): string {
    const isHuffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    const end = this.#at + length;
    if (end > this.#block.length) throw malformed('a string is longer than the block');
    const bytes = this.#block.subarray(this.#at, end);
    this.#at = end;
    return Buffer.from(isHuffman ? decodeHuffman(bytes) : bytes).toString('latin1');
  }
}

/** Throws `PeerProtocolError` if there is no such index. */
export function staticEntry(index: number): Field {
  const entry = staticTable[index - 1];
  if (entry === undefined) throw malformed(`index ${index} is not in the static table`);
  return entry;
}

function splitEntry(entry: string): Field {
  const split = entry.indexOf('=');
  return [entry.slice(0, split), entry.slice(split + 1).replace('_', ' ')];
}

/** A plain string literal (RFC 7541 §5.2). */
function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  const length = bytes.length < 127 ? [bytes.length] : [127, ...encodeRest(bytes.length - 127)];
  return Buffer.concat([Buffer.from(length), bytes]);
}

function encodeRest(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...encodeRest(Math.floor(value / 128))];
}

/** What is thrown for a header block that cannot be decoded; the tables of the two sides differ from then on. */
export function malformed(why: string): PeerProtocolError {
  return new PeerProtocolError(errorCode.compression, `a header block is malformed: ${why}`);
}
