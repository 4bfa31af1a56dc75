import { describe, expect, test } from 'vitest';
import {
  asClusterId,
  asLogIndex,
  asMonotonicMs,
  asNodeId,
  asTerm,
  asWallMs,
  isClusterId,
  isCount,
  isNodeId,
} from '../../base/brand.ts';
import { InvariantError } from '../../base/invariant.ts';

const notCounts = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];

test('a count is a whole number from 0 that a double holds exactly', () => {
  for (const value of [0, 1, 2 ** 53 - 1]) expect(isCount(value)).toBe(true);
  for (const value of notCounts) expect(isCount(value)).toBe(false);
});

describe('identities', () => {
  const node = '0123456789abcdef';
  const wrong = ['', node.slice(1), `${node}0`, node.toUpperCase(), 'g'.repeat(16), ` ${node}`];

  test('a node id is 16 lowercase hex digits', () => {
    expect(asNodeId(node)).toBe(node);
    for (const text of wrong) {
      expect(isNodeId(text)).toBe(false);
      expect(() => asNodeId(text)).toThrow(InvariantError);
    }
  });

  test('a cluster id is 32 lowercase hex digits', () => {
    expect(asClusterId(node + node)).toBe(node + node);
    for (const text of [node, `${node}${node}0`, (node + node).toUpperCase()]) {
      expect(isClusterId(text)).toBe(false);
      expect(() => asClusterId(text)).toThrow(InvariantError);
    }
  });
});

test.each([
  ['term', asTerm],
  ['log index', asLogIndex],
  ['wall time', asWallMs],
])('a %s is a count', (name, brand) => {
  expect(brand(7)).toBe(7);
  for (const value of notCounts) expect(() => brand(value)).toThrow(`not a ${name}: ${value}`);
});

test('a monotonic time may have a fraction, but is finite', () => {
  expect(asMonotonicMs(1.5)).toBe(1.5);
  for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
    expect(() => asMonotonicMs(value)).toThrow(InvariantError);
  }
});
