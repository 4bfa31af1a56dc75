/** Operational errors between nodes: what peers sent wrongly, and why a cluster could not be founded. */
import { KvorumError } from '../base/errors.ts';

/**
 * Bytes from a peer are not what the protocol allows. The stream they came on is closed; the node goes on.
 * If it repeats, the two nodes run incompatible versions or something between them alters bytes.
 */
export class PeerProtocolError extends KvorumError {
  override readonly name = 'PeerProtocolError';
  readonly code = 'PEER_PROTOCOL';
  readonly retryable = false;
  readonly outcome = 'unknown';
}

/** A peer could not be asked, or did not answer in time. The call may be repeated. */
export class PeerUnreachableError extends KvorumError {
  override readonly name = 'PeerUnreachableError';
  readonly code = 'PEER_UNREACHABLE';
  readonly retryable = true;
  readonly outcome = 'unknown';
}

/** A peer understood the call and refuses it for a reason that repeating does not change. */
export class PeerRefusedError extends KvorumError {
  override readonly name = 'PeerRefusedError';
  readonly code = 'PEER_REFUSED';
  readonly retryable = false;
  readonly outcome = 'not-applied';
}

/** The cluster cannot be founded or joined as configured. The message says what the operator should do. */
export class BootstrapError extends KvorumError {
  override readonly name = 'BootstrapError';
  readonly code = 'BOOTSTRAP_REFUSED';
  readonly retryable = false;
  readonly outcome = 'not-applied';
}
