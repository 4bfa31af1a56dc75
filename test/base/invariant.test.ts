import { expect, test } from 'vitest';
import { assertNever, invariant, InvariantError } from '../../base/invariant.ts';

const isTrue = (value: number): boolean => value === 1;

test('a fact that holds costs no message', () => {
  let built = 0;
  invariant(isTrue(1), () => {
    built++;
    return 'never shown';
  });
  expect(built).toBe(0);
});

test('a broken fact throws with its message, given or built', () => {
  expect(() => invariant(isTrue(2), 'numbers are wrong')).toThrow(InvariantError);
  expect(() => invariant(isTrue(2), 'numbers are wrong')).toThrow('numbers are wrong');
  const value = 2;
  expect(() => invariant(isTrue(value), () => `${value} is not 1`)).toThrow('2 is not 1');
});

test('the end of a switch names the value that must not be', () => {
  expect(() => {
    Reflect.apply(assertNever, undefined, [{ kind: 'surprise' }]);
  }).toThrow(new InvariantError('unexpected value {"kind":"surprise"}'));
});
