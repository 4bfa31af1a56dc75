/** The values whose bytes docs/formats.md shows, encoded by the code of today. */
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Membership } from '../../raft/index.ts';
import type { EngineWrite } from '../../storage/engine/engine.ts';
import { Generations } from '../../storage/engine/generations.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';
import { storeFounding } from '../../storage/founding.ts';
import { openIdentity } from '../../storage/identity.ts';
import { ApplyJournal } from '../../storage/kv/apply-journal.ts';
import { encodeDatabase, encodeToken } from '../../storage/kv/catalog-record.ts';
import { encodeCheckpointMark } from '../../storage/kv/checkpoint-mark.ts';
import { encodeCommand, encodeCommandResult } from '../../storage/kv/command-codec.ts';
import { encodeKey } from '../../storage/kv/key-codec.ts';
import {
  bytesOfText,
  databaseKey,
  metaAppliedKey,
  queueKey,
  sessionKey,
  textOfBytes,
  tokenKey,
  userDataPrefix,
} from '../../storage/kv/keyspace.ts';
import { expiryKey, wireOfExpiryKey } from '../../storage/kv/expiry-key.ts';
import { encodeQueuedMessage } from '../../storage/kv/queued-message.ts';
import { encodeRecord } from '../../storage/kv/record.ts';
import {
  addToTotals,
  encodeEnd,
  encodeHeader,
  encodeRecords,
  noTotals,
} from '../../storage/kv/snapshot-format.ts';
import { encodeAnswer, encodeSession } from '../../storage/kv/session-record.ts';
import { formatVersionstamp, versionstampAt } from '../../storage/kv/versionstamp.ts';
import { writeHint } from '../../storage/wal/durable-hint.ts';
import {
  batchFrameLength,
  encodeBatchFrame,
  encodeSegmentEnd,
  paddedLength,
} from '../../storage/wal/frame.ts';
import { encodeSegmentHeader, segmentSalt } from '../../storage/wal/segment-header.ts';
import { encodeMarkerFrame } from '../../storage/wal/snapshot-marker.ts';
import { CLUSTER_ID, NODE_ID, StandingClock, makeEntry, makeHardState } from './log-fixtures.ts';
import { seededRandom } from './seeded-random.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';
import { simEngineOpener } from './machine-snapshots.ts';

const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
const key = encodeKey(['a', 1n]);
const value = { bytes: Uint8Array.of(0xff, 0x2a), encoding: 'bytes' } as const;
const versionstamp = versionstampAt(asLogIndex(258));

const member = { name: 'n1', peerAddress: '127.0.0.1:4514', grpcAddress: '127.0.0.1:4513' };
const membership: Membership = {
  voters: [NODE_ID],
  learners: [],
  members: new Map([[NODE_ID, member]]),
};

const dueAt = 1_700_000_000_258;
const enqueue = {
  payload: Uint8Array.of(0xff, 0x0f, 0x54),
  deadlineMs: dueAt,
  keysIfUndelivered: [key],
  backoffMs: [100, 200],
};

const createdAt = asWallMs(1_700_000_000_258);
const database = {
  number: 1,
  id: '01234567-89ab-4cde-8f01-23456789abcd',
  name: 'shop',
  createdAt,
  isDropped: false,
};
const token = {
  id: '0123456789abcdef',
  hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  tokenKind: 'readOnly' as const,
  database: 1,
  createdAt,
  label: 'ci',
};

const session = {
  database: 0,
  ttlMs: 600,
  lastUse: asWallMs(1_700_000_000_258),
  lastUseIndex: asLogIndex(258),
  ackedUpTo: 2,
  answers: [
    encodeAnswer(3, {
      digest: { high: 0x01_23_45_67, low: -2 },
      result: { kind: 'committed', versionstamp },
    }),
  ],
};

