import { expect, it } from 'vitest';
import { asTerm } from '../../../base/brand.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import { Outbox } from '../../../raft/core/outbox.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

/** Messages are told apart by their nonces. */
const message = (nonce: number): Envelope => ({
  from: idOf(1),
  to: idOf(2),
  term: asTerm(1),
  message: { kind: 'voteResponse', granted: true, nonce },
});

it('gives what may go at once, in order, each message once', () => {
  const outbox = new Outbox();
  expect(outbox.isEmpty).toBe(true);
  outbox.send(message(1));
  outbox.sendWhenDurable(undefined, message(2));
  expect(outbox.isEmpty).toBe(false);
  expect(outbox.take()).toEqual([message(1), message(2)]);
  expect(outbox.take()).toEqual([]);
});

it('withholds what waits for a write until that write, or a later one, is durable', () => {
  const outbox = new Outbox();
  outbox.sendWhenDurable(2, message(2));
  outbox.sendWhenDurable(3, message(3));
  outbox.sendWhenDurable(1, message(1));
  outbox.sendWhenDurable(5, message(5));
  expect(outbox.isEmpty).toBe(true);
  outbox.onDurable(1);
  expect(outbox.take()).toEqual([message(1)]);
  outbox.onDurable(4);
  expect(outbox.take()).toEqual([message(2), message(3)]);
  outbox.onDurable(4);
  expect(outbox.take()).toEqual([]);
});

it('forgets what it withholds when the term changes, but not what may go already', () => {
  const outbox = new Outbox();
  outbox.send(message(1));
  outbox.sendWhenDurable(1, message(2));
  outbox.dropWithheld();
  outbox.onDurable(1);
  expect(outbox.take()).toEqual([message(1)]);
});
