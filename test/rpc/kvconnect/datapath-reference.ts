/** The datapath messages by a protobuf library: what ours is compared with. The schema is that of deno-kv.md 4.1. */
import { fromJSON } from '@grpc/proto-loader';

type FieldSpec = { readonly rule?: 'repeated'; readonly type: string; readonly id: number };
const field = (id: number, type: string): FieldSpec => ({ id, type });
const many = (id: number, type: string): FieldSpec => ({ id, type, rule: 'repeated' });
const message = (fields: Readonly<Record<string, FieldSpec>>) => ({ fields });
const unary = (requestType: string, responseType: string) => ({
  requestType,
  responseType,
  comment: '',
});

const definition = fromJSON(
  {
    options: { syntax: 'proto3' },
    nested: {
      Check: message({ key: field(1, 'bytes'), versionstamp: field(2, 'bytes') }),
      KvValue: message({ data: field(1, 'bytes'), encoding: field(2, 'int32') }),
      Mutation: message({
        key: field(1, 'bytes'),
        value: field(2, 'KvValue'),
        mutation_type: field(3, 'int32'),
        expire_at_ms: field(4, 'int64'),
        sum_min: field(5, 'bytes'),
        sum_max: field(6, 'bytes'),
        sum_clamp: field(7, 'bool'),
      }),
      Enqueue: message({
        payload: field(1, 'bytes'),
        deadline_ms: field(2, 'int64'),
        keys_if_undelivered: many(3, 'bytes'),
        backoff_schedule: many(4, 'uint32'),
      }),
      AtomicWrite: message({
        checks: many(1, 'Check'),
        mutations: many(2, 'Mutation'),
        enqueues: many(3, 'Enqueue'),
      }),
      AtomicWriteOutput: message({
        status: field(1, 'int32'),
        versionstamp: field(2, 'bytes'),
        failed_checks: many(4, 'uint32'),
      }),
      ReadRange: message({
        start: field(1, 'bytes'),
        end: field(2, 'bytes'),
        limit: field(3, 'int32'),
        reverse: field(4, 'bool'),
      }),
      SnapshotRead: message({ ranges: many(1, 'ReadRange') }),
      KvEntry: message({
        key: field(1, 'bytes'),
        value: field(2, 'bytes'),
        encoding: field(3, 'int32'),
        versionstamp: field(4, 'bytes'),
      }),
      ReadRangeOutput: message({ values: many(1, 'KvEntry') }),
      SnapshotReadOutput: message({
        ranges: many(1, 'ReadRangeOutput'),
        read_disabled: field(2, 'bool'),
        read_is_strongly_consistent: field(4, 'bool'),
        status: field(8, 'int32'),
      }),
      WatchKey: message({ key: field(1, 'bytes') }),
      Watch: message({ keys: many(1, 'WatchKey') }),
      WatchKeyOutput: message({ changed: field(1, 'bool'), entry_if_changed: field(2, 'KvEntry') }),
      WatchOutput: message({ status: field(1, 'int32'), keys: many(2, 'WatchKeyOutput') }),
      Datapath: {
        methods: {
          read: unary('SnapshotRead', 'SnapshotReadOutput'),
          write: unary('AtomicWrite', 'AtomicWriteOutput'),
          watch: unary('Watch', 'WatchOutput'),
        },
      },
    },
  },
  { longs: Number, defaults: true, keepCase: true },
);

type Method = {
  readonly requestSerialize: (value: object) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => object;
};

function method(name: string): Method {
  const service = definition['Datapath'];
  if (service === undefined || 'format' in service) throw new Error('there is no such service');
  const found = service[name];
  if (found === undefined) throw new Error(`there is no method ${name}`);
  return found;
}

export type KvEntry = {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly encoding: number;
  readonly versionstamp: Buffer;
};
export type ReadOutput = {
  readonly ranges: readonly { readonly values: readonly KvEntry[] }[];
  readonly read_disabled: boolean;
  readonly read_is_strongly_consistent: boolean;
  readonly status: number;
};
export type WriteOutput = {
  readonly status: number;
  readonly versionstamp: Buffer;
  readonly failed_checks: readonly number[];
};
export type WatchOutput = {
  readonly status: number;
  readonly keys: readonly {
    readonly changed: boolean;
    readonly entry_if_changed: KvEntry | null;
  }[];
};

export function encodeWrite(write: object): Buffer {
  return method('write').requestSerialize(write);
}

export function encodeRead(read: object): Buffer {
  return method('read').requestSerialize(read);
}

export function encodeWatch(watch: object): Buffer {
  return method('watch').requestSerialize(watch);
}

export function decodeWriteOutput(bytes: Uint8Array): WriteOutput {
  return method('write').responseDeserialize(Buffer.from(bytes)) as WriteOutput;
}

export function decodeReadOutput(bytes: Uint8Array): ReadOutput {
  return method('read').responseDeserialize(Buffer.from(bytes)) as ReadOutput;
}

export function decodeWatchOutput(bytes: Uint8Array): WatchOutput {
  return method('watch').responseDeserialize(Buffer.from(bytes)) as WatchOutput;
}
