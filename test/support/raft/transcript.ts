/**
 * What happens in a cluster of cores, as lines that can be read aloud. A script shows the topics it is about and
 * hides the rest; messages are shown when they arrive. Nonces are never shown, read ids and stamps are counted from 1.
 */
import type { NodeId } from '../../../base/brand.ts';
import type { ClockStatus } from '../../../raft/core/clock-skew.ts';
import type { Envelope, RaftMessage } from '../../../raft/core/message.ts';
import type { CoreEvent, LogWrite } from '../../../raft/core/ready.ts';
import type { Entry, EntryId, Membership } from '../../../raft/core/types.ts';
import { numberOf } from './core-cluster.ts';
import type { Happening } from './core-cluster.ts';

const topics = [
  'prevote',
  'vote',
  'append',
  'heartbeat',
  'read',
  'role',
  'transfer',
  'lost',
  'write',
  'sync',
  'apply',
  'round',
  'snapshot',
  'echo',
] as const;
export type Topic = (typeof topics)[number];

export function isTopic(word: string): word is Topic {
  return topics.some((topic) => topic === word);
}

const topicOfMessage = {
  preVote: 'prevote',
  preVoteResponse: 'prevote',
  requestVote: 'vote',
  voteResponse: 'vote',
  append: 'append',
  appendAccepted: 'append',
  appendRejected: 'append',
  heartbeat: 'heartbeat',
  heartbeatResponse: 'heartbeat',
  timeoutNow: 'transfer',
  snapshotRequest: 'snapshot',
  readIndexRequest: 'read',
  readIndexResponse: 'read',
} as const satisfies Record<RaftMessage['kind'], Topic>;

export function topicOf({ message }: Envelope): Topic {
  return topicOfMessage[message.kind];
}

export class Transcript {
  readonly #shown = new Set<Topic>([
    'prevote',
    'vote',
    'append',
    'read',
    'role',
    'transfer',
    'snapshot',
  ]);
  readonly #readIds = new Map<number, number>();
  readonly #stamps = new Map<number, number>();
  #lines: string[] = [];
  #isQuiet = false;

  show(topic: Topic): void {
    this.#shown.add(topic);
  }

  hide(topic: Topic): void {
    this.#shown.delete(topic);
  }

  /** A message that the script takes off its link. */
  observeDrop(envelope: Envelope): void {
    if (this.#shown.has(topicOf(envelope))) this.print(`lost: ${this.describe(envelope)}`);
  }

  print(line: string): void {
    this.#lines.push(line);
  }

  /** The lines since the last call. */
  take(): readonly string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  /** Runs `action` without showing what happens. */
  quietly(action: () => void): void {
    this.#isQuiet = true;
    action();
    this.#isQuiet = false;
  }

  observe(happening: Happening): void {
    if (this.#isQuiet) return;
    const line = this.#lineOf(happening);
    if (line !== undefined) this.print(line);
  }

  /** Its number in this transcript. */
  readNumber(readId: number): number {
    const number = this.#readIds.get(readId) ?? this.#readIds.size + 1;
    this.#readIds.set(readId, number);
    return number;
  }

  #stampNumber(stamp: number): number {
    const number = this.#stamps.get(stamp) ?? this.#stamps.size + 1;
    this.#stamps.set(stamp, number);
    return number;
  }

  describe({ from, to, term, message }: Envelope): string {
    return `${nameOf(from)} -> ${nameOf(to)}  ${this.#describeMessage(message, term)}`;
  }

  #lineOf(happening: Happening): string | undefined {
    switch (happening.kind) {
      case 'delivered':
        return this.#if(topicOf(happening.envelope), () => this.describe(happening.envelope));
      case 'lost':
        return this.#if('lost', () => `lost: ${this.describe(happening.envelope)}`);
      case 'event':
        return this.#if('role', () => describeEvent(happening.node, happening.event));
      case 'write':
        return this.#if('write', () => `n${happening.node} ${describeWrite(happening.write)}`);
      case 'synced':
        return this.#if('sync', () => `n${happening.node} write ${happening.write.seq} is durable`);
      case 'applied':
        return this.#if(
          'apply',
          () => `n${happening.node} applies ${describeEntry(happening.entry)}`,
        );
      case 'read': {
        const { readId, ticket } = happening.result;
        const fate = ticket === undefined ? 'failed' : `may be served at ${ticket.readIndex}`;
        return this.#if(
          'read',
          () => `n${happening.node} read ${this.readNumber(readId)}: ${fate}`,
        );
      }
      case 'snapshotWanted':
        return this.#if(
          'snapshot',
          () => `n${happening.node} has a snapshot to send to n${happening.peer}`,
        );
      case 'sent':
      case 'rested':
        return undefined;
    }
  }

  #if(topic: Topic, line: () => string | undefined): string | undefined {
    return this.#shown.has(topic) ? line() : undefined;
  }

  #describeMessage(message: RaftMessage, term: number): string {
    const round = (number: number): string => (this.#shown.has('round') ? `  round ${number}` : '');
    switch (message.kind) {
      case 'preVote':
        return `pre-vote?  term ${term}  last ${describeId(message.last)}`;
      case 'preVoteResponse':
        return `pre-vote ${message.granted ? 'yes' : 'no'}  term ${term}`;
      case 'requestVote':
        return `vote?  term ${term}  last ${describeId(message.last)}${message.transfer ? '  for a transfer' : ''}`;
      case 'voteResponse':
        return `vote ${message.granted ? 'yes' : 'no'}  term ${term}`;
      case 'append': {
        const { prev, entries, commitIndex } = message;
        const load = entries.length === 0 ? 'empty' : `entries ${describeRun(entries)}`;
        return `append  term ${term}  prev ${describeId(prev)}  ${load}  commit ${commitIndex}${round(message.round)}`;
      }
      case 'appendAccepted':
        return `accepted  term ${term}  match ${message.matchIndex}${round(message.round)}`;
      case 'appendRejected':
        return `rejected  term ${term}  after ${message.rejectedIndex}  hint ${describeId(message.hint)}`;
      case 'heartbeat':
        return `heartbeat  term ${term}  commit ${message.commitIndex}${round(message.round)}${this.#describeEcho(message)}`;
      case 'heartbeatResponse':
        return `heartbeat answer  term ${term}${round(message.round)}${this.#shown.has('echo') ? `  stamp ${this.#stampNumber(message.stamp)}` : ''}`;
      case 'snapshotRequest':
        return 'needs a snapshot';
      case 'timeoutNow':
        return `take over!  term ${term}  last ${describeId(message.last)}`;
      case 'readIndexRequest':
        return `read index?  read ${this.readNumber(message.requestId)}`;
      case 'readIndexResponse':
        return `read index ${message.index ?? 'unknown'}  read ${this.readNumber(message.requestId)}`;
    }
  }

  #describeEcho({ echo, leaseHeld }: Extract<RaftMessage, { kind: 'heartbeat' }>): string {
    if (!this.#shown.has('echo')) return '';
    const lease = leaseHeld ? 'lease' : 'no lease';
    if (echo === undefined) return `  no echo, ${lease}`;
    return `  echo of ${this.#stampNumber(echo.stamp)} at ${echo.commitIndex}, ${lease}`;
  }
}

