import { expect, test } from 'vitest';
import { formatAddress, isWildcardHost, parseAddress } from '../../cmd/address.ts';

test.each([
  ['127.0.0.1:4513', '127.0.0.1', 4513],
  ['node-1.example:1', 'node-1.example', 1],
  ['[::1]:65535', '::1', 65_535],
  [' h:80 ', 'h', 80],
])('%s is an address, and is written back', (text, host, port) => {
  const address = parseAddress(text);
  expect(address).toEqual({ host, port });
  expect(formatAddress({ host, port })).toBe(text.trim());
});

test.each([
  '',
  'host',
  ':1',
  'h:',
  'h:0',
  'h:65536',
  'h:1x',
  '::1:5',
  '[::1]',
  'a b:1',
  'h:-1',
  'http://h:1',
])('"%s" is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test('the hosts that mean every interface are known', () => {
  expect(['0.0.0.0', '::', '127.0.0.1', 'h'].map(isWildcardHost)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
