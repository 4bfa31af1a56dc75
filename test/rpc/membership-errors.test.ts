import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { changeFailure, transferFailure } from '../../rpc/membership-errors.ts';
import { isReportable } from '../../rpc/status.ts';
import { nodeId } from '../support/peer-nodes.ts';
import { membership } from './fake-admin-node.ts';

const context = { membership: membership({ voters: [1, 2, 3] }), isPinned: true };

test.each([
  [{ kind: 'lost' }, 'NOT_LEADER', 'not-applied'],
  [{ kind: 'unknown' }, 'OUTCOME_UNKNOWN', 'unknown'],
  [{ kind: 'refused', reason: 'configBusy' }, 'MEMBERSHIP_BUSY', 'not-applied'],
  [{ kind: 'refused', reason: 'notReady' }, 'MEMBERSHIP_BUSY', 'not-applied'],
  [{ kind: 'refused', reason: 'transferring' }, 'MEMBERSHIP_BUSY', 'not-applied'],
  [
    { kind: 'refused', reason: 'staleBase', latest: asLogIndex(9) },
    'MEMBERSHIP_CHANGED',
    'not-applied',
  ],
  [{ kind: 'refused', reason: 'notLeader' }, 'NOT_LEADER', 'not-applied'],
  [{ kind: 'refused', reason: 'overloaded' }, 'OVERLOADED', 'not-applied'],
  [{ kind: 'refused', reason: 'stopped' }, 'STOPPING', 'not-applied'],
  [
    { kind: 'refused', reason: 'wouldLoseQuorum', unreachable: [nodeId(2)] },
    'WOULD_LOSE_QUORUM',
    'not-applied',
  ],
  [{ kind: 'refused', reason: 'invalid', problem: 'x' }, 'INVALID_REQUEST', 'not-applied'],
] as const)('a change that ended with %j is %s', (end, code, outcome) => {
  const failure = changeFailure(end, context);
  expect(failure).toMatchObject({ code, outcome });
  expect(isReportable(failure)).toBe(true);
});

test('a caller that has pinned no membership only has to try again when another came first', () => {
  const stale = { kind: 'refused', reason: 'staleBase', latest: asLogIndex(9) } as const;
  expect(changeFailure(stale, { ...context, isPinned: false }).code).toBe('MEMBERSHIP_BUSY');
});

test('the voters that are missing are named, and how to go on without them (M-8)', () => {
  const unreachable = [nodeId(2), nodeId(3)];
  const refused = { kind: 'refused', reason: 'wouldLoseQuorum', unreachable } as const;
  const { message } = changeFailure(refused, context);
  expect(message).toContain('n2 and n3 do not');
  expect(message).toContain('--force');
});

test('what the core says of ids is told of names', () => {
  const problem = `${nodeId(3)} is no voter`;
  const refused = { kind: 'refused', reason: 'invalid', problem } as const;
  expect(changeFailure(refused, context).message).toBe('n3 is no voter.');
});

test.each([
  [{ kind: 'aborted' }, 'TRANSFER_FAILED', 'unknown'],
  [{ kind: 'unknown' }, 'OUTCOME_UNKNOWN', 'unknown'],
  [{ kind: 'refused', reason: 'isLeader' }, 'INVALID_REQUEST', 'not-applied'],
  [{ kind: 'refused', reason: 'notAVoter' }, 'INVALID_REQUEST', 'not-applied'],
  [{ kind: 'refused', reason: 'unreachable' }, 'TRANSFER_FAILED', 'not-applied'],
  [{ kind: 'refused', reason: 'clockOff' }, 'TRANSFER_FAILED', 'not-applied'],
  [{ kind: 'refused', reason: 'configBusy' }, 'MEMBERSHIP_BUSY', 'not-applied'],
  [{ kind: 'refused', reason: 'notLeader' }, 'NOT_LEADER', 'not-applied'],
  [{ kind: 'refused', reason: 'overloaded' }, 'OVERLOADED', 'not-applied'],
  [{ kind: 'refused', reason: 'stopped' }, 'STOPPING', 'not-applied'],
] as const)('a transfer that ended with %j is %s', (end, code, outcome) => {
  const failure = transferFailure(end);
  expect(failure).toMatchObject({ code, outcome });
  expect(isReportable(failure)).toBe(true);
});
