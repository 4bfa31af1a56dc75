/**
 * Judges every answer that a client gets against the log itself. The log is one order of all writes; an execution is
 * linearizable in that order if every operation can be given a position in it such that
 *
 *   a write stands where its entry stands                  what a read saw is the state at its position
 *   whoever began after another was answered stands behind it
 *
 * Positions of reads are chosen as low as the last condition allows, which is a lower bound for all that follows: no
 * choice is ever taken back, so this decides the question and does not search. An eventual read must be the state at
 * some position, not below its bounds. Beside that: no write is acknowledged and lost, executed twice, or executed although it
 * was said not to be, and what a session answers to a request that comes again is what it answered first (I-14, I-20, I-23).
 */
import { defaultCoreConfig } from '../../raft/index.ts';
import type { Entry } from '../../raft/index.ts';
import { decodeCommand, encodeKey } from '../../storage/index.ts';
import type { Applied, AtomicCommand, Command } from '../../storage/index.ts';
import type { Answer, Call, Found, Operation } from '../workload/operation.ts';
import type { Findings } from '../world/findings.ts';
import { KvModel, modelValue, textOf } from './kv-model.ts';
import { SessionModel } from './session-model.ts';

const clockGrainMs = 1;

/** Marks of writes are kept under keys that begin so. */
export const markPrefix = textOf(encodeKey(['mark']));

type ExpireEntries = Extract<Command, { readonly kind: 'expireEntries' }>;

type Fate = {
  /** Where the entry of the write stands, once it was applied anywhere. */
  index: number | undefined;
  effect: 'committed' | 'conflict' | 'rejected' | undefined;
  failedChecks: readonly number[];
  answer: Answer | undefined;
};

export class ClientOracle {
  readonly model = new KvModel();
  readonly sessions = new SessionModel();
  readonly #findings: Findings;
  readonly #fates = new Map<number, Fate>();
  /** Result of each entry as the first node that applied it gave it, by index minus one. */
  readonly #results: string[] = [];
  /** All that is answered from now on stands at or behind this position. */
  #floor = 0;
  /** When the floor rose, and to where. */
  readonly #floors: { readonly at: number; readonly floor: number }[] = [];
  readonly #now: () => number;
  /** Operations whose answers were judged. */
  judgedCount = 0;

  /** `now` is the true time in milliseconds. */
  constructor(findings: Findings, now: () => number) {
    this.#findings = findings;
    this.#now = now;
  }

  /** The least position for `operation` if it begins now. */
  floorOf(operation: Operation): number {
    if (operation.kind === 'atomic' || operation.consistency === 'strong') return this.#floor;
    const { maxStalenessMs = Infinity, atLeast = 0 } = operation.bounds ?? {};
    // A node measures the age on its own clock, which may be slow, in whole milliseconds.
    const ageMs = maxStalenessMs / (1 - defaultCoreConfig.clockDriftMax) + clockGrainMs;
    const bound = this.#now() - ageMs;
    const known = this.#floors.findLast(({ at }) => at < bound);
    return Math.max(known?.floor ?? 0, atLeast);
  }

  #raiseFloor(position: number): void {
    if (position <= this.#floor) return;
    this.#floor = position;
    this.#floors.push({ at: this.#now(), floor: position });
  }

