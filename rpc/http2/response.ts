/** What a server answers, as header blocks. Those of calls that succeed are made once. */
import type { AnswerHead } from './exchange.ts';
import { encodeFields, type Field } from './hpack.ts';

/** gRPC status codes that the front itself gives. */
export const frontStatus = {
  invalidArgument: 3,
  resourceExhausted: 8,
  unimplemented: 12,
} as const;

/** How a call failed. */
export type CallFailure = {
  /** gRPC status code, not 0. */
  readonly code: number;
  /** Any text; cut after `messageCharactersMax`. */
  readonly message: string;
  /** Bytes of the trailer `grpc-status-details-bin`. */
  readonly details?: Uint8Array;
  /** The compressed request would have been understood without compression. */
  readonly namesEncodings?: boolean;
};

const messageCharactersMax = 1024;
const headerFields: readonly Field[] = [
  [':status', '200'],
  ['content-type', 'application/grpc+proto'],
];

export const answerHeaders = encodeFields(headerFields);
export const successTrailers = encodeFields([['grpc-status', '0']]);

/** Trailers of an answer whose headers were sent. */
export function encodeTrailers(failure: CallFailure): Uint8Array {
  return encodeFields(trailerFields(failure));
}

/** Headers and trailers in one block, of an answer without a message. */
export function encodeTrailersOnly(failure: CallFailure): Uint8Array {
  return encodeFields([...headerFields, ...trailerFields(failure)]);
}

/** An answer in the terms of HTTP, with neither headers nor a body. */
export function encodeHttpStatus(status: number): Uint8Array {
  return encodeFields([[':status', String(status)]]);
}

/** Heads that are remembered; they come from handlers, which have few. */
const knownHeadsMax = 256;

/** Makes the heads of plain answers, and remembers all of them but their length. */
export class AnswerHeadEncoder {
  readonly #known = new Map<string, Uint8Array>();

  /** `contentLength` in bytes; undefined if it is not known. */
  encode(head: AnswerHead, contentLength: number | undefined): Uint8Array {
    const block = this.#find(head);
    if (contentLength === undefined) return block;
    const digits = String(contentLength);
    const bytes = Buffer.allocUnsafe(block.length + 3 + digits.length);
    bytes.set(block);
    // A literal without indexing, by a name of the static table (RFC 7541 §6.2.2, Appendix A: 28, content-length).
    bytes.set([0x0f, 28 - 15, digits.length], block.length);
    bytes.write(digits, block.length + 3, 'latin1');
    return bytes;
  }

  #find({ status, contentType }: AnswerHead): Uint8Array {
    const key = `${status} ${contentType ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const fields: Field[] = [[':status', String(status)]];
    if (contentType !== undefined) fields.push(['content-type', contentType]);
    const block = encodeFields(fields);
    if (this.#known.size >= knownHeadsMax) this.#known.clear();
    this.#known.set(key, block);
    return block;
  }
}

function trailerFields(failure: CallFailure): Field[] {
  const fields: Field[] = [
    ['grpc-status', String(failure.code)],
    ['grpc-message', percentEncode(failure.message.slice(0, messageCharactersMax))],
  ];
  if (failure.details !== undefined) {
    fields.push(['grpc-status-details-bin', Buffer.from(failure.details).toString('base64')]);
  }
  if (failure.namesEncodings === true) fields.push(['grpc-accept-encoding', 'identity']);
  return fields;
}

/** UTF-8 with everything but plain visible ASCII as %xx. */
function percentEncode(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replaceAll(
      /[^\w.!~*'();,/?:@&=+$#-]/g,
      (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}
