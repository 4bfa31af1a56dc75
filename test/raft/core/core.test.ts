/** What scripts cannot show of the core: its start from a disk, its draws, and what it refuses to look at. */
import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs, asTerm, asWallMs } from '../../../base/brand.ts';
import { defaultCoreConfig } from '../../../raft/core/config.ts';
import { RaftCore } from '../../../raft/core/core.ts';
import type { BootState } from '../../../raft/core/boot.ts';

import { bootstrapEntry } from '../../../raft/core/membership.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import type { Membership } from '../../../raft/core/types.ts';
import { entryChecksum } from '../../../storage/wal/entry-checksum.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { readerOf } from '../../support/raft/array-reader.ts';
import { idOf } from '../../support/raft/core-cluster.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const E = defaultCoreConfig.electionTimeoutMs;
const ids = [1, 2, 3].map(idOf);
const membership: Membership = {
  voters: ids,
  learners: [],
  members: new Map(
    ids.map((id) => [id, { name: id, peerAddress: `p-${id}`, grpcAddress: `g-${id}` }]),
  ),
};
const first = bootstrapEntry({ membership, stampedAt: asWallMs(1), checksum: entryChecksum });

/** Node 1 of three, with entries of `terms` after the first, at time 0. */
function startCore(options: {
  readonly terms?: readonly number[];
  readonly term?: number;
  readonly commitIndex?: number;
  readonly lastApplied?: number;
  readonly seed?: number;
  readonly electionTimeoutMs?: number;
}): RaftCore {
  const { terms = [], term = 1, commitIndex = 1, lastApplied = 1, seed = 1 } = options;
  const entries = [
    first,
    ...terms.map((of, position) => makeEntry({ index: position + 2, term: of })),
  ];
  const boot: BootState = {
    hardState: { term: asTerm(term), votedFor: undefined, commitIndex: asLogIndex(commitIndex) },
    log: readerOf(() => entries),
    memberships: [{ index: asLogIndex(1), membership }],
    lastApplied: asLogIndex(lastApplied),
  };
  const config = { ...defaultCoreConfig, electionTimeoutMs: options.electionTimeoutMs ?? E };
  const deps = { random: seededRandom(seed), checksum: entryChecksum };
  return new RaftCore({ nodeId: idOf(1), config }, boot, deps, asMonotonicMs(0));
}

/** Lets a core hear nothing until it campaigns; the time at which it does. */
function campaign(core: RaftCore): number {
  for (let ticks = 0; ticks < 100; ticks += 1) {
    const now = core.nextDeadline();
    core.tick(now);
    if (core.role === 'preCandidate') return now;
  }
  throw new Error('it never campaigns');
}

/** Lets a core lead term 2, at the time that it gives. */
function lead(core: RaftCore): number {
  const now = campaign(core);
  for (const kind of ['preVote', 'requestVote'] as const) {
    const { messages, write } = core.takeReady();
    if (write !== undefined) core.onDurable(write.seq, asMonotonicMs(now));
    const asked = [...messages, ...core.takeReady().messages].find(
      ({ to, message }) => to === idOf(2) && message.kind === kind,
    );
    if (asked?.message.kind !== kind) throw new Error(`there is no ${kind}`);
    const answer = kind === 'preVote' ? 'preVoteResponse' : 'voteResponse';
    const message = { kind: answer, granted: true, nonce: asked.message.nonce } as const;
    core.step({ from: idOf(2), to: idOf(1), term: asTerm(2), message }, asMonotonicMs(now));
  }
  if (core.role !== 'leader') throw new Error('it does not lead');
  return now;
}

/** All that a core asks for in three election timeouts in which it hears nothing. */
function lonelyLife(seed: number): string {
  const core = startCore({ seed });
  const seen: unknown[] = [];
  for (let now = 0; now < 3 * E; now += 10) {
    core.tick(asMonotonicMs(now));
    if (core.hasReady()) seen.push(now, core.takeReady());
  }
  return JSON.stringify(seen);
}

