import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs, asNodeId, asTerm, asWallMs } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { KvorumError } from '../../base/errors.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Entry, ProposalOutcome, ReadTicket } from '../../raft/index.ts';
import type { Applied, ClientCommand, CommandResult } from '../../storage/index.ts';
import { decodeCommand, encodeCommand, encodeCommandResult } from '../../storage/index.ts';
import type { ForwardOutcome } from '../../rpc/forward-client.ts';
import { RequestGateway } from '../../rpc/gateway.ts';
import type { GatewayNode } from '../../rpc/gateway.ts';
import { ManualClock } from '../support/manual-clock.ts';

const me = asNodeId('00000000000000a1');
const leader = asNodeId('00000000000000b2');
const command: ClientCommand = { kind: 'atomic', database: 0, checks: [], mutations: [] };
const committed: CommandResult = { kind: 'committed', versionstamp: new Uint8Array(10).fill(1) };

type Forwarded = { term: number; command: Uint8Array; settle: (outcome: ForwardOutcome) => void };

/** A gateway over a node whose leadership and answers the test decides. */
function makeGateway() {
  const clock = new ManualClock();
  const proposals: ((outcome: ProposalOutcome<Applied>) => void)[] = [];
  const state = { applied: 8 };
  const readers: ((ticket: ReadTicket | undefined) => void)[] = [];
  const forwarded: Forwarded[] = [];
  const leadership: { role: 'leader' | 'follower'; term: number; leader: NodeId | undefined } = {
    role: 'follower',
    term: 5,
    leader,
  };
  const fence = { isUp: false };
  const node: GatewayNode = {
    propose: (_bytes, settle) => proposals.push(settle),
    proposeIn: (_term, _bytes, settle) => proposals.push(settle),
    tryReadTicket: () => undefined,
    requestRead: (settle) => readers.push(settle),
    holds: () => true,
    get isFenced() {
      return fence.isUp;
    },
    lacksState: false,
    ageMs: () => undefined,
    leadership: () => ({ ...leadership, term: asTerm(leadership.term) }),
  };
  const gateway = new RequestGateway(
    { nodeId: me, incarnation: 3 },
    {
      clock,
      logger: silentLogger,
      state: {
        get appliedIndex() {
          return asLogIndex(state.applied);
        },
        get: () => undefined,
        view: () => ({
          appliedIndex: asLogIndex(0),
          get: () => undefined,
          scan: () => ({
            next: async () => await Promise.resolve([]),
            close: async () => await Promise.resolve(),
          }),
          close: () => undefined,
        }),
      },
      status: () => {
        throw new Error('not asked for here');
      },
      grpcAddressOf: (id) => (id === leader ? 'g:1' : undefined),
      forward: async (_to, { term, command: bytes }) =>
        await new Promise((settle) => {
          forwarded.push({ term, command: bytes, settle });
        }),
    },
  );
  gateway.attach(node);
  const deadline = asMonotonicMs(clock.monotonic() + 1_000);
  /** Starts a write and remembers how it ended. */
  const write = () => {
    const ended: { result?: CommandResult; error?: unknown } = {};
    gateway.write(command, { deadline }).then(
      (result) => {
        ended.result =
          result.kind === 'committed'
            ? { ...result, versionstamp: Uint8Array.from(result.versionstamp) }
            : result;
      },
      (error: unknown) => (ended.error = error),
    );
    return ended;
  };
  /** Applies one entry of `term` that carries what was forwarded, or nothing. */
  const apply = (term: number, carried?: Forwarded) => {
    const entry: Entry = {
      index: asLogIndex(9),
      term: asTerm(term),
      kind: 'normal',
      stampedAt: asWallMs(1),
      command: new Uint8Array(),
      crc: 0,
    };
    const origin = carried === undefined ? undefined : decodeCommand(carried.command).origin;
    gateway.onApplied([entry], [origin === undefined ? {} : { origin, result: committed }]);
  };
  return { clock, gateway, fence, leadership, proposals, readers, forwarded, state, write, apply };
}

const times = (now: number) => ({
  deadline: asMonotonicMs(now + 1_000),
  outcomeDeadline: asMonotonicMs(now + 9_000),
});
const codeOf = async (writing: Promise<unknown>): Promise<unknown> => {
  try {
    await writing;
    return 'ok';
  } catch (error) {
    return error instanceof KvorumError ? error.code : error;
  }
};

