import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs, asTerm } from '../../base/brand.ts';
import type { ReadTicket } from '../../raft/core/ready.ts';
import type { RequestReadResult } from '../../raft/core/results.ts';
import { PendingReads } from '../../raft/pending-reads.ts';

const at = asMonotonicMs;
const ticketOf = (index: number): ReadTicket => ({
  kind: 'readIndex',
  term: asTerm(2),
  readIndex: asLogIndex(index),
});

/** Reads of a node that has applied up to 5 and waits 500 ms for its core, which gives `outcome`. */
function make(outcome: RequestReadResult) {
  const settled: (number | undefined)[] = [];
  const reads = new PendingReads({ lastApplied: () => asLogIndex(5), confirmWaitMs: 500 });
  let requests = 0;
  const core = {
    requestRead: () => {
      requests += 1;
      return outcome;
    },
  };
  return {
    reads,
    settled,
    add: () => reads.add((ticket) => settled.push(ticket?.readIndex)),
    request: (ms: number) => reads.request(core, at(ms)),
    requests: () => requests,
  };
}

describe('reads that wait for a turn', () => {
  it('are served by one request to the core, at once if what they need is applied', () => {
    const { reads, settled, add, request, requests } = make({
      kind: 'ticket',
      ticket: ticketOf(5),
    });
    request(0);
    add();
    add();
    expect(reads.isWaiting).toBe(true);
    request(1);
    expect([reads.isWaiting, requests()]).toEqual([false, 1]);
    expect(settled).toEqual([5, 5]);
  });

  it('fail when nobody leads', () => {
    const { settled, add, request } = make({ kind: 'noLeader' });
    add();
    request(0);
    expect(settled).toEqual([undefined]);
  });

  it('are bounded, and fail beyond', () => {
    const { settled, add } = make({ kind: 'noLeader' });
    for (let count = 0; count < 50_000; count += 1) add();
    expect(settled).toEqual([]);
    add();
    expect(settled).toEqual([undefined]);
  });
});

describe('reads that wait for the core', () => {
  it('are served when it confirms them, and once', () => {
    const { reads, settled, add, request } = make({ kind: 'pending', readId: 7 });
    add();
    request(0);
    reads.onResult({ readId: 8, ticket: ticketOf(5) });
    expect(settled).toEqual([]);
    reads.onResult({ readId: 7, ticket: ticketOf(4) });
    reads.onResult({ readId: 7, ticket: ticketOf(4) });
    expect(settled).toEqual([4]);
  });

  it('fail when it gives them up, or is silent for too long', () => {
    const { reads, settled, add, request } = make({ kind: 'pending', readId: 7 });
    add();
    request(0);
    reads.onResult({ readId: 7, ticket: undefined });
    expect(settled).toEqual([undefined]);
    add();
    request(1000);
    reads.expire(at(1499));
    expect(settled).toHaveLength(1);
    reads.expire(at(1500));
    expect(settled).toHaveLength(2);
  });
});

describe('reads that wait for the state machine', () => {
  it('are served when it is there, each when it can be', () => {
    const { reads, settled, add, request } = make({ kind: 'ticket', ticket: ticketOf(7) });
    add();
    request(0);
    reads.onApplied(asLogIndex(6));
    expect(settled).toEqual([]);
    reads.onApplied(asLogIndex(7));
    reads.onApplied(asLogIndex(8));
    expect(settled).toEqual([7]);
  });

  it('are bounded, and fail beyond', () => {
    const { settled, add, request } = make({ kind: 'ticket', ticket: ticketOf(7) });
    for (let count = 0; count < 50_000; count += 1) add();
    request(0);
    expect(settled).toEqual([]);
    add();
    request(1);
    expect(settled).toEqual([undefined]);
  });
});

it('whatever they wait for, they fail when the node stops', () => {
  const ahead = make({ kind: 'ticket', ticket: ticketOf(7) });
  ahead.add();
  ahead.request(0);
  ahead.add();
  const unconfirmed = make({ kind: 'pending', readId: 7 });
  unconfirmed.add();
  unconfirmed.request(0);
  for (const { reads } of [ahead, unconfirmed]) reads.abandon();
  ahead.reads.onApplied(asLogIndex(7));
  expect([ahead.settled, unconfirmed.settled]).toEqual([[undefined, undefined], [undefined]]);
});
