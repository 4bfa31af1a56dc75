import { describe, expect, test } from 'vitest';
import { changeCluster, transferLeader } from '../../../cmd/cli/cluster-changes.ts';
import type { ChangeOptions } from '../../../cmd/cli/cluster-changes.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import { Output } from '../../../cmd/cli/output.ts';
import type { AdminChange } from '../../../rpc/index.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';
import { idOf } from '../node-status.ts';

const removal = { kind: 'remove', member: 'n3' } as const;
const promotion = { kind: 'promote', member: 'n3' } as const;
const addition = {
  kind: 'add',
  peerAddress: 'n3:4514',
  staysLearner: false,
  replaces: undefined,
} as const;

function failure(code: string): KvorumCallError {
  return new KvorumCallError('n3 is 60 entries behind', {
    code,
    retryable: true,
    outcome: 'not-applied',
    grpcCode: 9,
    endpoint: 'h:1',
  });
}

function setUp(output = 'table') {
  const io = new FakeIo();
  const client = new FakeClient();
  const clock = new ManualClock();
  const options = readGlobalOptions({ output }, io);
  const sent: number[] = [];
  const context = {
    client,
    io,
    clock,
    output: new Output(io, options, () => []),
    onSending: () => void sent.push(client.changes.length + client.transfers.length),
  };
  const change = async (wish: AdminChange, own: Partial<ChangeOptions> = {}): Promise<number> =>
    await changeCluster(context, wish, {
      dryRun: false,
      yes: true,
      force: false,
      waitMs: 10_000,
      ...own,
    });
  return { io, client, clock, context, change, sent };
}

describe('a change that takes a member or its vote away', () => {
  test('is made with --yes, whatever the membership is', async () => {
    const { io, client, change } = setUp();
    expect(await change(removal, { force: true })).toBe(0);
    expect(client.changes).toEqual([{ change: removal, basedOn: 0, force: true }]);
    expect(io.questions).toEqual([]);
    expect(io.stdout).toBe('n3 is removed\n');
  });

  test.each<AdminChange>([
    removal,
    { kind: 'demote', member: 'n3' },
    { kind: 'replace', dead: 'n3', replacement: 'n2' },
  ])('without a terminal %j needs --yes', async (wish) => {
    const { client, change } = setUp();
    await expect(change(wish, { yes: false })).rejects.toThrow(
      'this takes a member or its vote away: give --yes',
    );
    expect(client.changes).toEqual([]);
  });

  test.each(['y', 'yes', ' Y '])(
    'is made after %j on a terminal, as it was shown (M-7)',
    async (typed) => {
      const { io, client, change } = setUp();
      io.stdinIsTerminal = true;
      io.typed = typed;
      await change(removal, { yes: false });
      expect(client.changes[0]?.basedOn).toBe(8);
      expect(io.questions).toEqual([
        `remove the voter n3 (${idOf('n3')}) for good; then 2 nodes vote, and 0 may fail. Do it? [y/N] `,
      ]);
    },
  );

  test.each(['', 'n', 'yesterday'])('is not made after %j', async (typed) => {
    const { io, client, change } = setUp();
    io.stdinIsTerminal = true;
    io.typed = typed;
    await expect(change(removal, { yes: false })).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      exitCode: 1,
    });
    expect(client.changes).toEqual([]);
  });
});

test('before anything is sent that may change the cluster, and only then, it is told', async () => {
  const { io, context, change, sent } = setUp();
  await expect(change(removal, { yes: false })).rejects.toThrow('--yes');
  await change(removal, { dryRun: true });
  io.stdinIsTerminal = true;
  await expect(change(removal, { yes: false })).rejects.toThrow('nothing was changed');
  await transferLeader(context, 'n3', { dryRun: true });
  expect(sent).toEqual([]);
  await change(removal);
  await transferLeader(context, 'n3', { dryRun: false });
  expect(sent).toEqual([0, 1]);
});

test('what can be undone is not asked about', async () => {
  const { io, client, change } = setUp();
  io.stdinIsTerminal = true;
  await change(addition, { yes: false });
  await change(promotion, { yes: false });
  expect(io.questions).toEqual([]);
  expect(client.changes).toHaveLength(2);
});

test('a dry run says what would happen, and changes nothing', async () => {
  const { io, client, context, change } = setUp();
  expect(await change(removal, { dryRun: true, yes: false })).toBe(0);
  expect(io.stdout).toMatch(/^would remove the voter n3 /);
  expect(await transferLeader(context, undefined, { dryRun: true })).toBe(0);
  expect(io.stdout).toContain('would hand leadership from n1 to the voter whose log is longest\n');
  expect(client.changes).toEqual([]);
  expect(client.transfers).toEqual([]);
});