  /** Writes that were acknowledged. */
  get acknowledgedCount(): number {
    return [...this.#fates.values()].filter(({ answer }) => answer?.kind === 'committed').length;
  }

  /** Where the write of that number was committed; undefined if nowhere. */
  indexOf(id: number): number | undefined {
    const fate = this.#fates.get(id);
    return fate?.effect === 'committed' ? fate.index : undefined;
  }

  /** A node applied an entry. Each node comes here with each entry. */
  onApplied(where: string, entry: Entry, applied: Applied): void {
    const result = formatResult(applied);
    const known = this.#results[entry.index - 1];
    if (known !== undefined) {
      this.#findings.demand(
        known === result,
        'I-5',
        () => `entry ${entry.index} gives ${result} on ${where}, and ${known} on another node`,
      );
      return;
    }
    if (entry.index !== this.model.lastIndex + 1) {
      this.#findings.report('I-5', `${where} applies ${entry.index} after ${this.model.lastIndex}`);
      return;
    }
    this.#results[entry.index - 1] = result;
    const command = findCommand(entry);
    this.model.advance(entry);
    if (command?.kind === 'expireEntries') this.#checkExpired(where, entry, { command, result });
    const verdict = this.sessions.apply(entry, command);
    if (verdict.kind === 'answered') {
      this.#findings.demand(
        result === verdict.answer,
        verdict.isRepeat ? 'I-20' : 'I-5',
        () =>
          `entry ${entry.index} gives ${result} on ${where}, and ${verdict.answer} in the model` +
          (verdict.isRepeat ? ', as when its request was executed' : ''),
      );
    }
    const executed =
      verdict.kind === 'executed' && command?.kind === 'atomic' ? command : undefined;
    const failedChecks = executed === undefined ? [] : this.model.failedChecks(executed);
    const effect = this.model.apply(entry.index, executed);
    if (executed === undefined || effect === 'nothing') return;
    this.#findings.demand(
      applied.result?.kind === effect,
      'I-5',
      () => `entry ${entry.index} gives ${result} on ${where}, and ${effect} in the model`,
    );
    this.sessions.noteAnswer(executed, result);
    this.#noteExecution(entry.index, executed, effect, failedChecks);
  }

  /** N-3, X-7: a leader's command removes what is due by log time, and nothing else. */
  #checkExpired(
    where: string,
    { index, term }: Entry,
    { command, result }: { readonly command: ExpireEntries; readonly result: string },
  ): void {
    const count = this.model.expiries.expire(command, { term, now: this.model.now });
    this.#findings.demand(
      result === describeExpired(count),
      'I-5',
      () =>
        `entry ${index} gives ${result} on ${where}, and ${describeExpired(count)} in the model`,
    );
  }

  /** A client got its answer. */
  judge(call: Call, answer: Answer): void {
    const { operation } = call;
    this.judgedCount += 1;
    if (operation.kind === 'atomic') this.#judgeWrite(call, operation.id, answer);
    else if (answer.kind === 'read') this.#judgeRead(call, operation, answer);
  }

  /** To be called when every node has applied everything: nothing acknowledged may be missing. */
  judgeEnd(): void {
    for (const [id, { answer, index }] of this.#fates) {
      this.#findings.demand(
        answer?.kind !== 'committed' || index !== undefined,
        'lost',
        () => `write ${id} was acknowledged and is nowhere in the log`,
      );
    }
  }

  #fateOf(id: number): Fate {
    let fate = this.#fates.get(id);
    if (fate === undefined) {
      fate = { index: undefined, effect: undefined, failedChecks: [], answer: undefined };
      this.#fates.set(id, fate);
    }
    return fate;
  }

  #noteExecution(
    index: number,
    command: AtomicCommand,
    effect: 'committed' | 'conflict' | 'rejected',
    failedChecks: readonly number[],
  ): void {
    const [mark] = command.mutations;
    if (mark?.kind !== 'set' || !textOf(mark.key).startsWith(markPrefix)) return;
    const id = Number(modelValue(mark.value));
    const fate = this.#fateOf(id);
    this.#findings.demand(
      fate.index === undefined,
      'I-20',
      () => `write ${id} is executed twice, at ${fate.index} and at ${index}`,
    );
    fate.index = index;
    fate.effect = effect;
    fate.failedChecks = failedChecks;
    this.#checkHonesty(id, fate);
  }

  #judgeWrite(call: Call, id: number, answer: Answer): void {
    const fate = this.#fateOf(id);
    fate.answer = answer;
    this.#checkHonesty(id, fate);
    if (answer.kind !== 'committed' && answer.kind !== 'conflict') return;
    const { index } = fate;
    if (index === undefined || fate.effect !== answer.kind) {
      const said = answer.kind === 'committed' ? 'acknowledged' : 'answered with a conflict';
      this.#findings.report('I-14', `write ${id} was ${said}, and no node has executed it so`);
      return;
    }
    if (answer.kind === 'committed') {
      this.#findings.demand(
        answer.index === index,
        'I-14',
        () => `write ${id} was acknowledged at ${answer.index} and stands at ${index}`,
      );
    } else {
      this.#findings.demand(
        answer.failedChecks.join() === fate.failedChecks.join(),
        'I-14',
        () =>
          `write ${id}: failed checks ${answer.failedChecks.join()}, in the model ${fate.failedChecks.join()}`,
      );
    }
    this.#findings.demand(
      index > call.floor,
      'I-14',
      () => `write ${id} stands at ${index}, although ${call.floor} was known before it began`,
    );
    this.#raiseFloor(index);
  }

  /** I-23 */
  #checkHonesty(id: number, { answer, effect, index }: Fate): void {
    this.#findings.demand(
      answer?.kind !== 'notApplied' || effect !== 'committed',
      'I-23',
      () => `write ${id} was said not to be applied, and is executed at ${index}`,
    );
  }

  #judgeRead(
    call: Call,
    operation: Exclude<Operation, { readonly kind: 'atomic' }>,
    { entries, readAt }: Extract<Answer, { readonly kind: 'read' }>,
  ): void {
    const isStrong = operation.consistency === 'strong';
    const seen = this.#complete(operation, entries);
    this.#findings.demand(
      readAt === undefined || this.#positionOf(seen, readAt) === readAt,
      'I-14',
      () => `n${call.node} says that it read state ${readAt}, which has not ${describeFound(seen)}`,
    );
    const { floor } = call;
    const position = this.#positionOf(seen, floor);
    if (position !== undefined) {
      if (isStrong) this.#raiseFloor(position);
      return;
    }
    const stale = this.#positionOf(seen, 0);
    const where = `client ${call.client} reads from n${call.node}`;
    const what = describeFound(seen);
    if (stale === undefined) this.#findings.report('I-14', `${where} what never was: ${what}`);
    else {
      this.#findings.report(
        'I-14',
        `${where} the state at ${stale}, although it must not be below ${floor}: ${what}`,
      );
    }
  }

  /** The least position from `floor` on at which the state is what was seen. */
  #positionOf(seen: readonly Found[], floor: number): number | undefined {
    let position = floor;
    for (;;) {
      let next = position;
      for (const { key, value, index } of seen) {
        const { version, next: following } = this.model.at(key, next);
        const isIt = version.value === value && (value === undefined || version.index === index);
        if (!isIt) next = following;
        if (next > this.model.lastIndex) return undefined;
      }
      if (next === position) return position;
      position = next;
    }
  }

  /** What a read says of every key that it covers, also of those that it says are absent. */
  #complete(
    operation: Exclude<Operation, { readonly kind: 'atomic' }>,
    entries: readonly Found[],
  ): readonly Found[] {
    if (operation.kind === 'get') return entries;
    const { prefix, limit, reverse } = operation;
    const last = limit > 0 && entries.length === limit ? entries.at(-1)?.key : undefined;
    const isCovered = (key: string): boolean =>
      key.startsWith(prefix) && (last === undefined || (reverse ? key >= last : key <= last));
    const covered = this.model.keys.filter(isCovered);
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const missing = covered.filter((key) => !byKey.has(key));
    return [...entries, ...missing.map((key) => ({ key, value: undefined, index: undefined }))];
  }
}

