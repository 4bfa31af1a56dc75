import { test } from 'vitest';
import { simulate } from '../../sim/run.ts';
test('one', async () => {
  const lines: string[] = [];
  const r = await simulate({
    seed: Number(process.env['SEED']),
    seconds: 15,
    faults: { without: new Set(), skip: new Set() },
    onTraceLine: (l) => lines.push(l),
  });
  process.stdout.write(lines.join('\n') + '\n' + JSON.stringify(r.finding) + '\n');
});
