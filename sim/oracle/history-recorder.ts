/**
 * Keeps what the clients of a run were answered, and has it judged at its end without trust in the log: the client
 * oracle believes the order in which entries were applied, this believes only the clients.
 *
 * What became of the writes without an answer is first taken from the log, which leaves the checker nothing to guess: if that
 * explains the history, it is an explanation like any other. If it does not, the checker searches for one of its own.
 *
 * Reads without an answer, and eventual ones, say nothing and are left out. All writes of a client set the client's mark,
 * so the keys of a run hang together, and the verdict on the order of commits is exact.
 *
 * Bound: a run of seconds; the clients wait for each answer, so a run has some thousands of operations.
 */
import type { Mutation as StoreMutation } from '../../storage/index.ts';
import type { AtomicOutcome, Entry, Mutation, Operation } from '../linearizability/history.ts';
import { judgeHistory } from '../linearizability/judge.ts';
import { reportVerdict } from '../linearizability/report.ts';
import type { Answer, Call, Found } from '../workload/operation.ts';
import type { Findings } from '../world/findings.ts';
import { modelValue, textOf } from './kv-model.ts';

type Recorded = { readonly operation: Operation; readonly write: number | undefined };

export class HistoryRecorder {
  readonly #recorded: Recorded[] = [];

  /** Takes a call when it is answered or given up, at the time `now`. */
  add(call: Call, answer: Answer, now: number): void {
    const operation = historyOperation(call, answer, now);
    const write = call.operation.kind === 'atomic' ? call.operation.id : undefined;
    if (operation !== undefined) this.#recorded.push({ operation, write });
  }

  /**
   * Reports under the rule I-14 if the history is not linearizable, or too hard to decide. To be called when no
   * call is open any more. `indexOf` tells where the log has the write of that number committed, if it has.
   */
  judge(findings: Findings, indexOf: (write: number) => number | undefined): void {
    const recorded = this.#recorded.toSorted(
      (a, b) => a.operation.invokedAt - b.operation.invokedAt,
    );
    const suggested = recorded.map(({ operation, write }) =>
      write === undefined ? operation : settle(operation, indexOf(write)),
    );
    if (judgeHistory(suggested).kind === 'linearizable') return;
    const history = recorded.map(({ operation }) => operation);
    const verdict = judgeHistory(history);
    if (verdict.kind !== 'linearizable') findings.report('I-14', reportVerdict(verdict, history));
  }
}

/** The operation as if its client had learned in the end what became of it: at `index`, or never. */
function settle(operation: Operation, index: number | undefined): Operation {
  if (operation.kind !== 'atomic' || operation.outcome.kind !== 'unknown') return operation;
  const completedAt = Infinity;
  const outcome: AtomicOutcome =
    index === undefined
      ? { kind: 'notApplied', completedAt }
      : { kind: 'committed', completedAt, versionstamp: versionstampOf(index) };
  return { ...operation, outcome };
}

function historyOperation(call: Call, answer: Answer, now: number): Operation | undefined {
  const { client, invokedAt, operation } = call;
  if (operation.kind === 'atomic') {
    const { checks, mutations } = operation.write;
    return {
      client,
      invokedAt,
      kind: 'atomic',
      checks: checks.map(({ key, versionstamp }) => ({
        key: hexOf(textOf(key)),
        ...(versionstamp && { versionstamp: Buffer.from(versionstamp).toString('hex') }),
      })),
      mutations: mutations.map(historyMutation),
      outcome: writeOutcome(answer, now),
    };
  }
  if (operation.consistency !== 'strong' || answer.kind !== 'read') return undefined;
  const outcome = { kind: 'read', completedAt: now, entries: entriesOf(answer.entries) } as const;
  if (operation.kind === 'get') {
    return { client, invokedAt, kind: 'get', keys: operation.keys.map(hexOf), outcome };
  }
  const { prefix, limit, reverse } = operation;
  return {
    client,
    invokedAt,
    kind: 'list',
    start: `${hexOf(prefix)}00`,
    end: `${hexOf(prefix)}ff`,
    ...(limit > 0 && { limit }),
    reverse,
    outcome,
  };
}

function writeOutcome(answer: Answer, completedAt: number): AtomicOutcome {
  switch (answer.kind) {
    case 'committed':
      return { kind: 'committed', completedAt, versionstamp: versionstampOf(answer.index) };
    case 'conflict':
      return { kind: 'conflict', completedAt, failedChecks: answer.failedChecks };
    case 'notApplied':
      return { kind: 'notApplied', completedAt };
    case 'unknown':
      return { kind: 'unknown' };
    case 'read':
      throw new Error('a write was answered with a read');
  }
}

function historyMutation(mutation: StoreMutation): Mutation {
  const key = hexOf(textOf(mutation.key));
  switch (mutation.kind) {
    case 'set':
      return { kind: 'set', key, value: modelValue(mutation.value) };
    case 'delete':
      return { kind: 'delete', key };
    case 'sum':
    case 'min':
    case 'max':
      return { kind: mutation.kind, key, operand: Number(modelValue(mutation.value)) };
    case 'setVersionstampedKey':
      throw new Error(`the workload makes no ${mutation.kind}`);
  }
}

function entriesOf(found: readonly Found[]): readonly Entry[] {
  return found.flatMap(({ key, value, index }) =>
    value === undefined || index === undefined
      ? []
      : [{ key: hexOf(key), value, versionstamp: versionstampOf(index) }],
  );
}

function versionstampOf(index: number): string {
  return `${index.toString(16).padStart(16, '0')}0000`;
}

/** Keeps the order of keys. */
function hexOf(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('hex');
}
