/** Where a local cluster of `up` may listen in a test: nine fixed ports, which the system must not hand out. */
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, so that none of the nine is taken in between. */
const firstBasePort = 25_000;
const blocks = 200;
const portsPerBlock = 30;
const offsets = [0, 1, 2, 10, 11, 12, 20, 21, 22];

/** A base port for up to three nodes, all of whose ports are free now. Each process begins its search elsewhere. */
export async function freeBasePort(): Promise<number> {
  for (let tried = 0; tried < blocks; tried++) {
    const basePort = firstBasePort + portsPerBlock * ((process.pid * 7 + tried) % blocks);
    const free = await Promise.all(offsets.map(async (offset) => await isFree(basePort + offset)));
    if (free.every(Boolean)) return basePort;
  }
  throw new Error('no block of ports is free');
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
