import { expect, test } from 'vitest';
import { asTerm } from '../../base/brand.ts';
import { decodeForwardAnswers } from '../../rpc/forward-codec.ts';
import type { ForwardOutcome, NumberedCommand } from '../../rpc/forward-codec.ts';
import { ForwardSession } from '../../rpc/forward-service.ts';
import { ManualClock } from '../support/manual-clock.ts';

const term = asTerm(3);

/** A session whose proposals the test settles. */
function setUp() {
  const clock = new ManualClock();
  const proposed: {
    readonly bytes: Uint8Array;
    readonly settle: (outcome: ForwardOutcome) => void;
  }[] = [];
  const messages: Uint8Array[] = [];
  const session = new ForwardSession({
    clock,
    propose: async (_term, bytes) =>
      await new Promise((settle) => {
        proposed.push({ bytes, settle });
      }),
    write: (bytes) => messages.push(bytes),
  });
  /** Ids of the answers in each message. */
  const answered = (): number[][] =>
    messages.map((bytes) => decodeForwardAnswers(bytes).map(({ id }) => id));
  return { clock, session, proposed, messages, answered };
}

function command(id: number): NumberedCommand {
  return { id, term, command: Uint8Array.of(id) };
}

test('the first message says that the handshake is accepted', () => {
  expect(setUp().answered()).toEqual([[]]);
});

test('commands are proposed at once, in order', () => {
  const { session, proposed } = setUp();
  session.take([command(1), command(2)]);
  session.take([command(3)]);
  expect(proposed.map(({ bytes }) => bytes[0])).toEqual([1, 2, 3]);
});

test('answers leave in the order in which they become known, those of one turn together', async () => {
  const { clock, session, proposed, messages, answered } = setUp();
  session.take([command(1), command(2), command(3)]);
  proposed[2]?.settle({ kind: 'unknown' });
  await clock.run();
  proposed[1]?.settle({ kind: 'result', bytes: Uint8Array.of(8) });
  proposed[0]?.settle({ kind: 'refused', code: 'NOT_LEADER', message: 'no' });
  await clock.run();
  expect(answered()).toEqual([[], [3], [2, 1]]);
  expect(decodeForwardAnswers(messages[2] ?? new Uint8Array(0))).toMatchObject([
    { outcome: { kind: 'result' } },
    { outcome: { kind: 'refused', code: 'NOT_LEADER', message: 'no' } },
  ]);
});

test('answers that exceed a message leave in several, each of them once', async () => {
  const { clock, session, proposed, answered } = setUp();
  session.take([1, 2, 3, 4].map(command));
  const bytes = new Uint8Array(400 * 1024);
  for (const { settle } of proposed) settle({ kind: 'result', bytes });
  await clock.run();
  expect(answered()).toEqual([[], [1, 2], [3, 4]]);
});

test('commands beyond the bound are refused without being proposed, until others are decided', async () => {
  const { clock, session, proposed, messages } = setUp();
  session.take(Array.from({ length: 20_001 }, (_, id) => command(id)));
  await clock.run();
  expect(proposed).toHaveLength(20_000);
  expect(decodeForwardAnswers(messages[1] ?? new Uint8Array(0))).toEqual([
    {
      id: 20_000,
      outcome: {
        kind: 'refused',
        code: 'OVERLOADED',
        message: 'too many forwarded commands are undecided',
      },
    },
  ]);
  proposed[0]?.settle({ kind: 'unknown' });
  await clock.run();
  session.take([command(1)]);
  expect(proposed).toHaveLength(20_001);
});

test('nothing is written once the stream is gone', async () => {
  const { clock, session, proposed, answered } = setUp();
  session.take([command(1), command(2)]);
  proposed[0]?.settle({ kind: 'unknown' });
  session.close();
  proposed[1]?.settle({ kind: 'unknown' });
  await clock.run();
  expect(answered()).toEqual([[]]);
});
