import { expect, test } from 'vitest';
import { parseGrpcTimeout } from '../../../rpc/http2/grpc-timeout.ts';

test.each([
  [undefined, undefined],
  ['1H', 3_600_000],
  ['2M', 120_000],
  ['3S', 3000],
  ['4m', 4],
  ['5u', 0.005],
  ['6n', 6e-6],
  ['99999999H', 359_999_996_400_000],
  ['', 'malformed'],
  ['S', 'malformed'],
  ['5', 'malformed'],
  ['-5S', 'malformed'],
  ['1.5S', 'malformed'],
  ['123456789S', 'malformed'],
])('%s is %s', (text, expected) => {
  expect(parseGrpcTimeout(text)).toBe(expected);
});
