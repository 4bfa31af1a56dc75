/** One question to whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';

/**
 * Gives the line that is typed, or nothing if the input ends before it. `onInterrupt` is called for Ctrl-C, which the terminal
 * does not turn into a signal while a line is edited.
 */
export async function askLine(
  question: string,
  terminal: {
    readonly input: NodeJS.ReadableStream;
    readonly output: NodeJS.WritableStream;
    readonly onInterrupt: () => void;
  },
): Promise<string> {
  const { input, output, onInterrupt } = terminal;
  const lines = createInterface({ input, output });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('close', () => {
        resolve('');
      });
      lines.once('SIGINT', onInterrupt);
      lines.question(question).then(resolve, reject);
    });
  } finally {
    lines.close();
  }
}
