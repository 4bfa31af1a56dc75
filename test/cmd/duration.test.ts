import { expect, test } from 'vitest';
import { parseDurationMs } from '../../cmd/duration.ts';

test.each([
  ['0', 0],
  ['250', 250],
  ['500ms', 500],
  ['1.5s', 1_500],
  ['2m', 120_000],
  [' 5s ', 5_000],
  ['0.4ms', 0],
  ['1440m', 86_400_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each([
  '',
  's',
  '-1s',
  '1h',
  '5 s',
  '1e3',
  '1441m',
  '86400001',
  '9999999999',
  '1.2345s',
  'NaN',
  '５s',
])('"%s" is no duration, or more than a day', (text) => {
  expect(parseDurationMs(text)).toBeUndefined();
});
