/** Watches of real processes: through any node, over the loss of nodes, by readers of any speed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFailed, test } from 'vitest';
import { KvorumClient } from '../../rpc/index.ts';
import { stringKey } from '../support/cluster-client.ts';
import { TestCluster, TestProcess, waitFor } from '../support/cluster-process.ts';
import { systemClock } from '../support/peer-nodes.ts';

async function startCluster(): Promise<TestCluster> {
  const cluster = await TestCluster.start();
  onTestFailed(() => {
    process.stderr.write(`${cluster.logs()}\n`);
  });
  return cluster;
}

/** Reads a watch of `names` through `endpoints`, with a pause after each state, until it is ended. */
class Watcher implements AsyncDisposable {
  /** What was told: the state's versionstamp in hex, and the texts of the keys. */
  readonly states: { readonly at: string; readonly texts: readonly (string | undefined)[] }[] = [];
  readonly #end = new AbortController();
  readonly #client: KvorumClient;
  readonly #over: Promise<void>;

  constructor(endpoints: readonly string[], names: readonly string[], pauseMs = 0) {
    this.#client = new KvorumClient({ endpoints, timeoutMs: 20_000 }, { clock: systemClock });
    this.#over = this.#read(names, pauseMs);
    // A failure is reported when the watcher is closed.
    this.#over.catch(() => undefined);
  }

  get last(): readonly (string | undefined)[] | undefined {
    return this.states.at(-1)?.texts;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    try {
      await this.#over;
    } finally {
      this.#client.close();
    }
  }

  async #read(names: readonly string[], pauseMs: number): Promise<void> {
    const keys = names.map((name) => stringKey(name));
    const { signal } = this.#end;
    for await (const { entries, versionstamp } of this.#client.watch(keys, { signal })) {
      this.states.push({
        at: Buffer.from(versionstamp ?? []).toString('hex'),
        texts: entries.map(({ value }) => value && Buffer.from(value.bytes).toString()),
      });
      if (pauseMs > 0) await sleep(pauseMs);
    }
  }
}

function expectRising(watcher: Watcher): void {
  const stamps = watcher.states.map(({ at }) => at);
  expect(stamps).toEqual([...new Set(stamps)].toSorted());
}

test('a watch through one node tells what is written through another, and no more', async () => {
  await using cluster = await startCluster();
  const [first, second] = [cluster.node('n1'), cluster.node('n2')];
  await using watcher = new Watcher([second.endpoint], ['a', 'b']);
  await waitFor('the first state', () => watcher.last);
  expect(watcher.last).toEqual([undefined, undefined]);
  await first.client.set('a', '1');
  await waitFor('the change', () => watcher.last?.[0]);
  await first.client.set('c', '1');
  await first.client.set('b', '2');
  await waitFor('the next change', () => watcher.last?.[1]);
  expect(watcher.states.map(({ texts }) => texts)).toEqual([
    [undefined, undefined],
    ['1', undefined],
    ['1', '2'],
  ]);
});

test('twenty watches outlive the leader, see no step back, and end with the last state', async () => {
  await using cluster = await startCluster();
  const endpoints = cluster.nodes.map(({ endpoint }) => endpoint);
  const all = Array.from({ length: 20 }, (_, number) => {
    const turned = endpoints.map((_endpoint, at) => endpoints[(at + number) % 3] ?? '');
    return new Watcher(turned, ['x', 'y']);
  });
  await waitFor('all watches to begin', () => all.every(({ last }) => last) || undefined);
  const leader = await cluster.waitForLeader();
  const writer = cluster.nodes.find((node) => node !== leader);
  for (let count = 1; count <= 300; count++) {
    if (count === 100) await leader.kill();
    const result = await writer?.client.set(count % 2 === 0 ? 'x' : 'y', `${count}`, 20_000);
    expect(result?.kind === 'committed' || count < 300).toBe(true);
  }
  await waitFor(
    'the last state everywhere',
    () => all.every(({ last }) => last?.[0] === '300') || undefined,
  );
  for (const watcher of all) {
    expect(watcher.last?.[1]).toBe('299');
    expectRising(watcher);
    await watcher[Symbol.asyncDispose]();
  }
});

test('a slow reader is told little of a thousand fast writes, and the last', async () => {
  await using cluster = await startCluster();
  const [node] = cluster.nodes;
  await using watcher = new Watcher([node?.endpoint ?? ''], ['k'], 100);
  await waitFor('the first state', () => watcher.last);
  await Promise.all(
    Array.from({ length: 10 }, async (_, caller) => {
      for (let count = 0; count < 100; count++) await node?.client.set('k', `${caller} ${count}`);
    }),
  );
  await node?.client.set('k', 'last');
  await waitFor('the last state', () => (watcher.last?.[0] === 'last' ? true : undefined));
  expect(watcher.states.length).toBeLessThan(100);
  expectRising(watcher);
});

test('a node that stops in order sends its watches on, and nothing is told twice', async () => {
  await using cluster = await startCluster();
  const [first, second, third] = [cluster.node('n1'), cluster.node('n2'), cluster.node('n3')];
  await first.client.set('k', 'before');
  await cluster.waitForCatchUp(second);
  await cluster.waitForCatchUp(third);
  await using watcher = new Watcher([second.endpoint, third.endpoint], ['k']);
  await using single = new Watcher([second.endpoint], ['k']);
  await waitFor('both to begin', () => (watcher.last && single.last ? true : undefined));
  second.process.signal('SIGTERM');
  expect(await second.process.exited).toMatchObject({ code: 0 });
  await first.client.set('k', 'meanwhile', 20_000);
  await waitFor('the change', () => (watcher.last?.[0] === 'meanwhile' ? true : undefined));
  second.start();
  await waitFor('the change', () => (single.last?.[0] === 'meanwhile' ? true : undefined));
  for (const { states } of [watcher, single]) {
    expect(states.map(({ texts }) => texts[0])).toEqual(['before', 'meanwhile']);
  }
});

test('kvorum kv watch prints changes, and Ctrl-C ends it', async () => {
  await using cluster = await startCluster();
  const [node] = cluster.nodes;
  const endpoint = node?.endpoint ?? '';
  const watch = new TestProcess(['kv', 'watch', 'k', '--output', 'ndjson', '--endpoint', endpoint]);
  await waitFor('the first line', () => (watch.output.includes('\n') ? true : undefined));
  await node?.client.set('k', 'v');
  await waitFor('the second line', () => (watch.output.split('\n').length > 2 ? true : undefined));
  watch.signal('SIGINT');
  expect(await watch.exited).toEqual({ code: 130, signal: null });
  const lines = watch.output.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { entries: unknown }).entries)).toMatchObject([
    [{ key: ['k'], versionstamp: null, changed: true }],
    [{ key: ['k'], value: { $bytes: '76' }, changed: true }],
  ]);
});
