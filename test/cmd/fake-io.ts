/** The outside of a command in memory: what it printed, and the files, input and signals that a test gives it. */
import { BrokenPipeError, UsageError } from '../../cmd/cli/errors.ts';
import type { CommandIo } from '../../cmd/cli/command-io.ts';

export class FakeIo implements CommandIo {
  environment: Readonly<Record<string, string | undefined>> = {};
  stdoutIsTerminal = false;
  stdinIsTerminal = false;
  /** Path to content. */
  readonly files = new Map<string, string>();
  stdin = '';
  /** What is typed when a question is asked. */
  typed = '';
  readonly questions: string[] = [];
  /** Everything printed, in order. */
  stderr = '';
  readonly #printed: Uint8Array[] = [];
  readonly #listeners = new Set<() => void>();
  #readerIsGone = false;

  get stdout(): string {
    return Buffer.from(this.stdoutBytes).toString('utf8');
  }

  get stdoutBytes(): Uint8Array {
    return Buffer.concat(this.#printed);
  }

  /** From now on nobody reads what is printed. */
  breakPipe(): void {
    this.#readerIsGone = true;
  }

  /** Ctrl-C. */
  interrupt(): void {
    for (const listener of this.#listeners) listener();
  }

  get interruptListeners(): number {
    return this.#listeners.size;
  }

  async writeOut(text: string | Uint8Array): Promise<void> {
    if (this.#readerIsGone) throw new BrokenPipeError('nobody reads');
    this.#printed.push(Buffer.from(text));
    await Promise.resolve();
  }

  writeError(text: string): void {
    this.stderr += text;
  }

  async ask(question: string): Promise<string> {
    this.questions.push(question);
    return await Promise.resolve(this.typed);
  }

  onInterrupt(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async readFile(path: string): Promise<Uint8Array> {
    const content = this.files.get(path);
    if (content === undefined) throw new UsageError(`${path} can't be read: no such file`);
    return await Promise.resolve(Buffer.from(content));
  }

  async readStdin(): Promise<Uint8Array> {
    return await Promise.resolve(Buffer.from(this.stdin));
  }
}
