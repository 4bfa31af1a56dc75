/**
 * I-4, looked ahead: whether a node that lacks an entry could be elected now. As soon as that is possible for an entry
 * that counts as committed, it can be lost, even if luck lets the right node win (Raft §5.4.2, figure 8). Log
 * comparison is written here anew (E-6), so that a mistake in the nodes' own is not repeated.
 */

type Last = { readonly term: number; readonly index: number };

/** The log of one voter, as it would be compared in an election. */
export type VoterLog = { readonly name: string; readonly last: Last; readonly holdsEntry: boolean };

/**
 * A voter that lacks the entry and would get the votes of a majority in each half, if there is one. `halves` are the
 * voters of the membership in force; two of a joint one.
 */
export function findUsurper(halves: readonly (readonly VoterLog[])[]): string | undefined {
  for (const candidate of halves.flat()) {
    if (candidate.holdsEntry) continue;
    const wins = halves.every((half) => {
      const votes = half.filter(({ last }) => isAtLeast(candidate.last, last));
      return votes.length * 2 > half.length;
    });
    if (wins) return candidate.name;
  }
  return undefined;
}

function isAtLeast(candidate: Last, own: Last): boolean {
  return candidate.term > own.term || (candidate.term === own.term && candidate.index >= own.index);
}
