/** Errors of the lean client's connections. The fate of a call is a value (`CallEnd`), not an error. */
import { KvorumError, type WriteOutcome } from '../../base/errors.ts';

/**
 * The peer broke HTTP/2 or gRPC framing. The connection is ended; calls that were in flight end as
 * unknown. Check that the address is that of a gRPC listener without TLS.
 */
export class PeerProtocolError extends KvorumError {
  override readonly name = 'PeerProtocolError';
  override readonly code = 'PEER_PROTOCOL';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'unknown';
  /** The HTTP/2 error code that is sent with GOAWAY (RFC 9113 §7). */
  readonly http2Code: number;

  constructor(http2Code: number, message: string) {
    super(message);
    this.http2Code = http2Code;
  }
}

/** No usable connection could be made. Nothing was sent but the connection's preface. */
export class ConnectError extends KvorumError {
  override readonly name = 'ConnectError';
  override readonly code = 'CONNECT_FAILED';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}
