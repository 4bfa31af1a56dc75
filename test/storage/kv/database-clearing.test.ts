import { expect, test } from 'vitest';
import { asTerm } from '../../../base/brand.ts';
import type { Term } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import { ViewEndedError } from '../../../storage/errors.ts';
import { decodeCommand } from '../../../storage/kv/command-codec.ts';
import { DatabaseClearing } from '../../../storage/kv/database-clearing.ts';
import type { ClearingStep } from '../../../storage/kv/database-clearing.ts';
import { ManualClock } from '../../support/manual-clock.ts';

type Proposed = { readonly term: Term; readonly command: unknown; readonly settle: () => void };

/** A node whose steps and term the test decides about. */
function makeClearing(findStep: () => ClearingStep | undefined) {
  const clock = new ManualClock();
  const node: { term: number | undefined } = { term: 3 };
  const proposed: Proposed[] = [];
  const clearing = DatabaseClearing.start({
    clock,
    logger: silentLogger,
    findStep: async () => await new Promise((resolve) => resolve(findStep())),
    leadingTerm: () => (node.term === undefined ? undefined : asTerm(node.term)),
    propose: (term, bytes, settle) => {
      proposed.push({ term, command: decodeCommand(bytes), settle });
    },
  });
  return { clock, node, proposed, clearing };
}

const step: ClearingStep = { database: 1, keys: ['d\0\0\0\u0001a'], isLast: false };

test('a leader proposes one step after the other, each when the fate of the one before is known', async () => {
  const steps = [step, { ...step, keys: [], isLast: true }];
  const { clock, proposed } = makeClearing(() => steps.shift());
  await clock.advance(1000);
  expect(proposed).toMatchObject([
    { term: 3, command: { kind: 'clearDatabase', ...step, term: 3 } },
  ]);
  await clock.advance(10_000);
  expect(proposed).toHaveLength(1);
  proposed[0]?.settle();
  await clock.advance(50);
  expect(proposed[1]?.command).toMatchObject({ keys: [], isLast: true });
  proposed[1]?.settle();
  await clock.advance(10_000);
  expect(proposed).toHaveLength(2);
});

test('a node that does not lead looks at nothing, and one that was stopped proposes nothing', async () => {
  let looks = 0;
  const { clock, node, proposed, clearing } = makeClearing(() => {
    looks += 1;
    return step;
  });
  node.term = undefined;
  await clock.advance(5000);
  expect(looks).toBe(0);
  node.term = 4;
  await clearing.stop();
  await clearing.stop();
  await clock.advance(5000);
  expect(proposed).toHaveLength(0);
});

test('a view that ends while it is read costs one look', async () => {
  let looks = 0;
  const { clock, proposed } = makeClearing(() => {
    looks += 1;
    if (looks === 1) throw new ViewEndedError('a snapshot was installed');
    return step;
  });
  await clock.advance(1000);
  expect(proposed).toHaveLength(0);
  await clock.advance(1000);
  expect(proposed).toHaveLength(1);
});
