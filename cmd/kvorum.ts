#!/usr/bin/env node
/** The command `kvorum`: hands this process to the command line, and ends it with the exit code. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { runBench } from './cli/bench.ts';
import type { OpenClient } from './cli/client-port.ts';
import { ClusterClient } from './cli/cluster-client.ts';
import type { NodeConfig } from './config.ts';
import { createLogger } from './logging.ts';
import { ProcessIo } from './process-io.ts';
import { runProgram } from './program.ts';
import { SystemClock, SystemRandom } from './system.ts';
import { ProcessSpawner } from './up/node-spawner.ts';
import { onTerminalKey } from './up/terminal-keys.ts';
import { up } from './up/up.ts';
import { readVersion } from './version.ts';

const io = new ProcessIo();
const clock = new SystemClock();
const openClient: OpenClient = (options) => new ClusterClient(options, { clock });
const drawBytes = (count: number): Uint8Array => randomBytes(count);

const exitCode = await runProgram(process.argv.slice(2), {
  io,
  clock,
  version: readVersion(),
  openClient,
  drawBytes,
  serve: serveUntilStopped,
  up: async (options) =>
    await up(options, {
      clock,
      io,
      openClient,
      drawBytes,
      spawner: new ProcessSpawner({ entryPath: fileURLToPath(import.meta.url) }),
      onKey: onTerminalKey,
    }),
  bench: async (options, global) =>
    await runBench(options, { io, global, clock, random: new SystemRandom() }),
  sim: async (options) => {
    const { runSim } = await import('./cli/sim.ts');
    return await runSim(options, { io });
  },
});
process.exit(exitCode);

async function serveUntilStopped(config: NodeConfig): Promise<number> {
  // Loaded here only: a client command needs neither the server nor the storage engine.
  const { serve } = await import('./serve.ts');
  const stopping = new AbortController();
  io.onInterrupt(() => {
    stopping.abort();
  });
  // The channel is there if a supervisor started this process; it closes when the supervisor is gone.
  process.once('disconnect', () => {
    stopping.abort();
  });
  return await serve(config, {
    clock,
    random: new SystemRandom(),
    logger: createLogger({ level: config.logLevel }),
    exit: (code) => process.exit(code),
    // A rejection that nobody handles comes here as well: that is the default of Node.js.
    onUncaught: (listener) => process.on('uncaughtException', listener),
    signal: stopping.signal,
  });
}
