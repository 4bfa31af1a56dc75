/** What the exit code of every command means. Scripts rely on these numbers: add to them, never change one. */
import { KvorumError } from '../base/errors.ts';

export const exitCodes = {
  done: 0,
  otherError: 1,
  /** Wrong usage or configuration: starting again without a change is useless. */
  usage: 2,
  notFound: 3,
  checkFailed: 4,
  notAllowed: 5,
  /** No leader or quorum in time; nothing was written. */
  unavailable: 6,
  /** The write may have happened. */
  outcomeUnknown: 7,
  limit: 8,
  /** Bytes on disk are not what was written: starting again is useless. */
  corruption: 9,
  /** A check, simulation or verification found what must not be. */
  violation: 10,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How the process of a node ends after `error`: whoever supervises it must know if starting again may help. */
export function exitCodeOfNode(error: unknown): ExitCode {
  if (!(error instanceof KvorumError)) return exitCodes.otherError;
  switch (error.code) {
    case 'CORRUPTION':
    case 'LOG_CONTRADICTED':
    case 'MEMBERSHIP_UNDECODABLE':
      return exitCodes.corruption;
    case 'WRONG_OWNER':
    case 'BOOTSTRAP_REFUSED':
      return exitCodes.usage;
    default:
      return exitCodes.otherError;
  }
}
