import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import { joinCluster, askToJoin } from '../../rpc/join.ts';
import type { JoinAnswer } from '../../rpc/join-codec.ts';
import { PeerRefusedError, PeerUnreachableError } from '../../rpc/peer-errors.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  clusterA,
  membershipCodec,
  nodeId,
  startPeer,
  systemClock,
} from '../support/peer-nodes.ts';
import { snapshotMeta } from '../support/snapshot-fixtures.ts';

const self = {
  name: 'n1',
  nodeId: nodeId(1),
  peerAddress: 'h:1',
  grpcAddress: 'h:2',
  staysLearner: false,
  replaces: undefined,
  electionTimeoutMs: 500,
};
const joined = {
  kind: 'joined',
  clusterId: clusterA,
  membership: { index: asLogIndex(8), membership: snapshotMeta(1).membership.membership },
  electionTimeoutMs: 500,
} as const;

/** Members that answer by a script, one answer a call. */
function setUp(answers: readonly (JoinAnswer | Error)[]) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const abort = new AbortController();
  const joining = joinCluster(
    { self, members: ['a:1', 'b:1'], signal: abort.signal },
    {
      clock,
      logger: silentLogger,
      ask: async (address) => {
        await Promise.resolve();
        asked.push(address);
        const answer = answers[asked.length - 1];
        if (answer instanceof Error || answer === undefined) {
          throw answer ?? new PeerUnreachableError('gone');
        }
        return answer;
      },
    },
  );
  return { clock, asked, abort, joining };
}

test('a node is sent on to the leader and becomes a member', async () => {
  const { asked, joining } = setUp([{ kind: 'redirect', leader: 'c:1' }, joined]);
  expect(await joining).toEqual(joined);
  expect(asked).toEqual(['a:1', 'c:1']);
});

test('it asks one member after the other until one answers', async () => {
  const { clock, asked, joining } = setUp([
    new PeerUnreachableError('down'),
    { kind: 'redirect', leader: 'c:1' },
    { kind: 'redirect', leader: 'd:1' },
    joined,
  ]);
  for (let turn = 0; turn < 3; turn++) await clock.advance(200);
  expect(await joining).toEqual(joined);
  expect(asked).toEqual(['a:1', 'b:1', 'c:1', 'a:1']);
});

test.each([
  ['the cluster refuses it', new PeerRefusedError('the name n1 is taken'), 'the name n1 is taken'],
  [
    'it is not among the members',
    {
      ...joined,
      membership: {
        index: asLogIndex(8),
        membership: { ...joined.membership.membership, members: new Map() },
      },
    },
    'does not list it',
  ],
  ['its election timeout differs', { ...joined, electionTimeoutMs: 900 }, '900 ms'],
])('it gives up when %s', async (_what, answer, words) => {
  await expect(setUp([answer]).joining).rejects.toThrow(words);
});

test('it stops when it is told to', async () => {
  const { clock, abort, joining } = setUp([]);
  await clock.run();
  abort.abort(new Error('interrupted'));
  await Promise.all([expect(joining).rejects.toThrow('interrupted'), clock.advance(200)]);
});

test('over a real connection, the answer and the refusal arrive', async () => {
  const server = await startPeer({
    id: nodeId(2),
    cluster: {
      join: async ({ name }) => {
        await Promise.resolve();
        if (name === 'n1') return joined;
        throw new PeerRefusedError('the name is taken');
      },
    },
  });
  const ask = askToJoin({ clock: systemClock, membershipCodec });
  const address = `127.0.0.1:${server.port}`;
  try {
    expect(await ask(address, self)).toEqual(joined);
    await expect(ask(address, { ...self, name: 'n2' })).rejects.toThrow(PeerRefusedError);
  } finally {
    server.close();
  }
});
