/** What happens to processes (23.3): they die, are stopped, stand still, and come back soon or late. */
import type { Crash } from '../disk/sim-disk.ts';
import { chance } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import { drawSeed, lasting, later, victim } from './fault.ts';
import type { FaultKind, Scene } from './fault.ts';

export const processFaults: readonly FaultKind[] = [
  { name: 'crash', weight: 4, strike: (scene) => crashOne(scene, 'process crash') },
  { name: 'power-loss', weight: 4, strike: (scene) => crashOne(scene, 'power loss') },
  {
    name: 'crash-in-operation',
    weight: 4,
    strike: (scene) => {
      const host = victim(scene);
      if (!host.isAlive) return undefined;
      const { random } = scene;
      const crash = chance(random, 0.5) ? 'process crash' : 'power loss';
      const nth = 1 + Math.floor(lasting(random, 1, 40));
      host.crashInOperation(nth, crash, drawSeed(random));
      // Whether or not it has come to that operation: a machine that is up stays up.
      restartLater(scene, host);
      return `${host.name} ends in disk operation ${nth} from now: ${crash}`;
    },
  },
  {
    name: 'all-down',
    weight: 1,
    strike: (scene) => {
      const crash = chance(scene.random, 0.5) ? 'process crash' : 'power loss';
      for (const host of scene.cluster.hosts) {
        if (host.isAlive) scene.cluster.crash(host, crash, drawSeed(scene.random));
        restartLater(scene, host);
      }
      return `all machines: ${crash}`;
    },
  },
  {
    name: 'rolling-restart',
    weight: 1,
    strike: (scene) => {
      const apartMs = lasting(scene.random, 100, 2000);
      const isInOrder = chance(scene.random, 0.5);
      scene.cluster.hosts.forEach((host, position) => {
        const crash = chance(scene.random, 0.5) ? 'process crash' : 'power loss';
        const seed = drawSeed(scene.random);
        const downMs = lasting(scene.random, 1, 1000);
        later(scene, apartMs * position, () => {
          if (!host.isAlive) return;
          if (isInOrder) {
            scene.cluster.stop(host);
            return;
          }
          scene.cluster.crash(host, crash, seed);
          later(scene, downMs, () => startAgain(scene, host));
        });
      });
      const how = isInOrder ? 'told to stop' : 'crash';
      return `all machines ${how} one after another, ${apartMs.toFixed(0)} ms apart`;
    },
  },
  {
    name: 'stop',
    weight: 2,
    strike: (scene) => {
      const host = victim(scene);
      if (!host.isAlive) return undefined;
      scene.cluster.stop(host);
      return `${host.name} is told to stop`;
    },
  },
  {
    name: 'pause',
    weight: 4,
    strike: (scene) => {
      const host = victim(scene);
      const forMs = lasting(scene.random, 1, 2500);
      host.pause(forMs);
      return `${host.name} stands still for ${forMs.toFixed(0)} ms`;
    },
  },
  {
    name: 'stall',
    weight: 2,
    strike: (scene) => {
      // As garbage collection or a long turn does: again and again, for a part of a heartbeat or several.
      const host = victim(scene);
      const forMs = lasting(scene.random, 5, 400);
      for (let count = 0; count < 6; count += 1) {
        later(scene, count * forMs * 1.5, () => host.pause(forMs));
      }
      return `${host.name} stalls six times for ${forMs.toFixed(0)} ms`;
    },
  },
];

function crashOne(scene: Scene, crash: Crash): string | undefined {
  const host = victim(scene);
  if (!host.isAlive) return undefined;
  scene.cluster.crash(host, crash, drawSeed(scene.random));
  restartLater(scene, host);
  return `${host.name}: ${crash}`;
}

function restartLater(scene: Scene, host: Host): void {
  later(scene, lasting(scene.random, 1, 5000), () => startAgain(scene, host));
}

function startAgain({ cluster }: Scene, host: Host): void {
  if (cluster.mayStart(host)) cluster.start(host);
}
