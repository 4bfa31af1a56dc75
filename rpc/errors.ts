/**
 * Operational errors of the request path. Each class says when it is thrown and what the caller should do;
 * `status.ts` maps them to gRPC, docs/errors.md lists them for users.
 */
import type { LogIndex } from '../base/brand.ts';
import { KvorumError, type WriteOutcome } from '../base/errors.ts';

/** The request itself is wrong: a malformed key, garbage. The caller must change it. */
export class InvalidRequestError extends KvorumError {
  override readonly name: string = 'InvalidRequestError';
  override readonly code: string = 'INVALID_REQUEST';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';

  /** The same failure, whose message says about which of several items it is. */
  at(place: string): InvalidRequestError {
    return new InvalidRequestError(`${this.message} (${place})`, { cause: this });
  }
}

/** The request is well-formed and too large: a key, a value, a count, a total. The caller must make it smaller. */
export class LimitExceededError extends InvalidRequestError {
  override readonly name = 'LimitExceededError';
  override readonly code = 'LIMIT_EXCEEDED';

  override at(place: string): LimitExceededError {
    return new LimitExceededError(`${this.message} (${place})`, { cause: this });
  }
}

/** The state machine refused a mutation, for example a sum over a string. Nothing of the write was applied. */
export class MutationRejectedError extends KvorumError {
  override readonly name = 'MutationRejectedError';
  override readonly code = 'MUTATION_REJECTED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** No leader could be reached, or a lease confirmed, before the deadline. Try again, on any node. */
export class NoLeaderError extends KvorumError {
  override readonly name = 'NoLeaderError';
  override readonly code = 'NO_LEADER';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';

  constructor() {
    super('no leader could be reached in time');
  }
}

/**
 * The state of this node is older than the caller of an eventual read allows, and no leader could be asked before the
 * deadline. Try again, on another node, or allow more.
 */
export class TooStaleError extends KvorumError {
  override readonly name = 'TooStaleError';
  override readonly code = 'TOO_STALE';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';

  /** `ageMs` is undefined if nobody vouched for any age. */
  static tooOld(ageMs: number | undefined, maxStalenessMs: number): TooStaleError {
    const age =
      ageMs === undefined ? 'of unknown age' : `${Math.ceil(ageMs)} ms old, as far as it knows`;
    return new TooStaleError(
      `the state of this node is ${age}; ${maxStalenessMs} ms are allowed, and no leader answered in time`,
    );
  }

  static stateIsLost(): TooStaleError {
    return new TooStaleError(
      'this node has lost its state and waits for another from the leader; ask another node',
    );
  }

  static notApplied(appliedIndex: LogIndex, atLeast: LogIndex): TooStaleError {
    return new TooStaleError(
      `this node has applied ${appliedIndex} and did not reach ${atLeast}, the index of the least versionstamp, in time`,
    );
  }
}

/** A bound of the node is reached; the request was dropped before anything was done. Wait, then try again. */
export class OverloadedError extends KvorumError {
  override readonly name = 'OverloadedError';
  override readonly code = 'OVERLOADED';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** The answer would exceed what one message may hold. Ask for fewer keys, or list. */
export class AnswerTooLargeError extends KvorumError {
  override readonly name = 'AnswerTooLargeError';
  override readonly code = 'ANSWER_TOO_LARGE';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** The fate of a write is not known: it may have happened, or may still. Read before trying again. */
export class OutcomeUnknownError extends KvorumError {
  override readonly name = 'OutcomeUnknownError';
  override readonly code = 'OUTCOME_UNKNOWN';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'unknown';
}

/** The deadline of the call passed. `outcome` says whether a write may have happened nevertheless. */
export class DeadlineExceededError extends KvorumError {
  override readonly name = 'DeadlineExceededError';
  override readonly code = 'DEADLINE_EXCEEDED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome;

  constructor(outcome: WriteOutcome, options?: { readonly cause: unknown }) {
    super('the deadline passed', options);
    this.outcome = outcome;
  }
}

/** The node is shutting down and takes no new request. Try another node. */
export class StoppingError extends KvorumError {
  override readonly name = 'StoppingError';
  override readonly code = 'STOPPING';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';

  constructor(message = 'the node is stopping') {
    super(message);
  }
}

/**
 * The session of a write is not there: it expired, was closed or evicted, or never was. This attempt was not
 * executed, but what became of earlier ones cannot be known any more (rule X-3). Open another session; a write
 * that was sent before has an unknown outcome.
 */
export class SessionExpiredError extends KvorumError {
  override readonly name = 'SessionExpiredError';
  override readonly code = 'SESSION_EXPIRED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'unknown';

