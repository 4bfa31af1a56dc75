/** Requests of KV Connect as tests make them, and a door to a handler. */
import type { Access, AccessControl } from '../../../rpc/access-port.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../../rpc/http/http-port.ts';
import type { Gateway } from '../../../rpc/gateway-port.ts';
import { makeKvConnectHandler } from '../../../rpc/kvconnect/handler.ts';
import type { WatchPort } from '../../../rpc/watch-port.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { KeyPart } from '../../../storage/kv/key-codec.ts';
import type { KvNode } from '../../support/kv-node.ts';
import { startKvNode } from '../../support/kv-node.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import type { KvEntry, ReadOutput, WriteOutput } from './datapath-reference.ts';
import {
  decodeReadOutput,
  decodeWriteOutput,
  encodeRead,
  encodeWrite,
} from './datapath-reference.ts';

export const token = 'a-token-of-the-test';
export const readOnlyToken = 'a-token-that-may-only-read';
export const databaseId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Two tokens of one database. */
const access: AccessControl = {
  authenticate: (given) => {
    const opened: Access = { database: 0, databaseId, isReadOnly: given === readOnlyToken };
    return given === token || given === readOnlyToken ? opened : undefined;
  },
  isCurrent: true,
};

const noWatches: WatchPort = {
  watch: () => {
    throw new Error('nobody watches here');
  },
};

export function makeHandler(deps: {
  readonly gateway: Gateway;
  readonly clock: ManualClock;
  readonly watches?: WatchPort;
}): HttpHandler {
  return makeKvConnectHandler({ watches: noWatches, access, ...deps });
}

const dataHeaders: Readonly<Record<string, string>> = {
  authorization: `Bearer ${token}`,
  'x-denokv-version': '3',
  'x-denokv-database-id': databaseId,
};

/** A request of the data path, unless something else is said. */
export function request(
  path: string,
  body: Uint8Array | string = new Uint8Array(),
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string | undefined>>;
    readonly signal?: AbortSignal;
  } = {},
): HttpRequest {
  const headers: Readonly<Record<string, string | undefined>> = {
    ...dataHeaders,
    ...options.headers,
  };
  return {
    method: options.method ?? 'POST',
    path,
    header: (name) => headers[name],
    // A string is hex.
    body: typeof body === 'string' ? Buffer.from(body.replaceAll(' ', ''), 'hex') : body,
    signal: options.signal ?? new AbortController().signal,
  };
}

export type Got = {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Buffer;
};

/** The answer with all of its pieces. */
export async function collect(answer: HttpAnswer | Promise<HttpAnswer>): Promise<Got> {
  const { status, contentType, body } = await answer;
  const parts: Uint8Array[] = [];
  if (body instanceof Uint8Array) parts.push(body);
  else for await (const piece of body) parts.push(piece);
  return { status, type: contentType, body: Buffer.concat(parts) };
}

/** A client of a node of its own, which speaks the protocol by another codec than the node's. */
export type ConnectClient = {
  readonly node: KvNode;
  readonly post: (path: string, body: Uint8Array | string) => Promise<Got>;
  /** What is posted to `atomic_write`, by the names of the schema. */
  readonly write: (write: object) => Promise<Got>;
  /** The same, where only success is expected. */
  readonly commit: (write: object) => Promise<WriteOutput>;
  readonly read: (...ranges: readonly object[]) => Promise<ReadOutput>;
  /** The entry, asked for as Deno does. */
  readonly get: (key: Uint8Array) => Promise<KvEntry | undefined>;
};

export async function startConnectClient(watches: WatchPort = noWatches): Promise<ConnectClient> {
  const node = await startKvNode();
  const handle = makeHandler({ ...node, watches });
  const post = async (path: string, body: Uint8Array | string): Promise<Got> =>
    await node.run(collect(handle(request(path, body))));
  const write = async (of: object): Promise<Got> => await post('/v2/atomic_write', encodeWrite(of));
  const read = async (...ranges: readonly object[]): Promise<ReadOutput> => {
    const { status, body } = await post('/v2/snapshot_read', encodeRead({ ranges }));
    if (status !== 200) throw new Error(`${status} ${body.toString()}`);
    return decodeReadOutput(body);
  };
  return {
    node,
    post,
    write,
    read,
    commit: async (of) => {
      const { status, body } = await write(of);
      if (status !== 200) throw new Error(`${status} ${body.toString()}`);
      return decodeWriteOutput(body);
    },
    get: async (key) => (await read(pointRange(key))).ranges[0]?.values[0],
  };
}

export function pointRange(key: Uint8Array): object {
  return { start: key, end: Buffer.concat([key, Buffer.of(0)]), limit: 1 };
}

/** All entries whose key begins with `parts`, as Deno lists them. */
export function prefixRange(parts: readonly KeyPart[], limit: number, reverse = false): object {
  const prefix = encodeKey(parts);
  const [start, end] = [0x00, 0xff].map((last) => Buffer.concat([prefix, Buffer.of(last)]));
  return { start, end, limit, reverse };
}

/** The mutation that Deno sends for a set. */
export function setOf(key: Uint8Array, data: Uint8Array, encoding = 3): object {
  return { mutation_type: 1, key, value: { data, encoding } };
}
