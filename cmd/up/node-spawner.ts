/**
 * Starts nodes as operating system processes. A node's standard error goes straight into its log file, so that
 * nothing depends on this process reading it. The channel to the child carries no messages: a node stops when it
 * closes, so that no node outlives a supervisor that was killed. Each node has a session of its own, so that
 * Ctrl-C in the terminal reaches the supervisor only.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { NodePlan } from './plan.ts';
import type { NodeExit, NodeProcess, NodeSignal, NodeSpawner } from './supervisor.ts';

export class ProcessSpawner implements NodeSpawner {
  readonly #entryPath: string;

  /** `entryPath` is the compiled command that is run. */
  constructor(options: { readonly entryPath: string }) {
    this.#entryPath = options.entryPath;
  }

  spawn(plan: NodePlan, onExit: (exit: NodeExit) => void): NodeProcess {
    const log = openSync(plan.logPath, 'a');
    try {
      const child = spawn(process.execPath, [this.#entryPath, ...plan.args], {
        stdio: ['ignore', log, log, 'ipc'],
        detached: true,
      });
      let ended = false;
      const end = (exit: NodeExit): void => {
        if (ended) return;
        ended = true;
        onExit(exit);
      };
      child.on('exit', (code, signal) => {
        end({ code, signal });
      });
      child.on('error', () => {
        // Without a process id it was never started; else a signal or the channel failed, and exit follows.
        if (child.pid === undefined) end({ code: null, signal: null });
      });
      return {
        pid: child.pid,
        signal: (signal: NodeSignal) => {
          if (!ended) child.kill(signal);
        },
      };
    } finally {
      closeSync(log);
    }
  }
}
