import { afterAll, beforeAll, expect, test } from 'vitest';
import { kvorumDialect } from '../../../cmd/bench/kvorum-dialect.ts';
import { runLoad } from '../../../cmd/bench/load-run.ts';
import type { LoadOptions, LoadResult } from '../../../cmd/bench/load-run.ts';
import { startFill, startWorkload } from '../../../cmd/bench/workload.ts';
import type { NextOperation } from '../../../cmd/bench/workload.ts';
import { SystemClock } from '../../../cmd/system.ts';
import { LoadClient } from '../../../rpc/http2/index.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { SingleNode } from '../single-node.ts';

const clock = new SystemClock();
const shape = { keys: 200, valueBytes: 16 };
const deps = { dialect: kvorumDialect(shape.valueBytes), random: seededRandom(5) };

let single: SingleNode;
let client: LoadClient;
beforeAll(async () => {
  single = await SingleNode.start();
  const options = { endpoints: [single.endpoint], connectionsPerEndpoint: 1 };
  client = await LoadClient.open(options, { clock });
});
afterAll(async () => {
  client.close();
  await single[Symbol.asyncDispose]();
});

async function run(next: NextOperation, options: Partial<LoadOptions> = {}): Promise<LoadResult> {
  const bounds = { concurrency: 4, warmupMs: 0, durationMs: 200 };
  return await runLoad(next, { ...bounds, ...options }, { client, clock });
}

test('a load that ends by itself is counted completely', async () => {
  const result = await run(startFill(shape, deps), { durationMs: 10_000 });
  expect(result).toMatchObject({ operations: 2, errors: {} });
  expect(result.elapsedMs).toBeLessThan(10_000);
});

test('an endless load ends after its time, and its latencies are in order', async () => {
  let began = 0;
  const onMeasure = (): void => {
    began++;
  };
  const result = await run(startWorkload('put', shape, deps), { warmupMs: 20, onMeasure });
  const { meanUs, p50Us, p99Us, p999Us, maxUs } = result.latency;
  expect(began).toBe(1);
  expect(result.operations).toBeGreaterThan(4);
  expect(result.errors).toEqual({});
  expect([p50Us, p99Us, p999Us, maxUs].toSorted((a, b) => a - b)).toEqual([
    p50Us,
    p99Us,
    p999Us,
    maxUs,
  ]);
  expect(meanUs).toBeGreaterThan(0);
  expect(result.perSecond).toBeCloseTo((result.operations * 1_000) / result.elapsedMs, -2);
});

test('an interrupt ends the run early, and what was measured counts', async () => {
  const interrupt = new AbortController();
  const put = startWorkload('put', shape, deps);
  let sent = 0;
  const next: NextOperation = () => {
    if (sent++ === 20) interrupt.abort();
    return put();
  };
  const result = await run(next, { durationMs: 60_000, signal: interrupt.signal });
  expect(result.operations).toBeGreaterThan(10);
  expect(result.elapsedMs).toBeLessThan(10_000);
});

test('calls that fail, or are answered with something else, count as errors by code', async () => {
  const put = deps.dialect.put(1, Buffer.alloc(16));
  const unknownPath = await run(() => ({ ...put, path: '/kvorum.kv.v1.KV/Nothing' }));
  expect(Object.keys(unknownPath.errors)).toEqual(['UNIMPLEMENTED']);
  expect(unknownPath.operations).toBe(0);
  const unexpected = await run(() => ({ ...put, accepts: () => false }));
  expect(Object.keys(unexpected.errors)).toEqual(['UNEXPECTED_ANSWER']);
  const short = await run(() => ({ ...put, answerBytesMin: 1_000 }));
  expect(Object.keys(short.errors)).toEqual(['UNEXPECTED_ANSWER']);
  expect(short.latency).toEqual({ meanUs: 0, p50Us: 0, p99Us: 0, p999Us: 0, maxUs: 0 });
});
