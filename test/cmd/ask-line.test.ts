import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askLine } from '../../cmd/ask-line.ts';

function setUp() {
  const input = new PassThrough();
  const output = new PassThrough();
  const answer = askLine('Do it? ', { input, output, onInterrupt: () => undefined });
  return { input, output, answer };
}

test('the question is shown, and the line that is typed is the answer', async () => {
  const { input, output, answer } = setUp();
  input.write('yes\nand more\n');
  expect(await answer).toBe('yes');
  expect(String(output.read())).toBe('Do it? ');
});

test('an input that ends is no answer', async () => {
  const { input, answer } = setUp();
  input.end();
  expect(await answer).toBe('');
});

test('a line that nobody has ended is no answer', async () => {
  const { input, answer } = setUp();
  input.end('y');
  expect(await answer).toBe('');
});
