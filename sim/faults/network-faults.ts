/** What happens to links and to what is under way on them (23.2). */
import { between, chance } from '../seeded-random.ts';
import { lasting, later, victim } from './fault.ts';
import type { FaultKind, Scene } from './fault.ts';

/** Two elections: delays that long make answers come when nobody expects them any more. */
const tailMsMax = 2500;

export const networkFaults: readonly FaultKind[] = [
  {
    name: 'drop',
    weight: 2,
    strike: (scene) => {
      const dropShare = between(scene.random, 0.01, 0.3);
      return changeWeather(scene, { dropShare }, { dropShare: 0 });
    },
  },
  {
    name: 'double',
    weight: 2,
    strike: (scene) =>
      changeWeather(scene, { doubleShare: between(scene.random, 0.05, 0.5) }, { doubleShare: 0 }),
  },
  {
    name: 'delay',
    weight: 3,
    strike: (scene) => {
      const tailShare = between(scene.random, 0.01, 0.3);
      const tailMs = lasting(scene.random, 5, tailMsMax);
      return changeWeather(scene, { tailShare, tailMs }, { tailShare: 0 });
    },
  },
  {
    name: 'snapshot-rot',
    weight: 2,
    strike: (scene) =>
      changeWeather(scene, { rotShare: between(scene.random, 0.05, 0.5) }, { rotShare: 0 }),
  },
  {
    name: 'cut-one-way',
    weight: 3,
    strike: (scene) => {
      const [from, to] = twoNumbers(scene);
      return from === to ? undefined : cutFor(scene, [[from, to]]);
    },
  },
  {
    name: 'cut-pair',
    weight: 4,
    strike: (scene) => {
      const [a, b] = twoNumbers(scene);
      if (a === b) return undefined;
      return cutFor(scene, [
        [a, b],
        [b, a],
      ]);
    },
  },
  {
    name: 'isolate',
    weight: 3,
    strike: (scene) => {
      const { number } = victim(scene);
      const others = scene.cluster.hosts.map((host) => host.number).filter((it) => it !== number);
      const isDeaf = chance(scene.random, 0.7);
      const isMute = !isDeaf || chance(scene.random, 0.7);
      return cutFor(
        scene,
        others.flatMap((other) => [
          ...(isMute ? [[number, other] as const] : []),
          ...(isDeaf ? [[other, number] as const] : []),
        ]),
      );
    },
  },
  {
    name: 'partition',
    weight: 3,
    strike: (scene) => {
      const sides = scene.cluster.hosts.map(() => chance(scene.random, 0.5));
      return cutFor(
        scene,
        allPairs(scene).filter(([from, to]) => sides[from - 1] !== sides[to - 1]),
      );
    },
  },
  {
    name: 'bridge',
    weight: 3,
    strike: (scene) => {
      // Two halves that only one machine reaches both of.
      const { hosts } = scene.cluster;
      const bridge = victim(scene).number;
      const sides = hosts.map(() => chance(scene.random, 0.5));
      return cutFor(
        scene,
        allPairs(scene).filter(
          ([from, to]) => from !== bridge && to !== bridge && sides[from - 1] !== sides[to - 1],
        ),
      );
    },
  },
  {
    name: 'reset',
    weight: 2,
    strike: (scene) => {
      const [a, b] = twoNumbers(scene);
      scene.cluster.network.reset(a, b);
      return a === b ? undefined : `streams between n${a} and n${b} are reset`;
    },
  },
];

function changeWeather(
  scene: Scene,
  change: Partial<Scene['cluster']['network']['weather']>,
  back: Partial<Scene['cluster']['network']['weather']>,
): string {
  const { network } = scene.cluster;
  network.weather = { ...network.weather, ...change };
  const forMs = lasting(scene.random, 200, 8000);
  later(scene, forMs, () => {
    network.weather = { ...network.weather, ...back };
  });
  const text = Object.entries(change)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(', ');
  return `${text} for ${forMs.toFixed(0)} ms`;
}

function cutFor(scene: Scene, links: readonly (readonly [number, number])[]): string | undefined {
  if (links.length === 0) return undefined;
  const { network } = scene.cluster;
  const forMs = lasting(scene.random, 50, 6000);
  for (const [from, to] of links) network.cut(from, to);
  later(scene, forMs, () => {
    for (const [from, to] of links) network.mend(from, to);
  });
  const names = links.map(([from, to]) => `n${from}>n${to}`).join(' ');
  return `cut ${names} for ${forMs.toFixed(0)} ms`;
}

function twoNumbers(scene: Scene): readonly [number, number] {
  const { hosts } = scene.cluster;
  const other = hosts[Math.floor(scene.random.next() * hosts.length)]?.number ?? 1;
  return [victim(scene).number, other];
}

function allPairs({ cluster }: Scene): readonly (readonly [number, number])[] {
  return cluster.hosts.flatMap(({ number: from }) =>
    cluster.hosts
      .filter(({ number: to }) => to !== from)
      .map(({ number: to }) => [from, to] as const),
  );
}
