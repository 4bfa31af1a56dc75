/**
 * The only map between Kvorum's errors and gRPC. A failure travels as a status code and a message, and in the
 * trailer `grpc-status-details-bin` as the wire form of google.rpc.Status with one ErrorDetail.
 */
import { KvorumError, type WriteOutcome } from '../base/errors.ts';
import { kvorum } from '../protos/gen/kv.js';

const { ErrorDetail, StatusDetails } = kvorum.kv.v1;

/** The trailer that carries the details. */
export const statusDetailsTrailer = 'grpc-status-details-bin';

const errorDetailType = 'type.googleapis.com/kvorum.kv.v1.ErrorDetail';

/** The numbers of gRPC's own status codes, as far as they are used here. */
export const grpcCodes = {
  OK: 0,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/**
 * OUTCOME_UNKNOWN is UNKNOWN, on purpose: UNAVAILABLE is tried again by service meshes and clients without
 * asking, and ABORTED reads as "did not happen". Nothing tries UNKNOWN again by itself.
 */
const codeTable: Readonly<Record<string, number>> = {
  INVALID_REQUEST: grpcCodes.INVALID_ARGUMENT,
  LIMIT_EXCEEDED: grpcCodes.INVALID_ARGUMENT,
  MUTATION_REJECTED: grpcCodes.INVALID_ARGUMENT,
  DIVERGED: grpcCodes.FAILED_PRECONDITION,
  SESSION_EXPIRED: grpcCodes.FAILED_PRECONDITION,
  SESSION_STALE: grpcCodes.FAILED_PRECONDITION,
  SESSION_MISUSE: grpcCodes.INVALID_ARGUMENT,
  NO_LEADER: grpcCodes.UNAVAILABLE,
  STOPPING: grpcCodes.UNAVAILABLE,
  VIEW_ENDED: grpcCodes.UNAVAILABLE,
  TOO_STALE: grpcCodes.UNAVAILABLE,
  OVERLOADED: grpcCodes.RESOURCE_EXHAUSTED,
  ANSWER_TOO_LARGE: grpcCodes.RESOURCE_EXHAUSTED,
  SLOW_READER: grpcCodes.RESOURCE_EXHAUSTED,
  DEADLINE_EXCEEDED: grpcCodes.DEADLINE_EXCEEDED,
  OUTCOME_UNKNOWN: grpcCodes.UNKNOWN,
  NOT_LEADER: grpcCodes.FAILED_PRECONDITION,
  MEMBERSHIP_BUSY: grpcCodes.UNAVAILABLE,
  MEMBERSHIP_CHANGED: grpcCodes.ABORTED,
  WOULD_LOSE_QUORUM: grpcCodes.FAILED_PRECONDITION,
  MEMBER_NOT_FOUND: grpcCodes.NOT_FOUND,
  LEARNER_BEHIND: grpcCodes.FAILED_PRECONDITION,
  NODE_UNREACHABLE: grpcCodes.UNAVAILABLE,
  TRANSFER_FAILED: grpcCodes.ABORTED,
  UNAUTHENTICATED: grpcCodes.UNAUTHENTICATED,
  PERMISSION_DENIED: grpcCodes.PERMISSION_DENIED,
  DATABASE_NOT_FOUND: grpcCodes.NOT_FOUND,
  TOKEN_NOT_FOUND: grpcCodes.NOT_FOUND,
  ALREADY_EXISTS: grpcCodes.ALREADY_EXISTS,
  CATALOG_FULL: grpcCodes.RESOURCE_EXHAUSTED,
};

/** True for what a caller can be told; anything else is a bug or a failure of this node. */
export function isReportable(error: unknown): boolean {
  return error instanceof KvorumError && error.code in codeTable;
}

/** A failed call in the terms of gRPC. */
export type GrpcFailure = {
  readonly grpcCode: number;
  readonly message: string;
  /** Bytes of the trailer. */
  readonly details: Uint8Array;
};

/** What the trailer says. */
export type FailureDetail = {
  readonly code: string;
  readonly outcome: WriteOutcome;
  readonly retryable: boolean;
  /** host:port of the leader's gRPC listener, if the node knew one. */
  readonly leader: string | undefined;
};

/**
 * How `error` is reported to the caller. What is not a `KvorumError`, or has no row in the table, is a bug or
 * a failure of this node: the caller learns nothing but that the outcome is unknown.
 */
export function encodeFailure(error: unknown, leader: string | undefined): GrpcFailure {
  const grpcCode = error instanceof KvorumError ? codeTable[error.code] : undefined;
  if (error instanceof KvorumError && grpcCode !== undefined) {
    return makeFailure(grpcCode, error.message, { ...pickDetail(error), leader });
  }
  return makeFailure(grpcCodes.INTERNAL, 'internal error', {
    code: 'INTERNAL',
    outcome: 'unknown',
    retryable: false,
    leader,
  });
}

/** What a trailer says; undefined if it is not Kvorum's. Never throws: the bytes come from outside. */
export function decodeFailureDetail(trailer: Uint8Array): FailureDetail | undefined {
  try {
    for (const any of StatusDetails.decode(trailer).details) {
      if (any.typeUrl !== errorDetailType || !any.value) continue;
      const detail = ErrorDetail.decode(any.value);
      return {
        code: detail.code,
        outcome:
          detail.outcome === kvorum.kv.v1.WriteOutcome.WRITE_OUTCOME_NOT_APPLIED
            ? 'not-applied'
            : 'unknown',
        retryable: detail.retryable,
        leader: detail.leader === '' ? undefined : detail.leader,
      };
    }
  } catch {
    // Not a google.rpc.Status: some other program answered.
  }
  return undefined;
}

function pickDetail({ code, outcome, retryable }: KvorumError): Omit<FailureDetail, 'leader'> {
  return { code, outcome, retryable };
}

function makeFailure(grpcCode: number, message: string, detail: FailureDetail): GrpcFailure {
  const value = ErrorDetail.encode({
    code: detail.code,
    outcome:
      detail.outcome === 'not-applied'
        ? kvorum.kv.v1.WriteOutcome.WRITE_OUTCOME_NOT_APPLIED
        : kvorum.kv.v1.WriteOutcome.WRITE_OUTCOME_UNKNOWN,
    retryable: detail.retryable,
    leader: detail.leader ?? '',
  }).finish();
  const details = StatusDetails.encode({
    code: grpcCode,
    message,
    details: [{ typeUrl: errorDetailType, value }],
  }).finish();
  return { grpcCode, message, details };
}
