import { expect, test } from 'vitest';
import { faultKinds } from '../../../sim/faults/schedule.ts';
import { noChoice, simulate } from '../../../sim/index.ts';

test('kinds of faults have names of their own', () => {
  expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
});

test('what is left out does not strike, and what is left strikes as before', async () => {
  const choice = { seed: 42, seconds: 5 };
  const { strikes } = await simulate({ ...choice, faults: noChoice });
  const [left, other] = [strikes[0], strikes.find(({ kind }) => kind !== strikes[0]?.kind)];
  if (left === undefined || other === undefined) throw new Error('choose a seed with two kinds');
  const skip = new Set([left.number]);
  const without = new Set([other.kind]);
  const fewer = await simulate({ ...choice, faults: { without, skip } });
  expect(fewer.strikes).not.toContainEqual(left);
  expect(fewer.strikes.map(({ kind }) => kind)).not.toContain(other.kind);
  // A strike that found nothing to do in the one run may find something in the other.
  const kinds = new Map(strikes.map(({ number, kind }) => [number, kind]));
  const both = fewer.strikes.filter(({ number }) => kinds.has(number));
  expect(both.map(({ kind }) => kind)).toEqual(both.map(({ number }) => kinds.get(number)));
  expect(fewer.strikes.length).toBeGreaterThan(0);
});

test('without any fault nothing strikes', async () => {
  const without = new Set(faultKinds.map(({ name }) => name));
  const { strikes, figures } = await simulate({
    seed: 3,
    seconds: 3,
    faults: { without, skip: new Set() },
  });
  expect(strikes).toEqual([]);
  expect(figures.crashes).toBe(0);
});
