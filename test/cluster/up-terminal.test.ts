/** The compiled program on a terminal: keys, colours and Ctrl-C. `script` of util-linux makes the terminal. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program, waitFor } from '../support/cluster-process.ts';
import { freeBasePort } from '../support/free-base-port.ts';

const bold = '\u001B[1m';

/** A command whose three streams are one terminal. */
class TerminalProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly exitCode: Promise<number | null>;
  output = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
    this.#child = spawn('script', ['-q', '-f', '-e', '-c', command, '/dev/null'], {
      env: { ...environment, PATH: '/usr/bin:/bin', TERM: 'xterm' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text.replaceAll('\r', '');
      });
    }
    this.exitCode = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', resolve);
    });
  }

  press(keys: string): void {
    this.#child.stdin.write(keys);
  }

  async sees(text: string | RegExp): Promise<void> {
    await waitFor(`${String(text)} in\n${this.output}`, () =>
      (typeof text === 'string' ? this.output.includes(text) : text.test(this.output))
        ? true
        : undefined,
    );
  }
}

let directory = '';
let endpoint = '';
let up: TerminalProcess;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-terminal-'));
  const basePort = await freeBasePort();
  endpoint = `127.0.0.1:${basePort + 1}`;
  up = new TerminalProcess(['up', '--dir', directory, '--base-port', String(basePort)]);
  await up.sees('keys: [k]ill leader');
});
afterAll(async () => {
  up.press('\u0003');
  await up.exitCode;
  rmSync(directory, { recursive: true, force: true });
});

test('a terminal shows colours unless it is told not to', async () => {
  const args = ['status', '--endpoint', endpoint];
  const plain = ['NODE', 'leader', 'follower'];
  const shown = async (
    more: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const status = new TerminalProcess([...args, ...more], environment);
    expect(await status.exitCode).toBe(0);
    for (const word of plain) expect(status.output).toContain(word);
    return status.output;
  };
  expect(await shown([], {})).toContain(bold);
  expect(await shown([], { NO_COLOR: '1' })).not.toContain(bold);
  expect(await shown(['--no-color'], {})).not.toContain(bold);
});

test('keys kill the leader, show the state, heal, and Ctrl-C stops everything', async () => {
  up.press('k');
  await up.sees(/killed n\d, the leader/);
  await up.sees(/n\d leads now/);
  up.press('s');
  await up.sees('degraded');
  await up.sees(/n\d is killed/);
  up.press('h');
  await up.sees(/healed n\d/);
  up.press('\u0003');
  expect(await up.exitCode).toBe(0);
  expect(up.output).toContain('stopped; the data stay where they are');
});
