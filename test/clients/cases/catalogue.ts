/** Every case of the catalogue that a client marked D or N decides, in order of numbers. */
import type { Case, CrossCase, LeftOutCase } from '../case.ts';
import { atomicCases } from './atomic.ts';
import { connectCases } from './connect.ts';
import { crossCases } from './cross.ts';
import { expiryCases } from './expiry.ts';
import { keyCases } from './keys.ts';
import { queueCases } from './queues.ts';
import { readCases } from './reads.ts';
import { sumCases } from './sum.ts';
import { valueCases } from './values.ts';
import { versionstampCases } from './versionstamps.ts';
import { watchCases } from './watch.ts';

export const catalogue: readonly (Case | CrossCase | LeftOutCase)[] = [
  ...keyCases,
  ...valueCases,
  ...versionstampCases,
  ...atomicCases,
  ...sumCases,
  ...expiryCases,
  ...readCases,
  ...watchCases,
  ...queueCases,
  ...connectCases,
  ...crossCases,
].toSorted((a, b) => a.number - b.number);
