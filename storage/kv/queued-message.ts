/**
 * A message of a queue as it is stored: ASCII text of four parts, separated by spaces. When it is due, and who it
 * is, stands in its key (`queueKey`).
 *
 *     attempts backoff keys payload
 *
 *     attempts  how often it was delivered without being accepted
 *     backoff   ms before each further delivery, with commas between them; "-" if there is none
 *     keys      keysIfUndelivered in base64url, with commas between them; "-" if there are none
 *     payload   base64url, not padded
 */
import { isCount } from '../../base/brand.ts';
import { CorruptionError } from '../errors.ts';
import type { Enqueue } from './command.ts';
import { asBuffer } from './keyspace.ts';
import type { RecordText } from './record.ts';

export type QueuedMessage = Pick<Enqueue, 'payload' | 'keysIfUndelivered' | 'backoffMs'> & {
  /** How often it was delivered without being accepted. */
  readonly attempts: number;
};

const none = '-';

export function encodeQueuedMessage(message: QueuedMessage): RecordText {
  const backoff = message.backoffMs.length === 0 ? none : message.backoffMs.join(',');
  const { keysIfUndelivered } = message;
  const keys =
    keysIfUndelivered.length === 0 ? none : keysIfUndelivered.map((key) => base64(key)).join(',');
  return `${message.attempts} ${backoff} ${keys} ${base64(message.payload)}`;
}

/** Throws `CorruptionError` for what is no message. */
export function decodeQueuedMessage(record: RecordText): QueuedMessage {
  const [attempts, backoff, keys, payload, ...rest] = record.split(' ');
  if (
    attempts === undefined ||
    backoff === undefined ||
    keys === undefined ||
    payload === undefined ||
    rest.length > 0
  ) {
    throw malformed();
  }
  return {
    attempts: decodeNumber(attempts),
    backoffMs: backoff === none ? [] : backoff.split(',').map(decodeNumber),
    keysIfUndelivered: keys === none ? [] : keys.split(',').map(decodeBytes),
    payload: decodeBytes(payload),
  };
}

function base64(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64url');
}

function decodeBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw malformed();
  return bytes;
}

function decodeNumber(text: string): number {
  const number = Number(text);
  if (text === '' || !isCount(number)) throw malformed();
  return number;
}

function malformed(): CorruptionError {
  return new CorruptionError('a stored message of a queue is malformed');
}
