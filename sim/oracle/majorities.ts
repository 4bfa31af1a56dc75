/** Majorities of a membership, counted anew here, so that a mistake in the nodes' own counting is not repeated. */

/** The voters; of a joint membership those of both halves. */
type Voters = {
  readonly voters: readonly string[];
  readonly votersOld?: readonly string[] | undefined;
};

/**
 * Says how many of which half hold something, as "1 of 2", if in each of `memberships` there is a half without a
 * majority that does; undefined if one membership is satisfied.
 *
 * There are two to choose from when a leader has committed entries and then changed its membership in one turn: what counted
 * is the one before.
 */
export function findMinority(
  memberships: readonly Voters[],
  holds: (voter: string) => boolean,
): string | undefined {
  let minority: string | undefined;
  for (const { voters, votersOld } of memberships) {
    const counts = (votersOld === undefined ? [voters] : [voters, votersOld]).map((half) => ({
      size: half.length,
      holders: half.filter(holds).length,
    }));
    const lacking = counts.find(({ size, holders }) => holders * 2 <= size);
    if (lacking === undefined) return undefined;
    minority ??= `${lacking.holders} of ${lacking.size}`;
  }
  return minority;
}
