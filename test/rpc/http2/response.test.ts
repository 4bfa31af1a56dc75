import { expect, test } from 'vitest';
import { HeaderDecoder } from '../../../rpc/http2/hpack.ts';
import { encodeTrailers, encodeTrailersOnly } from '../../../rpc/http2/response.ts';

const decode = (block: Uint8Array): Record<string, string> =>
  Object.fromEntries(new HeaderDecoder().decode(Buffer.from(block)));

test.each(['plain text', '50 % more', 'naïve €', 'a\r\nb', '\uD800 alone'])(
  'the message "%s" comes back, but for what is no Unicode',
  (message) => {
    const sent = decode(encodeTrailers({ code: 9, message }));
    expect(sent['grpc-message']).toMatch(/^[!-~]*$/);
    expect(decodeURIComponent(sent['grpc-message'] ?? '')).toBe(Buffer.from(message).toString());
  },
);

test('a failure without a message before it has headers and trailers in one block', () => {
  const details = Buffer.of(1, 2, 255);
  const sent = decode(encodeTrailersOnly({ code: 9, message: 'no', details }));
  expect(sent).toEqual({
    ':status': '200',
    'content-type': 'application/grpc+proto',
    'grpc-status': '9',
    'grpc-message': 'no',
    'grpc-status-details-bin': details.toString('base64'),
  });
});

test('a message without end is cut', () => {
  const sent = decode(encodeTrailers({ code: 9, message: 'x'.repeat(100_000) }));
  expect(sent['grpc-message']).toHaveLength(1024);
});
