/** A verdict for people: what is wrong in one sentence, and the smallest history that shows it. */
import { drawHistory } from './drawing.ts';
import type { Operation } from './history.ts';
import type { Verdict } from './judge.ts';
import { shrinkHistory } from './shrink.ts';

/** `history` is the one that was judged. */
export function reportVerdict(verdict: Verdict, history: readonly Operation[]): string {
  switch (verdict.kind) {
    case 'linearizable':
      return 'linearizable\n';
    case 'gaveUp':
      return `undecided, too many possibilities. What was not explained first: ${verdict.reason.text}\n`;
    case 'violation': {
      const small = shrinkHistory(history, verdict.reason);
      return `not linearizable: ${verdict.reason.text}\n\n${drawHistory(small)}`;
    }
  }
}
