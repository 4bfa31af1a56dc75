import { expect, test } from 'vitest';
import { parseExpiry } from '../../../cmd/cli/expiry-syntax.ts';

test.each([
  ['0', 0],
  ['250', 250],
  ['500ms', 500],
  ['1.5s', 1500],
  ['10m', 600_000],
  ['2h', 7_200_000],
  [' 7d ', 604_800_000],
  ['3650d', 315_360_000_000],
])('in %s is in %i ms', (expireIn, ms) => {
  expect(parseExpiry({ expireIn }, '--')).toEqual({ kind: 'in', ms });
});

test.each([
  ['1', 1],
  ['1900000000000', 1_900_000_000_000],
  ['2030-01-31T18:00Z', 1_896_112_800_000],
  ['2030-01-31T18:00:00.250Z', 1_896_112_800_250],
  ['2030-01-31T20:00:00+02:00', 1_896_112_800_000],
])('at %s is at %i', (expireAt, ms) => {
  expect(parseExpiry({ expireAt }, '--')).toEqual({ kind: 'at', ms });
});

test.each(['', '-1s', '1w', '1e3', '5 s', 'NaN', '999999999999999d', 'tomorrow'])(
  'in "%s" is refused',
  (expireIn) => {
    expect(() => parseExpiry({ expireIn }, '--')).toThrow(/^--expire-in .*must be a span such as/);
  },
);

test.each([
  '',
  '0',
  '-1',
  '2030-01-31',
  '2030-01-31T18:00:00',
  '2030-13-31T18:00:00Z',
  '9999999999999999',
  'tomorrow',
])('at "%s" is refused', (expireAt) => {
  expect(() => parseExpiry({ expireAt }, 'm[0].')).toThrow(/^m\[0\]\.expireAt .*must be a time/);
});

test('neither means that the entry stays, and both are refused', () => {
  expect(parseExpiry({}, '--')).toBeUndefined();
  const both = { expireIn: '1s', expireAt: '1' };
  expect(() => parseExpiry(both, '--')).toThrow('give either --expire-in or --expire-at');
});
