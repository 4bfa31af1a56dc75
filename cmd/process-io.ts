/** The real outside of a command: this process's streams, signals and files. */
import { open } from 'node:fs/promises';
import { askLine } from './ask-line.ts';
import { BrokenPipeError, CommandError, UsageError } from './cli/errors.ts';
import type { CommandIo } from './cli/command-io.ts';
import { exitCodes } from './exit-codes.ts';

export class ProcessIo implements CommandIo {
  // oxlint-disable-next-line node/no-process-env -- the one place that reads the environment
  readonly environment = process.env;
  readonly stdoutIsTerminal = process.stdout.isTTY;
  readonly stdinIsTerminal = process.stdin.isTTY;

  constructor() {
    // A failed write is reported by its callback; without a listener the event would end the process.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  async writeOut(text: string | Uint8Array): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => {
        if (error === undefined || error === null) resolve();
        else reject(isBrokenPipe(error) ? new BrokenPipeError('nobody reads') : error);
      });
    });
  }

  writeError(text: string): void {
    process.stderr.write(text);
  }

  async ask(question: string): Promise<string> {
    return await askLine(question, {
      input: process.stdin,
      output: process.stderr,
      onInterrupt: () => process.kill(process.pid, 'SIGINT'),
    });
  }

  onInterrupt(listener: () => void): () => void {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  }

  async readFile(path: string, bytesMax: number): Promise<Uint8Array> {
    try {
      await using file = await open(path, 'r');
      const stream = file.createReadStream({ end: bytesMax, autoClose: false });
      return await collect(stream, bytesMax, path);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new UsageError(`${path} can't be read: ${reasonOf(error)}`, { cause: error });
    }
  }

  async readStdin(bytesMax: number): Promise<Uint8Array> {
    return await collect(process.stdin, bytesMax, 'standard input');
  }
}

async function collect(
  source: AsyncIterable<unknown>,
  bytesMax: number,
  name: string,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    if (!(piece instanceof Uint8Array)) continue;
    size += piece.length;
    if (size > bytesMax) {
      throw new CommandError(`${name} has more than the ${bytesMax} bytes that are allowed`, {
        exitCode: exitCodes.limit,
        code: 'TOO_LARGE',
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** What the system says, without the name of the call and the path. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[A-Z0-9]+: (.*?),.*$/s, '$1');
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
