import { expect, test } from 'vitest';
import { asWallMs } from '../../../base/brand.ts';
import { InvalidRequestError } from '../../../rpc/errors.ts';
import { metadataRequestBytesMax } from '../../../rpc/kvconnect/limits.ts';
import { encodeMetadata, negotiateVersion } from '../../../rpc/kvconnect/metadata.ts';

const supported = (versions: unknown) =>
  Buffer.from(JSON.stringify({ supportedVersions: versions }));

test.each([
  [[1, 2], 2],
  [[1, 2, 3], 3],
  [[1, 2, 3, 4], 3],
  [[3], 3],
  [['3', 2, null, {}], 2],
])('199: of %j the newest is used', (versions, expected) => {
  expect(negotiateVersion(supported(versions))).toBe(expected);
});

test.each([[[1]], [[]], [[4]], [['2']]])('197: of %j none', (versions) => {
  expect(() => negotiateVersion(supported(versions))).toThrow(
    'The server could not negotiate a protocol version. The server requires protocol version 2 or 3.',
  );
});

test.each([
  '',
  '[',
  'null',
  '3',
  '[3]',
  '{}',
  '{"supportedVersions":3}',
  '\u0000',
  '{"supportedVersions":null}',
])('198: the body %j is none', (body) => {
  expect(() => negotiateVersion(Buffer.from(body))).toThrow(
    new InvalidRequestError(
      'The server requires at least protocol version 2. Use Deno 1.38.0 or newer.',
    ),
  );
});

test('a long body is not looked at, and nesting ends nothing', () => {
  const long = Buffer.concat([supported([3]), Buffer.alloc(metadataRequestBytesMax, ' ')]);
  expect(() => negotiateVersion(long)).toThrow('at least protocol version 2');
  expect(() => negotiateVersion(Buffer.alloc(metadataRequestBytesMax, '['))).toThrow(
    'at least protocol version 2',
  );
});

test('200: the endpoint has no slash at its end, and the time is in UTC', () => {
  const now = asWallMs(1_700_000_000_000);
  const body = encodeMetadata({ version: 2, databaseId: 'd', token: 't"', now });
  expect(Buffer.from(body).toString()).toBe(
    '{"version":2,"databaseId":"d","endpoints":[{"url":"/v2","consistency":"strong"}],' +
      '"token":"t\\"","expiresAt":"2023-11-15T22:13:20.000Z"}',
  );
});
