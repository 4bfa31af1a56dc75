import { expect, test } from 'vitest';
import { asNodeId } from '../../../base/brand.ts';
import type { CoreStatus, LogWrite } from '../../../raft/index.ts';
import { StallWatch } from '../../../sim/oracle/stall-watch.ts';
import { Findings } from '../../../sim/world/findings.ts';
import { Host } from '../../../sim/world/host.ts';
import { Scheduler } from '../../../sim/world/scheduler.ts';
import { statusOf } from '../../support/sim/node-status.ts';

const write: LogWrite = { seq: 1, mustSync: true, entries: [] };
const [a, b] = [asNodeId('a'.repeat(16)), asNodeId('b'.repeat(16))];

/** What is found on a node that issues a write at 0 ms, and runs every 10 ms up to 1 s; the write is done at `doneAt`. */
async function foundOn(
  role: CoreStatus['role'],
  { voters = [a, b], doneAt = Infinity, stepMs = 10 } = {},
): Promise<string | undefined> {
  const scheduler = new Scheduler();
  const host = new Host({ number: 1, seed: 1, clockRate: 1 }, scheduler);
  const findings = new Findings(() => 0);
  const watch = new StallWatch(500, findings);
  watch.onWriteIssued(host, write);
  for (let at = 0; at <= 1000; at += stepMs) {
    scheduler.at(at, () => {
      if (at >= doneAt) watch.onWriteDone(host, write);
      watch.check(host, statusOf(role, { voters, learners: [], members: new Map() }));
    });
  }
  await scheduler.run(
    1000,
    () => undefined,
    () => false,
  );
  return findings.first?.rule;
}

test('a leader whose write is not done must give its office up', async () => {
  expect(await foundOn('leader')).toBe('liveness');
  expect(await foundOn('follower')).toBeUndefined();
  expect(await foundOn('leader', { doneAt: 600 })).toBeUndefined();
});

test('a sole voter stays, and nobody is blamed who could not run', async () => {
  expect(await foundOn('leader', { voters: [a] })).toBeUndefined();
  expect(await foundOn('leader', { stepMs: 100 })).toBeUndefined();
});