/** What the entry carries for the state machine, if it carries something. */
function findCommand({ kind, command }: Entry): Command | undefined {
  return kind === 'normal' || kind === 'internal' ? decodeCommand(command) : undefined;
}

function formatResult({ result }: Applied): string {
  switch (result?.kind) {
    case undefined:
      return 'nothing';
    case 'committed':
      return `committed ${Buffer.from(result.versionstamp).toString('hex')}`;
    case 'conflict':
      return `conflict ${result.failedChecks.join()}`;
    case 'rejected':
      return `rejected ${result.message}`;
    case 'sessionOpened':
      return `session ${result.session} opened`;
    case 'sessionRefused':
      return `refused by the session: ${result.reason}`;
    case 'sessionClosed':
      return result.kind;
    case 'sessionsSwept':
      return `${result.count} sessions swept`;
    case 'entriesExpired':
      return describeExpired(result.count);
    case 'catalog':
      return `catalog ${result.outcome} ${result.id}`;
  }
}

function describeExpired(count: number): string {
  return `${count} entries expired`;
}

function describeFound(seen: readonly Found[]): string {
  return seen
    .map(({ key, value, index }) => `${printable(key)}=${value ?? 'absent'}@${index ?? '-'}`)
    .join(' ');
}

function printable(key: string): string {
  return key.replaceAll(/[^ -~]/g, '');
}
