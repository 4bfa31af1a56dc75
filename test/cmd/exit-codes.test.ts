import { expect, test } from 'vitest';
import { InvariantError } from '../../base/invariant.ts';
import { MembershipDecodeError } from '../../raft/core/membership.ts';
import { exitCodeOfNode, exitCodes } from '../../cmd/exit-codes.ts';
import { BootstrapError } from '../../rpc/peer-errors.ts';
import { CorruptionError, IoError, LockedError, WrongOwnerError } from '../../storage/errors.ts';

test('the numbers that scripts rely on do not change', () => {
  expect(exitCodes).toEqual({
    done: 0,
    otherError: 1,
    usage: 2,
    notFound: 3,
    checkFailed: 4,
    notAllowed: 5,
    unavailable: 6,
    outcomeUnknown: 7,
    limit: 8,
    corruption: 9,
    violation: 10,
    interrupted: 130,
  });
});

test.each([
  ['a wrong owner', new WrongOwnerError('x'), exitCodes.usage],
  ['a refused bootstrap', new BootstrapError('x'), exitCodes.usage],
  ['corruption', new CorruptionError('x'), exitCodes.corruption],
  ['a damaged membership', new MembershipDecodeError('x'), exitCodes.corruption],
  ['a locked directory', new LockedError('x'), exitCodes.otherError],
  ['a failed disk', new IoError('x', { path: 'p' }), exitCodes.otherError],
  ['a bug', new InvariantError('x'), exitCodes.otherError],
  ['anything else', 'text', exitCodes.otherError],
])('a node that ends with %s says whether starting it again may help', (_, error, code) => {
  expect(exitCodeOfNode(error)).toBe(code);
});
