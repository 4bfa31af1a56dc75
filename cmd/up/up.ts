/**
 * The `up` command: a whole local cluster, one process per node, under one supervisor that ends with them.
 * Works with and without a terminal; keys exist only with one.
 */
import { connect } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { drawToken, findTokenProblem } from '../access-token.ts';
import type { DrawBytes } from '../access-token.ts';
import type { KvClient, OpenClient } from '../cli/client-port.ts';
import { viewCluster } from '../cli/cluster-view.ts';
import type { ClusterView } from '../cli/cluster-view.ts';
import type { CommandIo } from '../cli/command-io.ts';
import { CommandError, UsageError } from '../cli/errors.ts';
import { formatView } from '../cli/status.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { ClusterDirectory } from './cluster-directory.ts';
import { boundLog, readLogSince, readLogTail } from './node-logs.ts';
import type { AskedShape, NodePlan } from './plan.ts';
import { decideShape, planNodes } from './plan.ts';
import { describeEvent, describeStrike, welcome } from './screen.ts';
import { Supervisor } from './supervisor.ts';
import type { NodeSpawner } from './supervisor.ts';

const readyTimeoutMs = 60_000;
const readyPollMs = 50;
const logPollMs = 500;
/** If nobody leads this long after the leader was struck, up stops looking; status tells the rest. */
const successorTimeoutMs = 10_000;

export type UpOptions = AskedShape & {
  readonly directory: string;
  /** That of the default database; undefined: the one of the data, or a new one. */
  readonly token: string | undefined;
  /** With which `up` itself asks the nodes; needed if the cluster has an admin token. */
  readonly callerToken: string | undefined;
  /** Nothing but what goes wrong. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** Also the log lines of all nodes. */
  readonly verbose: boolean;
};

export type UpDeps = {
  readonly clock: Clock;
  readonly io: CommandIo;
  readonly spawner: NodeSpawner;
  readonly openClient: OpenClient;
  readonly drawBytes: DrawBytes;
  /** Calls `listener` with each key that is pressed; returns how to end that. */
  readonly onKey: (listener: (key: string) => void) => () => void;
};

/** Runs until the user or a signal stops it. Refuses to start anything if anything is in the way. */
export async function up(options: UpOptions, deps: UpDeps): Promise<ExitCode> {
  if (options.directory === '') throw new UsageError('--dir: must not be empty');
  const problem = options.token === undefined ? undefined : findTokenProblem(options.token);
  if (problem !== undefined) throw new UsageError(`--token: ${problem}`);
  const directory = new ClusterDirectory(options.directory);
  const remembered = directory.readShape();
  if ('problem' in remembered) throw new UsageError(remembered.problem);
  const decided = decideShape(options, remembered.shape);
  if ('problems' in decided) throw new UsageError(decided.problems.join('\n'));
  const logLevel = options.verbose ? 'debug' : 'info';
  const plans = planNodes(decided.shape, options.directory, logLevel);
  const obstacles = await directory.findObstacles(plans);
  if (obstacles.length > 0) {
    throw new CommandError(obstacles.join('\n'), {
      exitCode: exitCodes.otherError,
      code: 'IN_USE',
    });
  }
  const token = claim(() => {
    directory.claim(decided.shape, plans);
    return directory.keepToken(options.token, () => drawToken(deps.drawBytes));
  });
  try {
    return await new LocalCluster({ ...options, token }, plans, deps).run();
  } finally {
    directory.release();
  }
}

function claim(make: () => string): string {
  try {
    return make();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--dir: the directory can't be used: ${reason}`, { cause: error });
  }
}

/** One run of `up`, from the first process to the last. */
class LocalCluster {
  readonly #options: UpOptions & { readonly token: string };
  readonly #plans: readonly NodePlan[];
  readonly #deps: UpDeps;
  readonly #client: KvClient;
  readonly #supervisor: Supervisor;
  readonly #logOffsets = new Map<string, number>();
  readonly #stopped: Promise<void>;
  #requestStop: () => void = () => undefined;
  #isStopping = false;
  #onGiveUp: (code: ExitCode) => void = () => undefined;

