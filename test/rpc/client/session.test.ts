import { describe, expect, test } from 'vitest';
import type { WriteOutcome } from '../../../base/errors.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { ClientSession, SessionAttempts } from '../../../rpc/client/session.ts';
import type { SessionRequest } from '../../../storage/index.ts';

const write = { checks: [], mutations: [] } as const;

/** A session over calls that the test answers. */
async function openSession() {
  const requests: SessionRequest[] = [];
  const answers: { readonly commit: () => void; readonly fail: () => void }[] = [];
  const closed: number[] = [];
  const session = await ClientSession.open<undefined>(
    1000,
    {
      open: async () => await Promise.resolve(7),
      close: async (id) => {
        closed.push(id);
        await Promise.resolve();
      },
      atomic: async (_write, request) => {
        requests.push(request);
        return await new Promise((resolve, reject) => {
          answers.push({
            commit: () => resolve({ kind: 'conflict', failedChecks: [] }),
            fail: () => reject(new Error('lost')),
          });
        });
      },
    },
    undefined,
  );
  return { session, requests, answers, closed };
}

describe('a session', () => {
  test('numbers its writes and acknowledges those before which all have ended', async () => {
    const { session, requests, answers } = await openSession();
    const calls = [1, 2, 3].map(async () => await session.atomic(write, undefined));
    answers[1]?.commit();
    await calls[1];
    void session.atomic(write, undefined);
    answers[0]?.commit();
    await calls[0];
    void session.atomic(write, undefined);
    expect(requests.map(({ id, seq, ackedUpTo }) => [id, seq, ackedUpTo])).toEqual([
      [7, 1, 0],
      [7, 2, 0],
      [7, 3, 0],
      [7, 4, 0],
      [7, 5, 2],
    ]);
  });

  test('gives up a write that failed together with its number', async () => {
    const { session, requests, answers } = await openSession();
    const failed = session.atomic(write, undefined);
    answers[0]?.fail();
    await expect(failed).rejects.toThrow('lost');
    void session.atomic(write, undefined);
    expect(requests[1]).toEqual({ id: 7, seq: 2, ackedUpTo: 1 });
  });

  test('refuses a 65th write from the oldest without an answer, and says that it was not sent', async () => {
    const { session, requests, answers } = await openSession();
    const calls = Array.from({ length: 64 }, async () => await session.atomic(write, undefined));
    const overloaded = { code: 'OVERLOADED', outcome: 'not-applied', retryable: true };
    await expect(session.atomic(write, undefined)).rejects.toMatchObject(overloaded);
    for (const { commit } of answers.slice(1)) commit();
    await Promise.all(calls.slice(1));
    await expect(session.atomic(write, undefined)).rejects.toMatchObject(overloaded);
    expect(requests).toHaveLength(64);
    answers[0]?.commit();
    await calls[0];
    void session.atomic(write, undefined);
    expect(requests[64]).toEqual({ id: 7, seq: 65, ackedUpTo: 64 });
  });

  test('closes by its id', async () => {
    const { session, closed } = await openSession();
    await session.close(undefined);
    expect(closed).toEqual([7]);
  });
});

function failure(code: string, outcome: WriteOutcome, retryable: boolean): KvorumCallError {
  return new KvorumCallError('', { code, outcome, retryable, grpcCode: 2, endpoint: 'e:1' });
}
const lost = failure('OUTCOME_UNKNOWN', 'unknown', false);
const noLeader = failure('NO_LEADER', 'not-applied', true);
const expired = failure('SESSION_EXPIRED', 'unknown', false);
const misused = failure('SESSION_MISUSE', 'not-applied', false);
const invalid = failure('INVALID_REQUEST', 'not-applied', false);
const rejected = failure('MUTATION_REJECTED', 'not-applied', false);

describe('the attempts of a write', () => {
  test.each([
    ['of unknown outcome', lost, true],
    ['that may pass', noLeader, true],
    ['that is wrong', invalid, false],
    ['that its session refused', expired, false],
    ['that misused its session', misused, false],
  ])('go on after one %s: %#', (_what, error, goesOn) => {
    expect(new SessionAttempts().mayRetry(error)).toBe(goesOn);
  });

  test.each([
    ['a refusal alone proves that nothing was applied', [expired], 'not-applied'],
    ['a refusal leaves open what an attempt before it left open', [lost, expired], 'unknown'],
    [
      'so does a failure that proves something of its own attempt only',
      [lost, noLeader],
      'unknown',
    ],
    ['misuse after a lost answer is no proof either', [lost, misused], 'unknown'],
    ['what the write itself was refused for is its answer', [lost, rejected], 'not-applied'],
    ['proofs all along are a proof', [noLeader, noLeader, invalid], 'not-applied'],
    ['a lost answer is unknown', [noLeader, lost], 'unknown'],
  ] as const)('%s', (_what, errors, outcome) => {
    const attempts = new SessionAttempts();
    for (const error of errors) attempts.mayRetry(error);
    const last = errors.at(-1) ?? lost;
    expect(attempts.conclude(last)).toMatchObject({ code: last.code, outcome });
  });
});
