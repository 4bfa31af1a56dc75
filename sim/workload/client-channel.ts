/**
 * What carries the calls of a client over the simulated network to the service of one node: requests and answers take
 * their time and may be lost, a connection breaks when the process at its other end dies, and with `repeatShare` a
 * write comes again much later, at any node, as a program between the two could send it.
 */
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { KvorumError } from '../../base/errors.ts';
import type { WriteOutcome } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { defaultAccess, KvorumCallError } from '../../rpc/index.ts';
import type { ClientChannel, KvService } from '../../rpc/index.ts';
import type { Cluster } from '../cluster.ts';
import { between, chance, pick } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import type { Scheduler } from '../world/scheduler.ts';

export type ChannelDeps = {
  readonly cluster: Cluster;
  readonly random: Random;
  readonly clock: Clock;
  /** Share of the writes that come a second time. */
  readonly repeatShare: number;
  /** Told of every request that leaves the client. */
  readonly onSent: (request: Uint8Array) => void;
};

/** When a request comes again, after at most this long. */
const repeatedWithinMs = 8000;
/** What a node is given for a request that nobody waits for. */
const repeatedTimeoutMs = 1500;

type Methods = Pick<KvService, 'atomic' | 'openSession' | 'closeSession'>;

const methods: ReadonlyMap<string, keyof Methods> = new Map([
  ['/kvorum.kv.v1.KV/Atomic', 'atomic'],
  ['/kvorum.kv.v1.KV/OpenSession', 'openSession'],
  ['/kvorum.kv.v1.KV/CloseSession', 'closeSession'],
]);

/** The clock of a client: the true time. */
export function clientClock(scheduler: Scheduler): Clock {
  return {
    monotonic: () => asMonotonicMs(scheduler.now),
    wall: () => asWallMs(Math.floor(scheduler.now)),
    after: (delayMs, callback) => scheduler.after(delayMs, callback),
    soon: (callback) => {
      scheduler.after(0, callback);
    },
  };
}

/** Opens a channel to the node on `host`, for the calls of sessions. */
export function clientChannel(host: Host, deps: ChannelDeps): ClientChannel {
  const { cluster, random, clock, repeatShare, onSent } = deps;
  const { scheduler, network } = cluster;
  const connect = async (): Promise<boolean> =>
    await new Promise((resolve) => {
      scheduler.after(network.delay(), () => resolve(isListening(cluster, host)));
    });
  const repeatLater = (request: Uint8Array): void => {
    if (!chance(random, repeatShare)) return;
    scheduler.after(between(random, 0, repeatedWithinMs), () => {
      const method = 'atomic';
      const other = pick(random, cluster.hosts);
      deliver({ cluster, host: other, timeoutMs: repeatedTimeoutMs, method, request }).catch(
        ignoreCallError,
      );
    });
  };
  const unary: ClientChannel['unary'] = async (path, request, { deadline }) => {
    const method = methods.get(path);
    if (method === undefined) throw new Error(`the workload does not call ${path}`);
    onSent(request);
    const timeoutMs = deadline - clock.wall();
    const lossShare = network.weather.dropShare / 4;
    const [isRequestLost, isAnswerLost] = [chance(random, lossShare), chance(random, lossShare)];
    const attempt = new Promise<Uint8Array>((resolve, reject) => {
      const giveUp = scheduler.after(timeoutMs, () =>
        reject(failure(host, 'DEADLINE_EXCEEDED', { retryable: false, outcome: 'unknown' })),
      );
      if (isRequestLost) return;
      const answer = deliver({ cluster, host, timeoutMs, method, request });
      if (isAnswerLost) {
        answer.catch(ignoreCallError);
        return;
      }
      answer.finally(() => giveUp.cancel()).then(resolve, reject);
    });
    if (method !== 'atomic') return await attempt;
    try {
      const answer = await attempt;
      repeatLater(request);
      return answer;
    } catch (error) {
      // What is proven not to be applied must not be sent by anybody any more, or the proof would be none.
      const isUnknown = error instanceof KvorumCallError && error.outcome === 'unknown';
      if (isUnknown) repeatLater(request);
      throw error;
    }
  };
  return {
    endpoint: host.name,
    connect,
    unary,
    stream: () => {
      throw new Error('the workload lists without this client');
    },
    close: () => undefined,
  };
}

/** Whether the node on `host` takes calls. */
export function isListening(cluster: Cluster, host: Host): boolean {
  const process = host.isAlive ? cluster.processOn(host.number) : undefined;
  return process !== undefined && !process.isClosing;
}

/** Brings a request to a node, and its answer back. Rejects with `KvorumCallError`. */
async function deliver(call: {
  readonly cluster: Cluster;
  readonly host: Host;
  readonly timeoutMs: number;
  readonly method: keyof Methods;
  readonly request: Uint8Array;
}): Promise<Uint8Array> {
  const { cluster, host, timeoutMs, method, request } = call;
  const { scheduler, network } = cluster;
  const lost = (): KvorumCallError =>
    failure(host, 'GRPC', { retryable: true, outcome: 'unknown' });
  return await new Promise((resolve, reject) => {
    const later = (settle: () => void): void => {
      scheduler.after(network.delay(), settle);
    };
    scheduler.after(network.delay(), () => {
      const process = cluster.processOn(host.number);
      if (process === undefined || !isListening(cluster, host)) {
        later(() => reject(lost()));
        return;
      }
      const unwatch = cluster.watchDeath(host, () => later(() => reject(lost())));
      host.enter(0, () => {
        // A machine that stands still comes to it later, and the node may have stopped by then.
        if (process.isClosing) {
          unwatch();
          later(() => reject(lost()));
          return;
        }
        const deadline = asMonotonicMs(host.clock.monotonic() + timeoutMs);
        ask(process.service, method, request, deadline).then(
          (answer) => {
            unwatch();
            later(() => resolve(answer));
          },
          (error: unknown) => {
            unwatch();
            later(() => reject(asCallError(host, error)));
          },
        );
      });
    });
  });
}

/** Also what a service throws at once rejects. */
async function ask(
  service: Methods,
  method: keyof Methods,
  request: Uint8Array,
  deadline: ReturnType<typeof asMonotonicMs>,
): Promise<Uint8Array> {
  return await service[method](request, deadline, defaultAccess);
}

/** A call that failed on `host`, as its client sees it. */
export function failure(
  { name }: Host,
  code: string,
  fate: { readonly retryable: boolean; readonly outcome: WriteOutcome },
): KvorumCallError {
  return new KvorumCallError(code, { code, ...fate, grpcCode: 0, endpoint: name });
}

/** What a client sees of what a service throws. */
export function asCallError(host: Host, error: unknown): unknown {
  if (!(error instanceof KvorumError)) return error;
  const { code, retryable, outcome } = error;
  return failure(host, code, { retryable, outcome });
}

function ignoreCallError(error: unknown): void {
  if (!(error instanceof KvorumCallError)) throw error;
}
