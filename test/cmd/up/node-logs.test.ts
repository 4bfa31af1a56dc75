import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boundLog, readLogSince, readLogTail, rotateLog } from '../../../cmd/up/node-logs.ts';

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-logs-'));
  path = join(directory, 'log');
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('the log of the last start is put aside once', () => {
  rotateLog(path);
  expect(existsSync(`${path}.1`)).toBe(false);
  for (const text of ['first', 'second']) {
    writeFileSync(path, text);
    rotateLog(path);
  }
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('second');
});

test('a log that grew past its bound is cut, and what it held is kept once', () => {
  writeFileSync(path, 'short');
  boundLog(path);
  expect(readFileSync(path, 'utf8')).toBe('short');
  truncateSync(path, 16 * 1024 * 1024 + 1);
  boundLog(path);
  expect(statSync(path).size).toBe(0);
  expect(statSync(`${path}.1`).size).toBe(16 * 1024 * 1024 + 1);
  boundLog(join(directory, 'nowhere'));
});

test('the tail is the last lines, each as a person reads it', () => {
  const start = JSON.stringify({ level: 'info', time: 'T1', node: 'n1', msg: 'node started' });
  const failure = JSON.stringify({
    level: 'error',
    time: 'T2',
    err: { message: 'disk gone', stack: 'x'.repeat(3_000) },
    msg: 'fatal error, the node stops',
  });
  const lines = ['0', '1', '2', 'not JSON', '{"json":"of another kind"}', start, failure];
  writeFileSync(path, `${lines.join('\n')}\n\n`);
  expect(readLogTail(path)).toBe(
    [
      '\n    2',
      '\n    not JSON',
      '\n    {"json":"of another kind"}',
      '\n    T1 info node started',
      '\n    T2 error fatal error, the node stops: disk gone',
    ].join(''),
  );
});

test('of an empty or missing log there is no tail', () => {
  expect(readLogTail(path)).toBe('');
  writeFileSync(path, '\n');
  expect(readLogTail(path)).toBe('');
});

test('a log is followed from where the last reading ended, and from the start when it was cut', () => {
  expect(readLogSince(path, 0)).toEqual({ text: '', offset: 0 });
  writeFileSync(path, 'one\n');
  expect(readLogSince(path, 0)).toEqual({ text: 'one\n', offset: 4 });
  appendFileSync(path, 'two\n');
  expect(readLogSince(path, 4)).toEqual({ text: 'two\n', offset: 8 });
  expect(readLogSince(path, 8)).toEqual({ text: '', offset: 8 });
  writeFileSync(path, 'new\n');
  expect(readLogSince(path, 8)).toEqual({ text: 'new\n', offset: 4 });
});
