import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { PendingProposals } from '../../raft/pending.ts';
import type { ProposalOutcome } from '../../raft/pending.ts';

const id = (index: number, term: number) => ({ index: asLogIndex(index), term: asTerm(term) });

/** A table with proposals already added, and the outcomes that were settled, by name. */
function tableWith(proposals: Readonly<Record<string, readonly [index: number, term: number]>>) {
  const pending = new PendingProposals<string>(asTerm(1));
  const settled = new Map<string, ProposalOutcome<string>>();
  for (const [name, [index, term]] of Object.entries(proposals)) {
    pending.add(id(index, term), (outcome) => {
      expect(settled.has(name), `${name} is settled once`).toBe(false);
      settled.set(name, outcome);
    });
  }
  return { pending, settled };
}

describe('the fate of proposals', () => {
  it('is committed when the entry applied at the index has the term of the proposal', () => {
    const { pending, settled } = tableWith({ a: [5, 2] });
    pending.onApplied(id(5, 2), 'done');
    expect(settled.get('a')).toEqual({ kind: 'committed', result: 'done' });
    expect(pending.size).toBe(0);
  });

  it('is lost when an entry of another term is applied at the index', () => {
    const { pending, settled } = tableWith({ a: [5, 2] });
    pending.onApplied(id(5, 3), 'other');
    expect(settled.get('a')).toEqual({ kind: 'lost' });
  });

  it('stays open while only lower indexes of the same term are applied', () => {
    const { pending, settled } = tableWith({ a: [5, 2] });
    pending.onApplied(id(3, 2), 'x');
    pending.onApplied(id(4, 2), 'x');
    expect(settled.size).toBe(0);
  });

  it('is lost when an entry of a later term is applied below the index', () => {
    const { pending, settled } = tableWith({ a: [5, 2], b: [6, 2], c: [7, 3] });
    pending.onApplied(id(4, 3), 'start of term 3');
    expect(settled.get('a')).toEqual({ kind: 'lost' });
    expect(settled.get('b')).toEqual({ kind: 'lost' });
    expect(settled.has('c')).toBe(false);
  });

  it('is not known when a snapshot jumps over the index, and lost above it in an older term', () => {
    const { pending, settled } = tableWith({
      under: [5, 2],
      at: [6, 2],
      above: [7, 2],
      later: [8, 3],
    });
    pending.onSnapshotInstalled(id(6, 3));
    expect(settled.get('under')).toEqual({ kind: 'unknown' });
    expect(settled.get('at')).toEqual({ kind: 'unknown' });
    expect(settled.get('above')).toEqual({ kind: 'lost' });
    expect(settled.has('later')).toBe(false);
    pending.onApplied(id(8, 3), 'done');
    expect(settled.get('later')).toEqual({ kind: 'committed', result: 'done' });
  });

  it('tells two proposals at one index apart by their terms', () => {
    const { pending, settled } = tableWith({ first: [5, 2], second: [5, 4] });
    pending.onApplied(id(5, 2), 'the first survived');
    expect(settled.get('first')).toEqual({ kind: 'committed', result: 'the first survived' });
    expect(settled.get('second')).toEqual({ kind: 'lost' });
  });

  it('loses only the older of two proposals at one index when a term between them is applied below', () => {
    const { pending, settled } = tableWith({ first: [5, 2], second: [5, 4] });
    pending.onApplied(id(4, 3), 'x');
    expect([...settled.keys()]).toEqual(['first']);
    pending.onApplied(id(5, 4), 'y');
    expect(settled.get('second')).toEqual({ kind: 'committed', result: 'y' });
  });

  it('is unknown when the node stops first', () => {
    const { pending, settled } = tableWith({ first: [5, 2], second: [5, 4], third: [9, 4] });
    pending.abandon();
    expect([...settled.values()]).toEqual([
      { kind: 'unknown' },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ]);
    expect(pending.size).toBe(0);
  });
});