describe('while a learner catches up', () => {
  const behind = { waitsFor: 'is 60 entries behind' };

  test('the command asks again, says how far it is, and ends when it votes', async () => {
    const { io, client, clock, change } = setUp();
    client.changeAnswers = [behind, behind, { waitsFor: 'is about to vote' }, {}];
    const done = change(addition);
    await clock.advance(1_500);
    expect(await done).toBe(0);
    expect(io.stderr).toBe('n3 is 60 entries behind\nn3 is about to vote\n');
    expect(io.stdout).toBe('n3 votes\n');
    expect(client.changes).toHaveLength(4);
  });

  test('one that may not be promoted yet is waited for in the same way', async () => {
    const { io, client, clock, change } = setUp();
    client.changeAnswers = [failure('LEARNER_BEHIND'), failure('LEARNER_BEHIND'), {}];
    const done = change(promotion);
    await clock.advance(1_000);
    expect(await done).toBe(0);
    expect(io.stderr).toBe('n3 is 60 entries behind\n');
  });

  test('what was agreed to stays the base until the change has begun', async () => {
    const { io, client, clock, change } = setUp();
    io.stdinIsTerminal = true;
    io.typed = 'y';
    client.changeAnswers = [failure('LEARNER_BEHIND'), behind, {}];
    const done = change({ kind: 'replace', dead: 'n2', replacement: 'n3' }, { yes: false });
    await clock.advance(1_000);
    await done;
    expect(client.changes.map(({ basedOn }) => basedOn)).toEqual([8, 8, 0]);
  });

  test('--no-wait ends when the change has begun, and fails if it cannot begin', async () => {
    const { io, client, change } = setUp();
    client.changeAnswers = [behind, failure('LEARNER_BEHIND')];
    expect(await change(addition, { waitMs: undefined })).toBe(0);
    expect(io.stdout).toBe('n3 is a learner, and votes once it may: it is 60 entries behind\n');
    await expect(change(promotion, { waitMs: undefined })).rejects.toMatchObject({
      code: 'LEARNER_BEHIND',
    });
  });

  test('after the time to wait the command fails, and may be repeated', async () => {
    const { client, clock, change } = setUp();
    client.changeAnswers = [behind];
    const failed = change(addition, { waitMs: 1_200 }).catch((error: unknown) => error);
    await clock.advance(1_000);
    expect(await failed).toMatchObject({ code: 'STILL_CATCHING_UP', exitCode: 6 });
    expect(client.changes).toHaveLength(3);
  });
});

test('any other failure ends the command', async () => {
  const { client, change } = setUp();
  client.changeAnswers = [failure('WOULD_LOSE_QUORUM')];
  await expect(change(promotion)).rejects.toMatchObject({ code: 'WOULD_LOSE_QUORUM' });
});

test.each<[AdminChange, string]>([
  [{ ...addition, staysLearner: true }, 'n3 is a learner'],
  [{ kind: 'demote', member: 'n3' }, 'n3 is a learner'],
  [{ kind: 'replace', dead: 'n9', replacement: 'n3' }, 'n3 votes in the place of n9'],
  [
    { kind: 'updateAddresses', member: 'n3', peerAddress: 'a:1', grpcAddress: 'a:2' },
    'n3 has its new addresses',
  ],
])('the end of %j is told', async (wish, text) => {
  const { io, change } = setUp();
  await change(wish);
  expect(io.stdout).toBe(`${text}\n`);
});

test('for programs the end is JSON', async () => {
  const { io, change } = setUp('json');
  await change(promotion);
  expect(JSON.parse(io.stdout)).toEqual({
    ok: true,
    node: 'n3',
    nodeId: idOf('n3'),
    membershipIndex: 9,
    waitsFor: null,
  });
});

test('a change that was made is done, also if nobody tells the name of the node any more', async () => {
  const { io, client, change } = setUp();
  client.members = async () => await Promise.reject(failure('NO_LEADER'));
  await change(promotion);
  expect(io.stdout).toBe(`${idOf('n3')} votes\n`);
});

test('leadership goes to whom it is given', async () => {
  const { io, client, context } = setUp();
  expect(await transferLeader(context, 'n3', { dryRun: false })).toBe(0);
  expect(client.transfers).toEqual(['n3']);
  expect(io.stdout).toBe('n3 leads\n');
});
