/** A connection that has not said yet what it speaks: its first bytes tell, and are put back for who serves it. */
import type { Socket } from 'node:net';

export type Spoken = 'http1' | 'http2';

/** How a client of HTTP/2 begins that knows what it talks to (RFC 9113 §3.4); no method of HTTP/1 does. */
const http2Start = Buffer.from('PRI', 'latin1');

/**
 * Calls `onSpoken` when the socket has sent enough; it must begin to read then. Nothing is called for a socket that closes
 * before. How long it may be silent is up to the caller.
 */
export function listenTo(socket: Socket, onSpoken: (spoken: Spoken) => void): void {
  let heard = Buffer.alloc(0);
  const onData = (bytes: Buffer): void => {
    heard = Buffer.concat([heard, bytes]);
    const spoken = recognize(heard);
    if (spoken === undefined) return;
    socket.off('data', onData);
    socket.off('end', onEnd);
    socket.pause();
    socket.unshift(heard);
    onSpoken(spoken);
    socket.resume();
  };
  const onEnd = (): void => {
    socket.destroy();
  };
  socket.on('data', onData);
  socket.on('end', onEnd);
}

/** What begins with `bytes`; undefined if that is not known yet. */
function recognize(bytes: Buffer): Spoken | undefined {
  const count = Math.min(bytes.length, http2Start.length);
  if (bytes.compare(http2Start, 0, count, 0, count) !== 0) return 'http1';
  return count === http2Start.length ? 'http2' : undefined;
}
