/** Whether a node can serve clients now, for `/readyz`. */
import type { NodeId } from '../base/brand.ts';

/** What decides. */
export type ServingState = {
  readonly isFenced: boolean;
  readonly lacksState: boolean;
  /** The node itself if it leads. */
  readonly leader: NodeId | undefined;
};

/** Why not, as a sentence; undefined if it can. */
export function describeUnready(state: ServingState): string | undefined {
  if (state.isFenced) return 'the state of this node is not that of the cluster';
  if (state.lacksState) return 'this node waits for a snapshot of the state';
  return state.leader === undefined ? 'this node knows no leader' : undefined;
}
