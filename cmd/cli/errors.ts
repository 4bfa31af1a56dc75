/** Failures of a command, each with the exit code it ends in. Messages are one sentence and say what to do. */
import { KvorumError } from '../../base/errors.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';

/** The command was written wrongly: nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command ended without doing what was asked; `exitCode` says which kind of failure. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  readonly code: string;

  constructor(message: string, options: { readonly exitCode: ExitCode; readonly code: string }) {
    super(message);
    this.exitCode = options.exitCode;
    this.code = options.code;
  }
}

/** Whoever reads our output is gone (`| head`): not a failure, there is nobody left to write for. */
export class BrokenPipeError extends Error {
  override readonly name = 'BrokenPipeError';
}

/** The user pressed Ctrl-C, or the process was told to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** What is printed of a failure, and the exit code. */
export type Failure = {
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
  /** Present for a failed write: "unknown" if it may have happened. */
  readonly outcome?: 'not-applied' | 'unknown';
};

/** Codes of the layers beneath that do not mean "unavailable" or "other". */
const exitCodeOf: Readonly<Record<string, ExitCode>> = {
  INVALID_ARGUMENT: exitCodes.usage,
  INVALID_REQUEST: exitCodes.usage,
  SESSION_MISUSE: exitCodes.usage,
  NOT_FOUND: exitCodes.notFound,
  MEMBER_NOT_FOUND: exitCodes.notFound,
  DATABASE_NOT_FOUND: exitCodes.notFound,
  TOKEN_NOT_FOUND: exitCodes.notFound,
  UNAUTHENTICATED: exitCodes.notAllowed,
  PERMISSION_DENIED: exitCodes.notAllowed,
  NO_LEADER: exitCodes.unavailable,
  UNREACHABLE: exitCodes.unavailable,
  STOPPING: exitCodes.unavailable,
  DIVERGED: exitCodes.unavailable,
  TOO_STALE: exitCodes.unavailable,
  DEADLINE_EXCEEDED: exitCodes.unavailable,
  OUTCOME_UNKNOWN: exitCodes.outcomeUnknown,
  OVERLOADED: exitCodes.limit,
  TOO_LARGE: exitCodes.limit,
  LIMIT: exitCodes.limit,
  LIMIT_EXCEEDED: exitCodes.limit,
  CATALOG_FULL: exitCodes.limit,
  RESOURCE_EXHAUSTED: exitCodes.limit,
  ANSWER_TOO_LARGE: exitCodes.limit,
  CORRUPTION: exitCodes.corruption,
};

/** What a command changes, and what to do if it may have. */
const changes = {
  entries: {
    unknown: 'the write may have happened: read the key before you write again',
    interrupted: 'the write may have happened',
  },
  cluster: {
    unknown: 'the change may have been made: look with kvorum members before you repeat it',
    interrupted: 'the change may have been made; what was begun goes on by itself',
  },
  catalog: {
    unknown:
      'the change may have been made: look with kvorum db list or token list before you repeat it',
    interrupted: 'the change may have been made',
  },
} as const;

export type Change = keyof typeof changes;

type FailureOptions = {
  /** True if the command changes something. */
  readonly writes: boolean;
  /** Absent: entries. */
  readonly change?: Change;
};

/** Turns whatever a command threw into what the user is told. */
export function describeFailure(error: unknown, options: FailureOptions): Failure {
  if (error instanceof UsageError) {
    return { code: 'USAGE', message: error.message, exitCode: exitCodes.usage };
  }
  if (error instanceof CommandError) {
    return { code: error.code, message: error.message, exitCode: error.exitCode };
  }
  if (error instanceof InterruptedError) {
    const { interrupted } = changes[options.change ?? 'entries'];
    const message = options.writes ? `interrupted; ${interrupted}` : 'interrupted';
    return { code: 'INTERRUPTED', message, exitCode: exitCodes.interrupted };
  }
  if (error instanceof KvorumError) return describeKvorumError(error, options);
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'OTHER', message, exitCode: exitCodes.otherError };
}

function describeKvorumError(error: KvorumError, options: FailureOptions): Failure {
  const { code, outcome } = error;
  const message = messageOf(error);
  const exitCode =
    exitCodeOf[code] ?? (error.retryable ? exitCodes.unavailable : exitCodes.otherError);
  if (!options.writes) {
    // A read has no outcome: whatever stopped it, nothing was changed.
    const readExitCode = exitCode === exitCodes.outcomeUnknown ? exitCodes.unavailable : exitCode;
    return { code, message, exitCode: readExitCode };
  }
  if (outcome === 'unknown' && exitCode !== exitCodes.corruption) {
    return {
      code,
      message: `${message}; ${changes[options.change ?? 'entries'].unknown}`,
      exitCode: exitCodes.outcomeUnknown,
      outcome,
    };
  }
  return { code, message, exitCode, outcome };
}

function messageOf({ code, message }: KvorumError): string {
  // The library's own text tells of its internals.
  if (code === 'DEADLINE_EXCEEDED') return 'no answer in time; --timeout allows more';
  if (code === 'UNREACHABLE') return `${message}; does a node run there, and is --endpoint right?`;
  return message;
}
