import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { Envelope, ProposalOutcome, SnapshotMeta } from '../../raft/index.ts';
import { chunkOf } from '../support/list-machine.ts';
import { alone, other, startNode, third } from '../support/lone-node.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const voters = [alone, other, third];

function metaOf(index: number, { membership }: ReturnType<typeof startNode>): SnapshotMeta {
  return {
    id: `s-${index}`,
    last: { index: asLogIndex(index), term: asTerm(3) },
    membership: { index: asLogIndex(1), membership },
  };
}

/** Offers a snapshot of two pieces, and gives what is to be finished. */
async function receive(started: ReturnType<typeof startNode>, meta: SnapshotMeta) {
  const answer = await started.node.offerSnapshot({ from: other, term: asTerm(3), meta });
  if (answer.kind !== 'wanted') throw new Error(`the answer is ${answer.kind}`);
  await answer.snapshot.write(chunkOf(0, 'x'));
  await answer.snapshot.write(chunkOf(1, 'y'));
  return answer.snapshot;
}

const answers = (sent: readonly Envelope[]): readonly unknown[] =>
  sent.filter(({ message }) => message.kind === 'appendAccepted').map(({ message }) => message);

describe('a node that is offered a snapshot', () => {
  it('puts it in the place of state machine and log, keeps term and vote, and says so (12.5)', async () => {
    const started = startNode(voters);
    const { clock, log, machine, node, sent, installed, fatal } = started;
    await clock.run();
    const snapshot = await receive(started, metaOf(40, started));
    const finishing = snapshot.finish();
    await clock.run();
    await finishing;
    await clock.run();
    expect(machine.applied).toEqual(['x', 'y']);
    expect(log.rebasedTo).toMatchObject([
      { last: { index: 40, term: 3 }, hardState: { term: 3, commitIndex: 40 } },
    ]);
    expect(node.status()).toMatchObject({ lastApplied: 40, commitIndex: 40, lastIndex: 40 });
    expect(answers(sent)).toMatchObject([{ matchIndex: 40 }]);
    expect(installed).toEqual([40]);
    expect(fatal).toEqual([]);
  });

  it('takes entries that follow it', async () => {
    const started = startNode(voters);
    const { clock, machine, node } = started;
    await clock.run();
    const snapshot = await receive(started, metaOf(40, started));
    await Promise.all([snapshot.finish(), clock.run()]);
    node.receive([
      {
        from: other,
        to: alone,
        term: asTerm(3),
        message: {
          kind: 'append',
          prev: { index: asLogIndex(40), term: asTerm(3) },
          entries: [
            {
              index: asLogIndex(41),
              term: asTerm(3),
              kind: 'normal',
              stampedAt: clock.wall(),
              command: bytes('z'),
              crc: 7,
            },
          ],
          commitIndex: asLogIndex(41),
          round: 1,
        },
      },
    ]);
    await clock.run();
    expect(machine.applied).toEqual(['x', 'y', 'z']);
  });

  it('waits with the install until everything that was written before is durable', async () => {
    const started = startNode(voters);
    const { clock, log, machine } = started;
    await clock.run();
    log.settleAtOnce = false;
    // The offer comes in a later term, which is being written.
    const snapshot = await receive(started, metaOf(40, started));
    await clock.run();
    const finishing = snapshot.finish();
    await clock.run();
    expect(log.unsettledCount).toBe(1);
    expect(machine.calls).not.toContain('install');
    log.settleAtOnce = true;
    log.settleNext();
    await Promise.all([finishing, clock.run()]);
    expect(machine.calls).toContain('install');
  });

  it('installs when a write has become durable that no turn has looked at yet', async () => {
    const started = startNode(voters);
    const { clock, log, machine, fatal } = started;
    await clock.run();
    log.settleAtOnce = false;
    const snapshot = await receive(started, metaOf(40, started));
    await clock.run();
    log.settleAtOnce = true;
    log.settleNext();
    await Promise.all([snapshot.finish(), clock.run()]);
    expect(machine.calls).toContain('install');
    expect(fatal).toEqual([]);
  });

  it('refuses one from whoever does not lead its term', async () => {
    const started = startNode([alone]);
    const { clock, node } = started;
    await clock.advance(2000);
    expect(node.leadership().role).toBe('leader');
    const answer = await node.offerSnapshot({
      from: other,
      term: asTerm(1),
      meta: metaOf(40, started),
    });
    expect(answer.kind).toBe('refused');
  });

  it('has it already if its log reaches as far', async () => {
    const started = startNode(voters);
    const { clock, node } = started;
    await clock.run();
    const meta = { ...metaOf(1, started), last: { index: asLogIndex(1), term: asTerm(1) } };
    const answer = await node.offerSnapshot({ from: other, term: asTerm(3), meta });
    expect(answer).toEqual({ kind: 'held' });
  });

  it('fails if the log cannot be replaced', async () => {
    const started = startNode(voters);
    const { clock, log, fatal } = started;
    await clock.run();
    const snapshot = await receive(started, metaOf(40, started));
    log.rebase = async () => {
      await Promise.resolve();
      throw new Error('the disk is gone');
    };
    await Promise.all([expect(snapshot.finish()).rejects.toThrow('failed'), clock.run()]);
    expect(fatal).toMatchObject([{ message: 'the disk is gone' }]);
  });
});

describe('a leader', () => {
  it('cuts its log when enough is applied, and keeps the trailing entries (S-1, S-3)', async () => {
    const { clock, log, node } = startNode([alone], {
      compaction: { compactAfterEntries: 1500, trailingEntries: 100 },
    });
    await clock.advance(2000);
    const outcomes: ProposalOutcome<string>[] = [];
    for (let count = 0; count < 2500; count++) {
      node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    }
    for (let turn = 0; turn < 50; turn++) await clock.advance(10);
    expect(outcomes).toHaveLength(2500);
    expect(log.compactedTo.length).toBeGreaterThan(0);
    const { base } = log;
    expect(base.index).toBeGreaterThanOrEqual(1000);
    expect(base.index).toBeLessThanOrEqual(2402);
  });

  it('stops if the log cannot be cut', async () => {
    const { clock, log, node, fatal } = startNode([alone], {
      compaction: { compactAfterEntries: 10, trailingEntries: 1 },
    });
    log.compact = async () => {
      await Promise.resolve();
      throw new Error('the disk is gone');
    };
    await clock.advance(2000);
    for (let count = 0; count < 2000; count++) node.propose(bytes('a'), () => undefined);
    for (let turn = 0; turn < 50; turn++) await clock.advance(10);
    expect(fatal).toMatchObject([{ message: 'the disk is gone' }]);
  });
});
