/**
 * A plain gRPC client for tests of real processes: made from the published proto files with the stock library,
 * so that it shares no code with the server. Every failure says whether a write may have happened; without
 * proof from the server it may have.
 */
import { join } from 'node:path';
import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { kvorum } from '../../protos/gen/kv.js';

type ClientValue = { readonly data: Uint8Array; readonly encoding: string };
export type ClientEntry = {
  readonly key: Uint8Array;
  readonly value: ClientValue | null;
  readonly versionstamp: Uint8Array;
};
export type ClientMutation = {
  readonly key: Uint8Array;
  readonly kind: string;
  readonly value?: ClientValue;
};
export type ClientCheck = { readonly key: Uint8Array; readonly versionstamp: Uint8Array };

/** A range of encoded keys, the end exclusive; a limit of 0 is none. */
export type ClientRange = {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  readonly limit: number;
  readonly reverse: boolean;
};

/** What an atomic write came to. */
export type WriteResult =
  | { readonly kind: 'committed'; readonly versionstamp: Uint8Array }
  | { readonly kind: 'conflict'; readonly failedChecks: readonly number[] }
  | {
      readonly kind: 'failed';
      readonly outcome: 'not-applied' | 'unknown';
      readonly error: string;
    };

export type ReadResult =
  | { readonly kind: 'read'; readonly entries: readonly ClientEntry[] }
  | { readonly kind: 'failed'; readonly error: string };

/** What an eventual read must reflect, and of which state its answer is; as in the proto file. */
export type ReadBounds = {
  readonly max_staleness_ms?: number;
  readonly at_least_versionstamp?: Uint8Array;
};
export type DatedResult =
  | {
      readonly kind: 'read';
      readonly entries: readonly ClientEntry[];
      readonly read_versionstamp: Uint8Array;
      readonly staleness_ms?: number;
    }
  | { readonly kind: 'failed'; readonly error: string };

/** The fields of a status answer that tests look at; 64-bit numbers as numbers. */
export type NodeStatus = {
  readonly cluster_id: string;
  readonly node_id: string;
  readonly name: string;
  readonly role: string;
  readonly term: number;
  readonly leader_id: string;
  readonly commit_index: number;
  readonly applied_index: number;
  readonly memory_bytes: number;
};

/** The part of the stock library's dynamic client that is used here. */
type DynamicCall = (
  request: object,
  metadata: Metadata,
  options: { readonly deadline: number },
  callback: (error: ServiceError | null, response: unknown) => void,
) => void;
/** A call with many answers. */
type DynamicStream = (
  request: object,
  metadata: Metadata,
  options: { readonly deadline: number },
) => AsyncIterable<unknown>;
type DynamicClient = { readonly close: () => void } & Readonly<Record<string, DynamicCall>>;
type DynamicKv = DynamicClient & { readonly List: DynamicStream };
type DynamicConstructor<T> = new (address: string, credential: unknown, options: object) => T;

const protoFolder = join(import.meta.dirname, '..', '..', 'protos');
const definition = loadSync([join(protoFolder, 'kv.proto'), join(protoFolder, 'admin.proto')], {
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
});
const packages = loadPackageDefinition(definition) as unknown as {
  readonly kvorum: {
    readonly kv: { readonly v1: { readonly KV: DynamicConstructor<DynamicKv> } };
    readonly admin: { readonly v1: { readonly Admin: DynamicConstructor<DynamicClient> } };
  };
};
const { KV } = packages.kvorum.kv.v1;
const { Admin } = packages.kvorum.admin.v1;

/** Reconnects at once when a node is back; the default pauses grow to minutes. */
const channelOptions = {
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 100,
  'grpc.use_local_subchannel_pool': 1,
};

export class TestClient {
  readonly #kv: DynamicKv;
  readonly #admin: DynamicClient;

  constructor(endpoint: string) {
    this.#kv = new KV(endpoint, credentials.createInsecure(), channelOptions);
    this.#admin = new Admin(endpoint, credentials.createInsecure(), channelOptions);
  }

  close(): void {
    this.#kv.close();
    this.#admin.close();
  }

