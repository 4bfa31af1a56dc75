/** What applying one entry does to the state: decided first, as values, and put into the state afterwards. */
import type { CommandResult } from './command.ts';
import type { KeyText } from './keyspace.ts';
import type { RecordText } from './record.ts';

/** Record per storage key, undefined for a deletion; in an order that is the same on every node. */
export type Writes = ReadonlyMap<KeyText, RecordText | undefined>;

export type Effects = {
  /** Undefined for an entry that carries no command. */
  readonly result: CommandResult | undefined;
  readonly writes: Writes;
};

/** Of an entry that changes nothing. */
export const noWrites: Writes = new Map();
