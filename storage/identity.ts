/**
 * Who this data directory is: a node id that is drawn once and never used again (M-11), the cluster it
 * belongs to, if any, and how often it was started. The file `identity` in the data directory, replaced as a
 * whole (W-14); docs/formats.md has its lines.
 *
 * A node that has a cluster id has a log that begins with the membership it was given. So the log is made
 * first and the cluster id is stored last: a crash in between leaves a node without a cluster, which is
 * adopted anew.
 */
import {
  asLogIndex,
  asNodeId,
  asTerm,
  asWallMs,
  isClusterId,
  isCount,
  isNodeId,
} from '../base/brand.ts';
import type { ClusterId, NodeId, WallMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import type { Random } from '../base/random.ts';
import type { Entry } from '../raft/index.ts';
import type { Disk } from './disk/disk.ts';
import { replaceFile } from './disk/replace-file.ts';
import { CorruptionError, WrongOwnerError } from './errors.ts';
import { decodeSealedText, encodeSealedText } from './sealed-text.ts';
import { findNewestHeader } from './wal/newest-header.ts';
import { Wal } from './wal/wal.ts';

const NAME = 'identity';
const TITLE = 'kvorum identity 1';
const FIELDS = ['node', 'name', 'cluster', 'created', 'incarnation'] as const;
const NO_CLUSTER = 'none';

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

/** Directory of the state machine within the data directory. */
export function stateDirectory(directory: string): string {
  return `${directory}/state`;
}

/**
 * Reads the identity of a data directory, or makes a new one in an empty directory, and counts one more start.
 * What it returns is durable. Throws `CorruptionError` when the file is damaged, is older than the log, or is missing
 * although there is a log, and `WrongOwnerError` when the directory belongs to a node of another name. It has
 * changed nothing then.
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
  await refuseUsedLog(disk, directory, found);
  return await storeIdentity(disk, directory, { ...found, incarnation: found.incarnation + 1 });
}

/**
 * Makes the node a member of a cluster: its log then holds `first`, entry 1, committed, or nothing, if it has joined a
 * cluster whose leader will send everything. Durable when this
 * settles; safe to repeat with the same cluster. Throws `WrongOwnerError` when the node belongs to another.
 */
export async function adoptCluster(
  options: {
    readonly directory: string;
    readonly identity: Identity;
    readonly clusterId: ClusterId;
    readonly first: Entry | undefined;
  },
  deps: { readonly disk: Disk },
): Promise<Identity> {
  const { directory, identity, clusterId, first } = options;
  const { disk } = deps;
  invariant(
    first === undefined || (first.index === 1 && first.kind === 'config'),
    'a log begins with a membership',
  );
  if (identity.clusterId !== undefined) {
    if (identity.clusterId === clusterId) {
      return identity;
    }
    throw new WrongOwnerError(
      `this node belongs to cluster ${identity.clusterId} and cannot join cluster ${clusterId}`,
    );
  }
  const wal = logDirectory(directory);
  await refuseUsedLog(disk, directory, identity);
  // What an interrupted adoption has left was never used: no vote was given and nothing acknowledged.
  const leftovers = await disk.list(wal);
  for (const leftover of leftovers) {
    await disk.remove(`${wal}/${leftover}`);
  }
  if (leftovers.length > 0) {
    await disk.syncDirectory(wal);
  }
  const hardState = {
    term: first?.term ?? asTerm(0),
    votedFor: undefined,
    commitIndex: first?.index ?? asLogIndex(0),
  };
  const batch = { hardState, entries: first === undefined ? [] : [first] };
  await Wal.create({ directory: wal, clusterId, nodeId: identity.nodeId, first: batch }, { disk });
  return await storeIdentity(disk, directory, { ...identity, clusterId });
}

/**
 * Refuses an identity that is older than the log beside it, as after one was restored from a copy and the other was
 * not. Its cluster may be missing, and adoption would then discard the log; and the numbers of its next starts
 * were used before, by which a node tells its own requests from those of its former lives.
 */
async function refuseUsedLog(disk: Disk, directory: string, identity: Identity): Promise<void> {
  const newest = await findNewestHeader(disk, logDirectory(directory));
  if (newest === undefined) {
    return;
  }
  // An interrupted adoption leaves file 1 and nothing else: every start with a cluster makes the next one.
  const isUnused = newest.number === 1;
  if (
    newest.incarnation > identity.incarnation ||
    (!isUnused && identity.clusterId === undefined)
  ) {
    throw new CorruptionError(
      `${directory}/${NAME} is older than the log beside it: it was probably restored from a copy, alone. Put ` +
        `back the newest one, or remove the whole data directory and rebuild the node as a new one.`,
    );
  }
}

async function storeIdentity(disk: Disk, directory: string, identity: Identity): Promise<Identity> {
  await replaceFile(disk, { directory, name: NAME }, encodeIdentity(identity));
  return identity;
}

function encodeIdentity(identity: Identity): Uint8Array {
  return encodeSealedText(TITLE, [
    [FIELDS[0], identity.nodeId],
    [FIELDS[1], identity.name],
    [FIELDS[2], identity.clusterId ?? NO_CLUSTER],
    [FIELDS[3], String(identity.createdAt)],
    [FIELDS[4], String(identity.incarnation)],
  ]);
}

function decodeIdentity(path: string, bytes: Uint8Array): Identity {
  const text = decodeSealedText(bytes, TITLE, FIELDS);
  if (text.kind === 'unknownVersion') {
    throw new CorruptionError(
      `${path} has a format that this version of Kvorum does not know. Start the node with the version ` +
        `that wrote it, or a later one.`,
    );
  }
  if (text.kind === 'whole') {
    const [nodeId = '', name = '', cluster = '', created, starts] = text.values;
    const clusterId = cluster === NO_CLUSTER ? undefined : cluster;
    const createdAt = Number(created);
    const incarnation = Number(starts);
    if (
      isNodeId(nodeId) &&
      (clusterId === undefined || isClusterId(clusterId)) &&
      isCount(createdAt) &&
      isCount(incarnation)
    ) {
      return { nodeId, name, clusterId, createdAt: asWallMs(createdAt), incarnation };
    }
  }
  throw new CorruptionError(
    `${path} is damaged: it is not as it was written. The node must not start without knowing who it is. ` +
      `Restore the file from a copy, or remove the whole data directory and rebuild the node as a new one.`,
  );
}

function drawNodeId(random: Random): NodeId {
  const quarters = Array.from({ length: 4 }, () => Math.floor(random.next() * 0x1_00_00));
  return asNodeId(quarters.map((quarter) => quarter.toString(16).padStart(4, '0')).join(''));
}
