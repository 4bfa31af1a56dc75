/** gRPC by hand over node:http2: sends what no well-behaved library would send, and tells what came back. */
import { connect } from 'node:http2';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { decodeFailureDetail } from '../../rpc/status.ts';
import type { FailureDetail } from '../../rpc/status.ts';

export type RawAnswer = {
  /** `grpc-status`; undefined when the stream was reset. */
  readonly status: number | undefined;
  readonly message: string;
  readonly detail: FailureDetail | undefined;
  /** All message bytes, with their five bytes of prefix each. */
  readonly body: Buffer;
};

export class RawClient implements Disposable {
  readonly session: ClientHttp2Session;

  constructor(port: number) {
    this.session = connect(`http://127.0.0.1:${port}`, { maxSessionMemory: 1000 });
    this.session.on('error', () => undefined);
  }

  [Symbol.dispose](): void {
    this.session.destroy();
  }

  /** Opens a call without sending anything of its body. */
  open(path: string, headers: Readonly<Record<string, string>> = {}): ClientHttp2Stream {
    const stream = this.session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    stream.on('error', () => undefined);
    return stream;
  }

  /** One call whose body is `body` as it is; see `framed`. */
  async call(
    path: string,
    body: Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<RawAnswer> {
    const stream = this.open(path, headers);
    stream.end(body);
    return await readAnswer(stream);
  }
}

/** Settles when the stream is over, however it ended. */
export async function readAnswer(stream: ClientHttp2Stream): Promise<RawAnswer> {
  return await new Promise((resolve) => {
    let fields: Readonly<Record<string, unknown>> = {};
    const chunks: Buffer[] = [];
    const note = (headers: object): void => {
      fields = { ...fields, ...headers };
    };
    stream.on('response', note);
    stream.on('trailers', note);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('close', () => {
      const status = fields['grpc-status'];
      const details = fields['grpc-status-details-bin'];
      resolve({
        status: typeof status === 'string' ? Number(status) : undefined,
        message: typeof fields['grpc-message'] === 'string' ? fields['grpc-message'] : '',
        detail:
          typeof details === 'string'
            ? decodeFailureDetail(Buffer.from(details, 'base64'))
            : undefined,
        body: Buffer.concat(chunks),
      });
    });
  });
}

/** `message` with the prefix of gRPC: a flag for compression and the length. */
export function framed(message: Uint8Array, flag = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(flag, 0);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
