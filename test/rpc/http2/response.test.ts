import { expect, test } from 'vitest';
import { HeaderDecoder } from '../../../rpc/http2/hpack.ts';
import {
  AnswerHeadEncoder,
  encodeTrailers,
  encodeTrailersOnly,
} from '../../../rpc/http2/response.ts';

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

test('heads of plain answers are remembered, their length is not', () => {
  const heads = new AnswerHeadEncoder();
  const head = { status: 200, contentType: 'text/plain' };
  const without = heads.encode(head, undefined);
  expect(heads.encode({ ...head }, undefined)).toBe(without);
  for (const length of [0, 5, 2 ** 40]) {
    expect(decode(heads.encode(head, length))).toEqual({
      ':status': '200',
      'content-type': 'text/plain',
      'content-length': String(length),
    });
  }
  expect(decode(heads.encode({ status: 503 }, undefined))).toEqual({ ':status': '503' });
});

test('heads without end do not fill the memory, and stay right', () => {
  const heads = new AnswerHeadEncoder();
  const first = heads.encode({ status: 200, contentType: 'x/0' }, undefined);
  for (let at = 1; at < 300; at++) heads.encode({ status: 200, contentType: `x/${at}` }, undefined);
  expect(heads.encode({ status: 200, contentType: 'x/0' }, undefined)).not.toBe(first);
  expect(heads.encode({ status: 200, contentType: 'x/0' }, undefined)).toEqual(first);
});
