import { expect, test } from 'vitest';
import { Host } from '../../../sim/world/host.ts';
import { Network } from '../../../sim/world/network.ts';
import type { StreamSide } from '../../../sim/world/network.ts';
import { Scheduler } from '../../../sim/world/scheduler.ts';

function makeNetwork(): {
  readonly network: Network;
  readonly hosts: readonly Host[];
  readonly run: (end: number) => Promise<void>;
} {
  const scheduler = new Scheduler();
  const hosts = [1, 2].map((number) => new Host({ number, seed: 5, clockRate: 1 }, scheduler));
  for (const host of hosts) host.boot();
  const network = new Network(5, { scheduler, hosts });
  const run = async (end: number): Promise<void> =>
    await scheduler.run(
      end,
      () => undefined,
      () => false,
    );
  return { network, hosts, run };
}

test('a link that is cut in one direction carries messages in the other', async () => {
  const { network, run } = makeNetwork();
  const arrived: string[] = [];
  network.cut(1, 2);
  network.send(1, 2, () => arrived.push('there'));
  network.send(2, 1, () => arrived.push('back'));
  await run(100);
  expect(arrived).toEqual(['back']);
});

test('a message under way is lost when its link is cut before it arrives', async () => {
  const { network, run } = makeNetwork();
  let arrived = 0;
  network.send(1, 2, () => (arrived += 1));
  network.cut(1, 2);
  await run(100);
  expect(arrived).toBe(0);
});

test('with every message doubled each arrives twice', async () => {
  const { network, run } = makeNetwork();
  network.weather = { ...network.weather, doubleShare: 1 };
  let arrived = 0;
  network.send(1, 2, () => (arrived += 1));
  await run(100);
  expect(arrived).toBe(2);
});

/** Opens a stream from 1 to 2 and keeps what happens at both ends. */
function openStream(network: Network): { readonly side: StreamSide; readonly events: string[] } {
  const events: string[] = [];
  const side = network.stream(
    { from: 1, to: 2 },
    {
      onMessage: (bytes) => events.push(`back ${bytes[0]}`),
      onEnd: (reason) => events.push(`caller: ${reason}`),
    },
    (answers) => ({
      onMessage: (bytes) => {
        events.push(`there ${bytes[0]}`);
        answers.write(bytes, () => undefined);
      },
      onEnd: (reason) => events.push(`other: ${reason}`),
    }),
  );
  return { side, events };
}

test('a stream keeps its order', async () => {
  const { network, run } = makeNetwork();
  network.weather = { ...network.weather, tailShare: 0.5, tailMs: 50 };
  const { side, events } = openStream(network);
  for (let number = 1; number <= 5; number += 1) side.write(Uint8Array.of(number), () => undefined);
  await run(1000);
  expect(events.filter((event) => event.startsWith('there'))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `there ${number}`),
  );
});

test('a reset loses what is under way and tells both ends', async () => {
  const { network, run } = makeNetwork();
  const { side, events } = openStream(network);
  side.write(Uint8Array.of(1), () => undefined);
  await run(100);
  side.write(Uint8Array.of(2), () => undefined);
  network.reset(1, 2);
  await run(200);
  expect(events.slice(2).toSorted()).toEqual([
    'caller: connection reset',
    'other: connection reset',
  ]);
});

test('a stream survives a short cut of its link and not a long one', async () => {
  const { network, run } = makeNetwork();
  const { side, events } = openStream(network);
  network.cut(1, 2);
  side.write(Uint8Array.of(1), () => undefined);
  await run(500);
  network.mend(1, 2);
  await run(1000);
  expect(events).toEqual(['there 1', 'back 1']);
  network.cut(1, 2);
  side.write(Uint8Array.of(2), () => undefined);
  await run(9000);
  expect(events.slice(2)).toContain('caller: no answer in time');
});
