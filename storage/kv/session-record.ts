/**
 * A session as it is stored: ASCII text, the parts separated by spaces, decimal numbers.
 *
 *     ttlMs lastUse lastUseIndex ackedUpTo answer answer ...
 *
 *     ttlMs:   of a session of another database than the default one followed by "@" and the number of that
 *     answer:  seq ":" the two halves of the digest of the request, each with its sign, and ":" after each, result
 *     result:  "c" versionstamp, 20 hex digits | "x" failed check { "," failed check } | "r" message, base64url
 *
 * One record for a session and not one for each answer: a session is written once per checkpoint however many
 * requests it carried, and nothing is left behind that would have to be deleted.
 */
import type { LogIndex, WallMs } from '../../base/brand.ts';
import { asLogIndex, asWallMs, isCount } from '../../base/brand.ts';
import { assertNever } from '../../base/invariant.ts';
import { CorruptionError } from '../errors.ts';
import type { AtomicResult } from './command.ts';
import type { DigestLanes } from './digest.ts';
import type { RecordText } from './record.ts';
import { formatVersionstamp, versionstampBytes } from './versionstamp.ts';

/** An answer in its stored form, which is decoded only if its request is repeated. */
export type AnswerText = string;

export type Session = {
  /** How much log time may pass between two requests. */
  readonly ttlMs: number;
  /** The only one in which it writes. */
  readonly database: number;
  /** Log time, and the log index, of the newest request that was not refused. */
  readonly lastUse: WallMs;
  readonly lastUseIndex: LogIndex;
  /** The client has the answers to all requests up to this one. */
  readonly ackedUpTo: number;
  /** To requests above `ackedUpTo`, in the order of their execution. */
  readonly answers: readonly AnswerText[];
};

export type Answer = { readonly digest: DigestLanes; readonly result: AtomicResult };

const headerParts = 4;

export function encodeSession(session: Session): RecordText {
  const { ttlMs, database, lastUse, lastUseIndex, ackedUpTo, answers } = session;
  let text = `${ttlMs}${database === 0 ? '' : `@${database}`} ${lastUse} ${lastUseIndex} ${ackedUpTo}`;
  for (const answer of answers) text += ` ${answer}`;
  return text;
}

/** Throws `CorruptionError` for what is no session. Answers are checked when they are decoded. */
export function decodeSession(text: RecordText): Session {
  const parts = text.split(' ');
  const [first, lastUse, lastUseIndex, ackedUpTo] = parts;
  const [ttlMs, database = '0', ...rest] = first?.split('@') ?? [];
  if (
    ttlMs === undefined ||
    rest.length > 0 ||
    lastUse === undefined ||
    lastUseIndex === undefined ||
    ackedUpTo === undefined
  ) {
    throw malformed();
  }
  return {
    ttlMs: decodeNumber(ttlMs),
    database: decodeNumber(database),
    lastUse: asWallMs(decodeNumber(lastUse)),
    lastUseIndex: asLogIndex(decodeNumber(lastUseIndex)),
    ackedUpTo: decodeNumber(ackedUpTo),
    answers: parts.slice(headerParts),
  };
}

export function encodeAnswer(seq: number, { digest, result }: Answer): AnswerText {
  return `${seq}:${digest.high}:${digest.low}:${encodeResult(result)}`;
}

/** The number of the request that was answered. */
export function answerSeq(answer: AnswerText): number {
  return Number.parseInt(answer, 10);
}

/** Throws `CorruptionError` for what is no answer. */
export function decodeAnswer(answer: AnswerText): Answer {
  const [seq, high, low, result, ...rest] = answer.split(':');
  if (seq === undefined || high === undefined || low === undefined || result === undefined) {
    throw malformed();
  }
  decodeNumber(seq);
  if (rest.length > 0) throw malformed();
  return {
    digest: { high: decodeHalf(high), low: decodeHalf(low) },
    result: decodeResult(result),
  };
}

function encodeResult(result: AtomicResult): string {
  switch (result.kind) {
    case 'committed':
      return `c${formatVersionstamp(result.versionstamp)}`;
    case 'conflict':
      return `x${result.failedChecks.join(',')}`;
    case 'rejected':
      return `r${Buffer.from(result.message).toString('base64url')}`;
    default:
      return assertNever(result);
  }
}

function decodeResult(text: string): AtomicResult {
  const content = text.slice(1);
  switch (text[0]) {
    case 'c': {
      const versionstamp = Buffer.from(content, 'hex');
      if (versionstamp.length !== versionstampBytes) throw malformed();
      return { kind: 'committed', versionstamp };
    }
    case 'x':
      return { kind: 'conflict', failedChecks: content.split(',').map(decodeNumber) };
    case 'r':
      return { kind: 'rejected', message: Buffer.from(content, 'base64url').toString() };
    case undefined:
    default:
      throw malformed();
  }
}

function decodeHalf(text: string): number {
  const half = Number(text);
  if (text === '' || half !== (half | 0)) throw malformed();
  return half;
}

function decodeNumber(text: string): number {
  const number = Number(text);
  if (text === '' || !isCount(number)) throw malformed();
  return number;
}

function malformed(): CorruptionError {
  return new CorruptionError('a stored session is malformed');
}