  constructor(
    options: UpOptions & { readonly token: string },
    plans: readonly NodePlan[],
    deps: UpDeps,
  ) {
    this.#options = options;
    this.#plans = plans;
    this.#deps = deps;
    this.#client = deps.openClient({
      endpoints: this.#endpoints,
      timeoutMs: 1_000,
      token: options.callerToken,
    });
    this.#stopped = new Promise((settle) => {
      this.#requestStop = settle;
    });
    this.#supervisor = new Supervisor(plans, {
      clock: deps.clock,
      spawner: deps.spawner,
      report: (event) => {
        const text = describeEvent(event, readLogTail(event.node.logPath));
        if (text !== undefined) this.#warn(text);
        if (event.kind === 'gaveUp') this.#onGiveUp(toExitCode(event.exit.code));
      },
    });
  }

  async run(): Promise<ExitCode> {
    const endSignals = this.#deps.io.onInterrupt(() => {
      this.#interrupt();
    });
    const startedAt = this.#deps.clock.monotonic();
    this.#supervisor.start();
    this.#followLogs();
    let endKeys: (() => void) | undefined;
    try {
      const problem = await this.#waitUntilReady(startedAt);
      if (problem !== undefined) return problem;
      if (this.#deps.io.stdinIsTerminal && !this.#isStopping) {
        endKeys = this.#deps.onKey((key) => {
          void this.#onKey(key);
        });
      }
      await this.#stopped;
      return exitCodes.done;
    } finally {
      this.#isStopping = true;
      endKeys?.();
      this.#say('stopping');
      await this.#supervisor.stop();
      this.#client.close();
      endSignals();
      this.#say('stopped; the data stay where they are');
    }
  }

  /** The first request stops the nodes in good order, the second kills them. */
  #interrupt(): void {
    if (this.#isStopping) this.#supervisor.killAll();
    this.#isStopping = true;
    this.#requestStop();
  }

  /** Settles when all nodes answer and one leads; with an exit code if that can't be. */
  async #waitUntilReady(startedAt: number): Promise<ExitCode | undefined> {
    let gaveUp: ExitCode | undefined;
    this.#onGiveUp = (code) => {
      gaveUp = code;
    };
    const { clock } = this.#deps;
    while (!this.#isStopping) {
      const able = [...this.#supervisor.states.values()].filter((state) => state !== 'failed');
      if (gaveUp !== undefined && able.length < this.#quorum) return gaveUp;
      const view = await this.#view(able.length);
      if (view?.refusal !== undefined) {
        this.#say(
          'the nodes are up, and ask for an admin token; with --token-file FILE up tells more',
        );
        return undefined;
      }
      if (view?.leader !== undefined) {
        this.#say(
          welcome({
            plans: this.#plans,
            upCount: countAnswers(view),
            leader: view.leader.name,
            directory: this.#options.directory,
            token: this.#options.token,
            tookMs: clock.monotonic() - startedAt,
            hasKeys: this.#deps.io.stdinIsTerminal,
          }),
        );
        return undefined;
      }
      if (clock.monotonic() - startedAt > readyTimeoutMs) {
        this.#warn(
          `no leader after ${readyTimeoutMs / 1000} s; see the logs: ` +
            this.#plans.map(({ logPath }) => logPath).join(' '),
        );
        return exitCodes.unavailable;
      }
      await this.#pause(readyPollMs);
    }
    return undefined;
  }

  /** What the nodes say, once at least `countMin` of them listen. */
  async #view(countMin: number): Promise<ClusterView | undefined> {
    const listening = await Promise.all(
      this.#plans.map(async ({ ports }) => await isListening(ports[1])),
    );
    if (listening.filter(Boolean).length < countMin) return undefined;
    const view = await viewCluster(this.#client, this.#endpoints);
    // Who refuses to answer is there.
    if (view.refusal !== undefined) return view;
    return countAnswers(view) < countMin ? undefined : view;
  }

  async #onKey(key: string): Promise<void> {
    switch (key) {
      case 'k':
      case 'p':
        await this.#strikeLeader(key === 'k' ? 'kill' : 'pause');
        return;
      case 's':
        await this.#showStatus();
        return;
      case 'h': {
        const healed = this.#supervisor.heal();
        this.#say(healed.length === 0 ? 'every node runs' : `healed ${healed.join(', ')}`);
        return;
      }
      case 'q':
      case '\u0003':
      case '\u0004':
        this.#interrupt();
        return;
      default:
    }
  }

  async #strikeLeader(deed: 'kill' | 'pause'): Promise<void> {
    const view = await viewCluster(this.#client, this.#endpoints);
    const name = view.leader?.name;
    if (name === undefined) {
      this.#say('there is no leader now; press h to heal, or wait for an election');
      return;
    }
    if (!this.#supervisor[deed](name)) return;
    const hasQuorum = this.#runningCount >= this.#quorum;
    this.#say(describeStrike({ deed, name, hasQuorum }));
    if (hasQuorum) await this.#announceSuccessor(name);
  }

  async #announceSuccessor(struck: string): Promise<void> {
    const { clock } = this.#deps;
    const deadline = clock.monotonic() + successorTimeoutMs;
    while (!this.#isStopping && clock.monotonic() < deadline) {
      const { leader } = await viewCluster(this.#client, this.#endpoints);
      if (leader !== undefined && leader.name !== struck) {
        this.#say(`${leader.name} leads now`);
        return;
      }
      await this.#pause(readyPollMs);
    }
  }

  async #showStatus(): Promise<void> {
    const view = await viewCluster(this.#client, this.#endpoints);
    const notRunning = [...this.#supervisor.states]
      .filter(([, state]) => state !== 'running')
      .map(([name, state]) => `${name} is ${state}`);
    this.#say([formatView(view, { color: this.#options.color }), ...notRunning].join('\n'));
  }

  /** Keeps the log files within their bound, and shows what is appended if asked to. */
  #followLogs(): void {
    this.#deps.clock.after(logPollMs, () => {
      for (const { name, logPath } of this.#plans) {
        if (this.#options.verbose) this.#showLog(name, logPath);
        boundLog(logPath);
      }
      if (!this.#isStopping) this.#followLogs();
    });
  }

  #showLog(name: string, logPath: string): void {
    const { text, offset } = readLogSince(logPath, this.#logOffsets.get(name) ?? 0);
    this.#logOffsets.set(name, offset);
    const lines = text.trimEnd();
    if (lines !== '') this.#say(lines.replace(/^/gm, `${name}  `));
  }

  /** What goes wrong is said even if the user wants quiet. */
  #warn(text: string): void {
    this.#deps.io.writeError(`${text}\n`);
  }

  /** Goes on if nobody reads: the cluster does not depend on its spectators. */
  #say(text: string): void {
    if (this.#options.quiet) return;
    this.#deps.io.writeOut(`${text}\n`).catch(() => undefined);
  }

  async #pause(delayMs: number): Promise<void> {
    await new Promise<void>((settle) => {
      this.#deps.clock.after(delayMs, settle);
    });
  }

  get #quorum(): number {
    return Math.floor(this.#plans.length / 2) + 1;
  }

  get #runningCount(): number {
    return [...this.#supervisor.states.values()].filter((state) => state === 'running').length;
  }

  get #endpoints(): readonly string[] {
    return this.#plans.map(({ grpcAddress }) => grpcAddress);
  }
}

function countAnswers(view: ClusterView): number {
  return view.members.filter(({ status }) => status !== undefined).length;
}

function toExitCode(code: number | null): ExitCode {
  return Object.values(exitCodes).find((candidate) => candidate === code) ?? exitCodes.otherError;
}

async function isListening(port: number | undefined): Promise<boolean> {
  if (port === undefined) return false;
  return await new Promise((settle) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}
