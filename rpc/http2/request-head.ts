/**
 * What the header block of a request says, checked against RFC 9113 §8.1 to §8.3, and a decoder that remembers the
 * blocks it has seen: a client's calls of one method have equal blocks, as a rule.
 */
import { FieldDecoder, type FieldSink } from './field-decoder.ts';

/** The fields that matter to a server. Immutable once decoded, and shared between calls. */
export type RequestHead = {
  /** Why the block is no request; then the stream must be reset as malformed (RFC 9113 §8.1.1). */
  readonly malformed: string | undefined;
  /** The fields exceed `fieldListBytesMax`; the others are not to be trusted. */
  readonly isTooLong: boolean;
  /** Trailers have no pseudo-header fields. */
  readonly hasPseudoFields: boolean;
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly grpcTimeout: string | undefined;
  readonly contentLength: number | undefined;
  /** Those that the front asks for, by name; repeated ones are joined by ", " (RFC 9110 §5.3). */
  readonly fields: ReadonlyMap<string, string>;
  /** Empty if the field came twice: then it says nothing. */
  readonly authorization: string | undefined;
  /** The field `kvorum-database`; empty if it came twice. */
  readonly database: string | undefined;
};

const requestPseudoFields = [':method', ':scheme', ':path', ':authority'] as const;
type RequestPseudoField = (typeof requestPseudoFields)[number];
/** Fields about a connection of HTTP/1 have no place here (RFC 9113 §8.2.2). */
const connectionFields = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);
/** Visible ASCII but for capitals and the colon (RFC 9113 §8.2.1). */
const validName = /^[!-9;-@[-~]+$/;
const invalidValue = /[\0\r\n]|^[ \t]|[ \t]$/;
const validLength = /^\d{1,15}$/;

/** Blocks that are remembered for each connection, and their size. */
const cachedHeadsMax = 8;
const cachedBlockBytesMax = 512;

/** Most fronts ask for none. */
const noFields: ReadonlyMap<string, string> = new Map();

export class RequestHeadDecoder {
  readonly #decoder = new FieldDecoder();
  readonly #fieldNames: ReadonlySet<string>;
  #cache: { readonly block: Buffer; readonly head: RequestHead }[] = [];
  #cacheChanges = 0;

  /** `fieldNames`, in lower case, are kept beside what every head has. */
  constructor(fieldNames: ReadonlySet<string>) {
    this.#fieldNames = fieldNames;
  }

  /** Does not keep `block`. Throws `PeerProtocolError` if it cannot be decoded: then the connection must end. */
  decode(block: Buffer): RequestHead {
    if (this.#cacheChanges === this.#decoder.changes) {
      for (const cached of this.#cache) {
        if (cached.block.length === block.length && cached.block.equals(block)) return cached.head;
      }
    }
    const builder = new HeadBuilder(this.#fieldNames);
    const isWhole = this.#decoder.decode(block, builder);
    const head = builder.finish(!isWhole);
    if (this.#cacheChanges !== this.#decoder.changes) {
      this.#cacheChanges = this.#decoder.changes;
      // What this block means depends on the table as it was before it; so it is remembered the next time.
      this.#cache = [];
    } else if (block.length <= cachedBlockBytesMax) {
      if (this.#cache.length >= cachedHeadsMax) this.#cache = [];
      this.#cache.push({ block: Buffer.from(block), head });
    }
    return head;
  }
}

class HeadBuilder implements FieldSink {
  readonly #pseudo = new Map<string, string>();
  #malformed: string | undefined = undefined;
  #hasRegularFields = false;
  #contentType = '';
  #grpcTimeout: string | undefined = undefined;
  #contentLength: number | undefined = undefined;
  readonly #fieldNames: ReadonlySet<string>;
  #fields: Map<string, string> | undefined = undefined;

  constructor(fieldNames: ReadonlySet<string>) {
    this.#fieldNames = fieldNames;
  }
  #authorization: string | undefined = undefined;
  #database: string | undefined = undefined;

  field(name: string, value: string): void {
    if (invalidValue.test(value)) this.#malformed = 'a field has an invalid value';
    if (name.startsWith(':')) {
      this.#onPseudoField(name, value);
      return;
    }
    this.#hasRegularFields = true;
    if (!validName.test(name)) this.#malformed = 'a field has an invalid name';
    else if (connectionFields.has(name)) this.#malformed = `the field ${name} is not allowed`;
    else if (name === 'te' && value !== 'trailers') this.#malformed = 'te is not "trailers"';
    else if (name === 'content-type') this.#contentType = value;
    else if (name === 'grpc-timeout') this.#grpcTimeout = value;
    else if (name === 'content-length') this.#onContentLength(value);
    else if (name === 'authorization') {
      this.#authorization = this.#authorization === undefined ? value : '';
    } else if (name === 'kvorum-database') {
      this.#database = this.#database === undefined ? value : '';
    }
    if (this.#fieldNames.has(name)) this.#keep(name, value);
  }

  finish(isTooLong: boolean): RequestHead {
    const method = this.#pseudo.get(':method') ?? '';
    const path = this.#pseudo.get(':path') ?? '';
    const hasPseudoFields = this.#pseudo.size > 0;
    // CONNECT has neither a scheme nor a path (RFC 9113 §8.5); it is refused as a method, later.
    const isWhole =
      method === 'CONNECT' || (method !== '' && path !== '' && this.#pseudo.has(':scheme'));
    if (hasPseudoFields && !isWhole) this.#malformed ??= 'a pseudo-header field is missing';
    return {
      malformed: this.#malformed,
      isTooLong,
      hasPseudoFields,
      method,
      path,
      contentType: this.#contentType,
      grpcTimeout: this.#grpcTimeout,
      contentLength: this.#contentLength,
      fields: this.#fields ?? noFields,
      authorization: this.#authorization,
      database: this.#database,
    };
  }

  #keep(name: string, value: string): void {
    this.#fields ??= new Map();
    const earlier = this.#fields.get(name);
    this.#fields.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }

  #onPseudoField(name: string, value: string): void {
    if (!isRequestPseudoField(name)) this.#malformed = 'a pseudo-header field is unknown';
    else if (this.#hasRegularFields) this.#malformed = 'a pseudo-header field follows a field';
    else if (this.#pseudo.has(name)) this.#malformed = 'a pseudo-header field is repeated';
    else this.#pseudo.set(name, value);
  }

  #onContentLength(value: string): void {
    const isRepeated = this.#contentLength !== undefined && this.#contentLength !== Number(value);
    if (!validLength.test(value) || isRepeated) this.#malformed = 'content-length is invalid';
    else this.#contentLength = Number(value);
  }
}

function isRequestPseudoField(name: string): name is RequestPseudoField {
  return (requestPseudoFields as readonly string[]).includes(name);
}
