import { describe, expect, it, vi } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Logger } from '../../base/logger.ts';
import type { Echo, Entry, Envelope, ProposalOutcome } from '../../raft/index.ts';
import { alone, checksum, other, startNode, third } from '../support/lone-node.ts';

/** Of `other`, which leads term 2 under a lease. */
function heartbeat(echo?: Echo): Envelope {
  const rest = { commitIndex: asLogIndex(1), round: 1, leaseHeld: true, echo };
  return { from: other, to: alone, term: asTerm(2), message: { kind: 'heartbeat', ...rest } };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the node loop', () => {
  it('leads a cluster of one and answers a proposal after its write is durable (rule P-6)', async () => {
    const { clock, log, node } = startNode([alone]);
    await clock.advance(2_000);
    expect(node.leadership().role).toBe('leader');
    log.settleAtOnce = false;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.run();
    expect(outcomes).toEqual([]);
    log.settleNext();
    await clock.run();
    expect(outcomes).toEqual([{ kind: 'committed', result: 'a' }]);
  });

  it('joins everything that arrives during a write into the next one (rule W-1)', async () => {
    const { clock, log, node } = startNode([alone]);
    await clock.advance(2_000);
    const before = log.writes.length;
    for (const name of ['a', 'b', 'c']) node.propose(bytes(name), () => undefined);
    await clock.run();
    const written = log.writes.slice(before).map((write) => write.entries.length);
    expect(written[0]).toBe(3);
  });

  it('refuses a proposal on a node that does not lead', async () => {
    const { clock, node } = startNode([alone, other, third]);
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.run();
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'notLeader' }]);
  });

  it('refuses a proposal that is fenced to another term', async () => {
    const { clock, node } = startNode([alone]);
    await clock.advance(2_000);
    const outcomes: ProposalOutcome<string>[] = [];
    node.proposeIn(asTerm(99), bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.run();
    expect(outcomes).toEqual([{ kind: 'refused', reason: 'notLeader' }]);
  });

  it('appends a command of its own as internal, and only in the term for which it was made (X-7)', async () => {
    const { clock, log, node } = startNode([alone]);
    await clock.advance(2_000);
    const { term } = node.leadership();
    const outcomes: ProposalOutcome<string>[] = [];
    node.proposeInternal(term, bytes('a'), (outcome) => outcomes.push(outcome));
    node.proposeInternal(asTerm(term + 1), bytes('b'), (outcome) => outcomes.push(outcome));
    await clock.run();
    expect(outcomes.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'committed', result: 'a' },
      { kind: 'refused', reason: 'notLeader' },
    ]);
    expect(log.writes.flatMap(({ entries }) => entries).at(-1)?.kind).toBe('internal');
  });

  it('stops for good when a write fails, and reports open proposals as unknown (rule W-12)', async () => {
    const { clock, log, node, fatal, machine } = startNode([alone]);
    await clock.advance(2_000);
    log.settleAtOnce = false;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.run();
    log.settleNext(new Error('disk'));
    await clock.run();
    expect(fatal).toHaveLength(1);
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
    node.propose(bytes('b'), (outcome) => outcomes.push(outcome));
    await clock.advance(5_000);
    expect(outcomes.at(-1)).toEqual({ kind: 'refused', reason: 'stopped' });
    expect(machine.applied).not.toContain('a');
  });

  it('waits with applying while the state machine is full', async () => {
    const { clock, machine, node } = startNode([alone]);
    await clock.advance(2_000);
    machine.isFull = true;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.advance(1_000);
    expect(outcomes).toEqual([]);
    machine.makeRoom();
    await clock.run();
    expect(outcomes).toEqual([{ kind: 'committed', result: 'a' }]);
  });

  it('gives a read ticket only to a leader that has applied what it committed', async () => {
    const { clock, node } = startNode([alone]);
    expect(node.tryReadTicket()).toBeUndefined();
    await clock.advance(2_000);
    const ticket = node.tryReadTicket();
    expect(ticket?.kind).toBe('lease');
    expect(ticket !== undefined && node.holds(ticket)).toBe(true);
  });

  it('gives a read back when no leader can confirm it', async () => {
    const { clock, node } = startNode([alone, other, third]);
    const tickets: unknown[] = [];
    node.requestRead((ticket) => tickets.push(ticket));
    await clock.advance(3_000);
    expect(tickets).toEqual([undefined]);
  });

  it('knows the age of its state only while somebody vouches for it (rule 9.5)', async () => {
    const lone = startNode([alone]);
    expect(lone.node.ageMs()).toBeUndefined();
    await lone.clock.advance(2_000);
    expect(lone.node.ageMs()).toBe(0);

    const { clock, node, sent } = startNode([alone, other, third]);
    const beat = async (echo?: Echo): Promise<number> => {
      node.receive([heartbeat(echo)]);
      await clock.run();
      const answer = sent.at(-1)?.message;
      return answer?.kind === 'heartbeatResponse' ? answer.stamp : 0;
    };
    const stamp = await beat();
    await clock.advance(95);
    expect(node.ageMs()).toBeUndefined();
    await beat({ stamp, commitIndex: asLogIndex(1) });
    expect(node.ageMs()).toBeCloseTo(100);
  });

  it('tells its leader what its wall clock shows, and logs what it is told of it (rule N-2)', async () => {
    const lines: string[] = [];
    const logger: Logger = {
      ...silentLogger,
      error: (fields, message) => lines.push(`${message} ${JSON.stringify(fields)}`),
      info: (fields, message) => lines.push(`${message} ${JSON.stringify(fields)}`),
    };
    const { clock, node, sent } = startNode([alone, other, third], { logger });
    for (const clockSkewMs of [60_000, 60_001, 0]) {
      await clock.advance(50);
      clock.wallOffsetMs -= 1_000;
      const { message, ...route } = heartbeat();
      if (message.kind === 'heartbeat') {
        node.receive([{ ...route, message: { ...message, clockSkewMs } }]);
      }
      await clock.run();
      expect(sent.at(-1)?.message).toMatchObject({ wall: clock.wall() });
    }
    expect(node.status().clock).toEqual({ kind: 'right', skewMs: 0 });
    expect(lines.filter((line) => line.includes('skewMs'))).toEqual([
      'the wall clock of this node is off: it should not lead until the clock is set right {"skewMs":60000}',
      'the wall clock of this node is right {"skewMs":0}',
    ]);
  });

  it('compares its clocks before it vouches for a state, not only when it takes a turn (rule T-4)', async () => {
    const { clock, node, sent } = startNode([alone, other, third]);
    node.receive([heartbeat()]);
    await clock.run();
    const answer = sent.at(-1)?.message;
    const stamp = answer?.kind === 'heartbeatResponse' ? answer.stamp : 0;
    node.receive([heartbeat({ stamp, commitIndex: asLogIndex(0) })]);
    await clock.run();
    expect(node.ageMs()).toBe(0);
    // The host was suspended for a minute, and a read is the first that comes.
    clock.wallOffsetMs += 60_000;
    expect(node.ageMs()).toBeUndefined();
  });

  it('takes one turn for each heartbeat of an idle leader, and none for deadlines that it moved', async () => {
    const { clock, node } = startNode([alone, other, third]);
    node.receive([heartbeat()]);
    await clock.advance(50);
    const turns = vi.spyOn(clock, 'soon');
    for (let beats = 0; beats < 20; beats += 1) {
      node.receive([heartbeat()]);
      await clock.advance(50);
    }
    expect(turns).toHaveBeenCalledTimes(20);
    expect(node.leadership()).toMatchObject({ role: 'follower', leader: other });
    await clock.advance(1_100);
    expect(node.leadership()).toMatchObject({ role: 'preCandidate' });
  });

  it('stops when its leader contradicts what is committed: one of the two logs is damaged (rule L-2.5)', async () => {
    const { clock, node, log, fatal } = startNode([alone, other, third]);
    const fields = { index: asLogIndex(1), kind: 'normal', stampedAt: asWallMs(1) } as const;
    const entry = { ...fields, term: asTerm(2), command: bytes('x'), crc: checksum() };
    const prev = { index: asLogIndex(0), term: asTerm(0) };
    const appendOf = (sent: Entry): Envelope => {
      const rest = { prev, entries: [sent], commitIndex: asLogIndex(1), round: 1 };
      return { from: other, to: alone, term: asTerm(2), message: { kind: 'append', ...rest } };
    };
    // An entry that was damaged on its way proves nothing.
    node.receive([appendOf({ ...entry, crc: checksum() + 1 })]);
    await clock.run();
    expect(fatal).toEqual([]);
    node.receive([appendOf(entry)]);
    await clock.run();
    expect(fatal).toEqual([expect.objectContaining({ code: 'LOG_CONTRADICTED' })]);
    expect(String(fatal[0])).toContain(
      `entry 1/1 is committed here, the leader ${other} sends 1/2`,
    );
    expect(log.termAt(asLogIndex(1))).toBe(1);
  });

  it('settles every reader and proposal when it stops', async () => {
    const { clock, log, node } = startNode([alone]);
    await clock.advance(2_000);
    log.settleAtOnce = false;
    const outcomes: ProposalOutcome<string>[] = [];
    node.propose(bytes('a'), (outcome) => outcomes.push(outcome));
    await clock.run();
    const stopped = node.stop();
    log.settleNext();
    await stopped;
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
  });
});
