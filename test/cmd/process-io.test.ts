import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../cmd/cli/errors.ts';
import { exitCodes } from '../../cmd/exit-codes.ts';
import { ProcessIo } from '../../cmd/process-io.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-io-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('a file is read up to its bound, and refused beyond', async () => {
  const io = new ProcessIo();
  const path = join(directory, 'f');
  writeFileSync(path, Buffer.alloc(100_000, 7));
  expect(await io.readFile(path, 100_000)).toEqual(Buffer.alloc(100_000, 7));
  await expect(io.readFile(path, 99_999)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    exitCode: exitCodes.limit,
    message: `${path} has more than the 99999 bytes that are allowed`,
  });
});

test('a file that cannot be read is wrong usage, said in few words', async () => {
  const io = new ProcessIo();
  const missing = io.readFile(join(directory, 'nowhere'), 10);
  await expect(missing).rejects.toThrow(UsageError);
  await expect(missing).rejects.toThrow(/nowhere can't be read: no such file or directory$/);
  await expect(io.readFile(directory, 10)).rejects.toThrow(/can't be read: illegal operation/);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s interrupts, as long as one listens',
  (signal) => {
    const io = new ProcessIo();
    const before = process.listenerCount(signal);
    let interrupts = 0;
    const end = io.onInterrupt(() => {
      interrupts++;
    });
    process.emit(signal);
    process.emit(signal);
    end();
    expect(interrupts).toBe(2);
    expect(process.listenerCount(signal)).toBe(before);
  },
);
