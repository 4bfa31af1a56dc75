/** What the node loop adds to changes of members and of the leader: callers that wait, and writes that take time. */
import { describe, expect, it } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import type {
  MembershipChange,
  MembershipOutcome,
  MembershipRequest,
  ProposalOutcome,
  TransferOutcome,
} from '../../raft/index.ts';
import { idOf, memberOf } from '../support/raft/core-cluster.ts';
import { NodeCluster } from '../support/raft/node-cluster.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function startCluster(options: { readonly voters: number; readonly spares?: number }) {
  const cluster = new NodeCluster({ ...options, seed: 1 });
  const leader = await cluster.leader();
  await cluster.clock.advance(200);
  const { node } = cluster.of(leader);
  const followers = [1, 2, 3].filter((number) => number !== leader);
  return { cluster, leader, node, followers };
}

type Started = Awaited<ReturnType<typeof startCluster>>;

/** Begins a change and lets `ms` pass; undefined if it is not over by then. */
async function change(
  { cluster, node }: Started,
  wanted: MembershipChange,
  ms = 500,
  more: Partial<MembershipRequest> = {},
): Promise<MembershipOutcome | undefined> {
  const basedOn = node.status().membershipIndex;
  let outcome: MembershipOutcome | undefined;
  void node.changeMembership({ basedOn, change: wanted, ...more }).then((settled) => {
    outcome = settled;
  });
  await cluster.clock.advance(ms);
  return outcome;
}

async function transfer(
  { cluster, node }: Started,
  target?: number,
  ms = 1000,
): Promise<TransferOutcome | undefined> {
  let outcome: TransferOutcome | undefined;
  void node.transferLeadership(target === undefined ? undefined : idOf(target)).then((settled) => {
    outcome = settled;
  });
  await cluster.clock.advance(ms);
  return outcome;
}

const add = (number: number): MembershipChange => ({
  kind: 'addLearners',
  learners: new Map([[idOf(number), memberOf(number)]]),
});

describe('a change of the membership', () => {
  it('brings an empty node in, which becomes a voter by itself (11.5)', async () => {
    const started = await startCluster({ voters: 3, spares: 1 });
    const { cluster, node } = started;
    node.propose(bytes('a'), () => undefined);
    expect(await change(started, add(4))).toMatchObject({ kind: 'committed' });
    await cluster.clock.advance(1000);
    const { membership, isMembershipCommitted } = node.status();
    expect(membership.voters).toEqual([1, 2, 3, 4].map(idOf));
    expect(membership.votersOld).toBeUndefined();
    expect(isMembershipCommitted).toBe(true);
    expect(cluster.of(4).machine.texts).toEqual(['a']);
  });

  it('is over when the final membership is committed, not the joint one', async () => {
    const started = await startCluster({ voters: 3 });
    const { followers, node } = started;
    const gone = followers.slice(0, 1).map(idOf);
    const outcome = await change(started, { kind: 'remove', nodes: gone });
    const { membershipIndex, membership } = node.status();
    expect(outcome).toEqual({ kind: 'committed', index: membershipIndex });
    expect(membership.voters).toHaveLength(2);
    expect(membership.votersOld).toBeUndefined();
  });

  it('tells the owner of the transport of each membership', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, leader, followers } = started;
    await change(started, { kind: 'demote', nodes: followers.slice(0, 1).map(idOf) });
    const seen = cluster
      .of(leader)
      .events.flatMap((event) => (event.kind === 'membershipChanged' ? [event.membership] : []));
    expect(seen.map(({ votersOld }) => votersOld?.length)).toEqual([3, undefined]);
  });

  it('that is in force already is answered as done (M-7)', async () => {
    const started = await startCluster({ voters: 3 });
    const removal = { kind: 'remove', nodes: started.followers.slice(0, 1).map(idOf) } as const;
    const basedOn = started.node.status().membershipIndex;
    const first = await change(started, removal);
    expect(await change(started, removal, 100, { basedOn })).toEqual(first);
  });

  it('is refused with a reason', async () => {
    const started = await startCluster({ voters: 3 });
    expect(await change(started, { kind: 'remove', nodes: [idOf(9)] })).toEqual({
      kind: 'refused',
      reason: 'invalid',
      problem: `${idOf(9)} is no member`,
    });
    expect(await change(started, add(4), 10, { basedOn: asLogIndex(99) })).toMatchObject({
      reason: 'staleBase',
    });
    const [follower = 0] = started.followers;
    const elsewhere = { ...started, node: started.cluster.of(follower).node };
    expect(await change(elsewhere, add(4), 10)).toMatchObject({ reason: 'notLeader' });
  });

  it('is of unknown fate when the node stops, and refused afterwards', async () => {
    const started = await startCluster({ voters: 3 });
    for (const follower of started.followers) started.cluster.cut(follower);
    const open = started.node.changeMembership({
      basedOn: started.node.status().membershipIndex,
      change: add(4),
    });
    await started.cluster.clock.run();
    await started.node.stop();
    expect(await open).toEqual({ kind: 'unknown' });
    const late = started.node.changeMembership({ basedOn: asLogIndex(1), change: add(4) });
    expect(await late).toEqual({ kind: 'refused', reason: 'stopped' });
  });

  it('that removes the leader hands over at once', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, leader, node } = started;
    const outcome = await change(started, { kind: 'remove', nodes: [idOf(leader)] }, 200);
    expect(outcome).toMatchObject({ kind: 'committed' });
    expect(node.leadership().role).toBe('follower');
    const next = await cluster.leader();
    expect(cluster.of(next).node.status().membership.voters).not.toContain(idOf(leader));
  });
});

