/**
 * Histories as text, one operation per line, each a JSON object with the fields of `Operation`.
 *
 * Lines are read strictly: a field too many, too few or of the wrong kind is an error with the number of the line,
 * since a history that is read wrongly would be judged wrongly. A last line without its end is an error too.
 */
import type {
  Atomic,
  AtomicOutcome,
  Check,
  Entry,
  Mutation,
  Operation,
  ReadOutcome,
  Value,
} from './history.ts';

/** Thrown by `decodeHistory`: the text is no history. */
export class HistoryFormatError extends Error {
  override readonly name = 'HistoryFormatError';
}

/** One line, with its line end. */
function encodeOperation(operation: Operation): string {
  return `${JSON.stringify(operation)}\n`;
}

export function encodeHistory(history: readonly Operation[]): string {
  return history.map(encodeOperation).join('');
}

export function decodeHistory(text: string): readonly Operation[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new HistoryFormatError('the last line has no end');
  let latest = -Infinity;
  return lines.map((line, index) => {
    const where = `line ${index + 1}`;
    const operation = decodeOperation(new Fields(parse(line, where), where));
    if (operation.invokedAt < latest) {
      throw new HistoryFormatError(`${where}: invoked before the operation above it`);
    }
    latest = operation.invokedAt;
    return operation;
  });
}

function parse(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new HistoryFormatError(`${where} is no JSON`, { cause: error });
  }
}

function decodeOperation(fields: Fields): Operation {
  const invocation = { client: fields.count('client'), invokedAt: fields.time('invokedAt') };
  const kind = fields.oneOf('kind', ['get', 'list', 'atomic'] as const);
  const outcome = fields.object('outcome');
  const operation: Operation =
    kind === 'atomic'
      ? { ...invocation, kind, ...decodeAtomic(fields, outcome) }
      : kind === 'get'
        ? { ...invocation, kind, keys: fields.texts('keys'), outcome: decodeRead(outcome) }
        : { ...invocation, kind, ...decodeList(fields), outcome: decodeRead(outcome) };
  if (operation.outcome.kind !== 'unknown' && operation.outcome.completedAt < operation.invokedAt) {
    throw fields.error('completed before it was invoked');
  }
  outcome.end();
  fields.end();
  return operation;
}

function decodeList(fields: Fields): {
  start: string;
  end: string;
  limit?: number;
  reverse?: boolean;
} {
  const limit = fields.has('limit') ? { limit: fields.count('limit') } : {};
  if (limit.limit === 0) throw fields.error('limit is 0');
  const reverse = fields.has('reverse') ? { reverse: fields.flag('reverse') } : {};
  return { start: fields.text('start'), end: fields.text('end'), ...limit, ...reverse };
}

function decodeRead(outcome: Fields): ReadOutcome {
  const kind = outcome.oneOf('kind', ['read', 'unknown'] as const);
  if (kind === 'unknown') return { kind };
  const entries = outcome.objects('entries', decodeEntry);
  return { kind, completedAt: outcome.time('completedAt'), entries };
}

function decodeEntry(fields: Fields): Entry {
  return { key: fields.text('key'), value: fields.value('value'), ...decodeStamp(fields) };
}

function decodeAtomic(
  fields: Fields,
  outcome: Fields,
): Pick<Atomic, 'checks' | 'mutations' | 'outcome'> {
  const checks = fields.objects('checks', (check): Check => ({
    key: check.text('key'),
    ...decodeStamp(check),
  }));
  const mutations = fields.objects('mutations', decodeMutation);
  return { checks, mutations, outcome: decodeAtomicOutcome(outcome, checks.length) };
}

function decodeMutation(fields: Fields): Mutation {
  const kind = fields.oneOf('kind', ['set', 'delete', 'sum', 'min', 'max'] as const);
  const key = fields.text('key');
  if (kind === 'delete') return { kind, key };
  if (kind === 'set') return { kind, key, value: fields.value('value') };
  return { kind, key, operand: fields.count('operand') };
}

