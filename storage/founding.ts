/**
 * What the founder of a cluster decided, stored before any other node hears of it: a founder that crashes
 * while it hands the decision out goes on with the same one, so that one list never makes two clusters.
 * The file `founding` in the data directory; docs/formats.md has its lines.
 */
import { asWallMs, isClusterId, isCount } from '../base/brand.ts';
import type { ClusterId, WallMs } from '../base/brand.ts';
import type { Membership } from '../raft/index.ts';
import { decodeMembership, encodeMembership } from '../raft/index.ts';
import type { Disk } from './disk/disk.ts';
import { replaceFile } from './disk/replace-file.ts';
import { CorruptionError } from './errors.ts';
import { decodeSealedText, encodeSealedText } from './sealed-text.ts';

const NAME = 'founding';
const TITLE = 'kvorum founding 1';
const FIELDS = ['cluster', 'stamped', 'membership'] as const;

export type Founding = {
  readonly clusterId: ClusterId;
  readonly membership: Membership;
  readonly stampedAt: WallMs;
};

/** Stores the decision in `directory`. Durable when this settles. */
export async function storeFounding(
  directory: string,
  founding: Founding,
  deps: { readonly disk: Disk },
): Promise<void> {
  const bytes = encodeSealedText(TITLE, [
    [FIELDS[0], founding.clusterId],
    [FIELDS[1], String(founding.stampedAt)],
    [FIELDS[2], new TextDecoder().decode(encodeMembership(founding.membership))],
  ]);
  await replaceFile(deps.disk, { directory, name: NAME }, bytes);
}

/**
 * The stored decision, if there is one. It is durable when this settles: after a failed sync the file might be
 * there and not be on the disk, so what was read is written again (as rule W-11). Throws `CorruptionError` if the
 * file is not as it was written.
 */
export async function readFounding(
  directory: string,
  deps: { readonly disk: Disk },
): Promise<Founding | undefined> {
  const path = `${directory}/${NAME}`;
  const bytes = await deps.disk.read(path);
  if (bytes === undefined) return undefined;
  const founding = decodeFounding(path, bytes);
  await storeFounding(directory, founding, deps);
  return founding;
}

function decodeFounding(path: string, bytes: Uint8Array): Founding {
  const text = decodeSealedText(bytes, TITLE, FIELDS);
  if (text.kind === 'whole') {
    const [cluster = '', stamped, membership = ''] = text.values;
    const stampedAt = Number(stamped);
    if (isClusterId(cluster) && isCount(stampedAt)) {
      return {
        clusterId: cluster,
        membership: decodeMembership(new TextEncoder().encode(membership)),
        stampedAt: asWallMs(stampedAt),
      };
    }
  }
  throw new CorruptionError(
    `${path} is damaged, or was written by a later version of Kvorum. This node has not joined its cluster yet, ` +
      `but others may have: restore the file from a copy. If no other node of the cluster was started yet, remove ` +
      `this data directory instead and start again.`,
  );
}
