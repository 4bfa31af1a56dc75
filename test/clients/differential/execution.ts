/** Executes a step on one target, and gives its result as text that can be compared. */
import type { KvListOptions } from '@deno/kv';
import { renderCursor, renderEntry } from './rendering.ts';
import type { StampNames } from './rendering.ts';
import type { Check, Step } from './step.ts';
import type { DifferentialTarget } from './target.ts';
import { textOfError, undoHalfCommit } from './tolerated.ts';

/** A database with the names of the stamps that it has shown. */
export type Side = { readonly target: DifferentialTarget; readonly names: StampNames };

const stampNeverGiven = `${'f'.repeat(19)}0`;

export async function execute(side: Side, step: Step): Promise<string> {
  try {
    return await answerOf(side, step);
  } catch (error) {
    await undoHalfCommit(side.target, step);
    return `error: ${textOfError(error)}`;
  }
}

async function answerOf(side: Side, step: Step): Promise<string> {
  const { target, names } = side;
  switch (step.kind) {
    case 'get':
      return renderEntry(await target.get(step.key), names);
    case 'getMany': {
      const entries = await target.getMany(step.keys);
      return entries.map((entry) => renderEntry(entry, names)).join('\n');
    }
    case 'list':
      return await listText(side, step);
    case 'commit': {
      const checks = [];
      for (const check of step.checks) checks.push(await checkOf(side, check));
      const { ok, versionstamp } = await target.commit(checks, step.mutations);
      return ok ? `committed ${names.nameNew(versionstamp ?? '')}` : 'a check failed';
    }
  }
}

/** The check with the stamp that its choice means on this target. */
async function checkOf(
  { target, names }: Side,
  { key, stamp }: Check,
): Promise<{ readonly key: Check['key']; readonly versionstamp: string | null }> {
  switch (stamp) {
    case 'current':
      return { key, versionstamp: (await target.get(key)).versionstamp };
    case 'absent':
      return { key, versionstamp: null };
    case 'never given':
      return { key, versionstamp: stampNeverGiven };
    default:
      return { key, versionstamp: names.at(stamp.shownIndex) ?? null };
  }
}

async function listText(
  { target, names }: Side,
  step: Extract<Step, { readonly kind: 'list' }>,
): Promise<string> {
  const lines: string[] = [];
  /** Lists to the end or to `entriesMax` entries, and gives the cursor there. */
  const listOn = async (options: KvListOptions, entriesMax: number): Promise<string> => {
    const list = target.list(step.selector, options);
    for (let taken = 0; taken < entriesMax; taken += 1) {
      const { done, value } = await list.next();
      if (done === true) break;
      lines.push(renderEntry(value, names));
    }
    return list.cursor;
  };
  const cursor = await listOn(step.options, step.leftAfter ?? Infinity);
  lines.push(`cursor ${renderCursor(cursor, names)}`);
  if (step.leftAfter !== undefined && cursor !== '') {
    const end = await listOn({ ...step.options, cursor }, Infinity);
    lines.push(`cursor ${renderCursor(end, names)}`);
  }
  return lines.join('\n');
}
