import { expect, test } from 'vitest';
import { HistoryRecorder } from '../../../sim/oracle/history-recorder.ts';
import { textOf } from '../../../sim/oracle/kv-model.ts';
import { bytesOf } from '../../../sim/workload/client.ts';
import type { Answer, Operation } from '../../../sim/workload/operation.ts';
import { Findings } from '../../../sim/world/findings.ts';
import type { Finding } from '../../../sim/world/findings.ts';
import { encodeKey } from '../../../storage/index.ts';

const key = textOf(encodeKey(['r', '0']));
const prefix = textOf(encodeKey(['r']));

type Calls = readonly (readonly [Operation, Answer])[];

/** Each call is over before the next begins. The log says nothing of writes without an answer. */
function judge(...calls: Calls): Finding | undefined {
  return judgeWithLog(new Map(), ...calls);
}

/** `log` holds the index of each write that was committed. */
function judgeWithLog(log: ReadonlyMap<number, number>, ...calls: Calls): Finding | undefined {
  const findings = new Findings(() => 0);
  const recorder = new HistoryRecorder();
  calls.forEach(([operation, answer], position) => {
    const invokedAt = position * 10;
    recorder.add({ client: 1, node: 1, operation, invokedAt, floor: 0 }, answer, invokedAt + 5);
  });
  recorder.judge(findings, (id) => log.get(id));
  return findings.first;
}

function write(id: number): Operation {
  const value = { encoding: 'bytes', bytes: bytesOf(`${id}`) } as const;
  const mutations = [{ kind: 'set', key: bytesOf(key), value }] as const;
  return { kind: 'atomic', id, write: { checks: [], mutations } };
}

function get(consistency: 'strong' | 'eventual'): Operation {
  return { kind: 'get', keys: [key], consistency };
}

const list: Operation = { kind: 'list', prefix, consistency: 'strong', reverse: false, limit: 0 };

function found(value: string | undefined, index: number | undefined): Answer {
  return { kind: 'read', entries: [{ key, value, index }], readAt: undefined };
}

const nothing: Answer = { kind: 'read', entries: [], readAt: undefined };

test('answers in the order of the log pass', () => {
  const calls = [
    [get('strong'), found(undefined, undefined)],
    [write(1), { kind: 'committed', index: 7 }],
    [write(2), { kind: 'unknown' }],
    [write(3), { kind: 'notApplied' }],
    [get('strong'), found('2', 8)],
    [list, found('2', 8)],
  ] as const;
  expect(judge(...calls)).toBeUndefined();
});

test.each([
  ['a strong get', get('strong'), found('1', 7)],
  ['a get of a version that never was', get('strong'), found('2', 9)],
  ['a list that misses an entry', list, nothing],
  ['a write that commits below an earlier one', write(3), { kind: 'committed', index: 6 }],
] as const)('%s is reported when it contradicts what was known', (_, operation, answer) => {
  const finding = judge(
    [write(1), { kind: 'committed', index: 7 }],
    [write(2), { kind: 'committed', index: 8 }],
    [operation, answer],
  );
  expect(finding).toMatchObject({ rule: 'I-14' });
  expect(finding?.sentence).toContain('not linearizable');
});

test('a write that was vouched not to be applied must not be seen', () => {
  const finding = judge([write(1), { kind: 'notApplied' }], [get('strong'), found('1', 7)]);
  expect(finding).toMatchObject({ rule: 'I-14' });
});

test('an eventual read may be stale', () => {
  const calls = [
    [write(1), { kind: 'committed', index: 7 }],
    [get('eventual'), found(undefined, undefined)],
  ] as const;
  expect(judge(...calls)).toBeUndefined();
});

test.each([
  ['committed, and it was not', new Map([[2, 8]]), '1', 7],
  ['not committed, and it was', new Map(), '2', 8],
] as const)('a log that says of a write that it is %s accuses nobody', (_, log, value, index) => {
  const finding = judgeWithLog(
    log,
    [write(1), { kind: 'committed', index: 7 }],
    [write(2), { kind: 'unknown' }],
    [get('strong'), found(value, index)],
    [get('strong'), found(value, index)],
  );
  expect(finding).toBeUndefined();
});

test('a log that agrees with a wrong answer excuses it not', () => {
  const finding = judgeWithLog(
    new Map([[2, 8]]),
    [write(1), { kind: 'committed', index: 7 }],
    [write(2), { kind: 'unknown' }],
    [get('strong'), found('2', 8)],
    [get('strong'), found('1', 7)],
  );
  expect(finding).toMatchObject({ rule: 'I-14' });
});
