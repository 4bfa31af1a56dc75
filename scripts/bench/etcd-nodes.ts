/** Three nodes of etcd on loopback: how they are started, and which of them leads. */
import { spawnSync } from 'node:child_process';
import protobuf from 'protobufjs/minimal.js';

import type { Clock } from '../../base/clock.ts';
import { ConnectError, LoadClient } from '../../rpc/http2/index.ts';

export type EtcdNode = {
  readonly name: string;
  /** Address for clients. */
  readonly client: string;
  readonly args: readonly string[];
};

/** Throws if etcd is not installed. Node i uses `basePort` plus 10 i, and the port after it. */
export function planEtcdNodes(
  folderOf: (name: string) => string,
  basePort: number,
): readonly EtcdNode[] {
  if (spawnSync('etcd', ['--version']).status !== 0) {
    throw new Error(
      'etcd was not found; install it: apt-get update && apt-get install etcd-server',
    );
  }
  const nodes = [0, 1, 2].map((at) => ({
    name: `e${at + 1}`,
    client: `127.0.0.1:${basePort + at * 10}`,
    peer: `127.0.0.1:${basePort + at * 10 + 1}`,
  }));
  const initial = nodes.map(({ name, peer }) => `${name}=http://${peer}`).join(',');
  return nodes.map(({ name, client, peer }) => ({
    name,
    client,
    args: [
      `--name=${name}`,
      `--data-dir=${folderOf(name)}`,
      `--listen-client-urls=http://${client}`,
      `--advertise-client-urls=http://${client}`,
      `--listen-peer-urls=http://${peer}`,
      `--initial-advertise-peer-urls=http://${peer}`,
      `--initial-cluster=${initial}`,
      '--initial-cluster-state=new',
      '--logger=zap',
      '--log-level=error',
    ],
  }));
}

/** The address of the node that says that it leads. Nodes that do not answer are passed over. */
export async function findEtcdLeader(
  endpoints: readonly string[],
  deps: { readonly clock: Clock },
): Promise<string | undefined> {
  for (const endpoint of endpoints) {
    const message = await askStatus(endpoint, deps);
    if (message !== undefined && isLeader(message)) return endpoint;
  }
  return undefined;
}

async function askStatus(
  endpoint: string,
  deps: { readonly clock: Clock },
): Promise<Uint8Array | undefined> {
  try {
    const options = { endpoints: [endpoint], connectionsPerEndpoint: 1 };
    const client = await LoadClient.open(options, deps);
    const result = await client.unary('/etcdserverpb.Maintenance/Status', new Uint8Array());
    client.close();
    return result.kind === 'ok' ? result.message : undefined;
  } catch (error) {
    if (error instanceof ConnectError) return undefined;
    throw error;
  }
}

/** StatusResponse: 1 header (with 2 member_id), 4 leader. Both are uint64; compared as bytes. */
function isLeader(message: Uint8Array): boolean {
  const reader = protobuf.Reader.create(message);
  reader.uint32();
  const header = reader.bytes();
  const leader = findVarint(message, 4);
  return leader !== undefined && leader === findVarint(header, 2);
}

/** The bytes, as hex, of a varint field: etcd's ids need all 64 bits. */
function findVarint(message: Uint8Array, field: number): string | undefined {
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const start = reader.pos;
    reader.skipType(tag & 7);
    if (tag === field * 8) return Buffer.from(message.subarray(start, reader.pos)).toString('hex');
  }
  return undefined;
}