/** Name of an example in the document to the bytes that it must have. */
export async function encodeExamples(): Promise<ReadonlyMap<string, Uint8Array>> {
  const salt = segmentSalt(owner, 2);
  const batch = { hardState: makeHardState(1, 1), entries: [makeEntry({ index: 2 })] };
  const frame = new Uint8Array(paddedLength(batchFrameLength(batch)));
  const chain = encodeBatchFrame(
    frame,
    0,
    { prevChain: 0x0a0b0c0d, frame: 2, durableFrame: 1, salt },
    batch,
  );
  const end = new Uint8Array(32);
  encodeSegmentEnd(end, 0, { prevChain: chain, frame: 3, durableFrame: 2, salt });
  const place = { prevChain: chain, frame: 3, durableFrame: 2 };
  const marker = {
    base: { index: asLogIndex(258), term: asTerm(3) },
    membership: { index: asLogIndex(1), membership },
    hardState: makeHardState(3, 258),
    isRebase: false,
  };
  const files = await encodeFiles();
  const expiresAt = 1_700_000_000_258;
  const dataKey = userDataPrefix(0) + textOfBytes(key);
  const stamp = formatVersionstamp(versionstamp);
  const indexKey = expiryKey({ dataKey, expiresAt, versionstamp: stamp });
  const [journalWrite] = await encodeJournal();
  return new Map([
    [
      'segment-header',
      encodeSegmentHeader({
        owner,
        number: 2,
        firstIndex: 1,
        firstFrame: 1,
        durableFrame: 1,
        prevChain: 0,
        incarnation: 1,
      }),
    ],
    ['batch-frame', frame],
    ['end-frame', end],
    ['marker-frame', encodeMarkerFrame(marker, { ...place, salt }).bytes],
    ...files,
    ...(await encodeSnapshot()),
    ['user-key', bytesOfText(userDataPrefix(0) + textOfBytes(key))],
    ['record', bytesOfText(encodeRecord(value, formatVersionstamp(versionstamp)))],
    [
      'expiring-record',
      bytesOfText(encodeRecord(value, formatVersionstamp(versionstamp), expiresAt)),
    ],
    ['expiry-key', bytesOfText(indexKey)],
    ['versionstamp', versionstamp],
    ['session-key', bytesOfText(sessionKey(5))],
    ['session', bytesOfText(encodeSession(session))],
    [
      'message-key',
      bytesOfText(queueKey({ database: 0, deadlineMs: dueAt, versionstamp, position: 1 })),
    ],
    ['message', bytesOfText(encodeQueuedMessage({ ...enqueue, attempts: 0 }))],
    ['database-key', bytesOfText(databaseKey(1))],
    ['database', bytesOfText(encodeDatabase(database))],
    ['token-key', bytesOfText(tokenKey(token.id))],
    ['token', bytesOfText(encodeToken(token))],
    ['applied-key', bytesOfText(metaAppliedKey)],
    [
      'checkpoint-mark',
      encodeCheckpointMark({
        index: asLogIndex(258),
        term: asTerm(3),
        now: asWallMs(1_700_000_000_258),
        hash: { chain: { high: 0x01_23_45_67, low: -2 }, compared: { high: 1, low: 2 } },
      }),
    ],
    ['journal-key', bytesOfText(journalWrite?.key ?? '')],
    ['journal-value', bytesOfText(journalWrite?.kind === 'put' ? journalWrite.value : '')],
    [
      'expiring-command',
      encodeCommand({
        kind: 'atomic',
        database: 0,
        checks: [],
        mutations: [{ kind: 'set', key, value, expiry: { kind: 'in', ms: 258 } }],
      }),
    ],
    [
      'expire-command',
      encodeCommand({
        kind: 'expireEntries',
        term: asTerm(3),
        indexKeys: [wireOfExpiryKey(indexKey)],
      }),
    ],
    [
      'command',
      encodeCommand({
        kind: 'atomic',
        database: 0,
        checks: [{ key, versionstamp }],
        mutations: [{ kind: 'set', key, value }],
        origin: { nodeId: NODE_ID, requestId: 7, incarnation: 2 },
      }),
    ],
    [
      'command-enqueue',
      encodeCommand({
        kind: 'atomic',
        database: 0,
        checks: [],
        mutations: [],
        enqueues: [enqueue],
      }),
    ],
    ['result', encodeCommandResult({ kind: 'committed', versionstamp })],
  ]);
}

async function encodeFiles(): Promise<readonly (readonly [string, Uint8Array])[]> {
  const disk = new SimDisk(1);
  const clock = new StandingClock();
  const random = seededRandom(1);
  await openIdentity({ directory: '/node', name: 'n1' }, { disk, clock, random });
  await storeFounding(
    '/node',
    { clusterId: CLUSTER_ID, membership, stampedAt: asWallMs(1_700_000_000_000) },
    { disk },
  );
  await writeHint(await disk.open('/node/hint', { create: true }), owner, 2);
  return [
    ['identity', disk.contents('/node/identity') ?? new Uint8Array()],
    ['founding', disk.contents('/node/founding') ?? new Uint8Array()],
    ['hint', disk.contents('/node/hint') ?? new Uint8Array()],
  ];
}

/** A snapshot of one record, and how CURRENT and the note about it look. */
async function encodeSnapshot(): Promise<readonly (readonly [string, Uint8Array])[]> {
  const disk = new SimDisk(1);
  const deps = { disk, openEngine: simEngineOpener(disk), logger: silentLogger };
  await Generations.open({ directory: '/state' }, deps);
  const last = { index: asLogIndex(258), term: asTerm(3) };
  const header = {
    meta: { id: '0123456789abcdef-2-1', last, membership: { index: asLogIndex(1), membership } },
    mark: {
      ...last,
      now: asWallMs(1_700_000_000_258),
      hash: { chain: { high: 0x01_23_45_67, low: -2 }, compared: { high: 1, low: 2 } },
    },
  };
  const record = encodeRecord(value, formatVersionstamp(versionstamp));
  const records = encodeRecords([[userDataPrefix(0) + textOfBytes(key), record]]);
  const totals = addToTotals(noTotals, { count: 1, bytes: records });
  return [
    ['state-current', disk.contents('/state/CURRENT') ?? new Uint8Array()],
    ['snapshot-header', encodeHeader(header)],
    ['snapshot-records', records],
    ['snapshot-end', encodeEnd(totals)],
  ];
}

async function encodeJournal(): Promise<readonly EngineWrite[]> {
  const journal = await ApplyJournal.open(new MemoryEngine(), asLogIndex(0));
  return journal.record({ first: asLogIndex(1), last: asLogIndex(258) });
}
