/**
 * Who this data directory is: a node id that is drawn once and never used again (M-11), the cluster it
 * belongs to, if any, and how often it was started. The file `identity` in the data directory, replaced as a
 * whole (W-14); docs/formats.md has its lines.
 *
 * A node that has a cluster id has a log that begins with the membership it was given. So the log is made
 * first and the cluster id is stored last: a crash in between leaves a node without a cluster, which is
 * adopted anew.
 */
import { crc32 } from 'node:zlib';
import { asNodeId, asWallMs, isClusterId, isCount, isNodeId } from '../base/brand.ts';
import type { ClusterId, NodeId, WallMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import type { Random } from '../base/random.ts';
import type { Entry } from '../raft/index.ts';
import type { Disk } from './disk/disk.ts';
import { replaceFile } from './disk/replace-file.ts';
import { CorruptionError, WrongOwnerError } from './errors.ts';
import { Wal } from './wal/wal.ts';

const NAME = 'identity';
const TITLE = 'kvorum identity 1';

export type Identity = {
  readonly nodeId: NodeId;
  /** The operator's name for the node. It cannot be changed later. */
  readonly name: string;
  /** Absent until the node was adopted. */
  readonly clusterId: ClusterId | undefined;
  readonly createdAt: WallMs;
  /** Number of starts, this one included. */
  readonly incarnation: number;
};

/** Directory of the log within the data directory. */
export function logDirectory(directory: string): string {
  return `${directory}/wal`;
}

/**
 * Reads the identity of a data directory, or makes a new one in an empty directory, and counts one more start.
 * What it returns is durable. Throws `CorruptionError` when the file is damaged, or missing although there is
 * a log, and `WrongOwnerError` when the directory belongs to a node of another name.
 */
export async function openIdentity(
  options: { readonly directory: string; readonly name: string },
  deps: { readonly disk: Disk; readonly clock: Clock; readonly random: Random },
): Promise<Identity> {
  const { directory, name } = options;
  const { disk, clock, random } = deps;
  await disk.makeDirectory(directory);
  const path = `${directory}/${NAME}`;
  const bytes = await disk.read(path);
  if (bytes === undefined) {
    if ((await disk.list(logDirectory(directory))).length > 0) {
      throw new CorruptionError(
        `${path} is missing, although ${directory} holds the log of a node. Restore the file from a copy, ` +
          `or remove the whole data directory and rebuild the node as a new one.`,
      );
    }
    const nodeId = drawNodeId(random);
    const created = { nodeId, name, clusterId: undefined, createdAt: clock.wall(), incarnation: 1 };
    return await storeIdentity(disk, directory, created);
  }
  const found = decodeIdentity(path, bytes);
  if (found.name !== name) {
    throw new WrongOwnerError(
      `${directory} belongs to the node named ${found.name}, but this node is named ${name}. Start it with ` +
        `its own data directory, or under its old name.`,
    );
  }
  return await storeIdentity(disk, directory, { ...found, incarnation: found.incarnation + 1 });
}

/**
 * Makes the node a member of a cluster: its log then holds `first`, entry 1, committed. Durable when this
 * settles; safe to repeat with the same cluster. Throws `WrongOwnerError` when the node belongs to another.
 */
export async function adoptCluster(
  options: {
    readonly directory: string;
    readonly identity: Identity;
    readonly clusterId: ClusterId;
    readonly first: Entry;
  },
  deps: { readonly disk: Disk },
): Promise<Identity> {
  const { directory, identity, clusterId, first } = options;
  const { disk } = deps;
  if (identity.clusterId !== undefined) {
    if (identity.clusterId === clusterId) {
      return identity;
    }
    throw new WrongOwnerError(
      `this node belongs to cluster ${identity.clusterId} and cannot join cluster ${clusterId}`,
    );
  }
  invariant(first.index === 1 && first.kind === 'config', 'a log begins with a membership');
  const wal = logDirectory(directory);
  // What an interrupted adoption has left was never used: no vote was given and nothing acknowledged.
  const leftovers = await disk.list(wal);
  for (const leftover of leftovers) {
    await disk.remove(`${wal}/${leftover}`);
  }
  if (leftovers.length > 0) {
    await disk.syncDirectory(wal);
  }
  const hardState = { term: first.term, votedFor: undefined, commitIndex: first.index };
  const batch = { hardState, entries: [first] };
  await Wal.create({ directory: wal, clusterId, nodeId: identity.nodeId, first: batch }, { disk });
  return await storeIdentity(disk, directory, { ...identity, clusterId });
}

async function storeIdentity(disk: Disk, directory: string, identity: Identity): Promise<Identity> {
  await replaceFile(disk, { directory, name: NAME }, encodeIdentity(identity));
  return identity;
}

function encodeIdentity(identity: Identity): Uint8Array {
  const body = [
    TITLE,
    `node ${identity.nodeId}`,
    `name ${identity.name}`,
    `cluster ${identity.clusterId ?? 'none'}`,
    `created ${identity.createdAt}`,
    `incarnation ${identity.incarnation}`,
    '',
  ].join('\n');
  return new TextEncoder().encode(`${body}crc ${checksum(body)}\n`);
}

function decodeIdentity(path: string, bytes: Uint8Array): Identity {
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith('kvorum identity ') && !text.startsWith(`${TITLE}\n`)) {
    throw new CorruptionError(
      `${path} has a format that this version of Kvorum does not know. Start the node with the version ` +
        `that wrote it, or a later one.`,
    );
  }
  const bodyEnd = text.lastIndexOf('crc ');
  const body = text.slice(0, Math.max(bodyEnd, 0));
  const [title, node, name, cluster, created, incarnation] = body
    .split('\n')
    .map((line, at) => (at === 0 ? line : line.slice(line.indexOf(' ') + 1)));
  const createdAt = Number(created);
  const starts = Number(incarnation);
  if (
    text !== `${body}crc ${checksum(body)}\n` ||
    title !== TITLE ||
    node === undefined ||
    !isNodeId(node) ||
    name === undefined ||
    cluster === undefined ||
    !isCount(createdAt) ||
    !isCount(starts)
  ) {
    throw new CorruptionError(
      `${path} is damaged: it is not as it was written. The node must not start without knowing who it is. ` +
        `Restore the file from a copy, or remove the whole data directory and rebuild the node as a new one.`,
    );
  }
  return {
    nodeId: node,
    name,
    clusterId: isClusterId(cluster) ? cluster : undefined,
    createdAt: asWallMs(createdAt),
    incarnation: starts,
  };
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function drawNodeId(random: Random): NodeId {
  const quarters = Array.from({ length: 4 }, () => Math.floor(random.next() * 0x1_00_00));
  return asNodeId(quarters.map((quarter) => quarter.toString(16).padStart(4, '0')).join(''));
}
