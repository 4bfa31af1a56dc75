import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { IncomingProposals } from '../../raft/incoming-proposals.ts';
import { PendingProposals } from '../../raft/pending.ts';
import { NodeClock } from '../../raft/node-clock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { RaftCore } from '../../raft/core/core.ts';

type Core = Pick<RaftCore, 'propose' | 'term'>;

/** Proposals of one byte each, whose names are kept with how they were refused. */
function make() {
  const pending = new PendingProposals<string>(asTerm(0));
  const proposals = new IncomingProposals(pending);
  const refusals: string[] = [];
  const now = new NodeClock(new ManualClock());
  const add = (size: number, term?: number): void =>
    proposals.add({
      command: new Uint8Array(size),
      kind: 'normal',
      term: term === undefined ? undefined : asTerm(term),
      settle: (outcome) => {
        if (outcome.kind === 'refused') refusals.push(`${size}: ${outcome.reason}`);
      },
    });
  return { pending, proposals, refusals, add, run: (core: Core) => proposals.run(core, now) };
}

/** Leads term 3, and accepts what has less than 10 bytes. */
function leading(): { readonly core: Core; readonly batches: number[][] } {
  const batches: number[][] = [];
  const propose: Core['propose'] = (batch) => {
    const sizes = batch.map(({ command }) => command.length);
    if (sizes.some((size) => size >= 10)) return { kind: 'refused', reason: 'tooLarge' };
    batches.push(sizes);
    return { kind: 'accepted', firstIndex: asLogIndex(batches.flat().length), term: asTerm(3) };
  };
  return { core: { term: asTerm(3), propose }, batches };
}

const away: Core = {
  term: asTerm(3),
  propose: () => ({ kind: 'refused', reason: 'notLeader' }),
};

describe('proposals that wait for a turn', () => {
  it('go to the core as one batch, and are pending from then on', () => {
    const { proposals, pending, add, run } = make();
    const { core, batches } = leading();
    for (const size of [1, 2, 3]) add(size);
    expect(proposals.isWaiting).toBe(true);
    run(core);
    expect(batches).toEqual([[1, 2, 3]]);
    expect([proposals.isWaiting, pending.size]).toEqual([false, 3]);
  });

  it('are refused alone if they are too large, and not with the others', () => {
    const { refusals, add, run } = make();
    const { core, batches } = leading();
    for (const size of [1, 10, 3]) add(size);
    run(core);
    expect(batches).toEqual([[1], [3]]);
    expect(refusals).toEqual(['10: tooLarge']);
  });

  it('are all refused by a node that does not lead', () => {
    const { refusals, add, run } = make();
    for (const size of [1, 2]) add(size);
    run(away);
    expect(refusals).toEqual(['1: notLeader', '2: notLeader']);
  });

  it('are appended only in the term for which they were made', () => {
    const { refusals, add, run } = make();
    const { core, batches } = leading();
    add(1, 2);
    add(2, 3);
    run(core);
    expect(refusals).toEqual(['1: notLeader']);
    expect(batches).toEqual([[2]]);
  });

  it('are bounded, and refused beyond', () => {
    const { refusals, add } = make();
    for (let count = 0; count < 20_000; count += 1) add(1);
    expect(refusals).toEqual([]);
    add(2);
    expect(refusals).toEqual(['2: overloaded']);
  });

  it('are refused when the node stops', () => {
    const { proposals, refusals, add } = make();
    add(1);
    proposals.abandon();
    expect([proposals.isWaiting, refusals]).toEqual([false, ['1: stopped']]);
  });
});
