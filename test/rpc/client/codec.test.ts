import { expect, test } from 'vitest';
import { kvorum } from '../../../protos/gen/kv.js';
import {
  decodeAtomicResponse,
  decodeGetResponse,
  encodeListRequest,
} from '../../../rpc/client/codec.ts';

const { AtomicResponse, GetResponse, ListRequest } = kvorum.kv.v1;

test('a list request tells an empty prefix from none, and is strong by default', () => {
  const request = ListRequest.decode(encodeListRequest({ prefix: new Uint8Array(0), limit: 3 }));
  expect(request.prefix).toHaveLength(0);
  expect(request).toMatchObject({ start: null, limit: 3, consistency: 1 });
});

test('an answer to a write without an outcome is not taken for a commit', () => {
  expect(() => decodeAtomicResponse(AtomicResponse.encode({}).finish())).toThrow('no outcome');
});

test('a value of an unknown encoding is refused', () => {
  const answer = GetResponse.encode({ entries: [{ value: { data: Buffer.of(1) } }] }).finish();
  expect(() => decodeGetResponse(answer)).toThrow('encoding');
});
