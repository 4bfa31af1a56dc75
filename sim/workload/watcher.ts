/**
 * A client that watches some keys through the real client's watch, on one node after the other, at its own pace. What it is
 * told is judged against the log.
 */
import type { Random } from '../../base/random.ts';
import { watchKeys } from '../../rpc/index.ts';
import type { Cluster } from '../cluster.ts';
import { indexOfVersionstamp, modelValue } from '../oracle/kv-model.ts';
import type { KvModel } from '../oracle/kv-model.ts';
import { WatchJudge } from '../oracle/watch-judge.ts';
import { between, chance, pick, streamOf } from '../seeded-random.ts';
import type { Findings } from '../world/findings.ts';
import { clientClock } from './client-channel.ts';
import { bytesOf } from './client.ts';
import { watchChannel } from './watch-channel.ts';

export type WatcherDeps = {
  readonly cluster: Cluster;
  readonly model: KvModel;
  readonly findings: Findings;
};

type WatcherOptions = {
  readonly name: string;
  readonly keys: readonly string[];
  /** The longest rest after a state. */
  readonly restMs: number;
};

/** The watchers of a run. They draw from a stream of their own, as all that they do. */
export function drawWatchers(
  seed: number,
  watchable: readonly string[],
  deps: WatcherDeps,
): readonly Watcher[] {
  const random = streamOf(seed, 'watchers');
  const count = pick(random, [0, 1, 2, 3]);
  return Array.from({ length: count }, (_, position) => {
    const keys = Array.from({ length: pick(random, [1, 2, 5]) }, () => pick(random, watchable));
    const restMs = pick(random, [0, 100, 1500]);
    const name = `watcher ${position + 1}`;
    return new Watcher({ name, keys, restMs }, { ...deps, random: streamOf(seed, name) });
  });
}

export class Watcher {
  readonly #options: WatcherOptions;
  readonly #deps: WatcherDeps & { readonly random: Random };
  readonly #judge: WatchJudge;

  constructor(options: WatcherOptions, deps: WatcherDeps & { readonly random: Random }) {
    this.#options = options;
    this.#deps = deps;
    this.#judge = new WatchJudge(options, deps);
  }

  /** States that were judged. */
  get count(): number {
    return this.#judge.count;
  }

  /** True if the last state has been told. */
  get isCurrent(): boolean {
    return this.#judge.isCurrent;
  }

  /** It goes on until the run ends. */
  start(): void {
    const { findings } = this.#deps;
    this.#run().catch((error: unknown) => {
      findings.report('watch', `${this.#options.name} ends: ${String(error)}`);
    });
  }

  judgeEnd(): void {
    this.#judge.judgeEnd();
  }

  async #run(): Promise<void> {
    const { cluster, random } = this.#deps;
    const { name, keys, restMs } = this.#options;
    const { scheduler } = cluster;
    const clock = clientClock(scheduler);
    let at = Math.floor(random.next() * cluster.hosts.length);
    const host = (): (typeof cluster.hosts)[number] => {
      const found = cluster.hosts[at % cluster.hosts.length];
      if (found === undefined) throw new Error('there are no nodes');
      return found;
    };
    const endpoints = {
      get count() {
        return cluster.hosts.length;
      },
      current: () => watchChannel(host(), { cluster, random }),
      moveOn: () => void at++,
    };
    const wish = { keys: keys.map(bytesOf), timeoutMs: Infinity, signal: undefined };
    for await (const { entries, versionstamp } of watchKeys(wish, { clock, endpoints })) {
      const index = versionstamp === undefined ? 0 : indexOfVersionstamp(versionstamp);
      cluster.trace(undefined, () => `${name} is told the state ${index}`);
      this.#judge.onState({
        index,
        entries: entries.map((entry) => ({
          value: entry.value && modelValue(entry.value),
          index: entry.versionstamp && indexOfVersionstamp(entry.versionstamp),
        })),
      });
      if (restMs > 0 && chance(random, 0.8)) {
        await new Promise<void>((resolve) => {
          scheduler.after(between(random, 0, restMs), resolve);
        });
      }
    }
  }
}
