/**
 * Faults to plant into whole nodes, one rule each, which simulated runs must find. A mutant replaces a text that occurs
 * exactly once in one source file, and reads the same after compilation, so it can be planted into the sources as well as
 * into a build; a copy of the tree with the fault in it is loaded and run like the real one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../../sim/index.ts';

export type SimMutant = {
  /** The rule that is broken, and how. */
  readonly rule: string;
  /** From the root, without its ending. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
};

export const simMutants: readonly SimMutant[] = [
  {
    rule: 'P-1: a vote leaves before it is durable',
    file: 'raft/core/core',
    find: `outbox.sendWhenDurable(persistence.barrier(), {`,
    replace: `outbox.sendWhenDurable(undefined, {`,
  },
  {
    rule: 'P-2: a request for votes leaves before it is durable',
    file: 'raft/core/candidate',
    find: `outbox.sendWhenDurable(this.#selfVoteSeq, {`,
    replace: `outbox.sendWhenDurable(undefined, {`,
  },
  {
    rule: 'P-3: an acknowledgement leaves before the entry is durable',
    file: 'raft/core/follower',
    find: `persistence.barrierOf(this.#matchIndex)`,
    replace: `undefined`,
  },
  {
    rule: 'W-1: a batch counts as durable when it is written',
    file: 'storage/wal/segment-chain',
    find: `await file.writeDurable(bytes, position);`,
    replace: `await file.write(bytes, position);`,
  },
  {
    rule: 'W-11: recovery does not write the log again',
    file: 'storage/wal/rewrite',
    find: `const file = await publish(disk, temporary, { directory, name });`,
    replace: `await disk.rename(temporary.path, directory + '/' + name); const file = await disk.open(directory + '/' + name, { create: false });`,
  },
  {
    rule: 'K-1: an entry of an earlier term is committed by counting',
    file: 'raft/core/commit',
    find: `return options.termAt(index) === options.term ? index : undefined;`,
    replace: `return index;`,
  },
  {
    rule: 'E-6: logs are compared by length only',
    file: 'raft/core/vote',
    find: `return candidate.term > own.term;`,
    replace: `return candidate.index >= own.index;`,
  },
  {
    rule: 'E-7: a second vote is given in a term',
    file: 'raft/core/vote',
    find: `const isFree = voter.votedFor === undefined || voter.votedFor === request.candidate;`,
    replace: `const isFree = true;`,
  },
  {
    rule: 'E-10: a promise does not keep a node from voting',
    file: 'raft/core/core',
    find: `now < this.#promiseUntil,`,
    replace: `false,`,
  },
  {
    rule: 'E-12: a restarted node votes at once',
    file: 'raft/core/core',
    find: `this.#promiseUntil = isAlone ? now : now + config.electionTimeoutMs;`,
    replace: `this.#promiseUntil = now;`,
  },
  {
    rule: '9.3: the lease outlasts the promises',
    file: 'raft/core/lease',
    find: `now < quorumSentAt + leaseMs;`,
    replace: `now < quorumSentAt + 1.5 * leaseMs;`,
  },
  {
    rule: '9.1: the lease is measured from the answer',
    file: 'raft/core/rounds',
    find: `this.#quorumSentAt = this.#sentAt[round % rememberedMax];`,
    replace: `this.#quorumSentAt = this.#sentAt[this.#current % rememberedMax];`,
  },
  {
    rule: 'Q-1: a leader serves reads before its first commit',
    file: 'raft/core/leader',
    find: `commitIndex < this.#startIndex || !this.isLeaseValid(now)`,
    replace: `!this.isLeaseValid(now)`,
  },
  {
    rule: 'Q-6: a leader serves reads without asking for its lease',
    file: 'raft/core/leader',
    find: `commitIndex < this.#startIndex || !this.isLeaseValid(now)`,
    replace: `commitIndex < this.#startIndex`,
  },
  {
    rule: 'Q-8: a transfer leaves the lease in force',
    file: 'raft/core/transfer',
    find: `this.#isLeaseRevoked = true;`,
    replace: ``,
  },
  {
    rule: 'M-5: in a joint membership one half commits',
    file: 'raft/core/quorum',
    find: `: Math.min(value, majorityValue(sets.votersOld, valueOf));`,
    replace: `: value;`,
  },
  {
    rule: 'L-2.4: an append truncates although nothing conflicts',
    file: 'raft/core/follower',
    find: `if (newFrom === undefined && !log.holds(entry)) {`,
    replace: `if (newFrom === undefined && (!log.holds(entry) || entry.index > commitIndex)) {`,
  },
  {
    rule: 'P-11: a heartbeat carries the commit index as it is',
    file: 'raft/core/follower',
    find: `asLogIndex(Math.min(message.commitIndex, matchIndex))`,
    replace: `message.commitIndex`,
  },
  {
    rule: 'D-4: checkpoints of the state are not durable when they count',
    file: 'sim/plan',
    find: `isEngineBarrierOn: true,`,
    replace: `isEngineBarrierOn: false,`,
  },
  {
    rule: '8.4: a proposal counts as lost when an entry of its own term is applied',
    file: 'raft/pending',
    find: `if (pending.term < term)`,
    replace: `if (pending.term <= term)`,
  },
  {
    rule: '8.4: a forwarded write that is not answered counts as not applied',
    file: 'rpc/forward-client',
    find: `settle({ kind: 'unknown' });`,
    replace: `settle({ kind: 'refused', code: 'NOT_LEADER', message: '' });`,
  },
  {
    rule: '8.4: a deadline says that a forwarded write was not applied',
    file: 'rpc/gateway',
    find: `: new OutcomeUnknownError('the deadline passed before the outcome was known')`,
    replace: `: new NoLeaderError()`,
  },
  {
    rule: '8.4: a write is tried again before it is proven lost',
    file: 'rpc/gateway',
    find: `state.isProvable && state.term < term`,
    replace: `state.isProvable && state.term <= term`,
  },
  {
    rule: '8.4: a late refusal counts for the attempt that is under way',
    file: 'rpc/gateway',
    find: `if (outcome.kind === 'result' || write.state === attempt)`,
    replace: `if (this.#writes.has(write.requestId))`,
  },
  {
    rule: 'R-4: a full window is never revived',
    file: 'raft/core/progress',
    find: `else if (this.#matchIndex < lastIndex)`,
    replace: `else if (this.#matchIndex > lastIndex)`,
  },
];

export type Simulate = (choice: {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: {
    readonly without: ReadonlySet<string>;
    readonly skip: ReadonlySet<number>;
  };
}) => Promise<RunResult>;

const parts = ['base', 'raft', 'storage', 'rpc', 'protos', 'sim'];

/** Loads a copy of the tree at `root`, sources or build, with the fault in it, from `folder`, which it makes. */
export async function loadSimMutant(
  mutant: SimMutant,
  place: { readonly root: string; readonly folder: string },
): Promise<Simulate> {
  const { root, folder } = place;
  const ending = existsSync(join(root, 'sim/index.ts')) ? '.ts' : '.js';
  mkdirSync(folder, { recursive: true });
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  const path = join(folder, `${mutant.file}${ending}`);
  writeFileSync(path, plantInto(mutant, readFileSync(path, 'utf8')));
  const loaded = (await import(join(folder, `sim/index${ending}`))) as {
    readonly simulate: Simulate;
  };
  return loaded.simulate;
}

/** The text with the fault in it. Throws if the place is not found exactly once: then the source has moved on. */
function plantInto({ rule, file, find, replace }: SimMutant, text: string): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) throw new Error(`${rule}: ${pieces.length - 1} places in ${file}`);
  return pieces.join(replace);
}
