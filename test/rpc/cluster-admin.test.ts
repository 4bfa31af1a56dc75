import { describe, expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import { ClusterAdmin } from '../../rpc/index.ts';
import type { AdminChange } from '../../rpc/index.ts';
import type { Introduction } from '../../rpc/bootstrap.ts';
import type { JoinRequest } from '../../rpc/join-codec.ts';
import {
  PeerProtocolError,
  PeerRefusedError,
  PeerUnreachableError,
} from '../../rpc/peer-errors.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { clusterA, clusterB, nodeId } from '../support/peer-nodes.ts';
import { FakeAdminNode, member, membership } from './fake-admin-node.ts';

const deadline = asMonotonicMs(6_000);
const three = membership({ voters: [1, 2, 3] });
const withLearner = membership({ voters: [1, 2, 3], learners: { 4: {} } });

/** The leader n1, and who answers at which peer address. */
function setUp(
  current = three,
  nodes: Readonly<Record<string, Introduction | Error>> = {
    'h4:4514': introduction(4),
  },
) {
  const clock = new ManualClock();
  const node = new FakeAdminNode(current);
  const asked: string[] = [];
  const admin = new ClusterAdmin(
    { nodeId: nodeId(1), clusterId: clusterA, electionTimeoutMs: 500 },
    {
      node,
      clock,
      hello: async (address) => {
        await Promise.resolve();
        asked.push(address);
        const answer = nodes[address] ?? new PeerUnreachableError('refused');
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  );
  const change = async (
    wish: AdminChange,
    options: { readonly basedOn?: number; readonly force?: boolean } = {},
  ) =>
    await admin.change(
      {
        change: wish,
        basedOn: asLogIndex(options.basedOn ?? 0),
        force: options.force ?? false,
      },
      { deadline },
    );
  return { clock, node, asked, admin, change };
}

function introduction(number: number, own: Partial<Introduction> = {}): Introduction {
  const { name, grpcAddress } = member(number);
  const electionTimeoutMs = 500;
  return {
    name,
    nodeId: nodeId(number),
    grpcAddress,
    clusterId: undefined,
    electionTimeoutMs,
    ...own,
  };
}

function add(wish: { readonly staysLearner?: boolean; readonly replaces?: string } = {}) {
  const { staysLearner = false, replaces } = wish;
  return { kind: 'add', peerAddress: 'h4:4514', staysLearner, replaces } as const;
}

function replace(replacement: string) {
  return { kind: 'replace', dead: 'n3', replacement } as const;
}

/** What the leader knows of a learner that has everything. */
function heard(number: number) {
  const learner = { lagEntries: 0, unappliedEntries: 0, obstacle: undefined };
  const [matchIndex, nextIndex] = [asLogIndex(100), asLogIndex(101)];
  const state = 'replicate' as const;
  return { peer: nodeId(number), matchIndex, nextIndex, state, silentMs: 7, learner };
}

describe('a new node that asks to join', () => {
  const request: JoinRequest = {
    ...member(4),
    nodeId: nodeId(4),
    staysLearner: false,
    replaces: undefined,
    electionTimeoutMs: 500,
  };

  test('becomes a learner, and hears of the membership with itself in it', async () => {
    const { node, admin } = setUp();
    node.next = withLearner;
    expect(await admin.join(request)).toEqual({
      kind: 'joined',
      clusterId: clusterA,
      membership: { index: 9, membership: withLearner },
      electionTimeoutMs: 500,
    });
    expect(node.changes).toEqual([
      {
        basedOn: 8,
        change: { kind: 'addLearners', learners: new Map([[nodeId(4), member(4)]]) },
      },
    ]);
  });

  test('is sent to the leader by a node that does not lead, and asks again if there is none', async () => {
    const { node, admin } = setUp();
    node.set({ role: 'follower', leader: nodeId(2) });
    expect(await admin.join(request)).toEqual({ kind: 'redirect', leader: 'h2:4514' });
    node.set({ leader: undefined });
    await expect(admin.join(request)).rejects.toThrow(PeerUnreachableError);
    expect(node.changes).toEqual([]);
  });

  test('that is a member already is told so, without a change', async () => {
    const { node, admin } = setUp(withLearner);
    expect(await admin.join(request)).toMatchObject({ kind: 'joined', membership: { index: 8 } });
    expect(node.changes).toEqual([]);
  });

  test.each([
    ['votes', membership({ voters: [1, 2, 4] }), []],
    ['votes until the change is over', membership({ voters: [1, 2], votersOld: [1, 2, 4] }), []],
    ['was heard as a learner', withLearner, [heard(4)]],
  ])(
    'and %s has lost what it promised and acknowledged, and is refused (D13)',
    async (_, current, peers) => {
      const { node, admin } = setUp(current);
      node.set({ peers });
      const refusal = admin.join(request);
      await expect(refusal).rejects.toThrow(PeerRefusedError);
      await expect(refusal).rejects.toThrow('kvorum cluster remove 0000000000000004');
      expect(node.changes).toEqual([]);
    },
  );

  test('is never told of a membership that is not committed (M-1)', async () => {
    const { node, admin } = setUp(withLearner);
    node.set({ isMembershipCommitted: false });
    await expect(admin.join(request)).rejects.toThrow(PeerUnreachableError);
  });

  test.each([
    ['name', { ...request, name: 'n3' }, 'the name n3 is that of the member 0000000000000003'],
    ['address', { ...request, peerAddress: 'h3:4514' }, 'the address h3:4514 is that of'],
  ])('is refused if its %s is taken, with what to do', async (_, taken, message) => {
    const { node, admin } = setUp();
    const refusal = admin.join(taken);
    await expect(refusal).rejects.toThrow(PeerRefusedError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toThrow('kvorum cluster remove 0000000000000003');
    expect(node.changes).toEqual([]);
  });

  test.each(['n3', nodeId(3)])('takes the place of %s in one change', async (replaces) => {
    const { node, admin } = setUp();
    node.next = withLearner;
    await admin.join({ ...request, replaces });
    expect(node.changes[0]?.change).toEqual({
      kind: 'addLearners',
      learners: new Map([[nodeId(4), member(4, { replaces: nodeId(3) })]]),
    });
  });

  test('is refused with another election timeout, also if it was added already', async () => {
    for (const current of [three, withLearner]) {
      const { node, admin } = setUp(current);
      const refusal = admin.join({ ...request, electionTimeoutMs: 900 });
      await expect(refusal).rejects.toThrow(PeerRefusedError);
      await expect(refusal).rejects.toThrow('of the cluster is 500 ms, that of the node 900 ms');
      expect(node.changes).toEqual([]);
    }
  });

  test('is refused if it could never vote, but not if it takes a place or wants no vote', async () => {
    for (const voters of [
      [1, 2, 3, 5, 6, 7, 8],
      [1, 2, 3, 5, 6, 7],
    ]) {
      const current = membership({ voters, learners: voters.length < 7 ? { 9: {} } : {} });
      const { node, admin } = setUp(current);
      await expect(admin.join(request)).rejects.toThrow(PeerRefusedError);
      await expect(admin.join(request)).rejects.toThrow(
        '7 members vote or will vote, and there can be at most 7 voters: remove one first',
      );
      expect(node.changes).toEqual([]);
      for (const wish of [{ staysLearner: true }, { replaces: 'n3' }]) {
        const other = setUp(current);
        other.node.next = membership({ voters, learners: { 4: {} } });
        expect(await other.admin.join({ ...request, ...wish })).toMatchObject({ kind: 'joined' });
      }
    }
  });

  test('is refused if nobody ever was whom it is to replace, and told who there is', async () => {
    const { node, admin } = setUp();
    const refusal = admin.join({ ...request, replaces: 'n9' });
    await expect(refusal).rejects.toThrow(PeerRefusedError);
    await expect(refusal).rejects.toThrow('"n9" is not a member; the members are n1, n2, n3');
    expect(node.changes).toEqual([]);
  });

  test('joins all the same if whom it replaces votes no more or is gone', async () => {
    const removed = new Map([[nodeId(9), 'n9']]);
    for (const replaces of ['n3', 'n9', nodeId(9)]) {
      const current = membership({ voters: [1, 2], learners: { 3: {} } });
      const { node, admin } = setUp({ ...current, removed });
      node.next = withLearner;
      await admin.join({ ...request, replaces });
      expect(node.changes[0]?.change).toMatchObject({
        learners: new Map([[nodeId(4), member(4)]]),
      });
    }
  });

  test.each([
    [{ kind: 'refused', reason: 'configBusy' }, PeerUnreachableError],
    [{ kind: 'refused', reason: 'notReady' }, PeerUnreachableError],
    [{ kind: 'refused', reason: 'staleBase', latest: asLogIndex(9) }, PeerUnreachableError],
    [{ kind: 'refused', reason: 'transferring' }, PeerUnreachableError],
    [{ kind: 'refused', reason: 'notLeader' }, PeerUnreachableError],
    [{ kind: 'lost' }, PeerUnreachableError],
    [{ kind: 'unknown' }, PeerUnreachableError],
    [{ kind: 'refused', reason: 'invalid', problem: 'it was removed' }, PeerRefusedError],
  ] as const)('after %j it is told whether to ask again', async (outcome, error) => {
    const { node, admin } = setUp();
    node.outcome = outcome;
    await expect(admin.join(request)).rejects.toThrow(error);
  });

  test('waits while other members change (M-7)', async () => {
    const { admin } = setUp(membership({ voters: [1, 2], votersOld: [1, 2, 3] }));
    await expect(admin.join(request)).rejects.toThrow(PeerUnreachableError);
  });
});

describe('adding a node', () => {
  test('asks the node who it is, and makes it a learner that will vote', async () => {
    const { node, asked, change } = setUp();
    node.next = withLearner;
    node.obstruct(4, 'is 60 entries behind');
    expect(await change(add())).toEqual({
      membershipIndex: 9,
      nodeId: nodeId(4),
      waitsFor: 'is 60 entries behind',
    });
    expect(asked).toEqual(['h4:4514']);
    expect(node.changes[0]).toMatchObject({
      basedOn: 8,
      force: false,
      change: { learners: new Map([[nodeId(4), member(4)]]) },
    });
  });

  test('again tells how far it is, until it votes', async () => {
    const { node, asked, change } = setUp(withLearner);
    node.obstruct(4, 'is 60 entries behind');
    expect(await change(add())).toMatchObject({ waitsFor: 'is 60 entries behind' });
    node.set({ peers: [] });
    expect(await change(add())).toMatchObject({ waitsFor: 'is about to vote' });
    node.set({ membership: membership({ voters: [1, 2, 4] }) });
    expect(await change(add())).toMatchObject({ waitsFor: undefined });
    // The place that it was to take is its own now.
    expect(await change(add({ replaces: 'n3' }))).toMatchObject({ waitsFor: undefined });
    expect(node.changes).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('that is a member and answers elsewhere now tells all where it is', async () => {
    const moved = introduction(3, { clusterId: clusterA, grpcAddress: 'h4:4513' });
    const { node, change } = setUp(three, { 'h4:4514': moved });
    await expect(change(add({ staysLearner: true }))).rejects.toThrow('n3 is a member already');
    expect(await change(add())).toMatchObject({ nodeId: nodeId(3), waitsFor: undefined });
    expect(node.changes.map((request) => request.change)).toEqual([
      {
        kind: 'updateAddresses',
        node: nodeId(3),
        peerAddress: 'h4:4514',
        grpcAddress: 'h4:4513',
      },
    ]);
  });

  test.each([
    ['an address that is taken', { grpcAddress: 'h2:4513' }, 'the address h2:4513 is that of'],
    [
      'the id of a member, in another cluster',
      { clusterId: clusterB },
      'n3 belongs to the cluster',
    ],
  ])('is not believed if it has %s', async (_, own, message) => {
    const moved = introduction(3, { clusterId: clusterA, ...own });
    const { node, change } = setUp(three, { 'h4:4514': moved });
    await expect(change(add())).rejects.toThrow(message);
    expect(node.changes).toEqual([]);
  });

  test('as one that stays a learner leaves nothing to wait for', async () => {
    const { node, change } = setUp();
    node.next = membership({ voters: [1, 2, 3], learners: { 4: { staysLearner: true } } });
    expect(await change(add({ staysLearner: true }))).toMatchObject({ waitsFor: undefined });
    expect(node.changes[0]?.change).toMatchObject({
      learners: new Map([[nodeId(4), member(4, { staysLearner: true })]]),
    });
  });

  test.each([
    ['nobody', new PeerUnreachableError('x'), 'NODE_UNREACHABLE', 'no node answers at'],
    ['another program', new PeerProtocolError('x'), 'INVALID_REQUEST', 'no peer port of a node'],
    [
      'a node with another election timeout',
      introduction(4, { electionTimeoutMs: 900 }),
      'INVALID_REQUEST',
      'n4: the election timeout of the cluster is 500 ms, that of the node 900 ms',
    ],
    [
      'a node of another cluster',
      introduction(4, { clusterId: clusterB }),
      'INVALID_REQUEST',
      'n4 belongs to the cluster bbbb',
    ],
    [
      'a node that was removed',
      introduction(4, { clusterId: clusterA }),
      'INVALID_REQUEST',
      'n4 was removed from this cluster',
    ],
    [
      'a node with a name that is taken',
      introduction(4, { name: 'n2' }),
      'INVALID_REQUEST',
      'the name n2 is that of',
    ],
  ])('is refused if %s is there', async (_, answer, code, message) => {
    const { node, change } = setUp(three, { 'h4:4514': answer });
    await expect(change(add())).rejects.toMatchObject({ code, outcome: 'not-applied' });
    await expect(change(add())).rejects.toThrow(message);
    expect(node.changes).toEqual([]);
  });

  test.each([
    [add({ replaces: 'n9' }), three, '"n9" is not a member; the members are n1, n2, n3'],
    [add({ replaces: 'n5' }), membership({ voters: [1], learners: { 5: {} } }), 'n5 is no voter'],
    [add({ replaces: 'n3' }), withLearner, 'kvorum cluster replace n3 n4'],
    [
      add(),
      membership({ voters: [1, 2, 3, 5, 6, 7, 8] }),
      '7 members vote or will vote, and there can be at most 7 voters: remove one first',
    ],
    [add({ staysLearner: true }), withLearner, 'not one that stays a learner'],
    [
      add(),
      membership({ voters: [1], learners: { 4: { staysLearner: true } } }),
      'kvorum cluster promote n4',
    ],
  ])('%j is refused with what is wrong', async (wish, current, message) => {
    const { change } = setUp(current);
    await expect(change(wish)).rejects.toMatchObject({
      code: message.includes('not a member;') ? 'MEMBER_NOT_FOUND' : 'INVALID_REQUEST',
    });
    await expect(change(wish)).rejects.toThrow(message);
  });
});

describe('replacing a dead node', () => {
  test('by one that waits to join adds it, to take the place when it has caught up', async () => {
    const { node, change } = setUp();
    node.next = membership({ voters: [1, 2, 3], learners: { 4: { replaces: nodeId(3) } } });
    node.obstruct(4, 'has not caught up once');
    expect(await change(replace('h4:4514'))).toMatchObject({ waitsFor: 'has not caught up once' });
    expect(node.changes[0]?.change).toMatchObject({
      learners: new Map([[nodeId(4), member(4, { replaces: nodeId(3) })]]),
    });
    // Asked again, it only tells how far that is.
    expect(await change(replace('n4'))).toMatchObject({ waitsFor: 'has not caught up once' });
    expect(node.changes).toHaveLength(1);
  });

  test('by a learner that has caught up is one change', async () => {
    const { node, change } = setUp(withLearner);
    await change(replace('n4'));
    expect(node.changes[0]?.change).toEqual({
      kind: 'replace',
      dead: nodeId(3),
      replacement: nodeId(4),
    });
  });

  test('by a learner that has not waits for it', async () => {
    const { node, change } = setUp(withLearner);
    node.obstruct(4, 'is 60 entries behind');
    await expect(change(replace('n4'))).rejects.toMatchObject({
      code: 'LEARNER_BEHIND',
      message: 'n4 is 60 entries behind',
      retryable: true,
    });
  });

  test('by a voter removes the dead one, and is done when that is gone', async () => {
    const { node, change } = setUp(membership({ voters: [1, 3, 4] }));
    await change(replace('n4'));
    expect(node.changes[0]?.change).toEqual({ kind: 'remove', nodes: [nodeId(3)] });
    const removed = new Map([[nodeId(3), 'n3']]);
    node.set({ membership: { ...membership({ voters: [1, 4] }), removed } });
    expect(await change(replace('n4'))).toEqual({
      membershipIndex: 9,
      nodeId: nodeId(4),
      waitsFor: undefined,
    });
    expect(node.changes).toHaveLength(1);
  });

  test.each([
    [replace('n3'), 'A node cannot replace itself.'],
    [{ ...replace('n2'), dead: 'n9' }, '"n9" is not a member; the members are'],
    [replace('n9'), '"n9" is not a member; the members are'],
    [{ ...replace('h4:4514'), dead: 'n9' }, '"n9" is not a member; the members are'],
  ])('%j is refused', async (wish, message) => {
    await expect(setUp().change(wish)).rejects.toThrow(message);
  });
});

describe('other changes', () => {
  test.each([
    [
      { kind: 'remove', member: 'n3' },
      { kind: 'remove', nodes: [nodeId(3)] },
    ],
    [
      { kind: 'demote', member: nodeId(3) },
      { kind: 'demote', nodes: [nodeId(3)] },
    ],
    [
      { kind: 'promote', member: 'n4' },
      { kind: 'promote', nodes: [nodeId(4)] },
    ],
    [
      { kind: 'updateAddresses', member: 'n2', peerAddress: 'x:1', grpcAddress: 'x:2' },
      { kind: 'updateAddresses', node: nodeId(2), peerAddress: 'x:1', grpcAddress: 'x:2' },
    ],
  ] as const)('%j goes to the core as one change', async (wish, expected) => {
    const { node, change } = setUp(withLearner);
    await change(wish, { basedOn: 5, force: true });
    expect(node.changes).toEqual([{ basedOn: 5, change: expected, force: true }]);
  });

  test('promoting a voter is done; promoting one that is behind is refused (11.5)', async () => {
    const { node, change } = setUp(withLearner);
    node.obstruct(4, 'is not in contact');
    await change({ kind: 'promote', member: 'n2' });
    await expect(change({ kind: 'promote', member: 'n4' })).rejects.toMatchObject({
      code: 'LEARNER_BEHIND',
    });
    expect(node.changes).toEqual([]);
  });

  test('while a change is under way every further one is refused (M-7)', async () => {
    const { node, change } = setUp(membership({ voters: [1, 2], votersOld: [1, 2, 3] }));
    const busy = { code: 'MEMBERSHIP_BUSY', retryable: true, outcome: 'not-applied' };
    await expect(change({ kind: 'remove', member: 'n2' })).rejects.toMatchObject(busy);
    node.set({ membership: three, isMembershipCommitted: false });
    await expect(change({ kind: 'remove', member: 'n2' })).rejects.toMatchObject(busy);
    expect(node.changes).toEqual([]);
  });

  test('only the leader makes and tells them', async () => {
    const { node, admin, change } = setUp();
    node.set({ role: 'follower' });
    const notLeader = { code: 'NOT_LEADER', retryable: true };
    await expect(change({ kind: 'remove', member: 'n2' })).rejects.toMatchObject(notLeader);
    await expect(admin.transfer(undefined, { deadline })).rejects.toMatchObject(notLeader);
    expect(() => admin.members()).toThrow('this node does not lead');
    node.set({ leader: undefined });
    expect(() => admin.members()).toThrow('no leader is known');
  });

  test('one without an end by the deadline may have happened', async () => {
    const { clock, node, change } = setUp();
    node.hangs = true;
    const failure = change({ kind: 'remove', member: 'n2' }).catch((error: unknown) => error);
    await clock.advance(5_000);
    expect(await failure).toMatchObject({ code: 'DEADLINE_EXCEEDED', outcome: 'unknown' });
  });
});

describe('handing leadership over', () => {
  test('goes to the voter that is named, or to any', async () => {
    const { node, admin } = setUp();
    node.transferOutcome = { kind: 'transferred', leader: nodeId(2) };
    expect(await admin.transfer('n2', { deadline })).toBe(nodeId(2));
    expect(await admin.transfer(undefined, { deadline })).toBe(nodeId(2));
    expect(node.transfers).toEqual([nodeId(2), undefined]);
  });

  test('to the leader itself is done already', async () => {
    const { node, admin } = setUp();
    expect(await admin.transfer('n1', { deadline })).toBe(nodeId(1));
    expect(node.transfers).toEqual([]);
  });

  test('has failed if another than the one that was named leads', async () => {
    const { node, admin } = setUp();
    node.transferOutcome = { kind: 'transferred', leader: nodeId(3) };
    await expect(admin.transfer('n2', { deadline })).rejects.toMatchObject({
      code: 'TRANSFER_FAILED',
      message: 'n3 leads instead',
    });
  });
});

test('the leader tells of all members', () => {
  const { node, admin } = setUp(withLearner);
  node.obstruct(4, 'is 60 entries behind');
  expect(admin.members()).toMatchObject({
    clusterId: clusterA,
    leaderId: nodeId(1),
    term: 3,
    lastIndex: 100,
    membership: { index: 8, isCommitted: true, isJoint: false, transferTarget: undefined },
    members: [
      { name: 'n1', standing: 'voter', matchIndex: 99, silentMs: 0 },
      { name: 'n2', standing: 'voter' },
      { name: 'n3', standing: 'voter' },
      { name: 'n4', standing: 'learner', learner: { lagEntries: 60 }, isReceivingSnapshot: true },
    ],
  });
});
