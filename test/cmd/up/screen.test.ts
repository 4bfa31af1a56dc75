import { expect, test } from 'vitest';
import { planNodes } from '../../../cmd/up/plan.ts';
import type { NodePlan } from '../../../cmd/up/plan.ts';
import { describeEvent, describeStrike, welcome } from '../../../cmd/up/screen.ts';

function plansFrom(basePort: number, nodes = 3): readonly NodePlan[] {
  return planNodes({ nodes, basePort }, './kvorum-data', 'info');
}

const shown = {
  upCount: 3,
  leader: 'n2',
  directory: './kvorum-data',
  token: 'a-token-of-this-cluster',
  tookMs: 1_440,
  hasKeys: true,
};

test('the first screen says what runs where, and what to try', () => {
  expect(welcome({ ...shown, plans: plansFrom(4512) })).toBe(
    `✔ 3 nodes up in 1.4 s   leader n2   data in ./kvorum-data
  gRPC  127.0.0.1:4513,127.0.0.1:4523,127.0.0.1:4533
  logs  kvorum-data/n1/log kvorum-data/n2/log kvorum-data/n3/log
  try this in another terminal:
    export DENO_KV_DEFAULT_PATH=http://127.0.0.1:4512
    export DENO_KV_ACCESS_TOKEN=a-token-of-this-cluster
    npx kvorum kv set users/ada '{"name":"Ada"}'
    npx kvorum kv get users/ada
    npx kvorum status
  keys: [k]ill leader  [p]ause leader  [s]tatus  [h]eal  [q]uit`,
  );
});

test('other ports than the default come with the variable that commands need', () => {
  const text = welcome({ ...shown, upCount: 1, plans: plansFrom(20_000, 1), hasKeys: false });
  expect(text).toContain('✔ 1 node up');
  expect(text).toContain('    export KVORUM_ENDPOINT=127.0.0.1:20001\n');
  expect(text).toMatch(/ {2}stop it with SIGTERM or Ctrl-C$/);
});

test('a cluster that lacks a node is not called complete', () => {
  const text = welcome({ ...shown, upCount: 2, plans: plansFrom(4512) });
  expect(text).toMatch(/^only 2 of 3 nodes up in 1.4 s {3}leader n2/);
});

const [node] = plansFrom(4512);

test('a node that ended by itself is shown with its last lines', () => {
  if (node === undefined) throw new Error('no node was planned');
  const exit = { code: 1, signal: null };
  expect(describeEvent({ kind: 'died', node, exit, restartInMs: 500 }, '\n    last')).toBe(
    'n1 ended (exit code 1); it is started again in 0.5 s. Its last lines in kvorum-data/n1/log:\n    last',
  );
});

test('a node that got a signal is shown without, since the log does not know why', () => {
  if (node === undefined) throw new Error('no node was planned');
  const exit = { code: null, signal: 'SIGKILL' };
  expect(describeEvent({ kind: 'died', node, exit, restartInMs: 500 }, '\n    last')).toBe(
    'n1 ended (signal SIGKILL); it is started again in 0.5 s. Its log is kvorum-data/n1/log',
  );
});

test('a node that cannot run comes with advice that fits', () => {
  if (node === undefined) throw new Error('no node was planned');
  const gaveUp = (code: number): string | undefined =>
    describeEvent({ kind: 'gaveUp', node, exit: { code, signal: null } }, '');
  expect(gaveUp(2)).toContain('Correct what its log names');
  expect(gaveUp(9)).toContain('Its data in kvorum-data/n1 are damaged');
});

test('a start needs no line, a late stop does', () => {
  if (node === undefined) throw new Error('no node was planned');
  expect(describeEvent({ kind: 'started', node, pid: 5 }, '')).toBeUndefined();
  expect(describeEvent({ kind: 'stopIsLate', node }, '')).toContain('n1 did not stop in time');
});

test('a strike says what follows', () => {
  const strike = { deed: 'kill', name: 'n2', hasQuorum: true } as const;
  expect(describeStrike(strike)).toBe(
    'killed n2, the leader; the others elect a new one; press h to heal it',
  );
  expect(describeStrike({ ...strike, deed: 'pause', hasQuorum: false })).toBe(
    'paused n2, the leader; no majority is left, so nothing can be written; press h to heal',
  );
});
