/** What a finished founding leaves on the machines of the founders: identities, a cluster id, and the same first entry. */
import { asClusterId, asWallMs } from '../base/brand.ts';
import type { NodeId } from '../base/brand.ts';
import { bootstrapEntry } from '../raft/index.ts';
import type { Entry, Membership } from '../raft/index.ts';
import { adoptCluster, entryChecksum, openIdentity } from '../storage/index.ts';
import type { Identity } from '../storage/index.ts';
import { grpcAddressOf, nodeDirectory, peerAddressOf } from './node/beginning.ts';
import { streamOf } from './seeded-random.ts';
import type { Host } from './world/host.ts';

/** Boots the machines and leaves them running, without a node. */
export async function foundCluster(
  hosts: readonly Host[],
  { seed, run }: { readonly seed: number; readonly run: (isDone: () => boolean) => Promise<void> },
): Promise<{
  readonly first: Entry;
  readonly membership: Membership;
  readonly nodeIds: ReadonlyMap<Host, NodeId>;
}> {
  let open = hosts.length;
  const identities: { readonly host: Host; readonly identity: Identity }[] = [];
  for (const host of hosts) {
    host.boot();
    const random = streamOf(seed, `identity ${host.number}`);
    const { clock, disk } = host;
    const names = { directory: nodeDirectory, name: host.name };
    void openIdentity(names, { disk, random, clock }).then((identity) => {
      identities.push({ host, identity });
      open -= 1;
    });
  }
  await run(() => open === 0);
  const members = identities.toSorted((a, b) => (a.identity.nodeId < b.identity.nodeId ? -1 : 1));
  const membership: Membership = {
    voters: members.map(({ identity }) => identity.nodeId),
    learners: [],
    members: new Map(
      members.map(({ host, identity }) => [
        identity.nodeId,
        {
          name: host.name,
          peerAddress: peerAddressOf(host.number),
          grpcAddress: grpcAddressOf(host.number),
        },
      ]),
    ),
  };
  const first = bootstrapEntry({ membership, stampedAt: asWallMs(0), checksum: entryChecksum });
  const clusterId = asClusterId('0'.repeat(31) + '1');
  open = members.length;
  for (const { host, identity } of members) {
    const { disk } = host;
    const adoption = { directory: nodeDirectory, identity, clusterId, first };
    void adoptCluster(adoption, { disk }).then(() => {
      open -= 1;
    });
  }
  await run(() => open === 0);
  const nodeIds = new Map(members.map(({ host, identity }) => [host, identity.nodeId]));
  return { first, membership, nodeIds };
}
