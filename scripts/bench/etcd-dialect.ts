/**
 * The requests of a load as etcd's KV service takes them (etcdserverpb), encoded by hand: only the few
 * fields that are needed.
 *
 *     PutRequest    1 key, 2 value
 *     RangeRequest  1 key, 2 range_end, 3 limit, 7 serializable
 *     TxnRequest    1 compare, 2 success          RequestOp  2 request_put
 *     Compare       1 result, 2 target, 3 key, 5 create_revision
 */
import protobuf from 'protobufjs/minimal.js';

import {
  encodeBenchKey,
  fillBatch,
  listEntries,
  Template,
  type Dialect,
  type Operation,
} from '../../cmd/bench/index.ts';

const putPath = '/etcdserverpb.KV/Put';
const rangePath = '/etcdserverpb.KV/Range';
const txnPath = '/etcdserverpb.KV/Txn';
/** Wire type of strings, bytes and messages. */
const delimited = 2;
const targetCreateRevision = 1;
const acceptAny = (): boolean => true;

type Writer = protobuf.Writer;

export function etcdDialect(valueBytes: number): Dialect {
  const put = new Template({ keys: 1, valueBytes }, ([key], value) =>
    writePut(protobuf.Writer.create(), key, value).finish(),
  );
  const gets = {
    strong: new Template({ keys: 1, valueBytes: 0 }, ([key]) => encodeRange({ key })),
    eventual: new Template({ keys: 1, valueBytes: 0 }, ([key]) =>
      encodeRange({ key, serializable: true }),
    ),
  };
  // The range ends where the answer does: etcd counts the entries of the whole range, whatever the limit.
  const list = new Template({ keys: 2, valueBytes: 0 }, ([key, rangeEnd]) =>
    encodeRange({ key, rangeEnd, limit: listEntries }),
  );
  const atomic = new Template({ keys: 2, valueBytes }, (keys, value) =>
    encodeTxn({ absent: encodeBenchKey(-1), puts: keys.map((key) => [key, value]) }),
  );
  return {
    put: (key, value) => ({
      path: putPath,
      message: put.key(0, key).value(value).message,
      answerBytesMin: 1,
      accepts: acceptAny,
    }),
    get: (key, consistency) => range(gets[consistency].key(0, key), valueBytes),
    list: (key) => range(list.key(0, key).key(1, key + listEntries), listEntries * valueBytes),
    atomic: ([first, second], value) =>
      txn(atomic.key(0, first).key(1, second).value(value).message),
    fill: (first, nextValue) =>
      txn(
        encodeTxn({
          puts: Array.from({ length: fillBatch }, (_, at) => [
            encodeBenchKey(first + at),
            nextValue(),
          ]),
        }),
      ),
  };
}

function range(template: Template, answerBytesMin: number): Operation {
  return { path: rangePath, message: template.message, answerBytesMin, accepts: acceptAny };
}

function txn(message: Uint8Array): Operation {
  return { path: txnPath, message, answerBytesMin: 1, accepts: hasSucceeded };
}

/** TxnResponse: 1 header (shorter than 128 bytes), then 2 succeeded. */
function hasSucceeded(message: Uint8Array): boolean {
  const succeededAt = 2 + (message[1] ?? 0);
  return message[succeededAt] === 0x10 && message[succeededAt + 1] === 1;
}

function writePut(writer: Writer, key: Uint8Array | undefined, value: Uint8Array): Writer {
  return writer
    .uint32(tag(1))
    .bytes(key ?? new Uint8Array())
    .uint32(tag(2))
    .bytes(value);
}

function encodeRange(request: {
  key: Uint8Array | undefined;
  rangeEnd?: Uint8Array | undefined;
  limit?: number;
  serializable?: boolean;
}): Uint8Array {
  const writer = protobuf.Writer.create()
    .uint32(tag(1))
    .bytes(request.key ?? new Uint8Array());
  if (request.rangeEnd !== undefined) writer.uint32(tag(2)).bytes(request.rangeEnd);
  if (request.limit !== undefined) writer.uint32(tag(3, 0)).int64(request.limit);
  if (request.serializable === true) writer.uint32(tag(7, 0)).bool(true);
  return writer.finish();
}

function encodeTxn(request: {
  absent?: Uint8Array;
  puts: readonly (readonly [Uint8Array, Uint8Array])[];
}): Uint8Array {
  const writer = protobuf.Writer.create();
  if (request.absent !== undefined) {
    // Result EQUAL is the default; the creation revision of an absent key is 0.
    writer.uint32(tag(1)).fork();
    writer.uint32(tag(2, 0)).int32(targetCreateRevision);
    writer.uint32(tag(3)).bytes(request.absent);
    writer.uint32(tag(5, 0)).int64(0).ldelim();
  }
  for (const [key, value] of request.puts) {
    writer.uint32(tag(2)).fork().uint32(tag(2)).fork();
    writePut(writer, key, value).ldelim().ldelim();
  }
  return writer.finish();
}

function tag(field: number, wireType: number = delimited): number {
  return field * 8 + wireType;
}
