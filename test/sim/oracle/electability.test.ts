import { expect, test } from 'vitest';
import { findUsurper } from '../../../sim/oracle/electability.ts';
import type { VoterLog } from '../../../sim/oracle/electability.ts';

/** From term and index of the last entry; `+` holds the entry in question. */
function logs(...texts: readonly string[]): readonly VoterLog[] {
  return texts.map((text, position) => {
    const [term = 0, index = 0] = text.replace('+', '').split('/').map(Number);
    return { name: `n${position + 1}`, last: { term, index }, holdsEntry: text.endsWith('+') };
  });
}

test('who lacks what a majority has of the newest term cannot be elected', () => {
  expect(findUsurper([logs('4/9+', '4/9+', '3/20')])).toBeUndefined();
  expect(findUsurper([logs('4/9+', '4/9+', '4/9+', '3/20', '4/8')])).toBeUndefined();
});

test('figure 8: an old entry on a majority can be overruled by a shorter log of a later term', () => {
  expect(findUsurper([logs('2/3+', '2/3+', '2/3+', '1/1', '3/2')])).toBe('n5');
  expect(findUsurper([logs('2/3+', '2/3+', '3/2')])).toBe('n3');
});

test('the first entry of the own term ends that, once a majority has it', () => {
  expect(findUsurper([logs('4/4+', '4/4+', '4/4+', '1/1', '3/2')])).toBeUndefined();
  expect(findUsurper([logs('4/4+', '2/3+', '2/3+', '1/1', '3/2')])).toBe('n5');
});

test('of equal terms the longer log wins', () => {
  expect(findUsurper([logs('4/9+', '4/8', '4/8')])).toBe('n2');
});

test('in a joint membership both halves must vote for the usurper', () => {
  const held = logs('4/9+', '4/9+', '3/1');
  const lost = logs('4/9+', '3/1', '3/1');
  expect(findUsurper([held, lost])).toBeUndefined();
  expect(findUsurper([lost, lost])).toBe('n2');
});
