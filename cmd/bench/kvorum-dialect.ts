/** The requests of a load as Kvorum's KV service takes them. */
import { kvorum } from '../../protos/gen/kv.js';
import {
  encodeBenchKey,
  fillBatch,
  listEntries,
  Template,
  type Dialect,
  type Operation,
} from './workload.ts';

const { AtomicRequest, Consistency, GetRequest, ListRequest, MutationKind, ValueEncoding } =
  kvorum.kv.v1;

const atomicPath = '/kvorum.kv.v1.KV/Atomic';
const getPath = '/kvorum.kv.v1.KV/Get';
const listPath = '/kvorum.kv.v1.KV/List';
/** Tag of `AtomicResponse.committed`; a conflict has another one. */
const committedTag = 0x0a;
const isCommitted = (message: Uint8Array): boolean => message[0] === committedTag;
const acceptAny = (): boolean => true;

export function kvorumDialect(valueBytes: number): Dialect {
  const put = new Template({ keys: 1, valueBytes }, ([key], value) =>
    AtomicRequest.encode({ mutations: [set(key, value)] }).finish(),
  );
  const gets = {
    strong: getTemplate(Consistency.CONSISTENCY_STRONG),
    eventual: getTemplate(Consistency.CONSISTENCY_EVENTUAL),
  };
  const list = new Template({ keys: 2, valueBytes: 0 }, ([start, end]) =>
    ListRequest.encode({
      start: start ?? null,
      end: end ?? null,
      limit: listEntries,
      consistency: Consistency.CONSISTENCY_STRONG,
    }).finish(),
  );
  const atomic = new Template({ keys: 2, valueBytes }, (keys, value) =>
    AtomicRequest.encode({
      checks: [{ key: encodeBenchKey(-1), versionstamp: new Uint8Array() }],
      mutations: keys.map((key) => set(key, value)),
    }).finish(),
  );
  return {
    put: (key, value) => write(put.key(0, key).value(value).message),
    get: (key, consistency) => ({
      path: getPath,
      message: gets[consistency].key(0, key).message,
      answerBytesMin: valueBytes,
      accepts: acceptAny,
    }),
    list: (key) => ({
      path: listPath,
      message: list.key(0, key).key(1, key + listEntries).message,
      answerBytesMin: listEntries * valueBytes,
      accepts: acceptAny,
    }),
    atomic: ([first, second], value) =>
      write(atomic.key(0, first).key(1, second).value(value).message),
    fill: (first, nextValue) =>
      write(
        AtomicRequest.encode({
          mutations: Array.from({ length: fillBatch }, (_, at) =>
            set(encodeBenchKey(first + at), nextValue()),
          ),
        }).finish(),
      ),
  };
}

function write(message: Uint8Array): Operation {
  return { path: atomicPath, message, answerBytesMin: 1, accepts: isCommitted };
}

function set(key: Uint8Array | undefined, data: Uint8Array): kvorum.kv.v1.IMutation {
  return {
    key: key ?? null,
    kind: MutationKind.MUTATION_KIND_SET,
    value: { data, encoding: ValueEncoding.VALUE_ENCODING_BYTES },
  };
}

function getTemplate(consistency: kvorum.kv.v1.Consistency): Template {
  return new Template({ keys: 1, valueBytes: 0 }, (keys) =>
    GetRequest.encode({ keys: [...keys], consistency }).finish(),
  );
}
