import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../../rpc/errors.ts';
import { decodeReadDemand } from '../../rpc/read-demand.ts';
import { stamp } from './fake-gateway.ts';

const none = new Uint8Array(0);

describe('what is demanded of a read', () => {
  test.each([0, 1])('is everything that was acknowledged, for consistency %i', (consistency) => {
    expect(decodeReadDemand({ consistency, atLeastVersionstamp: none })).toEqual({
      kind: 'strong',
    });
  });

  test('is nothing for an eventual read without bounds', () => {
    expect(
      decodeReadDemand({ consistency: 2, maxStalenessMs: null, atLeastVersionstamp: none }),
    ).toEqual({ kind: 'eventual', maxStalenessMs: undefined, atLeast: undefined });
  });

  test('is both bounds where both are given, and an age of 0 is one', () => {
    const wire = { consistency: 2, maxStalenessMs: 0, atLeastVersionstamp: stamp(77) };
    expect(decodeReadDemand(wire)).toEqual({ kind: 'eventual', maxStalenessMs: 0, atLeast: 77 });
  });
});

describe('refused is', () => {
  test.each([
    ['a consistency that is not known', { consistency: 9 }, 'The consistency 9 is unknown.'],
    ['an age bound on a strong read', { maxStalenessMs: 0 }, 'needs the consistency EVENTUAL'],
    [
      'a least versionstamp on a strong read',
      { consistency: 1, atLeastVersionstamp: stamp(1) },
      'needs the consistency EVENTUAL',
    ],
    [
      'a versionstamp of another length',
      { consistency: 2, atLeastVersionstamp: stamp(1).subarray(1) },
      'it has 9 bytes instead of 10',
    ],
    [
      'a versionstamp that no log reaches',
      { consistency: 2, atLeastVersionstamp: Buffer.alloc(10, 0xff) },
      'no commit can have one this great',
    ],
  ])('%s', (_, wire, message) => {
    const decode = () => decodeReadDemand({ consistency: 0, atLeastVersionstamp: none, ...wire });
    expect(decode).toThrow(InvalidRequestError);
    expect(decode).toThrow(message);
  });
});
