/** The checker judges histories whose verdict is known: the wrong ones must be caught, the right ones passed. */
import { describe, expect, test } from 'vitest';
import { checkLinearizable, describeVerdict, step } from './checker.ts';
import type { Action, Operation, State } from './history.ts';

/** An operation on the one key of these histories. */
function operation(calledAt: number, answeredAt: number | undefined, action: Action): Operation {
  return { client: 0, key: 'k', action, calledAt, answeredAt };
}

const write = (value: string): Action => ({ kind: 'write', value });
const read = (value: State): Action => ({ kind: 'read', value });
const add = (amount: number): Action => ({ kind: 'add', amount });

describe('wrong histories are caught', () => {
  test.each<[string, readonly Operation[]]>([
    [
      'an acknowledged write is lost',
      [operation(0, 1, write('a')), operation(2, 3, write('b')), operation(4, 5, read('a'))],
    ],
    [
      'an acknowledged first write is lost',
      [operation(0, 1, write('a')), operation(2, 3, read(undefined))],
    ],
    [
      'a strong read is stale: the value before was read after the value after',
      [
        operation(0, 1, write('a')),
        operation(2, 9, write('b')),
        operation(3, 4, read('b')),
        operation(5, 6, read('a')),
      ],
    ],
    ['a sum is applied twice', [operation(0, 1, add(1)), operation(2, 3, read(2))]],
    [
      'a sum without an answer is applied twice',
      [operation(0, undefined, add(1)), operation(2, 3, read(1)), operation(4, 5, read(2))],
    ],
    ['a value appears that nobody wrote', [operation(0, 1, read('ghost'))]],
    [
      'a value is read before its write was called',
      [operation(0, 1, read('a')), operation(2, 3, write('a'))],
    ],
    [
      'a write without an answer takes effect twice',
      [
        operation(0, undefined, write('a')),
        operation(1, 2, read('a')),
        operation(3, 4, write('b')),
        operation(5, 6, read('a')),
      ],
    ],
    [
      'two checked writes both replace the same value',
      [
        operation(0, 1, write('a')),
        operation(2, 5, { kind: 'checkedWrite', expected: 'a', value: 'b', committed: true }),
        operation(2, 5, { kind: 'checkedWrite', expected: 'a', value: 'c', committed: true }),
      ],
    ],
    [
      'a check fails although nothing changed',
      [
        operation(0, 1, write('a')),
        operation(2, 3, { kind: 'checkedWrite', expected: 'a', value: 'b', committed: false }),
      ],
    ],
  ])('%s', (_, history) => {
    const verdict = checkLinearizable(history);
    expect(verdict.kind).toBe('violation');
    expect(describeVerdict(verdict)).toContain('violation: key k');
  });

  test('in one key among right ones', () => {
    const good = Array.from({ length: 20 }, (_, key): Operation => ({
      ...operation(key, key + 1, write('a')),
      key: `good${key}`,
    }));
    const verdict = checkLinearizable([...good, operation(0, 1, read('ghost'))]);
    expect(verdict).toMatchObject({ kind: 'violation', key: 'k' });
  });
});

describe('right histories pass', () => {
  test.each<[string, readonly Operation[]]>([
    ['nothing happened', []],
    [
      'a read during a write sees either value',
      [
        operation(0, 1, write('a')),
        operation(2, 9, write('b')),
        operation(3, 4, read('a')),
        operation(5, 6, read('b')),
      ],
    ],
    [
      'a write without an answer is never seen',
      [
        operation(0, 1, write('a')),
        operation(2, undefined, write('b')),
        operation(8, 9, read('a')),
      ],
    ],
    [
      'a write without an answer is seen late',
      [
        operation(0, 1, write('a')),
        operation(2, undefined, write('b')),
        operation(3, 4, read('a')),
        operation(8, 9, read('b')),
      ],
    ],
    [
      'sums without an answer count or do not',
      [
        operation(0, undefined, add(1)),
        operation(0, undefined, add(1)),
        operation(0, 1, add(1)),
        operation(2, 3, read(2)),
      ],
    ],
    [
      'a check fails because of a write without an answer',
      [
        operation(0, 1, write('a')),
        operation(2, undefined, write('b')),
        operation(3, 4, { kind: 'checkedWrite', expected: 'a', value: 'c', committed: false }),
      ],
    ],
    [
      'one of two checked writes wins',
      [
        operation(0, 1, write('a')),
        operation(2, 5, { kind: 'checkedWrite', expected: 'a', value: 'b', committed: true }),
        operation(2, 5, { kind: 'checkedWrite', expected: 'a', value: 'c', committed: false }),
        operation(6, 7, read('b')),
      ],
    ],
  ])('%s', (_, history) => {
    expect(checkLinearizable(history)).toEqual({ kind: 'linearizable' });
  });
});

/** A generator with a seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs clients against one real copy: each operation takes effect at a random instant of its interval. */
function recordRun(seed: number): Operation[] {
  const random = seeded(seed);
  const planned = Array.from({ length: 150 }, (_, id) => {
    const calledAt = random() * 300;
    const effectAt = calledAt + random() * 8;
    return { id, calledAt, effectAt, answeredAt: effectAt + random() * 8, isRead: random() < 0.5 };
  }).toSorted((a, b) => a.effectAt - b.effectAt);
  let state: State;
  return planned.map(({ id, calledAt, answeredAt, isRead }) => {
    const action = isRead ? read(state) : write(`v${id}`);
    const next = step(state, action);
    if (next !== 'impossible') ({ state } = next);
    return operation(calledAt, answeredAt, action);
  });
}

describe('long histories', () => {
  test.each([1, 2, 3, 4, 5])('of a real atomic copy pass (seed %i)', (seed) => {
    expect(checkLinearizable(recordRun(seed))).toEqual({ kind: 'linearizable' });
  });

  test.each([1, 2, 3, 4, 5])('with one stale read are caught (seed %i)', (seed) => {
    const history = recordRun(seed);
    const stale = history.find(
      ({ action }) => action.kind === 'read' && action.value !== undefined,
    );
    expect(stale).toBeDefined();
    const late = operation(1000, 1001, stale?.action ?? read(undefined));
    const overwritten = operation(998, 999, write('last'));
    expect(checkLinearizable([...history, overwritten, late]).kind).toBe('violation');
  });
});
