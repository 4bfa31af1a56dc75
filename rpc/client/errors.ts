/** The one error of the client: how a call ended, in Kvorum's terms and in gRPC's. */
import { KvorumError, type WriteOutcome } from '../../base/errors.ts';

/**
 * A call failed for good. `outcome` says whether a write may have happened: only "not-applied" may be tried
 * again. `code` is a name of docs/errors.md; UNREACHABLE if no endpoint could be connected to in time, and
 * GRPC if the failure is not Kvorum's own.
 */
export class KvorumCallError extends KvorumError {
  override readonly name = 'KvorumCallError';
  override readonly code: string;
  override readonly retryable: boolean;
  override readonly outcome: WriteOutcome;
  /** gRPC status code. */
  readonly grpcCode: number;
  /** host:port of the last endpoint that was tried; empty if none was. */
  readonly endpoint: string;
  /** host:port of the leader, if the node knew it. */
  readonly leader: string | undefined;

  constructor(
    message: string,
    fields: {
      readonly code: string;
      readonly retryable: boolean;
      readonly outcome: WriteOutcome;
      readonly grpcCode: number;
      readonly endpoint: string;
      readonly leader?: string | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: fields.cause });
    this.code = fields.code;
    this.retryable = fields.retryable;
    this.outcome = fields.outcome;
    this.grpcCode = fields.grpcCode;
    this.endpoint = fields.endpoint;
    this.leader = fields.leader;
  }

  /** The same failure, seen by a caller that knows more about what became of the write. */
  withOutcome(outcome: WriteOutcome): KvorumCallError {
    const { code, retryable, grpcCode, endpoint, leader } = this;
    const fields = { code, retryable, outcome, grpcCode, endpoint, leader, cause: this };
    return new KvorumCallError(this.message, fields);
  }
}
