/** The only differences between Deno's own database and Kvorum that the differential test does not report. */
import type { Mutation, Step } from './step.ts';
import type { DifferentialTarget } from './target.ts';

/**
 * `error from afar`: what a server refuses, Deno reports as an Error with words and a status around the text; its own
 * database throws a TypeError with the text alone. What remains is compared.
 */
export function textOfError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^KV Connect failed to call '[^']*' \(status=\d+ [^)]*\): /, '');
}

/**
 * `no rollback`: if one mutation of a commit fails, Deno's own database keeps those before it, and Kvorum none. After
 * such a step what it touched is deleted from every target, so that they are equal again.
 */
export async function undoHalfCommit(target: DifferentialTarget, step: Step): Promise<void> {
  if (step.kind !== 'commit' || step.mutations.length < 2) return;
  const deletes: Mutation[] = [];
  for (const mutation of step.mutations) {
    if (mutation.type === 'set' && mutation.isVersionstamped) {
      for await (const { key } of target.list({ prefix: mutation.key }, {})) {
        deletes.push({ type: 'delete', key });
      }
    } else deletes.push({ type: 'delete', key: mutation.key });
  }
  for (const mutation of deletes) await target.commit([], [mutation]);
}
