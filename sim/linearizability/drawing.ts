/**
 * A small history as text: a lane per client with time from left to right, then what each operation was and answered.
 *
 *     client 1  |1------|          |3----
 *     client 2        |2------|
 *
 * Distances mean nothing but order: instants are spread evenly. An operation without an answer has no end.
 */
import type { Operation } from './history.ts';
import { completionOf } from './history.ts';
import { describeAction, describeOutcome } from './reason.ts';

const columns = 100;
/** Beyond it, a picture shows nothing any more. */
const drawnMax = 40;

export function drawHistory(history: readonly Operation[]): string {
  const names = new Map(history.map(({ client }) => [client, `client ${client}  `]));
  const nameWidth = Math.max(0, ...[...names.values()].map((name) => name.length));
  const scale = new Scale(history, columns - nameWidth);
  const lanes = [...names]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([client, name]) => {
      const bars = history.flatMap((operation, index) =>
        operation.client === client ? [scale.bar(operation, index + 1)] : [],
      );
      return layOut(bars).map((line) => `${name.padEnd(nameWidth)}${line}`.trimEnd());
    });
  const picture = history.length <= drawnMax ? [...lanes, ''] : [];
  return [...picture, ...history.map(describe)].map((line) => `${line}\n`).join('');
}

function describe(operation: Operation, index: number): string {
  const end = completionOf(operation);
  const time = `${operation.invokedAt} .. ${end === Infinity ? '' : end}`;
  return clip(
    `${index + 1}  client ${operation.client}  ${time}  ${describeAction(operation)}: ${describeOutcome(operation)}`,
  );
}

function clip(line: string): string {
  return line.length <= columns ? line : `${line.slice(0, columns - 3)}...`;
}

type Bar = { readonly start: number; readonly text: string };

/** Bars of one client, on as few lines as they fit without touching. */
function layOut(bars: readonly Bar[]): readonly string[] {
  const lines: string[] = [];
  for (const { start, text } of bars) {
    const free = lines.findIndex((line) => line.length < start || line.length === 0);
    const line = lines[free] ?? '';
    lines[free === -1 ? lines.length : free] = line.padEnd(start) + text;
  }
  return lines;
}

/** From instants to columns. */
class Scale {
  readonly #columns: ReadonlyMap<number, number>;
  readonly #end: number;

  constructor(history: readonly Operation[], width: number) {
    const instants = history.flatMap((operation) => [operation.invokedAt, completionOf(operation)]);
    const ordered = [...new Set(instants)].toSorted((a, b) => a - b);
    // Room for the number of an operation, and not far apart when there are few.
    const distance = Math.min(8, (width - 1) / Math.max(1, ordered.length - 1));
    this.#columns = new Map(ordered.map((instant, at) => [instant, Math.floor(at * distance)]));
    this.#end = Math.floor((ordered.length - 1) * distance);
  }

  bar(operation: Operation, number: number): Bar {
    const start = this.#columnOf(operation.invokedAt);
    const completion = completionOf(operation);
    const end = this.#columnOf(completion);
    const inner = Math.max(0, end - start - 1);
    const label = String(number).slice(0, Math.max(1, inner));
    const body = `|${label.padEnd(inner, '-')}`;
    return { start, text: completion === Infinity ? body : `${body}|`.slice(0, end - start + 1) };
  }

  #columnOf(instant: number): number {
    return this.#columns.get(instant) ?? this.#end;
  }
}
