import { expect, test } from 'vitest';
import { simulate } from '../../sim/run.ts';

test('quick', async () => {
  for (
    let seed = Number(process.env['FROM'] ?? 1);
    seed <= Number(process.env['TO'] ?? 40);
    seed += 1
  ) {
    const startedAt = process.cpuUsage().user / 1000;
    const result = await simulate({
      seed,
      seconds: 15,
      faults: { without: new Set(), skip: new Set() },
    });
    const ms = process.cpuUsage().user / 1000 - startedAt;
    process.stdout.write(
      `${seed} ${ms.toFixed(0)} ms ${JSON.stringify(result.figures)} ${JSON.stringify(result.finding)} ${result.strikes.length}\n`,
    );
    if (result.finding) process.stdout.write(result.lastLines.slice(-30).join('\n') + '\n');
  }
  expect(1).toBe(1);
}, 100000);
