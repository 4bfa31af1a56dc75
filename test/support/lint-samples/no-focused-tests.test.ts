// Rejected by: vitest/no-focused-tests
import { expect, test } from 'vitest';
test.only('a focused test hides the others', () => {
  expect(1).toBe(1);
});
