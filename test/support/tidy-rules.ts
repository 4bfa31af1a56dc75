/**
 * The rules that test/tidy.test.ts holds the tree to, as pure functions from a tree (path to text) to a list of
 * problems. The tables here are the only place where import arrows, packages and built-ins are granted.
 */

/** Path relative to the root, with slashes, to the text of the file. */
export type Tree = ReadonlyMap<string, string>;

/** Everything, for the folders that nobody imports. */
const anything = '*';
type Grants = readonly string[] | typeof anything;

/**
 * Which folder may import which. A file belongs to the longest folder that contains it. The arrows point from
 * the process inward: cmd, sim, rpc, storage, raft, raft/core, base.
 */
const arrows: Readonly<Record<string, Grants>> = {
  'protos/gen': [],
  protos: [],
  base: [],
  'raft/core': ['base'],
  raft: ['raft/core', 'base'],
  storage: ['storage/disk', 'storage/wal', 'storage/engine', 'storage/kv', 'base', 'raft'],
  'storage/disk': ['storage'],
  'storage/wal': ['storage', 'storage/disk', 'raft', 'base'],
  'storage/engine': ['storage', 'base'],
  'storage/kv': ['storage', 'storage/engine', 'raft', 'base', 'protos/gen'],
  rpc: ['storage', 'raft', 'base', 'protos', 'protos/gen'],