  constructor() {
    super('there is no such session; it may have expired');
  }
}

/** The client has said that it needs no answer to this write any more. It may have been executed before. */
export class SessionStaleError extends KvorumError {
  override readonly name = 'SessionStaleError';
  override readonly code = 'SESSION_STALE';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'unknown';

  constructor() {
    super('the client has acknowledged this seq, so its answer is gone');
  }
}

/** A session is used against its rules; the message says which. The write was not executed and never will be. */
export class SessionMisuseError extends KvorumError {
  override readonly name = 'SessionMisuseError';
  override readonly code = 'SESSION_MISUSE';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/**
 * The state of this node is not that of the other nodes, so it answers nothing until it was rebuilt (rule H-2). Go to
 * another node. A write that meets it was not sent on.
 */
export class DivergedError extends KvorumError {
  override readonly name = 'DivergedError';
  override readonly code = 'DIVERGED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';

  constructor() {
    super('the state of this node differs from that of the others; ask another node');
  }
}

/** A list stream was not read for too long, so its view was released. Resume from the last cursor. */
export class SlowReaderError extends KvorumError {
  override readonly name = 'SlowReaderError';
  override readonly code = 'SLOW_READER';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** This node does not lead, and only the leader can do that. Ask the leader, whose address comes with the answer. */
export class NotLeaderError extends KvorumError {
  override readonly name = 'NotLeaderError';
  override readonly code = 'NOT_LEADER';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** Another change is under way, or the leader is too new in its office for one (M-2, M-7). Wait, then try again. */
export class MembershipBusyError extends KvorumError {
  override readonly name = 'MembershipBusyError';
  override readonly code = 'MEMBERSHIP_BUSY';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** Another membership is in force than the one that the request is based on (M-7). Look again, then decide. */
export class MembershipChangedError extends KvorumError {
  override readonly name = 'MembershipChangedError';
  override readonly code = 'MEMBERSHIP_CHANGED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** Too few voters of the new membership answer (M-8). Start them first, or force the change. */
export class WouldLoseQuorumError extends KvorumError {
  override readonly name = 'WouldLoseQuorumError';
  override readonly code = 'WOULD_LOSE_QUORUM';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** No member has the name or id that the request names; the message says who there is. Correct it. */
export class MemberNotFoundError extends KvorumError {
  override readonly name = 'MemberNotFoundError';
  override readonly code = 'MEMBER_NOT_FOUND';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** A learner is to vote and is not ready for it (11.5). Wait until it has caught up. */
export class LearnerBehindError extends KvorumError {
  override readonly name = 'LearnerBehindError';
  override readonly code = 'LEARNER_BEHIND';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** The node that is to be added does not answer at its peer address. Start it there with `--join`. */
export class NodeUnreachableError extends KvorumError {
  override readonly name = 'NodeUnreachableError';
  override readonly code = 'NODE_UNREACHABLE';
  override readonly retryable = true;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/**
 * The voter that was to lead did not take over, or cannot be asked to. Look who leads, then try again. The outcome is
 * unknown if the word to take over is on its way: it may still arrive (10.1, Q-8).
 */
export class TransferFailedError extends KvorumError {
  override readonly name = 'TransferFailedError';
  override readonly code = 'TRANSFER_FAILED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome;

  constructor(message: string, outcome: WriteOutcome) {
    super(message);
    this.outcome = outcome;
  }
}

/** The call brings no token, or one that is not valid (any more), and the cluster asks for one. Bring another. */
export class UnauthenticatedError extends KvorumError {
  override readonly name = 'UnauthenticatedError';
  override readonly code = 'UNAUTHENTICATED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** The token is valid, and not for this; the message says for what it is. Use another token. */
export class PermissionDeniedError extends KvorumError {
  override readonly name = 'PermissionDeniedError';
  override readonly code = 'PERMISSION_DENIED';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** There is no database of that name or id. Correct it, or create the database. */
export class DatabaseNotFoundError extends KvorumError {
  override readonly name = 'DatabaseNotFoundError';
  override readonly code = 'DATABASE_NOT_FOUND';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** There is no token of that id: it was revoked, or never was. */
export class TokenNotFoundError extends KvorumError {
  override readonly name = 'TokenNotFoundError';
  override readonly code = 'TOKEN_NOT_FOUND';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** A name, an id or a token is taken by something else; the message says by what. Choose another. */
export class AlreadyExistsError extends KvorumError {
  override readonly name = 'AlreadyExistsError';
  override readonly code = 'ALREADY_EXISTS';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}

/** The cluster has as many databases or tokens as it may have. Drop or revoke some first. */
export class CatalogFullError extends KvorumError {
  override readonly name = 'CatalogFullError';
  override readonly code = 'CATALOG_FULL';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'not-applied';
}
