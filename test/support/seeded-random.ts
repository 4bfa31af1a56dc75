/** Randomness from a printed seed: the simulator's, under the path that tests know. */
export { pick, seededRandom } from '../../sim/seeded-random.ts';
