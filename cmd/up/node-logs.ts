/**
 * The log files of local nodes, each bounded: the file of an earlier start is kept once, and a file that grows
 * past its bound is cut after its older half has become the kept one.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';

const logBytesMax = 16 * 1024 * 1024;
const tailBytes = 8_192;
const tailLines = 5;

/** Puts the log of the last start aside. */
export function rotateLog(path: string): void {
  if (existsSync(path)) renameSync(path, `${path}.1`);
}

/** Cuts a log that has grown too large. The node appends, so it goes on at the beginning. */
export function boundLog(path: string): void {
  if (!existsSync(path) || statSync(path).size <= logBytesMax) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}

/** The last lines as people read them, each on a line of its own and indented; empty if there are none. */
export function readLogTail(path: string): string {
  const text = readFrom(path, (size) => Math.max(0, size - tailBytes), tailBytes).text;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-tailLines)
    .map((line) => `\n    ${formatLogLine(line)}`)
    .join('');
}

/** Time, level, message and error of a JSON line; any other line as it is. */
function formatLogLine(line: string): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return line;
  }
  const { time, level, msg, err } = fieldsOf(record);
  if (typeof msg !== 'string') return line;
  const { message } = fieldsOf(err);
  const reason = typeof message === 'string' ? `: ${message}` : '';
  return `${String(time)} ${String(level)} ${msg}${reason}`;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** What was appended since `offset`, and the offset to go on from. At most a bounded piece at a time. */
export function readLogSince(
  path: string,
  offset: number,
): { readonly text: string; readonly offset: number } {
  return readFrom(path, (size) => (offset > size ? 0 : offset), 65_536);
}

function readFrom(
  path: string,
  start: (size: number) => number,
  bytesMax: number,
): { readonly text: string; readonly offset: number } {
  if (!existsSync(path)) return { text: '', offset: 0 };
  const file = openSync(path, 'r');
  try {
    const from = start(fstatSync(file).size);
    const buffer = Buffer.alloc(bytesMax);
    const length = readSync(file, buffer, 0, bytesMax, from);
    return { text: buffer.toString('utf8', 0, length), offset: from + length };
  } finally {
    closeSync(file);
  }
}
