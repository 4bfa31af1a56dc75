/**
 * I-15: what memberships follow each other in a log. Voters change only through a joint membership that holds both
 * sets (M-3), and none is appended before the one ahead of it is committed (M-4, M-7).
 */
import { decodeMembership } from '../../raft/index.ts';
import type { Entry, Membership } from '../../raft/index.ts';
import type { Findings } from '../world/findings.ts';
import type { Stored } from './log-mirror.ts';

/** The entry at an index of the log in question. */
type EntryAt = (index: number) => Pick<Stored, 'index' | 'term'> | undefined;

export class MembershipInvariants {
  readonly #findings: Findings;
  /** By index and term of their entries. */
  readonly #memberships = new Map<string, Membership>();
  /** New ones, with the index of the one before, until it is known what is committed. */
  #unjudged: { readonly writer: string; readonly index: number; readonly before: number }[] = [];

  constructor(first: Entry, findings: Findings) {
    this.#findings = findings;
    this.#memberships.set(idOf(first), decodeMembership(first.command));
  }

  /** `writer` puts `entry` into its log. */
  onEntry(writer: string, entry: Entry, entryAt: EntryAt): void {
    if (entry.kind !== 'config' || this.#memberships.has(idOf(entry))) return;
    const next = decodeMembership(entry.command);
    this.#memberships.set(idOf(entry), next);
    for (let index = entry.index - 1; index > 0; index -= 1) {
      const found = entryAt(index);
      const before = found === undefined ? undefined : this.#memberships.get(idOf(found));
      if (before === undefined) continue;
      this.#findings.demand(
        mayFollow(before, next),
        'I-15',
        () =>
          `${writer} changes voters from ${index} to ${entry.index} without a joint membership (M-3)`,
      );
      this.#unjudged.push({ writer, index: entry.index, before: index });
      return;
    }
  }

  /**
   * To be called when `node` has run, with the highest index that any node regards as committed. A node that died in the
   * same turn is not asked any more what it had committed, so it is not judged.
   */
  judge(node: string, committedIndex: number): void {
    if (this.#unjudged.length === 0) return;
    for (const { writer, index, before } of this.#unjudged) {
      if (writer !== node) continue;
      this.#findings.demand(
        before <= committedIndex,
        'I-15',
        () =>
          `${writer} changes the membership at ${index} before that of ${before} is committed (M-7)`,
      );
    }
    this.#unjudged = [];
  }
}

function mayFollow(before: Membership, next: Membership): boolean {
  const isSame = before.voters.join() === next.voters.join();
  if (before.votersOld !== undefined) return next.votersOld === undefined && isSame;
  if (next.votersOld !== undefined) return next.votersOld.join() === before.voters.join();
  return isSame;
}

function idOf({ index, term }: Pick<Stored, 'index' | 'term'>): string {
  return `${index}/${term}`;
}