describe('a transfer of leadership', () => {
  it('settles when the target leads, and nothing is lost', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, node, followers } = started;
    const [target = 0] = followers;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    expect(await transfer(started, target)).toEqual({
      kind: 'transferred',
      leader: idOf(target),
    });
    expect(outcomes).toEqual([{ kind: 'committed', result: 'a' }]);
    expect(cluster.of(target).machine.texts).toEqual(['a']);
  });

  it('loses no write, however often it is repeated under load', async () => {
    const { cluster } = await startCluster({ voters: 3 });
    const committed: string[] = [];
    let refused = 0;
    for (let round = 1; round <= 20; round += 1) {
      const { node } = cluster.of(await cluster.leader());
      let done: TransferOutcome | undefined;
      for (let write = 1; write <= 10; write += 1) {
        const text = `${round}.${write}`;
        node.propose(bytes(text), (outcome) => {
          if (outcome.kind === 'committed') committed.push(text);
          else refused += 1;
        });
        if (write === 5) {
          void node.transferLeadership().then((outcome) => {
            done = outcome;
          });
        }
        await cluster.clock.advance(1);
      }
      await cluster.clock.advance(100);
      expect(done?.kind).toBe('transferred');
    }
    expect(committed.length + refused).toBe(200);
    expect(committed.length).toBeGreaterThanOrEqual(100);
    for (const number of [1, 2, 3]) expect(cluster.of(number).machine.texts).toEqual(committed);
  });

  it('without a target goes to a voter that is up to date', async () => {
    const started = await startCluster({ voters: 3 });
    expect(await transfer(started)).toMatchObject({ kind: 'transferred' });
  });

  it('is aborted when the target does not take over, and proposals are refused until then', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, node, followers } = started;
    const [target = 0] = followers;
    cluster.cut(target);
    expect(await transfer(started, target, 100)).toBeUndefined();
    expect(node.status()).toMatchObject({ transferTarget: idOf(target), isLeaseRevoked: true });
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await cluster.clock.run();
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'transferring' }]);
    await cluster.clock.advance(500);
    expect(node.status()).toMatchObject({ transferTarget: undefined, isLeaseRevoked: true });
    node.propose(bytes('b'), (outcome) => outcomes.push(outcome));
    await cluster.clock.advance(100);
    expect(outcomes.at(-1)).toEqual({ kind: 'committed', result: 'b' });
  });

  it('is refused with a reason', async () => {
    const started = await startCluster({ voters: 3 });
    expect(await transfer(started, started.leader)).toMatchObject({ reason: 'isLeader' });
    expect(await transfer(started, 9)).toMatchObject({ reason: 'notAVoter' });
  });
});

describe('a leader that stands still', () => {
  it('hands over when its disk does (10.2), and follows until a write completes', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, leader, node } = started;
    const { log } = cluster.of(leader);
    log.settleAtOnce = false;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await cluster.clock.advance(400);
    expect(node.leadership().role).toBe('leader');
    await cluster.clock.advance(200);
    expect(node.leadership().role).toBe('follower');
    const next = await cluster.leader();
    expect(next).not.toBe(leader);
    expect(cluster.of(next).machine.texts).toEqual(['a']);
    log.settleAtOnce = true;
    while (log.unsettledCount > 0) log.settleNext();
    await cluster.clock.advance(500);
    expect(outcomes).toEqual([{ kind: 'committed', result: 'a' }]);
  });

  it('steps down when its event loop did for longer than a promise (E-13, T-3)', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, node } = started;
    cluster.clock.jump(501);
    await cluster.clock.advance(1);
    expect(node.leadership().role).toBe('follower');
  });

  it('goes on after a shorter pause, once its quorum has answered', async () => {
    const started = await startCluster({ voters: 3 });
    const { cluster, node } = started;
    cluster.clock.jump(400);
    await cluster.clock.advance(100);
    expect(node.leadership().role).toBe('leader');
  });
});

describe('a cluster under load', () => {
  it('keeps its leader while a command comes every millisecond: its timers get their turn', async () => {
    const { cluster, leader, node } = await startCluster({ voters: 3 });
    const { term } = node.leadership();
    let committed = 0;
    for (let sent = 0; sent < 2000; sent += 1) {
      node.propose(bytes(`${sent}`), ({ kind }) => {
        if (kind === 'committed') committed += 1;
      });
      await cluster.clock.advance(1);
    }
    expect(node.leadership()).toEqual({ role: 'leader', term, leader: idOf(leader) });
    expect(node.tryReadTicket()?.kind).toBe('lease');
    expect(committed).toBeGreaterThan(1990);
  });
});
