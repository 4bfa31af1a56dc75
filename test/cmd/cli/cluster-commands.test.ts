/** The commands about the cluster as they are typed; what they do then is tested with cluster-changes. */
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../../cmd/exit-codes.ts';
import { runProgram } from '../../../cmd/program.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';

const nothing = async (): Promise<number> => await Promise.resolve(0);

async function run(...args: readonly string[]) {
  return await runWith(new FakeClient(), ...args);
}

async function runWith(client: FakeClient, ...args: readonly string[]) {
  const io = new FakeIo();
  const code = await runProgram(args, {
    io,
    clock: immediateClock,
    version: '1.2.3',
    drawBytes: () => new Uint8Array(0),
    openClient: () => client,
    serve: nothing,
    up: nothing,
    bench: nothing,
    sim: nothing,
  });
  return { code, client, stdout: io.stdout, stderr: io.stderr };
}

describe('each command asks for its change', () => {
  test.each([
    ['add h:4514', { kind: 'add', peerAddress: 'h:4514', staysLearner: false }],
    ['add h:4514 --learner', { staysLearner: true, replaces: undefined }],
    ['add h:4514 --replaces n3', { staysLearner: false, replaces: 'n3' }],
    ['remove n3 --yes', { kind: 'remove', member: 'n3' }],
    ['replace n3 n4 --yes', { kind: 'replace', dead: 'n3', replacement: 'n4' }],
    ['replace n3 [::1]:4514 --yes', { replacement: '[::1]:4514' }],
    ['promote n3 --wait', { kind: 'promote', member: 'n3' }],
    ['promote n3 --wait 30s', { kind: 'promote', member: 'n3' }],
    ['promote n3 --no-wait', { kind: 'promote', member: 'n3' }],
    ['demote n3 --yes', { kind: 'demote', member: 'n3' }],
  ])('cluster %s', async (line, change) => {
    const { code, client } = await run('cluster', ...line.split(' '));
    expect(code).toBe(0);
    expect(client.changes).toMatchObject([{ change, force: false }]);
    expect(client.isClosed).toBe(true);
  });

  test('cluster transfer-leader, to anybody or to one', async () => {
    expect((await run('cluster', 'transfer-leader')).client.transfers).toEqual([undefined]);
    const { client, stdout } = await run('cluster', 'transfer-leader', 'n3', '--yes');
    expect(client.transfers).toEqual(['n3']);
    expect(stdout).toBe('n3 leads\n');
  });

  test('with --force and --dry-run as they are given', async () => {
    const forced = await run('cluster', 'remove', 'n3', '--yes', '--force');
    expect(forced.client.changes).toMatchObject([{ force: true }]);
    const dry = await run('cluster', 'remove', 'n3', '--dry-run');
    expect(dry.client.changes).toEqual([]);
    expect(dry.stdout).toMatch(/^would remove/);
  });
});

test.each([
  ['remove n3', 'give --yes'],
  ['add h', '"h" is not HOST:PORT'],
  ['replace n3 h:0 --yes', '"h:0" is not HOST:PORT'],
  ['add h:1 --learner --replaces n3', '--learner and --replaces'],
  ['promote n3 --wait soon', '--wait: "soon" is not a duration'],
])('cluster %s is wrong usage', async (line, message) => {
  const { code, stderr, client } = await run('cluster', ...line.split(' '));
  expect(code).toBe(exitCodes.usage);
  expect(stderr).toContain(message);
  expect(client.changes).toEqual([]);
});

test('a name that no member has is not found', async () => {
  const { code, stderr, client } = await run('cluster', 'remove', 'n9', '--dry-run');
  expect(code).toBe(exitCodes.notFound);
  expect(stderr).toContain('"n9" is not a member; the members are');
  expect(client.changes).toEqual([]);
});

test('--no-wait does not wait, and says what is still to come', async () => {
  const client = new FakeClient();
  client.changeAnswers = [{ waitsFor: 'is 60 entries behind' }];
  const { code, stdout } = await runWith(client, 'cluster', 'add', 'h:1', '--no-wait');
  expect(code).toBe(0);
  expect(stdout).toContain('it is 60 entries behind');
});

test('members lists them, and is no change', async () => {
  const { code, stdout } = await run('members');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^n1 .*leader/m);
  const client = new FakeClient();
  client.failure = callError('not-applied', 'NO_LEADER');
  expect(await runWith(client, 'members', '--output', 'json')).toMatchObject({ code: 6 });
});

test('a change of unknown outcome ends with 7, and says where to look', async () => {
  const client = new FakeClient();
  client.failure = callError('unknown', 'OUTCOME_UNKNOWN');
  const { code, stderr } = await runWith(client, 'cluster', 'remove', 'n3', '--yes');
  expect(code).toBe(exitCodes.outcomeUnknown);
  expect(stderr).toContain('look with kvorum members before you repeat it');
});

function callError(outcome: 'not-applied' | 'unknown', code: string): KvorumCallError {
  return new KvorumCallError('failed', {
    code,
    retryable: false,
    outcome,
    grpcCode: 2,
    endpoint: 'x:1',
  });
}

test('what was not sent is not of unknown outcome', async () => {
  const client = new FakeClient();
  client.failure = callError('unknown', 'OUTCOME_UNKNOWN');
  const { code, stderr } = await runWith(client, 'cluster', 'remove', 'n3', '--dry-run');
  expect(code).toBe(exitCodes.unavailable);
  expect(stderr).not.toContain('may have been made');
});
