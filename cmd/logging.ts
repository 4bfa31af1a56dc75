/**
 * The logger of a process: JSON lines on standard error. Lines are written at once, so that the last ones
 * before a crash are there; nothing is logged per request, so this costs little.
 */
import { pino } from 'pino';
import type { Logger as PinoLogger } from 'pino';
import type { LogFields, Logger } from '../base/logger.ts';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

const standardError = 2;

/** A logger that drops what is below `level`. `write` replaces standard error; it gets whole lines. */
export function createLogger(options: {
  readonly level: LogLevel;
  readonly write?: (line: string) => void;
}): Logger {
  return new JsonLogger(
    pino(
      {
        level: options.level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      options.write === undefined ? openStandardError() : { write: options.write },
    ),
  );
}

function openStandardError(): ReturnType<typeof pino.destination> {
  const destination = pino.destination({ dest: standardError, sync: true });
  // Whoever read our log is gone (a closed pipe, a full disk): serving goes on without it.
  destination.on('error', () => undefined);
  return destination;
}

class JsonLogger implements Logger {
  readonly #pino: PinoLogger;

  constructor(target: PinoLogger) {
    this.#pino = target;
  }

  error(fields: LogFields, message: string): void {
    this.#pino.error(fields, message);
  }

  warn(fields: LogFields, message: string): void {
    this.#pino.warn(fields, message);
  }

  info(fields: LogFields, message: string): void {
    this.#pino.info(fields, message);
  }

  debug(fields: LogFields, message: string): void {
    this.#pino.debug(fields, message);
  }

  child(fields: LogFields): Logger {
    return new JsonLogger(this.#pino.child(fields));
  }
}