function describeId({ index, term }: EntryId): string {
  return `${index}/${term}`;
}

/** Entries that follow each other, as `2-4/1 5/3`. */
export function describeRun(entries: readonly EntryId[]): string {
  const runs: { first: number; last: number; readonly term: number }[] = [];
  for (const { index, term } of entries) {
    const run = runs.at(-1);
    if (run?.term === term) run.last = index;
    else runs.push({ first: index, last: index, term });
  }
  return runs
    .map(({ first, last, term }) =>
      first === last ? `${first}/${term}` : `${first}-${last}/${term}`,
    )
    .join(' ');
}

function nameOf(id: NodeId): string {
  return `n${numberOf(id)}`;
}

function describeEntry({ index, term, kind, command }: Entry): string {
  return `${index}/${term} ${kind === 'normal' ? new TextDecoder().decode(command) : kind}`;
}

function describeEvent(node: number, event: CoreEvent): string | undefined {
  switch (event.kind) {
    case 'roleChanged':
      return `n${node} becomes ${event.role} in term ${event.term}: ${event.reason}`;
    case 'leaderChanged':
      if (event.leader === undefined) return `n${node} knows no leader in term ${event.term}`;
      // That it leads itself was just said.
      if (numberOf(event.leader) === node) return undefined;
      return `n${node} follows ${nameOf(event.leader)} in term ${event.term}`;
    case 'logTruncated':
      return `n${node} truncates its log from ${event.from}`;
    case 'contradicted':
      return `n${node} has committed ${describeId(event.committed)} and is sent ${describeId(event.sent)}`;
    case 'peerLostState':
      return `n${node} finds that ${nameOf(event.peer)} has lost what follows ${event.lastIndex}, up to ${event.matchIndex}`;
    case 'membershipChanged':
      return `n${node} has the membership of entry ${event.index}: ${describeMembership(event.membership)}`;
    case 'snapshotInstalled':
      return `n${node} installs a snapshot up to ${event.last.index}/${event.last.term}`;
    case 'transferAborted':
      return `n${node} gives up to hand over to ${nameOf(event.target)}`;
    case 'diverged':
      return `n${node} finds ${nameOf(event.node)} diverged at ${event.index}: ${event.hash}, the quorum has ${event.quorumHash}`;
    case 'clockChanged':
      return `n${node} ${describeClock(event.clock)}`;
    case 'stateDisputed':
      return `n${node} finds no quorum at ${event.index}: ${[...event.hashes].map(([id, hash]) => `${nameOf(id)} ${hash}`).join(', ')}`;
  }
}

export function describeClock(clock: ClockStatus): string {
  switch (clock.kind) {
    case 'unknown':
      return 'cannot compare clocks';
    case 'right':
    case 'off':
      return `finds its clock ${clock.kind}: ${clock.skewMs} ms`;
    case 'disputed':
      return `finds clocks that differ by ${clock.spreadMs} ms, and cannot tell which is right`;
  }
}

/** `voters 1 2 3, old 1 2, learners 4`. */
export function describeMembership({ voters, votersOld, learners }: Membership): string {
  return [
    describeList('voters', voters),
    describeList('old', votersOld ?? []),
    describeList('learners', learners),
  ]
    .filter((list) => list !== '')
    .join(', ');
}

function describeList(name: string, ids: readonly NodeId[]): string {
  return ids.length === 0 ? '' : `${name} ${ids.map(numberOf).join(' ')}`;
}

function describeWrite({ seq, hardState, truncateFrom, entries }: LogWrite): string {
  const parts: string[] = [];
  if (hardState !== undefined) {
    const { term, votedFor, commitIndex } = hardState;
    parts.push(`term ${term}`);
    if (votedFor !== undefined) parts.push(`vote ${nameOf(votedFor)}`);
    parts.push(`commit ${commitIndex}`);
  }
  if (truncateFrom !== undefined) parts.push(`truncate from ${truncateFrom}`);
  if (entries.length > 0) parts.push(`entries ${describeRun(entries)}`);
  return `write ${seq}: ${parts.join('  ')}`;
}
