/** A whole node in this process, on free loopback ports and in a temporary directory: a cluster of one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { openNode } from '../../cmd/compose.ts';
import type { RunningNode } from '../../cmd/compose.ts';
import { resolveNodeConfig } from '../../cmd/config.ts';
import type { NodeConfig } from '../../cmd/config.ts';
import { createLogger } from '../../cmd/logging.ts';
import { SystemClock } from '../../cmd/system.ts';
import { freePorts, waitFor } from '../support/cluster-process.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** The configuration of a cluster of one in `directory`, on ports that were free a moment ago. */
export async function singleNodeConfig(directory: string): Promise<NodeConfig> {
  const [http, grpc, peer] = (await freePorts(3)).map((port) => `127.0.0.1:${port}`);
  const flags = { name: 'n1', data: directory, http, grpc, peer };
  const resolved = resolveNodeConfig({
    flags: new Map(Object.entries(flags).map(([name, value]) => [name, value ?? ''])),
    environment: {},
    file: undefined,
  });
  if (resolved.kind === 'invalid') throw new Error(resolved.problems.join('\n'));
  return resolved.config;
}

/** A logger whose lines a test reads. */
export function keepLog(): { readonly logger: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    write: (line) => {
      lines.push(line);
    },
  });
  return { logger, lines };
}

export class SingleNode {
  readonly config: NodeConfig;
  readonly #directory: string;
  #node: RunningNode;

  private constructor(config: NodeConfig, directory: string, node: RunningNode) {
    this.config = config;
    this.#directory = directory;
    this.#node = node;
  }

  /** Starts the node and waits until it leads. */
  static async start(): Promise<SingleNode> {
    const directory = mkdtempSync(join(tmpdir(), 'kvorum-single-'));
    const config = await singleNodeConfig(join(directory, 'n1'));
    const single = new SingleNode(config, directory, await open(config));
    await single.waitUntilLeading();
    return single;
  }

  get node(): RunningNode {
    return this.#node;
  }

  get endpoint(): string {
    return `${this.config.grpc.host}:${this.config.grpc.port}`;
  }

  /** Closes the node and opens it again on the same data. */
  async restart(): Promise<void> {
    await this.#node.close();
    this.#node = await open(this.config);
    await this.waitUntilLeading();
  }

  async waitUntilLeading(): Promise<void> {
    await waitFor('the node to lead', () => (this.#node.status().leaseHeld ? true : undefined));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#node.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

async function open(config: NodeConfig): Promise<RunningNode> {
  return await openNode(config, {
    clock: new SystemClock(),
    random: seededRandom(1),
    logger: keepLog().logger,
    onFatal: (error) => {
      throw error;
    },
    signal: new AbortController().signal,
  });
}
