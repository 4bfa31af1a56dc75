/** The published surface of storage: the state machine and its engine, keys, commands and selectors. */
export type { Disk, DiskFile } from './disk/disk.ts';
export { NodeDisk } from './disk/node-disk.ts';
export { CorruptionError, IoError } from './errors.ts';
export { readFounding, storeFounding } from './founding.ts';
export { adoptCluster, logDirectory, openIdentity, stateDirectory } from './identity.ts';
export type { Identity } from './identity.ts';
export { openStores } from './open-stores.ts';
export type { OpenStores } from './open-stores.ts';
export { entryChecksum } from './wal/entry-checksum.ts';
export type { Engine, EngineSnapshot, EngineWrite } from './engine/engine.ts';
export { Generations } from './engine/generations.ts';
export { LevelEngine } from './engine/level-engine.ts';
export { MemoryEngine } from './engine/memory-engine.ts';
export type { TokenKind } from './kv/catalog-command.ts';
export { formatUuid, isUuid } from './kv/catalog-codec.ts';
export type { Token } from './kv/catalog-record.ts';
export { defaultDatabaseName } from './kv/catalog.ts';
export type { CatalogReads } from './kv/catalog.ts';
export {
  decodeCommand,
  decodeCommandResult,
  encodeCommand,
  encodeCommandResult,
} from './kv/command-codec.ts';
export { decodeKey, encodeKey, validateKey } from './kv/key-codec.ts';
export type { KeyPart } from './kv/key-codec.ts';
export { encodeCursor, resolveSelector } from './kv/selector.ts';
export { KvStateMachine, stateMachineDefaults } from './kv/state-machine.ts';
export { clearingSweep, expirySweep, sessionSweep, Sweeper } from './kv/sweeper.ts';
export type {
  Applied,
  AtomicCommand,
  AtomicResult,
  Check,
  ClientCommand,
  Command,
  CommandResult,
  Expiry,
  InternalCommand,
  Enqueue,
  Mutation,
  Origin,
  SessionRefusal,
  SessionRequest,
  Value,
  ValueEncoding,
} from './kv/command.ts';
export type { ListedEntry, RangeScan, ReadView } from './kv/reader.ts';
export {
  recordEncodingNumber,
  recordValueBytes,
  writeRecordValue,
  writeRecordVersionstamp,
} from './kv/record.ts';
export type { StoredEntry } from './kv/record.ts';
export { logIndexOfVersionstamp, versionstampAt } from './kv/versionstamp.ts';
export { WatchedKeys } from './kv/watched-keys.ts';
