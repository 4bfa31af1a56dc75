import { expect, test } from 'vitest';
import { encodeFields } from '../../../rpc/http2/hpack.ts';
import { RequestHeadDecoder } from '../../../rpc/http2/request-head.ts';
import { requestBlock } from './server-support.ts';

const none: ReadonlySet<string> = new Set();

const blockOf = (change?: Readonly<Record<string, string | undefined>>): Buffer =>
  Buffer.from(requestBlock('/t/Echo', change));

/** A literal :path that is added to the table. */
const add = (path: string): Buffer =>
  Buffer.concat([Buffer.of(0x44, path.length), Buffer.from(path)]);

test('what a server needs of a request is found', () => {
  const head = new RequestHeadDecoder(none).decode(
    blockOf({ 'grpc-timeout': '5S', 'content-length': '7' }),
  );
  expect(head).toEqual({
    malformed: undefined,
    isTooLong: false,
    hasPseudoFields: true,
    method: 'POST',
    path: '/t/Echo',
    contentType: 'application/grpc',
    grpcTimeout: '5S',
    contentLength: 7,
    fields: new Map(),
    authorization: undefined,
    database: undefined,
  });
});

test('the fields that are asked for are kept, repeated ones in one', () => {
  const decoder = new RequestHeadDecoder(new Set(['authorization', 'x-a', 'x-b']));
  const block = Buffer.concat([
    blockOf({ authorization: 'Bearer one', 'x-a': 'a', 'x-c': 'c' }),
    Buffer.from(encodeFields([['authorization', 'Bearer two']])),
  ]);
  expect(decoder.decode(block).fields).toEqual(
    new Map([
      ['authorization', 'Bearer one, Bearer two'],
      ['x-a', 'a'],
    ]),
  );
});

test('the fields that say who calls are found; one that comes twice says nothing', () => {
  const fields = { authorization: 'Bearer a', 'kvorum-database': 'shop' };
  const head = new RequestHeadDecoder(none).decode(blockOf(fields));
  expect(head).toMatchObject({ authorization: 'Bearer a', database: 'shop' });
  const twice = Buffer.concat([blockOf(fields), literalOf('authorization', 'Bearer b')]);
  expect(new RequestHeadDecoder(none).decode(twice).authorization).toBe('');
  const other = Buffer.concat([blockOf(fields), literalOf('kvorum-database', 'b')]);
  expect(new RequestHeadDecoder(none).decode(other).database).toBe('');
});

/** A field that no table has and none keeps (RFC 7541 §6.2.2). */
function literalOf(name: string, value: string): Buffer {
  return Buffer.concat([
    Buffer.of(0, name.length),
    Buffer.from(name),
    Buffer.of(value.length),
    Buffer.from(value),
  ]);
}

test('an equal block is remembered', () => {
  const decoder = new RequestHeadDecoder(none);
  const first = decoder.decode(blockOf());
  expect(decoder.decode(blockOf())).toBe(first);
  expect(decoder.decode(blockOf({ x: 'y' }))).not.toBe(first);
});

test('an equal block means something else once the table has changed', () => {
  const decoder = new RequestHeadDecoder(none);
  const newest = Buffer.concat([Buffer.of(0x83, 0x86, 0xbe)]);
  decoder.decode(add('/one'));
  expect([decoder.decode(newest).path, decoder.decode(newest).path]).toEqual(['/one', '/one']);
  decoder.decode(add('/two'));
  expect(decoder.decode(newest).path).toBe('/two');
});

test.each(['-1', '1.5', 'x', '', '9'.repeat(16)])(
  'a content-length of "%s" is malformed',
  (value) => {
    expect(
      new RequestHeadDecoder(none).decode(blockOf({ 'content-length': value })).malformed,
    ).toBe('content-length is invalid');
  },
);