describe('a write with a later deadline for its outcome', () => {
  it('is waited for until then once somebody may have it', async () => {
    const { clock, gateway, forwarded, apply } = makeGateway();
    const [seen, unseen] = [0, 1].map(() =>
      codeOf(gateway.write(command, times(clock.monotonic()))),
    );
    await clock.advance(5_000);
    apply(5, forwarded[0]);
    expect(await seen).toBe('ok');
    await clock.advance(4_100);
    expect(await unseen).toBe('OUTCOME_UNKNOWN');
  });

  it('fails at the first deadline, as not applied, as long as nobody has it', async () => {
    const { clock, gateway, leadership } = makeGateway();
    leadership.leader = undefined;
    const ended = { code: undefined as unknown };
    void codeOf(gateway.write(command, times(clock.monotonic()))).then(
      (code) => (ended.code = code),
    );
    await clock.advance(900);
    expect(ended.code).toBeUndefined();
    await clock.advance(200);
    expect(ended.code).toBe('NO_LEADER');
  });
});

describe('a wait for an index', () => {
  it('is over at once for what is applied, and else when the node applies it', async () => {
    const { clock, gateway, apply } = makeGateway();
    const deadline = asMonotonicMs(clock.monotonic() + 1_000);
    expect(await gateway.whenApplied(asLogIndex(8), { deadline })).toBe(true);
    const later = gateway.whenApplied(asLogIndex(9), { deadline });
    apply(5);
    expect(await later).toBe(true);
  });

  it('is over when a snapshot brings it, without an entry being applied', async () => {
    const { clock, gateway, state } = makeGateway();
    const deadline = asMonotonicMs(clock.monotonic() + 1_000);
    const [reached, beyond] = [9, 21].map(
      async (index) => await gateway.whenApplied(asLogIndex(index), { deadline }),
    );
    state.applied = 20;
    gateway.onSnapshotInstalled();
    await clock.advance(1_000);
    expect([await reached, await beyond]).toEqual([true, false]);
  });

  it('ends without it at its deadline, and when the node stops', async () => {
    const { clock, gateway } = makeGateway();
    const deadline = asMonotonicMs(clock.monotonic() + 1_000);
    const late = gateway.whenApplied(asLogIndex(99), { deadline });
    await clock.advance(1_000);
    expect(await late).toBe(false);
    const stopped = gateway.whenApplied(asLogIndex(99), { deadline });
    gateway.stop();
    expect(await stopped).toBe(false);
    await expect(gateway.whenApplied(asLogIndex(8), { deadline })).rejects.toThrow('stopping');
  });
});