describe('a start', () => {
  it('gives back what is committed and not yet applied', () => {
    const core = startCore({ terms: [1, 1], commitIndex: 3, lastApplied: 2 });
    expect(core.takeReady().apply.map(({ index }) => index)).toEqual([3]);
  });

  it('takes the state machine as proof of what is committed: the stored index may lag', () => {
    const core = startCore({ terms: [1, 1], commitIndex: 1, lastApplied: 3 });
    expect(core.status(asMonotonicMs(0)).commitIndex).toBe(3);
  });

  it.each([
    ['a log that lost committed entries', { commitIndex: 5 }, 'entries were lost'],
    [
      'entries of a term that was never entered (P-4)',
      { terms: [7] },
      'durable before its entries',
    ],
    ['a configuration that is unsafe', { electionTimeoutMs: 100 }, 'leaseMs'],
  ])('refuses %s', (_, options, problem) => {
    expect(() => startCore(options)).toThrow(problem);
  });
});

describe('an election timeout', () => {
  const waits = Array.from({ length: 400 }, (_, seed) => campaign(startCore({ seed })));

  it('is at least one and less than two of the configured', () => {
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(E);
    expect(Math.max(...waits)).toBeLessThan(2 * E);
  });

  it('is drawn evenly: each tenth of the range occurs', () => {
    const tenths = new Set(waits.map((wait) => Math.floor(((wait - E) / E) * 10)));
    expect(tenths.size).toBe(10);
  });
});

describe('a message', () => {
  const request = {
    from: idOf(2),
    to: idOf(1),
    term: asTerm(9),
    message: {
      kind: 'requestVote',
      last: { index: asLogIndex(1), term: asTerm(1) },
      transfer: true,
      nonce: 1,
    },
  } as const;

  it.each<[string, Partial<Envelope>]>([
    ['for somebody else', { to: idOf(3) }],
    ['from itself', { from: idOf(1) }],
    ['of a term that no cluster reaches', { term: asTerm(2 ** 50) }],
  ])('%s is not looked at', (_, changes) => {
    const core = startCore({});
    core.step({ ...request, ...changes }, asMonotonicMs(2 * E));
    expect(core.term).toBe(1);
    expect(core.hasReady()).toBe(false);
  });

  it('that asks for a vote is heard while a promise runs only if it is for a transfer (6.5)', () => {
    const core = startCore({});
    core.step(
      { ...request, message: { ...request.message, transfer: false } },
      asMonotonicMs(E - 1),
    );
    expect(core.term).toBe(1);
    expect(core.takeReady().messages).toMatchObject([{ message: { granted: false } }]);
    core.step(request, asMonotonicMs(E - 1));
    expect(core.term).toBe(9);
  });
});

it('the same calls give the same bytes (C-2)', () => {
  expect(lonelyLife(1)).toBe(lonelyLife(1));
  expect(lonelyLife(1)).not.toBe(lonelyLife(2));
});

it('nothing is given twice', () => {
  const core = startCore({});
  campaign(core);
  expect(core.takeReady().messages).toHaveLength(2);
  expect(core.hasReady()).toBe(false);
  expect(core.takeReady()).toEqual({
    messages: [],
    apply: [],
    reads: [],
    snapshots: [],
    events: [],
  });
});

it('a snapshot that was asked of a leader is not sent by what it became in the same turn', () => {
  const core = startCore({});
  const now = asMonotonicMs(lead(core));
  const envelope = { from: idOf(3), to: idOf(1), term: asTerm(2) };
  core.step({ ...envelope, message: { kind: 'snapshotRequest' } }, now);
  const prev = { index: asLogIndex(1), term: asTerm(1) };
  const append = {
    kind: 'append',
    prev,
    entries: [],
    commitIndex: asLogIndex(1),
    round: 1,
  } as const;
  core.step({ ...envelope, term: asTerm(3), message: append }, now);
  expect(core.role).toBe('follower');
  expect(core.takeReady().snapshots).toEqual([]);
});
