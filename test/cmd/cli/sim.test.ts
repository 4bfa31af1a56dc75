import { expect, test } from 'vitest';
import type { RawSimOptions } from '../../../cmd/cli/sim-options.ts';
import { runSim } from '../../../cmd/cli/sim.ts';
import { FakeIo } from '../fake-io.ts';

const defaults: RawSimOptions = { seed: '1', seconds: '1', faults: 'all' };

test('a run without a finding is one line, and the exit code is 0', async () => {
  const io = new FakeIo();
  expect(await runSim({ ...defaults, seed: '3' }, { io })).toBe(0);
  expect(io.stdout).toMatch(/^seed 3: nothing was found\. .*\d+ operations judged\n$/);
});

test('a trace shows every event before the result', async () => {
  const io = new FakeIo();
  await runSim({ ...defaults, faults: 'none', trace: true }, { io });
  expect(io.stdout.split('\n').length).toBeGreaterThan(20);
  expect(io.stdout).toMatch(/seed 1: nothing was found\..*\n$/);
});

test('all mistakes are told at once', async () => {
  const raw = { seed: 'x', seconds: '-1', faults: 'rain', skip: 'all' };
  await expect(runSim(raw, { io: new FakeIo() })).rejects.toThrow(
    /--seed: "x".*\n--seconds: "-1".*\n--faults: .*rain.*\n--skip: /,
  );
});
