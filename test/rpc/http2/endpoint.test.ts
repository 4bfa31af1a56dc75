import { expect, test } from 'vitest';
import { parseEndpoint } from '../../../rpc/http2/endpoint.ts';
import { ConnectError } from '../../../rpc/http2/errors.ts';

test.each([
  ['127.0.0.1:4513', '127.0.0.1', 4513],
  ['node1.example:1', 'node1.example', 1],
  ['[::1]:65535', '::1', 65_535],
])('%s is a host and a port', (text, host, port) => {
  expect(parseEndpoint(text)).toEqual({ host, port });
});

test.each(['', '4513', 'host', 'host:', 'host:0', 'host:65536', '::1:4513', '[::1]', ':4513'])(
  '"%s" is no endpoint',
  (text) => {
    expect(() => parseEndpoint(text)).toThrow(ConnectError);
  },
);
