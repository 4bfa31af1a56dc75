/**
 * What a request asks for, as 64 bits: a session remembers it beside the answer, so that a number that is used for
 * two different requests is noticed (rule X-2). Covers all that decides what is done, and neither who took the
 * request nor what the client has acknowledged, which differ between two attempts of one request.
 */
import { assertNever } from '../../base/invariant.ts';
import type { AtomicCommand, Enqueue, Expiry, Mutation, Value } from './command.ts';
import type { DigestLanes } from './digest.ts';
import { Digest } from './digest.ts';
import { encodingNumber } from './record.ts';

/** Taken for ever: digests are stored. */
const mutationNumbers = {
  set: 1,
  delete: 2,
  sum: 3,
  max: 4,
  min: 5,
  setVersionstampedKey: 9,
} as const satisfies Record<Mutation['kind'], number>;
const enqueueNumber = 30;

/** The same for all attempts of one request. */
export function digestRequest({
  database,
  checks,
  mutations,
  enqueues = [],
}: AtomicCommand): DigestLanes {
  const digest = new Digest();
  digest.addWord(database);
  digest.addWord(checks.length);
  for (const { key, versionstamp } of checks) {
    digest.addBytes(key);
    if (versionstamp === undefined) digest.addText(undefined);
    else digest.addBytes(versionstamp);
  }
  for (const mutation of mutations) addMutation(digest, mutation);
  for (const enqueue of enqueues) addEnqueue(digest, enqueue);
  return digest.finish();
}

function addMutation(digest: Digest, mutation: Mutation): void {
  digest.addWord(mutationNumbers[mutation.kind]);
  digest.addBytes(mutation.key);
  switch (mutation.kind) {
    case 'delete':
      return;
    case 'sum':
      addValue(digest, mutation.value);
      digest.addBytes(mutation.min);
      digest.addBytes(mutation.max);
      digest.addWord(mutation.clamp ? 1 : 0);
      return;
    case 'set':
    case 'setVersionstampedKey':
      addValue(digest, mutation.value);
      if (mutation.expiry !== undefined) addExpiry(digest, mutation.expiry);
      return;
    case 'min':
    case 'max':
      addValue(digest, mutation.value);
      return;
    default:
      assertNever(mutation);
  }
}

/** Nothing is added for a set without one, as before there was any. */
function addExpiry(digest: Digest, { kind, ms }: Expiry): void {
  digest.addText(kind);
  digest.addNumber(ms);
}

/** Begins with a number that no mutation has, so that a request without enqueues has the digest that it always had. */
function addEnqueue(digest: Digest, enqueue: Enqueue): void {
  digest.addWord(enqueueNumber);
  digest.addBytes(enqueue.payload);
  digest.addNumber(enqueue.deadlineMs);
  digest.addWord(enqueue.keysIfUndelivered.length);
  for (const key of enqueue.keysIfUndelivered) digest.addBytes(key);
  digest.addWord(enqueue.backoffMs.length);
  for (const intervalMs of enqueue.backoffMs) digest.addWord(intervalMs);
}

function addValue(digest: Digest, { bytes, encoding }: Value): void {
  digest.addWord(encodingNumber(encoding));
  digest.addBytes(bytes);
}
