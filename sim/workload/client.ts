/**
 * A client: one operation at a time, on any node, through the real service and gateway of that node, with requests and
 * answers that take their time and may be lost. What was not answered is unknown; a refused connection proves
 * that a write was not applied.
 */
import { asMonotonicMs } from '../../base/brand.ts';
import { KvorumError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import {
  decodeAtomicResponse,
  defaultAccess,
  decodeGetResponse,
  decodeListResponse,
  encodeAtomicRequest,
  encodeGetRequest,
  encodeListRequest,
} from '../../rpc/index.ts';
import type { ClientEntry, KvService, ListPage } from '../../rpc/index.ts';
import type { Cluster } from '../cluster.ts';
import { indexOfVersionstamp, modelValue, textOf, versionstampAt } from '../oracle/kv-model.ts';
import type { ClientOracle } from '../oracle/client-oracle.ts';
import { between, chance, exponential } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import type { Answer, Call, Found, Operation } from './operation.ts';
import type { SessionWriter } from './session-writer.ts';

/** What clients do next; it sees the answers, so that writes can be checked against what was read. */
export interface Script {
  next(client: number): Operation;
  onAnswer(client: number, operation: Operation, answer: Answer): void;
}

export type ClientOptions = {
  readonly number: number;
  /** Mean time between an answer and the next operation. */
  readonly thinkMs: number;
  /** How long a node may take, on its own clock. */
  readonly timeoutMs: number;
};

export type ClientDeps = {
  readonly cluster: Cluster;
  readonly oracle: ClientOracle;
  readonly script: Script;
  readonly random: Random;
  /** Told of every call when it is answered, or given up. */
  readonly onAnswered: (call: Call, answer: Answer) => void;
  /** Through which the client writes; without it each write is sent once, to one node. */
  readonly writer?: SessionWriter | undefined;
};

/** How often a client with a session does nothing for so long that the session may expire. */
const napShare = 0.03;
const napMs = 4000;
/** How much longer than the node a client waits. */
const patienceMs = 300;

export class Client {
  readonly #options: ClientOptions;
  readonly #deps: ClientDeps;
  #isStopped = false;
  #isIdle = true;

  constructor(options: ClientOptions, deps: ClientDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** True between two operations. */
  get isIdle(): boolean {
    return this.#isIdle;
  }

  start(): void {
    this.#think();
  }

  /** Begins no further operation. */
  stop(): void {
    this.#isStopped = true;
  }

  #think(): void {
    const { cluster, random, writer } = this.#deps;
    const isNap = writer !== undefined && chance(random, napShare);
    const thinkMs = exponential(random, isNap ? napMs : this.#options.thinkMs);
    cluster.scheduler.after(thinkMs, () => {
      if (!this.#isStopped) this.#begin();
    });
  }

  #begin(): void {
    const { cluster, random, script } = this.#deps;
    const operation = script.next(this.#options.number);
    const host = cluster.hosts[Math.floor(random.next() * cluster.hosts.length)];
    if (host === undefined) return;
    this.call(host, operation, () => this.#think());
  }

  /** Does one operation on the node of `host`. `done` is called once. */
  call(host: Host, operation: Operation, done: (answer: Answer) => void): void {
    const { cluster, oracle, onAnswered, script } = this.#deps;
    const { number } = this.#options;
    const { writer } = this.#deps;
    const call: Call = {
      client: number,
      node: host.number,
      operation,
      invokedAt: cluster.scheduler.now,
      floor: oracle.floorOf(operation),
    };
    this.#isIdle = false;
    const isSession = writer !== undefined && operation.kind === 'atomic';
    const whom = isSession ? 'through its session' : host.name;
    cluster.trace(undefined, () => `client ${number} asks ${whom}: ${describe(operation)}`);
    const finish = (answer: Answer): void => {
      this.#isIdle = true;
      cluster.trace(undefined, () => `client ${number} is told: ${describeAnswer(answer)}`);
      oracle.judge(call, answer);
      onAnswered(call, answer);
      script.onAnswer(number, operation, answer);
      done(answer);
    };
    if (isSession) void writer.write(operation.write).then(finish);
    else this.#askOnce(host, operation, finish);
  }

  /** Asks one node, once. `done` is called once. */
  #askOnce(host: Host, operation: Operation, done: (answer: Answer) => void): void {
    const { cluster, random } = this.#deps;
    const { timeoutMs } = this.#options;
    const { scheduler, network } = cluster;
    let isDone = false;
    const finish = (answer: Answer): void => {
      if (isDone) return;
      isDone = true;
      giveUp.cancel();
      done(answer);
    };
    const giveUp = scheduler.after(timeoutMs * 1.1 + patienceMs, () => finish({ kind: 'unknown' }));
    scheduler.after(network.delay(), () => {
      const process = host.isAlive ? cluster.processOn(host.number) : undefined;
      if (process === undefined || process.isClosing) {
        scheduler.after(network.delay(), () => finish({ kind: 'notApplied' }));
        return;
      }
      const { life } = host;
      host.enter(0, () => {
        // A machine that stands still comes to it later, and the node may have stopped by then.
        if (process.isClosing) {
          scheduler.after(network.delay(), () => finish({ kind: 'notApplied' }));
          return;
        }
        const deadline = asMonotonicMs(host.clock.monotonic() + timeoutMs);
        void ask(process.service, operation, deadline).then((answer) => {
          const isSent = host.isAlive && host.life === life;
          if (isSent) scheduler.after(network.delay(), () => finish(answer));
        });
      });
      // An answer may get lost on its way, and then the client learns nothing.
      if (chance(random, network.weather.dropShare / 4)) {
        scheduler.after(between(random, 0, timeoutMs), () => finish({ kind: 'unknown' }));
      }
    });
  }
}

/** Never rejects for what the store may answer. */
async function ask(
  service: KvService,
  operation: Operation,
  deadline: ReturnType<typeof asMonotonicMs>,
): Promise<Answer> {
  try {
    switch (operation.kind) {
      case 'get': {
        const keys = operation.keys.map((key) => bytesOf(key));
        const request = encodeGetRequest(keys, demandOf(operation));
        const { entries, readAt } = decodeGetResponse(
          await service.get(request, deadline, defaultAccess),
        );
        return { kind: 'read', entries: entries.map(foundIn), readAt: stateOf(readAt) };
      }
      case 'list': {
        const { prefix, reverse, limit } = operation;
        const selector = { prefix: bytesOf(prefix), reverse, limit, ...demandOf(operation) };
        const entries: Found[] = [];
        let readAt: number | undefined;
        for await (const bytes of service.list(
          encodeListRequest(selector),
          deadline,
          defaultAccess,
        )) {
          const page = decodeListResponse(bytes);
          entries.push(...page.entries.map(foundIn));
          readAt ??= stateOf(page.readAt);
        }
        return { kind: 'read', entries, readAt };
      }
      case 'atomic': {
        const request = encodeAtomicRequest(operation.write);
        const outcome = decodeAtomicResponse(
          await service.atomic(request, deadline, defaultAccess),
        );
        return outcome.kind === 'committed'
          ? { kind: 'committed', index: indexOfVersionstamp(outcome.versionstamp) }
          : outcome;
      }
    }
  } catch (error) {
    if (!(error instanceof KvorumError)) throw error;
    return { kind: error.outcome === 'not-applied' ? 'notApplied' : 'unknown' };
  }
}

function demandOf({ consistency, bounds }: Exclude<Operation, { readonly kind: 'atomic' }>): {
  readonly consistency: 'strong' | 'eventual';
  readonly maxStalenessMs?: number;
  readonly atLeastVersionstamp?: Uint8Array;
} {
  const { maxStalenessMs, atLeast } = bounds ?? {};
  return {
    consistency,
    ...(maxStalenessMs !== undefined && { maxStalenessMs }),
    ...(atLeast !== undefined && { atLeastVersionstamp: versionstampAt(atLeast) }),
  };
}

function stateOf({ versionstamp }: ListPage['readAt']): number | undefined {
  return versionstamp === undefined ? undefined : indexOfVersionstamp(versionstamp);
}

function foundIn({ key, value, versionstamp }: ClientEntry): Found {
  return {
    key: textOf(key),
    value: value === undefined ? undefined : modelValue(value),
    index: versionstamp === undefined ? undefined : indexOfVersionstamp(versionstamp),
  };
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function describe(operation: Operation): string {
  switch (operation.kind) {
    case 'get':
      return `${operation.consistency} get of ${operation.keys.map(printable).join(' ')}`;
    case 'list':
      return `${operation.consistency} list of ${printable(operation.prefix)}`;
    case 'atomic': {
      const { checks, mutations } = operation.write;
      const steps = mutations.slice(1).map(({ kind, key }) => `${kind} ${printable(textOf(key))}`);
      return `write ${operation.id}: ${checks.length} checks, ${steps.join(', ')}`;
    }
  }
}

function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'read':
      return answer.entries
        .map(({ key, value, index }) => `${printable(key)}=${value ?? 'absent'}@${index ?? '-'}`)
        .join(' ');
    case 'committed':
      return `committed at ${answer.index}`;
    case 'conflict':
      return `conflict, checks ${answer.failedChecks.join()}`;
    case 'notApplied':
      return 'not applied';
    case 'unknown':
      return 'nothing';
  }
}

function printable(key: string): string {
  return key.replaceAll(/[^ -~]/g, '');
}
