import { expect, test } from 'vitest';
import { CallBudget, HeldBudget } from '../../rpc/call-budget.ts';

test('a call holds its request until it is handled and its answer until it is read', () => {
  const budget = new CallBudget({ callsMax: 2, bytesMax: 100 });
  const held = HeldBudget.tryEnter(budget, 10);
  held?.release();
  expect(held?.tryTakeUntilEnd(90)).toBe(true);
  expect([budget.calls, budget.bytes]).toEqual([1, 90]);
  held?.end();
  expect([budget.calls, budget.bytes]).toEqual([0, 0]);
});

test('a call whose client left keeps its request until the handler is done', () => {
  const budget = new CallBudget({ callsMax: 2, bytesMax: 100 });
  const held = HeldBudget.tryEnter(budget, 10);
  held?.end();
  expect([budget.calls, budget.bytes]).toEqual([1, 10]);
  expect(held?.tryTakeUntilEnd(1000)).toBe(true);
  held?.release();
  expect([budget.calls, budget.bytes]).toEqual([0, 0]);
});

test('nothing is taken when the count or the bytes are used up', () => {
  const budget = new CallBudget({ callsMax: 1, bytesMax: 100 });
  expect(HeldBudget.tryEnter(budget, 101)).toBeUndefined();
  const held = HeldBudget.tryEnter(budget, 100);
  expect(HeldBudget.tryEnter(budget, 0)).toBeUndefined();
  expect(held?.tryTakeUntilEnd(1)).toBe(false);
  expect([budget.calls, budget.bytes]).toEqual([1, 100]);
});
