/**
 * Faults to plant into the consensus core, one rule each. A mutant replaces a text that must occur exactly once in
 * one source file; the mutated copy of the core is compiled and run like the real one. The walk must catch
 * those of `walkMutants`, a script those of `scriptMutants`: rules that need a precise order of events.
 */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RaftCore } from '../../../raft/core/core.ts';

export type Mutant = {
  /** The rule that is broken, and how. */
  readonly rule: string;
  /** Below raft/core. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

/** With the number of seeds, from 1 on, within which the walk must catch it, and the invariant that must fail. */
export type WalkMutant = Mutant & { readonly seedsMax: number; readonly caughtBy: RegExp };

/** With the script whose transcript must change or whose run must fail. */
export type ScriptMutant = Mutant & { readonly script: string };

export const walkMutants: readonly WalkMutant[] = [
  {
    rule: 'P-1: a vote leaves before it is durable',
    file: 'core.ts',
    find: `outbox.sendWhenDurable(persistence.barrier(), {`,
    replace: `outbox.sendWhenDurable(undefined, {`,
    seedsMax: 100,
    caughtBy: /I-11/,
  },
  {
    rule: 'P-2: a request for votes leaves before term, vote and log are durable',
    file: 'candidate.ts',
    find: `outbox.sendWhenDurable(this.#selfVoteSeq, {`,
    replace: `outbox.sendWhenDurable(undefined, {`,
    seedsMax: 100,
    caughtBy: /I-11/,
  },
  {
    rule: 'P-3: an acknowledgement leaves before the entry is durable',
    file: 'follower.ts',
    find: `persistence.barrierOf(this.#matchIndex)`,
    replace: `undefined`,
    seedsMax: 100,
    caughtBy: /I-11/,
  },
  {
    rule: 'P-3: a repeated append is acknowledged while the first write is under way',
    file: 'persistence.ts',
    find: `const seq = Math.max(this.log.seqOf(index) ?? 0, this.#voteSeq);`,
    replace: `const seq = this.#voteSeq;`,
    seedsMax: 100,
    caughtBy: /I-11/,
  },
  {
    rule: 'P-5: the leader counts its own copy before it is durable',
    file: 'leader.ts',
    find: `? log.durableIndex : this.#peers`,
    replace: `? log.last.index : this.#peers`,
    seedsMax: 100,
    caughtBy: /I-6/,
  },
  {
    rule: 'L-2.4: an append truncates although nothing conflicts',
    file: 'follower.ts',
    find: `if (newFrom === undefined && !log.holds(entry)) {`,
    replace: `if (newFrom === undefined && (!log.holds(entry) || entry.index > commitIndex)) {`,
    seedsMax: 200,
    caughtBy: /I-11/,
  },
  {
    rule: 'E-6: logs are compared by length only',
    file: 'vote.ts',
    find: `if (candidate.term !== own.term) return candidate.term > own.term;`,
    replace: ``,
    seedsMax: 400,
    caughtBy: /I-4/,
  },
  {
    rule: 'E-7: a second vote is given in a term',
    file: 'vote.ts',
    find: `const isFree = voter.votedFor === undefined || voter.votedFor === request.candidate;`,
    replace: `const isFree = true;`,
    seedsMax: 400,
    caughtBy: /E-7/,
  },
  {
    rule: 'E-10: a promise does not keep a node from voting',
    file: 'core.ts',
    find: `isPromised: this.#role.kind === 'leader' || now < this.#promiseUntil,`,
    replace: `isPromised: this.#role.kind === 'leader',`,
    seedsMax: 100,
    caughtBy: /I-17/,
  },
  {
    rule: 'E-11: the promise is asked for only when the term is higher',
    file: 'vote.ts',
    find: `return mayVote && isFree && isUpToDate(request.last, voter.last);`,
    replace: `return isFree && isUpToDate(request.last, voter.last);`,
    seedsMax: 400,
    caughtBy: /I-17/,
  },
  {
    rule: 'E-12: a restarted node votes at once',
    file: 'core.ts',
    find: `this.#promiseUntil = isAlone ? now : now + config.electionTimeoutMs;`,
    replace: `this.#promiseUntil = now;`,
    seedsMax: 100,
    caughtBy: /I-17/,
  },
  {
    rule: '9.3: the lease outlasts the promises',
    file: 'lease.ts',
    find: `now < quorumSentAt + leaseMs;`,
    replace: `now < quorumSentAt + 1.5 * leaseMs;`,
    seedsMax: 400,
    caughtBy: /I-1[234]/,
  },
  {
    rule: 'Q-1: a leader serves reads before its first commit',
    file: 'leader.ts',
    find: `if (commitIndex < this.#startIndex || !this.isLeaseValid(now)) return undefined;`,
    replace: `if (!this.isLeaseValid(now)) return undefined;`,
    seedsMax: 400,
    caughtBy: /I-14/,
  },
  {
    rule: 'R-4: a full window is never revived',
    file: 'progress.ts',
    find: `else if (this.#matchIndex < lastIndex) this.#isNudgeDue = true;`,
    replace: ``,
    seedsMax: 40,
    caughtBy: /not within/,
  },
  {
    rule: '9.5: an echo counts although the leader held no lease',
    file: 'follower.ts',
    find: `message.leaseHeld && message.echo !== undefined`,
    replace: `message.echo !== undefined`,
    seedsMax: 400,
    caughtBy: /9\.5/,
  },
  {
    rule: '9.5: an echo is dated by the latest answer instead of its own',
    file: 'freshness.ts',
    find: `const freshAsOf = this.#sentAt.get(stamp);`,
    replace: `const freshAsOf = [...this.#sentAt.values()].at(-1);`,
    seedsMax: 400,
    caughtBy: /9\.5/,
  },
  {
    rule: '9.5: the echo carries the commit index that the peer is known to match',
    file: 'leader.ts',
    find: `{ stamp, commitIndex },`,
    replace: `{ stamp, commitIndex: asLogIndex(Math.min(commitIndex, progress.matchIndex)) },`,
    seedsMax: 400,
    caughtBy: /9\.5/,
  },
  {
    rule: '9.5: what is not applied counts',
    file: 'freshness.ts',
    find: `if (point === undefined || point.index > this.#lastApplied) return undefined;`,
    replace: `if (point === undefined) return undefined;`,
    seedsMax: 400,
    caughtBy: /9\.5/,
  },
  {
    rule: 'T-5: an age is told as a slow clock measured it',
    file: 'freshness.ts',
    find: ` / (1 - this.#clockDriftMax)`,
    replace: ``,
    seedsMax: 400,
    caughtBy: /9\.5/,
  },
];

export const scriptMutants: readonly ScriptMutant[] = [
  {
    rule: 'L-3: a late write vouches for a newer copy',
    file: 'log.ts',
    find: `for (const write of this.#writes) write.lastIndex = Math.min(write.lastIndex, lastIndex);`,
    replace: ``,
    script: 'late-write-vouches-for-nothing-new',
  },
  {
    rule: 'K-1: an entry of an earlier term is committed by counting',
    file: 'commit.ts',
    find: `return options.termAt(index) === options.term ? index : undefined;`,
    replace: `return index;`,
    script: 'only-own-term-commits',
  },
  {
    rule: 'P-11: a follower takes the commit index of an append as it is',
    file: 'follower.ts',
    find: `asLogIndex(Math.min(message.commitIndex, matchIndex))`,
    replace: `message.commitIndex`,
    script: 'append-commit-is-clamped',
  },
  {
    rule: 'P-11: a heartbeat carries the commit index as it is',
    file: 'leader.ts',
    find: `asLogIndex(Math.min(commitIndex, progress.matchIndex))`,
    replace: `commitIndex`,
    script: 'heartbeat-commit-is-clamped',
  },
  {
    rule: 'P-2: an answer to another attempt counts',
    file: 'candidate.ts',
    find: `answer.nonce === this.#nonce && `,
    replace: ``,
    script: 'votes-of-another-attempt',
  },
  {
    rule: 'L-1: an entry with a wrong checksum is taken',
    file: 'follower.ts',
    find: `newFrom !== undefined && deps.checksum(entry) !== entry.crc`,
    replace: `newFrom === -1`,
    script: 'nonsense-from-a-peer',
  },
  {
    rule: 'L-4: the hint is not lowered to the term of the leader',
    file: 'log.ts',
    find: `while (index > from.floor && term > from.term) {`,
    replace: `while (index < 0) {`,
    script: 'conflict-hints',
  },
  {
    rule: 'E-3: a refusal does not bring its term along',
    file: 'core.ts',
    find: `if (!message.granted && term > this.term) {`,
    replace: `if (term < 0) {`,
    script: 'prevote-term-spread',
  },
  {
    rule: 'E-13: a leader without a quorum stays',
    file: 'core.ts',
    find: `if (this.#role.hasLostQuorum(now))`,
    replace: `if (now < 0)`,
    script: 'bridge-between-leader-and-majority',
  },
  {
    rule: 'E-14: a message of an earlier term is not answered',
    file: 'core.ts',
    find: `send(this.#shared, from, { kind: 'heartbeatResponse', round: 0, stamp: 0, appliedIndex });`,
    replace: ``,
    script: 'stuck-in-a-later-term',
  },
  {
    rule: 'T-4: the lease survives a suspected pause',
    file: 'leader.ts',
    find: `this.#leaseFloor = this.#rounds.current + 1;`,
    replace: ``,
    script: 'lease-after-a-suspected-pause',
  },
  {
    rule: 'T-6: a node that stood still campaigns at once',
    file: 'core.ts',
    find: `gapMs > this.#shared.config.pauseSuspectMs`,
    replace: `gapMs === Infinity`,
    script: 'stalled-loop-does-not-depose',
  },
  {
    rule: '9.1: the lease is measured from the answer',
    file: 'rounds.ts',
    find: `this.#quorumSentAt = this.#sentAt[round % rememberedMax];`,
    replace: `this.#quorumSentAt = this.#sentAt[this.#current % rememberedMax];`,
    script: 'lease-counts-from-sending',
  },
  {
    rule: 'Q-3: a read is confirmed by a round that began before it',
    file: 'leader.ts',
    find: `    this.#contactAll(now);
    const readIndex =`,
    replace: `    const readIndex =`,
    script: 'late-answers-confirm-nothing',
  },
  {
    rule: 'Q-5: reads that wait are not failed when the office ends',
    file: 'leader.ts',
    find: `for (const reader of this.#reads.takeAll()) this.#answer(reader, undefined);`,
    replace: ``,
    script: 'minority-cannot-confirm',
  },
  {
    rule: 'Q-6: the ticket of an earlier term is good',
    file: 'core.ts',
    find: `ticket.term === this.term && `,
    replace: ``,
    script: 'lease-lost-and-regained',
  },
  {
    rule: 'Q-4: the answer to a read that was given up confirms it',
    file: 'follower.ts',
    find: `if (!this.#reads.take(requestId)) return;`,
    replace: `this.#reads.take(requestId);`,
    script: 'read-answer-of-an-earlier-attempt',
  },
  {
    rule: '9.5: a leader vouches for its commit index before its first commit',
    file: 'leader.ts',
    find: `leaseHeld: this.leaseTicket(this.#now) !== undefined,`,
    replace: `leaseHeld: this.isLeaseValid(this.#now),`,
    script: 'age-before-the-first-commit',
  },
  {
    rule: '9.5: a stamp of an earlier start names an answer of this one',
    file: 'shared.ts',
    find: `let latest = Math.floor(random.next() * 2 ** 40);`,
    replace: `let latest = Math.floor(random.next() * 0);`,
    script: 'age-across-a-restart',
  },
  {
    rule: '9.5: an echo counts again, as of its arrival, when it is repeated',
    file: 'freshness.ts',
    find: `this.#sentAt.get(stamp);`,
    replace: `this.#sentAt.get(stamp) ?? [...this.#sentAt.values()].at(-1);`,
    script: 'age-of-a-followers-state',
  },
  {
    rule: 'T-4: what a clock measured that may have stood still is believed',
    file: 'core.ts',
    find: `this.#shared.freshness.forget();`,
    replace: ``,
    script: 'age-after-a-suspected-pause',
  },
  {
    rule: 'H-2: a node whose state is wrong campaigns',
    file: 'core.ts',
    find: `apply.isBlocked || this.isFenced) return false;`,
    replace: `apply.isBlocked) return false;`,
    script: 'diverged-state-is-fenced',
  },
  {
    rule: 'H-2: a node whose state is wrong serves reads',
    file: 'core.ts',
    find: `if (this.isFenced) return { kind: 'noLeader' };`,
    replace: ``,
    script: 'diverged-state-is-fenced',
  },
  {
    rule: 'H-2: a leader whose state is wrong stays in office',
    file: 'core.ts',
    find: `if (this.#role.kind !== 'leader' || !this.isFenced) return;`,
    replace: `if (this.#role.kind !== 'leader' || this.term > 0) return;`,
    script: 'diverged-leader-steps-down',
  },
  {
    rule: 'H-2: the state of the leader is taken for that of the quorum',
    file: 'divergence.ts',
    find: `if (tallyVotes(sets, votes) === 'won') return candidate;`,
    replace: `if (tallyVotes(sets, votes) !== 'lost') return candidate;`,
    script: 'disputed-state',
  },
  {
    rule: 'H-3: what only one node has reported counts as compared',
    file: 'divergence.ts',
    find: `if (quorumHash === undefined) return false;`,
    replace: `if (quorumHash === undefined && point.hashes.size > 1) return false;`,
    script: 'uncompared-state',
  },
  {
    rule: 'N-2: a leader whose clock is off stays in office',
    file: 'leader.ts',
    find: `if (this.#transfer.target !== undefined || !this.#clocks.isHandOverDue(now)) return;`,
    replace: `if (now > 0) return;`,
    script: 'clock-of-the-leader-jumps',
  },
  {
    rule: 'N-2: a leader whose clock is off tries to hand over without a pause',
    file: 'leader.ts',
    find: `if (this.transferTo(undefined, now).kind === 'begun') this.#clocks.onHandOver(now);`,
    replace: `this.transferTo(undefined, now);`,
    script: 'clock-and-no-taker',
  },
  {
    rule: 'N-2: the office is handed to a node whose clock is off',
    file: 'leader.ts',
    find: `if (this.#clocks.isOff(chosen)) return`,
    replace: `if (now < 0) return`,
    script: 'clock-of-the-leader-jumps',
  },
  {
    rule: 'N-2: a node whose clock is off campaigns as soon as the others',
    file: 'core.ts',
    find: `|| this.#shared.clock.isHeldBack(now)) {`,
    replace: `) {`,
    script: 'clock-of-the-leader-jumps',
  },
  {
    rule: 'N-2: a node whose clock is off never campaigns',
    file: 'clock-skew.ts',
    find: `return this.#status.kind === 'off' && now - this.#measuredAt < patienceMs;`,
    replace: `return this.#status.kind === 'off' && now < Infinity + patienceMs;`,
    script: 'clock-is-off-and-the-log-is-complete',
  },
  {
    rule: 'N-2: one of two clocks is taken for the right one',
    file: 'peer-clocks.ts',
    find: `const low = sorted[Math.floor((sorted.length - 1) / 2)];`,
    replace: `const low = sorted[Math.floor(sorted.length / 2)];`,
    script: 'clocks-of-two-voters',
  },
  {
    rule: 'N-2: an answer that comes late accuses',
    file: 'peer-clocks.ts',
    find: `if (now - sentAt > answerMsMax) return;`,
    replace: ``,
    script: 'clock-and-a-pause',
  },
  {
    rule: 'N-2, T-4: an answer of before the clock may have stood still accuses',
    file: 'leader.ts',
    find: `round < this.#leaseFloor ? undefined : this.#rounds.sentAt(round);`,
    replace: `this.#rounds.sentAt(round);`,
    script: 'clock-and-a-suspended-leader',
  },
  {
    rule: '11.7: a peer that lost what it acknowledged is taken for an honest one',
    file: 'progress.ts',
    find: `return this.#state !== 'lost' && lastIndex < this.#matchIndex`,
    replace: `return lastIndex < 0`,
    script: 'peer-lost-acknowledged-entries',
  },
  {
    rule: '11.7: a peer that lost what it acknowledged still counts for a commit',
    file: 'peers.ts',
    find: `progress === undefined || progress.state === 'lost'`,
    replace: `progress === undefined`,
    script: 'peer-lost-acknowledged-entries',
  },
  {
    rule: '11.7: a late denial counts as a loss',
    file: 'progress.ts',
    find: `round > this.#matchedInRound`,
    replace: `round >= 0`,
    script: 'late-denial-is-no-loss',
  },
];

export type CoreClass = typeof RaftCore;

const root = join(import.meta.dirname, '../../..');

/** Compiles a copy of the core with the fault in it, in a new folder below `parent`. */
export async function loadMutant(mutant: Mutant, parent: string): Promise<CoreClass> {
  const folder = mkdtempSync(join(parent, 'core-'));
  for (const part of ['base', 'raft/core']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  const path = join(folder, 'raft/core', mutant.file);
  writeFileSync(path, plant(mutant, readFileSync(path, 'utf8')));
  const loaded = (await import(join(folder, 'raft/core/core.ts'))) as { RaftCore: CoreClass };
  return loaded.RaftCore;
}

/** The text with the fault in it. Throws if the place is not found exactly once: then the source has moved on. */
export function plant({ rule, file, find, replace }: Mutant, text: string): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${rule}: ${parts.length - 1} places in ${file}`);
  return parts.join(replace);
}
