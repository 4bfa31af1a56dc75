import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import type { AtomicResult } from '../../../storage/kv/command.ts';
import {
  answerSeq,
  decodeAnswer,
  decodeSession,
  encodeAnswer,
  encodeSession,
} from '../../../storage/kv/session-record.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';

const count = fc.maxSafeNat();
const half = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const result: fc.Arbitrary<AtomicResult> = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 52 }).map((index) => ({
    kind: 'committed' as const,
    versionstamp: versionstampAt(asLogIndex(index)),
  })),
  fc.record({
    kind: fc.constant('conflict' as const),
    failedChecks: fc.array(fc.nat(99), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('rejected' as const), message: fc.string({ unit: 'grapheme' }) }),
);

test('a session and its answers give back what was written, as ASCII', () => {
  const property = fc.property(
    fc.tuple(count, count, count, count),
    fc.array(fc.tuple(count, fc.record({ digest: fc.record({ high: half, low: half }), result })), {
      maxLength: 5,
    }),
    ([ttlMs, lastUse, lastUseIndex, ackedUpTo], answers) => {
      const session = {
        ttlMs,
        database: ttlMs % 3,
        lastUse: asWallMs(lastUse),
        lastUseIndex: asLogIndex(lastUseIndex),
        ackedUpTo,
        answers: answers.map(([seq, made]) => encodeAnswer(seq, made)),
      };
      const text = encodeSession(session);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      const read = decodeSession(text);
      expect(read).toEqual(session);
      for (const [at, [seq, made]] of answers.entries()) {
        const answer = read.answers[at] ?? '';
        expect(answerSeq(answer)).toBe(seq);
        const decoded = decodeAnswer(answer);
        expect(decoded.digest).toEqual(made.digest);
        expect(plain(decoded.result)).toEqual(plain(made.result));
      }
    },
  );
  fc.assert(property, { seed: 3, numRuns: 200 });
});

test('a session of the default database is stored as it was before there were others', () => {
  expect(decodeSession('600 2 3 4').database).toBe(0);
  expect(decodeSession('600@7 2 3 4')).toMatchObject({ ttlMs: 600, database: 7 });
});

test.each([
  '',
  '1',
  '1@ 2 3 4',
  '1@2@3 2 3 4',
  '1 2 3',
  '1 2 3 ',
  '1 2 ! 4',
  '-1 2 3 4',
  `1 2 3 ${'9'.repeat(20)}`,
])('the text "%s" is no session', (text) => {
  expect(() => decodeSession(text)).toThrow(CorruptionError);
});

test.each([
  '',
  '1',
  '1:',
  '1:2:3',
  '1:2:3:',
  '1:2:3:c00',
  '1:2:3:x',
  '1:2:3:x1,',
  '1:2:3:q',
  '1:2:3:x1:4',
  ':2:3:x1',
  '1::3:x1',
  '1:2:4294967296:x1',
])('the text "%s" is no answer', (text) => {
  expect(() => decodeAnswer(text)).toThrow(CorruptionError);
});

/** With an array in place of bytes, so that classes do not matter. */
function plain(value: AtomicResult): unknown {
  return value.kind === 'committed' ? [...value.versionstamp] : value;
}
