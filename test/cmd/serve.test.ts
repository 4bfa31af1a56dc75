import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NodeConfig } from '../../cmd/config.ts';
import { exitCodes } from '../../cmd/exit-codes.ts';
import { serve } from '../../cmd/serve.ts';
import { SystemClock } from '../../cmd/system.ts';
import { CorruptionError } from '../../storage/errors.ts';
import { waitFor } from '../support/cluster-process.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { keepLog, singleNodeConfig } from './single-node.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-serve-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function run(config: NodeConfig): {
  readonly code: Promise<number>;
  readonly stop: () => void;
  readonly lines: readonly string[];
  /** With which codes the process would have ended at once. */
  readonly exits: readonly number[];
  readonly throwSomewhere: (error: unknown) => void;
} {
  const { logger, lines } = keepLog();
  const exits: number[] = [];
  const listeners: ((error: unknown) => void)[] = [];
  const stopping = new AbortController();
  const code = serve(config, {
    clock: new SystemClock(),
    random: seededRandom(3),
    logger,
    exit: (exitCode) => exits.push(exitCode),
    onUncaught: (listener) => listeners.push(listener),
    signal: stopping.signal,
  });
  return {
    code,
    lines,
    exits,
    throwSomewhere: (error) => {
      for (const listener of listeners) listener(error);
    },
    stop: () => {
      stopping.abort();
    },
  };
}

test('a node runs until it is told to stop, says so, and ends with 0', async () => {
  const node = run(await singleNodeConfig(directory));
  await waitFor('the start', () => node.lines.find((line) => line.includes('node started')));
  node.stop();
  expect(await node.code).toBe(exitCodes.done);
  const messages = node.lines.map((line) => /"msg":"([^"]*)"/.exec(line)?.[1]);
  expect(messages.slice(-2)).toEqual(['stopping', 'stopped']);
  expect(node.lines.every((line) => line.includes('"node":"n1"'))).toBe(true);
});

test('a node that cannot start says why, and its exit code says if trying again helps', async () => {
  const config = await singleNodeConfig(directory);
  const first = run(config);
  await waitFor('the start', () => first.lines.find((line) => line.includes('node started')));
  const second = run(config);
  expect(await second.code).toBe(exitCodes.otherError);
  expect(second.lines.join('')).toMatch(/the node cannot start/);
  first.stop();
  await first.code;
  const renamed = run({ ...config, name: 'n2' });
  expect(await renamed.code).toBe(exitCodes.usage);
});

test.each([
  [new TypeError('a bug'), exitCodes.otherError],
  [new CorruptionError('a flipped bit'), exitCodes.corruption],
])('what nobody catches is logged, and ends the process at once: %s', async (error, exitCode) => {
  const node = run(await singleNodeConfig(directory));
  await waitFor('the start', () => node.lines.find((line) => line.includes('node started')));
  node.throwSomewhere(error);
  expect(node.exits).toEqual([exitCode]);
  const line: unknown = JSON.parse(node.lines.at(-1) ?? '');
  expect(line).toMatchObject({
    level: 'error',
    node: 'n1',
    msg: 'fatal error, the node stops',
    err: { message: error.message },
  });
  node.stop();
  await node.code;
});

test('a stop while the node still waits for its cluster ends it with 0', async () => {
  const config = await singleNodeConfig(directory);
  const initialCluster = new Map([
    ...config.initialCluster,
    ['n2', { host: '127.0.0.1', port: 1 }],
  ]);
  const node = run({ ...config, initialCluster });
  node.stop();
  expect(await node.code).toBe(exitCodes.done);
});
