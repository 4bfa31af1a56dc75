/** What happens to disks (23.4). A disk that loses what was synced would prove nothing; one that says so is fair. */
import { nodeDirectory } from '../node/beginning.ts';
import { chance, pick } from '../seeded-random.ts';
import { lasting, later, victim } from './fault.ts';
import type { FaultKind, Scene } from './fault.ts';
import type { Fault } from '../disk/sim-disk.ts';

export const diskFaults: readonly FaultKind[] = [
  { name: 'sync-error', weight: 3, strike: (scene) => failNext(scene, 'failed sync') },
  { name: 'write-error', weight: 1, strike: (scene) => failNext(scene, 'I/O error') },
  { name: 'short-write', weight: 1, strike: (scene) => failNext(scene, 'short write') },
  {
    name: 'read-error',
    weight: 1,
    strike: (scene) => {
      const host = victim(scene);
      const nth = 1 + Math.floor(lasting(scene.random, 1, 30));
      host.disk.failNthRead(nth);
      scene.cluster.noteFailingDisk(host);
      return `${host.name}: read ${nth} from now fails`;
    },
  },
  {
    name: 'no-space',
    weight: 1,
    strike: (scene) => {
      const host = victim(scene);
      const forMs = lasting(scene.random, 100, 5000);
      host.disk.isFull = true;
      scene.cluster.noteFailingDisk(host);
      later(scene, forMs, () => {
        host.disk.isFull = false;
      });
      return `${host.name}: no space for ${forMs.toFixed(0)} ms`;
    },
  },
  {
    name: 'slow-disk',
    weight: 3,
    strike: (scene) => {
      const host = victim(scene);
      if (host.diskSlowness === Infinity) return undefined;
      const forMs = lasting(scene.random, 100, 6000);
      host.diskSlowness = lasting(scene.random, 3, 300);
      later(scene, forMs, () => {
        if (host.diskSlowness !== Infinity) host.diskSlowness = 1;
      });
      return `${host.name}: disk ${host.diskSlowness.toFixed(0)} times slower for ${forMs.toFixed(0)} ms`;
    },
  },
  {
    name: 'stalled-disk',
    weight: 1,
    strike: (scene) => {
      const host = victim(scene);
      const forMs = lasting(scene.random, 500, 6000);
      host.diskSlowness = Infinity;
      later(scene, forMs, () => {
        // Somebody notices, and resets the machine.
        if (host.diskSlowness === Infinity) scene.cluster.healHost(host);
      });
      return `${host.name}: disk stands still for ${forMs.toFixed(0)} ms`;
    },
  },
  {
    name: 'bit-rot',
    weight: 1,
    strike: (scene) => {
      // In a minority of the machines, so that what was acknowledged is still on others; and in cold files only, since
      // damage at the end of a log cannot be told from a write that was cut off.
      const { cluster, random } = scene;
      const host = victim(scene);
      if (!cluster.canLose(host)) return undefined;
      const logs = host.disk.paths().filter((path) => path.endsWith('.wal'));
      const cold = [
        ...logs.slice(0, -1),
        ...host.disk.paths().filter((path) => path.startsWith(`${nodeDirectory}/state/`)),
      ].filter((path) => host.disk.isAtRest(path) && (host.disk.contents(path)?.length ?? 0) > 0);
      if (cold.length === 0) return undefined;
      const path = pick(random, cold);
      const bits = (host.disk.contents(path)?.length ?? 0) * 8;
      host.disk.flipBit(path, Math.floor(random.next() * bits));
      cluster.noteDamage(host);
      return `${host.name}: a bit of ${path} has rotted`;
    },
  },
];

function failNext(scene: Scene, fault: Fault): string {
  const host = victim(scene);
  const nth = 1 + Math.floor(lasting(scene.random, 1, 20));
  host.disk.failNth(nth, fault);
  scene.cluster.noteFailingDisk(host);
  return `${host.name}: disk operation ${nth} from now fails: ${fault}`;
}

/** What happens to clocks (23.5). The rate of the monotonic clock is part of the plan of a run. */
export const clockFaults: readonly FaultKind[] = [
  {
    name: 'wall-step',
    weight: 2,
    strike: (scene) => {
      const host = victim(scene);
      const size = lasting(scene.random, 1, 100_000);
      const stepMs = Math.floor(chance(scene.random, 0.5) ? size : -size);
      host.wallOffsetMs += stepMs;
      return `${host.name}: the wall clock is set by ${stepMs} ms`;
    },
  },
];
