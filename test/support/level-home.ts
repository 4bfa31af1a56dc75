/** The home of a state machine on the real disk, with LevelDB, as cmd/compose.ts makes it. */
import { silentLogger } from '../../base/logger.ts';
import { NodeDisk } from '../../storage/disk/node-disk.ts';
import { Generations } from '../../storage/engine/generations.ts';
import { LevelEngine } from '../../storage/engine/level-engine.ts';
import { immediateClock } from './immediate-clock.ts';

export async function openLevelEngine(path: string): Promise<LevelEngine> {
  return await LevelEngine.open({ path }, { clock: immediateClock });
}

export async function openLevelHome(directory: string): Promise<Generations> {
  const deps = { disk: new NodeDisk(), openEngine: openLevelEngine, logger: silentLogger };
  return await Generations.open({ directory }, deps);
}