describe('a write', () => {
  it('is proposed here when this node leads', async () => {
    const { clock, leadership, proposals, write } = makeGateway();
    leadership.role = 'leader';
    const ended = write();
    proposals[0]?.({ kind: 'committed', result: { result: committed } });
    await clock.run();
    expect(ended.result).toEqual(committed);
  });

  it('is forwarded with its origin and the term of the leader', async () => {
    const { clock, forwarded, write } = makeGateway();
    const ended = write();
    const sent = forwarded[0];
    expect(sent?.term).toBe(5);
    expect(sent === undefined ? undefined : decodeCommand(sent.command).origin).toEqual({
      nodeId: me,
      incarnation: 3,
      requestId: 1,
    });
    sent?.settle({ kind: 'result', bytes: new Uint8Array(encodeCommandResult(committed)) });
    await clock.run();
    expect(ended.result).toEqual(committed);
  });

  it('finds its result in the apply stream when the leader died after taking it', async () => {
    const { clock, forwarded, write, apply } = makeGateway();
    const ended = write();
    forwarded[0]?.settle({ kind: 'unknown' });
    await clock.run();
    apply(5, forwarded[0]);
    await clock.run();
    expect(ended.result).toEqual(committed);
  });

  it('is tried again once an entry of a later term proves that it was lost', async () => {
    const { clock, forwarded, leadership, write, apply } = makeGateway();
    const ended = write();
    forwarded[0]?.settle({ kind: 'unknown' });
    await clock.run();
    leadership.term = 6;
    apply(6);
    await clock.advance(30);
    expect(forwarded).toHaveLength(2);
    expect(forwarded[1]?.term).toBe(6);
    forwarded[1]?.settle({ kind: 'result', bytes: new Uint8Array(encodeCommandResult(committed)) });
    await clock.run();
    expect(ended.result).toEqual(committed);
  });

  it('is not tried again, or given up, by a late answer to an attempt that was lost before', async () => {
    for (const code of [
      'NOT_LEADER',
      'PEER_UNREACHABLE',
      'OVERLOADED',
      'INVALID_REQUEST',
    ] as const) {
      const { clock, forwarded, leadership, write, apply } = makeGateway();
      const ended = write();
      leadership.term = 6;
      apply(6);
      await clock.advance(30);
      expect(forwarded).toHaveLength(2);
      // The old leader goes on, sees that its entry was overwritten, and says so.
      forwarded[0]?.settle({ kind: 'refused', code, message: 'late' });
      await clock.advance(30);
      expect(forwarded).toHaveLength(2);
      expect(ended).toEqual({});
      forwarded[1]?.settle({ kind: 'unknown' });
      await clock.advance(1_000);
      expect(ended.error).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'unknown' });
    }
  });

  it('is proven by nothing once a snapshot jumped over entries, but by the answer of the leader', async () => {
    const { clock, forwarded, gateway, leadership, write, apply } = makeGateway();
    const unanswered = write();
    const answered = write();
    gateway.onSnapshotInstalled();
    leadership.term = 6;
    apply(6);
    await clock.advance(100);
    expect(forwarded).toHaveLength(2);
    forwarded[1]?.settle({ kind: 'result', bytes: new Uint8Array(encodeCommandResult(committed)) });
    await clock.advance(1000);
    expect(answered.result).toEqual(committed);
    expect(unanswered.error).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'unknown' });
  });

  it('is never tried again while the leader of its term may still have it', async () => {
    const { clock, forwarded, leadership, write, apply } = makeGateway();
    const ended = write();
    forwarded[0]?.settle({ kind: 'unknown' });
    leadership.leader = undefined;
    apply(5);
    await clock.advance(900);
    expect(forwarded).toHaveLength(1);
    await clock.advance(200);
    expect(ended.error).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'unknown' });
  });

  it('waits through an election and is proven not applied when no leader appears in time', async () => {
    const { clock, forwarded, leadership, write } = makeGateway();
    leadership.leader = undefined;
    const ended = write();
    await clock.advance(1_100);
    expect(forwarded).toEqual([]);
    expect(ended.error).toMatchObject({ code: 'NO_LEADER', outcome: 'not-applied' });
  });

  it('is tried again when the leader refuses it, and rejected when it is overloaded', async () => {
    const { clock, forwarded, write } = makeGateway();
    const ended = write();
    forwarded[0]?.settle({ kind: 'refused', code: 'NOT_LEADER', message: '' });
    await clock.advance(30);
    expect(forwarded).toHaveLength(2);
    forwarded[1]?.settle({ kind: 'refused', code: 'OVERLOADED', message: '' });
    await clock.run();
    expect(ended.error).toMatchObject({ code: 'OVERLOADED', outcome: 'not-applied' });
  });

  it('stays open when the leader answers with bytes that are no result', async () => {
    const { clock, forwarded, write, apply } = makeGateway();
    const ended = write();
    forwarded[0]?.settle({ kind: 'result', bytes: Buffer.from('no result') });
    await clock.run();
    expect(ended).toEqual({});
    apply(5, forwarded[0]);
    await clock.run();
    expect(ended.result).toEqual(committed);
  });

  it('fails as invalid when the leader does not know its kind', async () => {
    const { clock, forwarded, write } = makeGateway();
    const ended = write();
    const message = 'a command of an unknown kind';
    forwarded[0]?.settle({ kind: 'refused', code: 'INVALID_REQUEST', message });
    await clock.run();
    expect(forwarded).toHaveLength(1);
    expect(ended.error).toMatchObject({ code: 'INVALID_REQUEST', outcome: 'not-applied', message });
  });

  it('ends as unknown when the node stops while the leader may have it', async () => {
    const { clock, gateway, write } = makeGateway();
    const ended = write();
    gateway.stop();
    await clock.run();
    expect(ended.error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });
});

describe('a command that a peer forwards', () => {
  it('is not proposed unless it can be decoded', async () => {
    const { gateway, proposals } = makeGateway();
    for (const bytes of [new Uint8Array(0), Buffer.from('garbage'), Buffer.alloc(50, 0xff)]) {
      const outcome = await gateway.proposeForwarded(asTerm(5), bytes);
      expect(outcome).toMatchObject({ kind: 'refused', code: 'INVALID_REQUEST' });
    }
    expect(proposals).toEqual([]);
  });

  it('is not proposed if only a leader may propose it for itself (rule X-7)', async () => {
    const { gateway, proposals } = makeGateway();
    const term = asTerm(5);
    for (const internal of [
      { kind: 'sweepSessions', term },
      { kind: 'expireEntries', term, indexKeys: [] },
    ] as const) {
      const outcome = await gateway.proposeForwarded(term, encodeCommand(internal));
      expect(outcome).toMatchObject({ kind: 'refused', code: 'INVALID_REQUEST' });
    }
    expect(proposals).toEqual([]);
  });

  it.each([
    ['notLeader', 'NOT_LEADER'],
    ['transferring', 'NOT_LEADER'],
    ['overloaded', 'OVERLOADED'],
    ['tooLarge', 'INVALID_REQUEST'],
    ['stopped', 'NOT_LEADER'],
  ] as const)('tells the peer when the core refuses it as %s', async (reason, code) => {
    const { gateway, proposals } = makeGateway();
    const outcome = gateway.proposeForwarded(asTerm(5), encodeCommand(command));
    proposals[0]?.({ kind: 'refused', reason });
    expect(await outcome).toMatchObject({ kind: 'refused', code });
  });
});

