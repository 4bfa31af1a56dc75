/**
 * Judges a history that was kept in a file: by a test, or by the crash loop.
 *
 *   npm run judge-history -- FILE
 *
 * Exit codes: 0 linearizable, 2 wrong usage, 10 not linearizable or undecided, 1 anything else.
 */
import { readFileSync } from 'node:fs';
import { decodeHistory } from '../sim/linearizability/history-codec.ts';
import { judgeHistory } from '../sim/linearizability/judge.ts';
import { reportVerdict } from '../sim/linearizability/report.ts';

function main([path, ...others]: readonly string[]): number {
  if (path === undefined || others.length > 0) {
    process.stdout.write('usage: npm run judge-history -- FILE\n');
    return 2;
  }
  const history = decodeHistory(readFileSync(path, 'utf8'));
  const verdict = judgeHistory(history);
  process.stdout.write(`${history.length} operations: ${reportVerdict(verdict, history)}`);
  return verdict.kind === 'linearizable' ? 0 : 10;
}

process.exitCode = main(process.argv.slice(2));
