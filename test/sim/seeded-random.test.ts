import { expect, test } from 'vitest';
import { chance, exponential, pick, seededRandom, streamOf } from '../../sim/seeded-random.ts';

function draw(seed: number): readonly number[] {
  const random = seededRandom(seed);
  return [random.next(), random.next(), random.next()];
}

test('a seed gives one sequence, and another seed another', () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('the streams of a seed do not follow each other', () => {
  const names = ['a', 'b', 'strike 1', 'strike 2'];
  const firsts = names.map((name) => streamOf(7, name).next());
  expect(new Set(firsts).size).toBe(names.length);
  expect(streamOf(7, 'a').next()).toBe(firsts[0]);
});

test('shares and means come out', () => {
  const random = seededRandom(5);
  const count = 20_000;
  let hits = 0;
  let sum = 0;
  for (let number = 0; number < count; number += 1) {
    if (chance(random, 0.3)) hits += 1;
    sum += exponential(random, 10);
  }
  expect(hits / count).toBeCloseTo(0.3, 1);
  expect(sum / count).toBeGreaterThan(9.5);
  expect(sum / count).toBeLessThan(10.5);
});

test('nothing can be picked from nothing', () => {
  expect(() => pick(seededRandom(1), [])).toThrow('nothing to choose from');
});
