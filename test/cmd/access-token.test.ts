import { expect, test } from 'vitest';
import {
  drawToken,
  findTokenProblem,
  hashToken,
  idOfSharedToken,
  tokenOfFile,
} from '../../cmd/access-token.ts';

test('a token that is drawn has 32 bytes of chance, and may be used', () => {
  const asked: number[] = [];
  const token = drawToken((count) => {
    asked.push(count);
    return new Uint8Array(count).fill(asked.length);
  });
  expect(asked).toEqual([32]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(findTokenProblem(token)).toBeUndefined();
});

test.each([
  '',
  'short',
  'a'.repeat(11),
  'a'.repeat(513),
  'with a space in it',
  'umlaut-für-ada',
  'two\nlines-of-it',
])('the token "%s" may not be made, and the reason does not repeat it', (token) => {
  const problem = findTokenProblem(token);
  expect(problem).toMatch(/^a token must /);
  expect(problem?.split(' ')).not.toContain(token);
});

test('a token of 12 to 512 characters may be made', () => {
  expect([12, 512].map((length) => findTokenProblem('~'.repeat(length)))).toEqual([
    undefined,
    undefined,
  ]);
});

test('a file holds the token with or without an end of line', () => {
  expect(['abc', 'abc\n', 'abc\r\n'].map((text) => tokenOfFile(Buffer.from(text)))).toEqual(
    Array.from({ length: 3 }, () => 'abc'),
  );
});

test('nodes that make the same token give it the same id, which says nothing of it', () => {
  const hash = hashToken('abc');
  expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(idOfSharedToken(hash)).toBe(idOfSharedToken(hash));
  expect(idOfSharedToken(hash)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash).not.toContain(idOfSharedToken(hash));
});
