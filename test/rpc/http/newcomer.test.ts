import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listenTo, type Spoken } from '../../../rpc/http/newcomer.ts';

/** What is found out, and what who serves the connection then reads. */
async function hear(pieces: readonly string[]): Promise<readonly [Spoken | undefined, string]> {
  const stream = new PassThrough();
  let spoken: Spoken | undefined;
  let read = '';
  listenTo(stream as unknown as Socket, (found) => {
    spoken = found;
    stream.on('data', (bytes: Buffer) => (read += bytes.toString()));
  });
  for (const piece of pieces) {
    stream.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [spoken, read];
}

describe('what begins with', () => {
  test.each<[string, readonly string[], Spoken | undefined]>([
    ['a preface', ['PRI * HTTP/2.0\r\n'], 'http2'],
    ['a preface in pieces', ['P', 'R', 'I', ' *'], 'http2'],
    ['a request', ['GET / HTTP/1.1\r\n'], 'http1'],
    ['a request like a preface', ['POST / HTTP/1.1\r\n'], 'http1'],
    ['a request in pieces', ['P', 'R', 'OPFIND / HTTP/1.1\r\n'], 'http1'],
    ['a byte of a request', ['G'], 'http1'],
  ])('%s is recognized, and nothing of it is lost', async (_name, pieces, spoken) => {
    expect(await hear(pieces)).toEqual([spoken, pieces.join('')]);
  });

  test.each(['', 'P', 'PR'])('"%s" is not known yet', async (text) => {
    expect(await hear([text])).toEqual([undefined, '']);
  });
});
