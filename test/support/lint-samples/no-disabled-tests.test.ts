// Rejected by: vitest/no-disabled-tests
import { expect, test } from 'vitest';
test.skip('a disabled test proves nothing', () => {
  expect(1).toBe(1);
});
