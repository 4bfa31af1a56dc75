/** What became of a change of the membership or the leader, as the error that the caller gets. Pure. */
import type { KvorumError } from '../base/errors.ts';
import { assertNever } from '../base/invariant.ts';
import type { Membership, MembershipOutcome, TransferOutcome } from '../raft/index.ts';
import {
  InvalidRequestError,
  MembershipBusyError,
  MembershipChangedError,
  NotLeaderError,
  OutcomeUnknownError,
  OverloadedError,
  StoppingError,
  TransferFailedError,
  WouldLoseQuorumError,
} from './errors.ts';
import { nameOf, withNames } from './member-names.ts';

const underWay = 'another change of the membership is under way';

/** `isPinned`: the caller has named the membership that its request is based on. */
export function changeFailure(
  outcome: Exclude<MembershipOutcome, { readonly kind: 'committed' }>,
  { membership, isPinned }: { readonly membership: Membership; readonly isPinned: boolean },
): KvorumError {
  switch (outcome.kind) {
    case 'lost':
      return new NotLeaderError('the leader was replaced before the change was committed');
    case 'unknown':
      return new OutcomeUnknownError('the node stopped while the change was on its way');
    case 'refused':
      break;
    default:
      return assertNever(outcome);
  }
  switch (outcome.reason) {
    case 'configBusy':
      return new MembershipBusyError(underWay);
    case 'notReady':
      return new MembershipBusyError('the leader has only just been elected');
    case 'transferring':
      return new MembershipBusyError('leadership is being handed over');
    case 'staleBase':
      return isPinned
        ? new MembershipChangedError(
            `the membership is now that of entry ${outcome.latest}; look at it before you change it`,
          )
        : new MembershipBusyError('another change came first');
    case 'wouldLoseQuorum': {
      const names = outcome.unreachable.map((id) => nameOf(membership, id));
      return new WouldLoseQuorumError(
        `too few voters would be left that answer, for ${names.join(' and ')} ` +
          `${names.length === 1 ? 'does' : 'do'} not; start them first. With --force it is done ` +
          'nevertheless, and there may be no leader until they answer',
      );
    }
    case 'invalid':
      return new InvalidRequestError(`${withNames(outcome.problem, membership)}.`);
    case 'notLeader':
      return new NotLeaderError('this node does not lead');
    case 'overloaded':
      return new OverloadedError('too many changes wait on this node');
    case 'stopped':
      return new StoppingError();
    default:
      return assertNever(outcome);
  }
}

export function transferFailure(
  outcome: Exclude<TransferOutcome, { readonly kind: 'transferred' }>,
): KvorumError {
  switch (outcome.kind) {
    case 'aborted':
      return new TransferFailedError('the voter did not take over in time', 'unknown');
    case 'unknown':
      return new OutcomeUnknownError('this node leads no more, and no other leader was heard');
    case 'refused':
      break;
    default:
      return assertNever(outcome);
  }
  switch (outcome.reason) {
    case 'isLeader':
      return new InvalidRequestError('That node leads already.');
    case 'notAVoter':
      return new InvalidRequestError('Only a voter can lead.');
    case 'unreachable':
      return new TransferFailedError(
        'no voter that could lead instead is in contact',
        'not-applied',
      );
    case 'clockOff':
      return new TransferFailedError('the wall clock of that node is off', 'not-applied');
    case 'configBusy':
      return new MembershipBusyError(underWay);
    case 'notLeader':
      return new NotLeaderError('this node does not lead');
    case 'overloaded':
      return new OverloadedError('too many changes wait on this node');
    case 'stopped':
      return new StoppingError();
    default:
      return assertNever(outcome);
  }
}