describe('a node that has diverged (rule H-2)', () => {
  it('takes no write and gives no permit, at once', async () => {
    const { clock, gateway, fence, write, proposals, forwarded } = makeGateway();
    fence.isUp = true;
    const ended = write();
    const deadline = asMonotonicMs(clock.monotonic() + 1_000);
    await expect(gateway.readBarrier({ deadline })).rejects.toMatchObject({ code: 'DIVERGED' });
    await clock.run();
    expect(ended.error).toMatchObject({ code: 'DIVERGED', outcome: 'not-applied' });
    expect([proposals, forwarded]).toEqual([[], []]);
  });

  it('gives out no result that it made itself', async () => {
    const { clock, gateway, fence, leadership, write, proposals, forwarded, apply } = makeGateway();
    const own = write();
    leadership.role = 'leader';
    const proposed = write();
    const peers = gateway.proposeForwarded(asTerm(5), encodeCommand(command));
    fence.isUp = true;
    apply(5, forwarded[0]);
    for (const settle of proposals) settle({ kind: 'committed', result: { result: committed } });
    await clock.run();
    expect(own).toEqual({});
    expect(proposed.error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await peers).toEqual({ kind: 'unknown' });
    // The leader's answer is good.
    forwarded[0]?.settle({ kind: 'result', bytes: encodeCommandResult(committed) });
    await clock.run();
    expect(own.result).toEqual(committed);
  });

  it('never sends a write again that it applied itself while it was fenced', async () => {
    const { clock, fence, forwarded, write, apply } = makeGateway();
    const ended = write();
    fence.isUp = true;
    // What this node makes of its own command is not given out, but it was executed.
    apply(5, forwarded[0]);
    apply(6);
    await clock.advance(100);
    expect(forwarded).toHaveLength(1);
    await clock.advance(1_000);
    expect(ended.error).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'unknown' });
  });

  it('does not give out what was read before it was known', async () => {
    const { clock, gateway, fence, readers } = makeGateway();
    const barrier = gateway.readBarrier({ deadline: asMonotonicMs(clock.monotonic() + 1_000) });
    readers[0]?.({ kind: 'readIndex', term: asTerm(5), readIndex: asLogIndex(3) });
    const permit = await barrier;
    fence.isUp = true;
    expect(permit.confirm()).toBe(false);
  });
});

describe('a strong read', () => {
  it('asks again when leadership changed, until a ticket comes', async () => {
    const { clock, gateway, readers } = makeGateway();
    const barrier = gateway.readBarrier({ deadline: asMonotonicMs(clock.monotonic() + 1_000) });
    readers[0]?.(undefined);
    await clock.advance(30);
    readers[1]?.({ kind: 'readIndex', term: asTerm(5), readIndex: asLogIndex(3) });
    expect((await barrier).confirm()).toBe(true);
  });

  it('does not outlive its deadline when its index is never reached', async () => {
    const { clock, gateway } = makeGateway();
    const barrier = gateway.readBarrier({ deadline: asMonotonicMs(clock.monotonic() + 50) });
    const failed = barrier.catch((error: unknown) => error);
    await clock.advance(60);
    expect(await failed).toMatchObject({ code: 'NO_LEADER' });
  });

  it('fails as unavailable when no leader confirms it before the deadline', async () => {
    const { clock, gateway, readers } = makeGateway();
    const barrier = gateway.readBarrier({ deadline: asMonotonicMs(clock.monotonic() + 50) });
    const failed = barrier.catch((error: unknown) => error);
    for (let attempt = 0; attempt < 5; attempt++) {
      readers[attempt]?.(undefined);
      await clock.advance(30);
    }
    expect(await failed).toMatchObject({ code: 'NO_LEADER' });
  });
});
