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
const tailBytes = 2_048;
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

/** The last lines, each on a line of its own and indented; empty if there are none. */
export function readLogTail(path: string): string {
  const text = readFrom(path, (size) => Math.max(0, size - tailBytes), tailBytes).text;
  const lines = text.trimEnd().split('\n').slice(-tailLines);
  return lines.map((line) => `\n    ${line}`).join('');
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