function decodeAtomicOutcome(outcome: Fields, checkCount: number): AtomicOutcome {
  const kinds = ['committed', 'conflict', 'notApplied', 'unknown'] as const;
  const kind = outcome.oneOf('kind', kinds);
  if (kind === 'unknown') return { kind };
  const completedAt = outcome.time('completedAt');
  if (kind === 'notApplied') return { kind, completedAt };
  if (kind === 'committed') return { kind, completedAt, ...decodeStamp(outcome) };
  const failedChecks = outcome.counts('failedChecks');
  const isProper =
    failedChecks.length > 0 &&
    failedChecks.every((check, at) => check < checkCount && check > (failedChecks[at - 1] ?? -1));
  if (!isProper) throw outcome.error('failedChecks does not name checks in order');
  return { kind, completedAt, failedChecks };
}

function decodeStamp(fields: Fields): { versionstamp?: string } {
  if (!fields.has('versionstamp')) return {};
  const versionstamp = fields.text('versionstamp');
  if (/^[0-9a-f]{20}$/.test(versionstamp)) return { versionstamp };
  throw fields.error('versionstamp is not 20 hex digits');
}

/** The fields of one object. Each must be asked for, and `end` refuses the others. */
class Fields {
  readonly #left: Map<string, unknown>;
  readonly #where: string;

  constructor(value: unknown, where: string) {
    this.#where = where;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.error('not an object');
    }
    this.#left = new Map(Object.entries(value));
  }

  error(problem: string): HistoryFormatError {
    return new HistoryFormatError(`${this.#where}: ${problem}`);
  }

  has(name: string): boolean {
    return this.#left.has(name);
  }

  text(name: string): string {
    return this.#take(name, 'text', isText);
  }

  flag(name: string): boolean {
    return this.#take(name, 'true or false', (value) => typeof value === 'boolean');
  }

  time(name: string): number {
    return this.#take(name, 'a time', isTime);
  }

  count(name: string): number {
    return this.#take(name, 'a whole number from 0', isCount);
  }

  value(name: string): Value {
    return this.#take(name, 'text or a whole number from 0', isValue);
  }

  texts(name: string): readonly string[] {
    return this.#take(name, 'a list of texts', (value) => isListOf(value, isText));
  }

  counts(name: string): readonly number[] {
    return this.#take(name, 'a list of whole numbers', (value) => isListOf(value, isCount));
  }

  oneOf<const T extends string>(name: string, choices: readonly T[]): T {
    const isChoice = (value: unknown): value is T => choices.some((choice) => choice === value);
    return this.#take(name, `one of ${choices.join(', ')}`, isChoice);
  }

  object(name: string): Fields {
    return new Fields(this.#take(name, 'present', isAnything), `${this.#where}: ${name}`);
  }

  objects<T>(name: string, decode: (fields: Fields) => T): readonly T[] {
    const list = this.#take(name, 'a list', (value) => isListOf(value, isAnything));
    return list.map((element, at) => {
      const fields = new Fields(element, `${this.#where}: ${name}[${at}]`);
      const decoded = decode(fields);
      fields.end();
      return decoded;
    });
  }

  /** Throws if there is a field that nobody asked for. */
  end(): void {
    for (const name of this.#left.keys()) throw this.error(`${name} is not a field here`);
  }

  #take<T>(name: string, expected: string, is: (value: unknown) => value is T): T {
    const value = this.#left.get(name);
    if (value === undefined || !is(value)) throw this.error(`${name} is not ${expected}`);
    this.#left.delete(name);
    return value;
  }
}

function isValue(value: unknown): value is Value {
  return isText(value) || isCount(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isAnything(value: unknown): value is unknown {
  return value !== undefined;
}

function isListOf<T>(value: unknown, is: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every((element) => is(element));
}
