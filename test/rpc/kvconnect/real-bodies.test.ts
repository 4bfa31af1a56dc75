/** What the real clients send, byte for byte (deno-kv.md 9.5), and what they get. */
import { beforeEach, expect, test } from 'vitest';
import type { ConnectClient } from './connect-client.ts';
import { startConnectClient } from './connect-client.ts';
import { decodeReadOutput, decodeWriteOutput } from './datapath-reference.ts';

let client: ConnectClient;
beforeEach(async () => {
  client = await startConnectClient();
});

async function write(body: string) {
  const { status, body: answer } = await client.post('/v2/atomic_write', body);
  expect(status).toBe(200);
  return decodeWriteOutput(answer);
}

/** Key and value of everything that a read finds, range by range. */
async function read(body: string): Promise<string[][]> {
  const { status, body: answer } = await client.post('/v2/snapshot_read', body);
  expect(status).toBe(200);
  return decodeReadOutput(answer).ranges.map(({ values }) =>
    values.map(({ key, value, encoding }) => {
      return `${key.toString('hex')}=${encoding}:${value.toString('hex')}`;
    }),
  );
}

const deno = {
  getA: '0a0d0a030261001204026100001801',
  getManyAB1:
    '0a0d0a0302610012040261000018010a1f0a0c02620021bff0000000000000120d02620021bff0000000000000001801',
  listA: '0a100a04026100001204026100ff18072001',
  listAToB: '0a0c0a0302610012030262001864',
  setA1: '12110a0302610012080a04ff10490210011801',
  setABytes: '120f0a0302610012060a02010210031801',
  deleteA: '120b0a03026100120210031802',
  checkX: '0a050a0302780012120a0302780012090a05ff1022017310011801',
  checkY: '0a110a03027900120a00000000000000070000',
  sumC3: '12150a03026300120c0a08030000000000000010021803',
  minC1: '12150a03026300120c0a08010000000000000010021805',
  maxC9: '12150a03026300120c0a08090000000000000010021804',
  sumC5n: '12190a0302630012100a0cff105a10050000000000000010011803',
  setV: '12100a0302760012070a03ff105410011809',
};
const node = {
  getA: '0a0c0a030261001201ff18012000',
  listA: '0a0f0a030261001204026100ff18072001',
  setA1: '12190a0302610012080a04ff0f49021001180120002a0032003800',
  deleteA: '120f0a03026100180220002a0032003800',
  checkX: '0a050a03027800121a0a0302780012090a05ff0f2201731001180120002a0032003800',
  sumC3: '121d0a03026300120c0a0803000000000000001002180320002a0032003800',
};
const getC = '0a0d0a030263001204026300001801';
const getX = '0a0d0a030278001204027800001801';

test('Deno: set, get, getMany, list, delete', async () => {
  expect((await write(deno.setA1)).status).toBe(1);
  expect(await read(deno.getA)).toEqual([['026100=1:ff104902']]);
  expect(await read(deno.getManyAB1)).toEqual([['026100=1:ff104902'], []]);
  expect(await read(deno.listAToB)).toEqual([['026100=1:ff104902']]);
  expect(await read(deno.listA)).toEqual([[]]);
  await write(deno.setABytes);
  expect(await read(deno.getA)).toEqual([['026100=3:0102']]);
  await write(deno.deleteA);
  expect(await read(deno.getA)).toEqual([[]]);
});

test('Deno: checks', async () => {
  expect((await write(deno.checkX)).status).toBe(1);
  expect(await read(getX)).toEqual([['027800=1:ff10220173']]);
  expect(await write(deno.checkX)).toMatchObject({ status: 2, failed_checks: [0] });
  expect(await write(deno.checkY)).toMatchObject({ status: 2, failed_checks: [0] });
});

test('Deno: sum, min, max, and a sum of a bigint to a KvU64', async () => {
  await write(deno.sumC3);
  expect(await read(getC)).toEqual([['026300=2:0300000000000000']]);
  await write(deno.maxC9);
  expect(await read(getC)).toEqual([['026300=2:0900000000000000']]);
  await write(deno.minC1);
  expect(await read(getC)).toEqual([['026300=2:0100000000000000']]);
  await write(deno.sumC5n);
  expect(await read(getC)).toEqual([['026300=2:0600000000000000']]);
});

test('Deno: a versionstamped key, and an empty commit', async () => {
  const { versionstamp } = await write(deno.setV);
  const suffix = Buffer.from(versionstamp.toString('hex')).toString('hex');
  expect(await read('0a0c0a0302760012030277001864')).toEqual([[`02760002${suffix}00=1:ff1054`]]);
  expect((await write('')).versionstamp).toHaveLength(10);
});

test('@deno/kv: set, get, list, delete', async () => {
  expect((await write(node.setA1)).status).toBe(1);
  expect(await read(node.getA)).toEqual([['026100=1:ff0f4902']]);
  // It skips the row that equals its prefix by itself.
  expect(await read(node.listA)).toEqual([['026100=1:ff0f4902']]);
  await write(node.deleteA);
  expect(await read(node.getA)).toEqual([[]]);
});

test('@deno/kv: check, sum, enqueue', async () => {
  expect((await write(node.checkX)).status).toBe(1);
  expect((await write(node.checkX)).status).toBe(2);
  await write(node.sumC3);
  expect(await read(getC)).toEqual([['026300=2:0300000000000000']]);
  // deadline_ms 1700000000010
  const enqueue = '1a1e0a05ff0f220178108ad095ffbc311a03026b00206420c80120900320a006';
  expect((await write(enqueue)).status).toBe(1);
});
