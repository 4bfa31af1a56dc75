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

const NAME = 'founding';
const TITLE = 'kvorum founding 1';

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
  const text = [
    TITLE,
    founding.clusterId,
    String(founding.stampedAt),
    new TextDecoder().decode(encodeMembership(founding.membership)),
    '',
  ].join('\n');
  await replaceFile(deps.disk, { directory, name: NAME }, new TextEncoder().encode(text));
}

/** The stored decision, if there is one. Throws `CorruptionError` if the file is not as it was written. */
export async function readFounding(
  directory: string,
  deps: { readonly disk: Disk },
): Promise<Founding | undefined> {
  const bytes = await deps.disk.read(`${directory}/${NAME}`);
  if (bytes === undefined) return undefined;
  const [title, clusterId = '', stamp, membership = ''] = new TextDecoder()
    .decode(bytes)
    .split('\n');
  const stampedAt = Number(stamp);
  if (title !== TITLE || !isClusterId(clusterId) || !isCount(stampedAt)) {
    throw new CorruptionError(
      `${directory}/${NAME} is damaged. The cluster was not founded yet; remove the data directory and start again.`,
    );
  }
  return {
    clusterId,
    membership: decodeMembership(new TextEncoder().encode(membership)),
    stampedAt: asWallMs(stampedAt),
  };
}