  async status(timeoutMs = 1000): Promise<NodeStatus> {
    return (await call(this.#admin, 'Status', {}, timeoutMs)) as NodeStatus;
  }

  async get(
    keys: readonly Uint8Array[],
    options: { readonly eventual?: boolean; readonly timeoutMs?: number } = {},
  ): Promise<ReadResult> {
    const consistency = options.eventual === true ? 'CONSISTENCY_EVENTUAL' : 'CONSISTENCY_STRONG';
    try {
      const request = { keys, consistency };
      const answer = await call(this.#kv, 'Get', request, options.timeoutMs ?? 5000);
      return { kind: 'read', entries: (answer as { entries: ClientEntry[] }).entries };
    } catch (error) {
      return { kind: 'failed', error: String(error) };
    }
  }

  /** An eventual get within `bounds`. */
  async getWithin(
    keys: readonly Uint8Array[],
    bounds: ReadBounds,
    timeoutMs = 5000,
  ): Promise<DatedResult> {
    try {
      const request = { keys, consistency: 'CONSISTENCY_EVENTUAL', ...bounds };
      const answer = await call(this.#kv, 'Get', request, timeoutMs);
      return { kind: 'read', ...(answer as Omit<DatedResult & { kind: 'read' }, 'kind'>) };
    } catch (error) {
      return { kind: 'failed', error: String(error) };
    }
  }

  /** A strong list; the entries of all its messages. */
  async list(range: ClientRange, timeoutMs = 5000): Promise<ReadResult> {
    const request = { ...range, consistency: 'CONSISTENCY_STRONG' };
    const entries: ClientEntry[] = [];
    try {
      const deadline = Date.now() + timeoutMs;
      for await (const answer of this.#kv.List(request, new Metadata(), { deadline })) {
        entries.push(...(answer as { entries: ClientEntry[] }).entries);
      }
      return { kind: 'read', entries };
    } catch (error) {
      return { kind: 'failed', error: String(error) };
    }
  }

  async atomic(
    request: {
      readonly checks?: readonly ClientCheck[];
      readonly mutations: readonly ClientMutation[];
    },
    timeoutMs = 5000,
  ): Promise<WriteResult> {
    try {
      const answer = (await call(this.#kv, 'Atomic', request, timeoutMs)) as {
        readonly outcome: 'committed' | 'conflict';
        readonly committed?: { readonly versionstamp: Uint8Array };
        readonly conflict?: { readonly failed_checks: readonly number[] };
      };
      if (answer.outcome === 'conflict') {
        return { kind: 'conflict', failedChecks: answer.conflict?.failed_checks ?? [] };
      }
      return {
        kind: 'committed',
        versionstamp: answer.committed?.versionstamp ?? new Uint8Array(),
      };
    } catch (error) {
      return { kind: 'failed', outcome: outcomeOf(error), error: String(error) };
    }
  }

  async set(key: string, text: string, timeoutMs?: number): Promise<WriteResult> {
    const value = { data: Buffer.from(text), encoding: 'VALUE_ENCODING_BYTES' };
    const mutations = [{ key: stringKey(key), kind: 'MUTATION_KIND_SET', value }];
    return await this.atomic({ mutations }, timeoutMs);
  }

  /** The text under `key` by a strong read; throws if it fails. */
  async getText(key: string): Promise<string | undefined> {
    const result = await this.get([stringKey(key)]);
    if (result.kind === 'failed') throw new Error(result.error);
    return textOf(result.entries[0]);
  }
}

/** The encoded key of one string part, which must not contain a NUL. */
export function stringKey(text: string): Uint8Array {
  return Buffer.concat([Buffer.of(2), Buffer.from(text), Buffer.of(0)]);
}

export function textOf(entry: ClientEntry | undefined): string | undefined {
  const value = entry?.value ?? undefined;
  return value === undefined ? undefined : Buffer.from(value.data).toString();
}

/**
 * Whether the write may have happened. Only the node can say "not applied", or the library that it never sent the
 * call; a deadline that passed here or a connection that broke proves nothing.
 */
function outcomeOf(error: unknown): 'not-applied' | 'unknown' {
  const { metadata, details = '' } = error as Partial<ServiceError>;
  if (details.startsWith('No connection established')) return 'not-applied';
  const bytes = metadata?.get('grpc-status-details-bin')[0];
  if (bytes === undefined || typeof bytes === 'string') return 'unknown';
  const [any] = kvorum.kv.v1.StatusDetails.decode(bytes).details;
  const detail = kvorum.kv.v1.ErrorDetail.decode(any?.value ?? new Uint8Array());
  const isProven = detail.outcome === kvorum.kv.v1.WriteOutcome.WRITE_OUTCOME_NOT_APPLIED;
  return isProven ? 'not-applied' : 'unknown';
}

async function call(
  client: DynamicClient,
  method: string,
  request: object,
  timeoutMs: number,
): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + timeoutMs };
    client[method]?.(request, new Metadata(), options, (error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}
