/** The outside of a command: its streams, terminal and environment, so that tests run commands as functions. */
import type { ValueInput } from './value-syntax.ts';

export interface CommandIo extends ValueInput {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  /** Settles when the text was taken; rejects with `BrokenPipeError` if the reader is gone. */
  writeOut(text: string | Uint8Array): Promise<void>;
  /** Never fails: there is no other place to report it. */
  writeError(text: string): void;
  /** Shows the question, and gives the line that is typed; empty if there is none. Only on a terminal. */
  ask(question: string): Promise<string>;
  /** Calls `listener` on the first and every later Ctrl-C or request to stop; returns how to end that. */
  onInterrupt(listener: () => void): () => void;
}
