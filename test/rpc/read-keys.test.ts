import { expect, test } from 'vitest';
import { AnswerTooLargeError } from '../../rpc/errors.ts';
import { getAnswerBytesMax, valueBytesMax } from '../../rpc/limits.ts';
import { readKeys } from '../../rpc/read-keys.ts';
import { bytesValue, FakeGateway, keyOf, stamp } from './fake-gateway.ts';

test('one entry per key, in the order of the keys, and the index of the state', () => {
  const gateway = new FakeGateway();
  gateway.put(keyOf('a'), bytesValue('1'));
  const keys = [keyOf('b'), keyOf('a'), keyOf('a')];
  const found = { value: bytesValue('1'), versionstamp: stamp(1) };
  expect(readKeys(gateway.state, 0, keys)).toMatchObject({
    entries: [undefined, found, found],
    appliedIndex: 7,
  });
  expect(readKeys(gateway.state, 0, [])).toEqual({ entries: [], appliedIndex: 7 });
});

test('more than one message may have is not read to the end', () => {
  const gateway = new FakeGateway();
  gateway.put(keyOf('a'), bytesValue(Buffer.alloc(valueBytesMax)));
  const fits = getAnswerBytesMax / valueBytesMax;
  let reads = 0;
  const state = {
    ...gateway.state,
    appliedIndex: gateway.state.appliedIndex,
    view: () => gateway.view(),
    get: (database: number, key: Uint8Array) => {
      reads++;
      return gateway.state.get(database, key);
    },
  };
  const keys = Array.from({ length: 1000 }, () => keyOf('a'));
  expect(() => readKeys(state, 0, keys)).toThrow(AnswerTooLargeError);
  expect(reads).toBe(fits);
});
