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
  'storage/engine': ['storage', 'storage/disk', 'base'],
  'storage/kv': ['storage', 'storage/engine', 'raft', 'base', 'protos/gen'],
  rpc: ['storage', 'raft', 'base', 'protos', 'protos/gen'],
  sim: ['rpc', 'storage', 'raft', 'base'],
  cmd: ['sim', 'rpc', 'storage', 'raft', 'base', 'protos/gen'],
  examples: [],
  scripts: anything,
  test: anything,
  '.': [],
};

/** npm packages per folder. */
const packages: Readonly<Record<string, Grants>> = {
  'protos/gen': ['protobufjs'],
  protos: [],
  base: [],
  'raft/core': [],
  raft: [],
  storage: [],
  'storage/disk': [],
  'storage/wal': [],
  'storage/engine': ['classic-level'],
  'storage/kv': [],
  rpc: ['@grpc/grpc-js', '@grpc/proto-loader', '@grpc/reflection', 'grpc-health-check'],
  sim: [],
  cmd: ['commander', 'pino', 'yaml'],
  examples: [],
  scripts: ['classic-level', 'commander', 'protobufjs'],
  test: ['vitest', 'fast-check', '@deno/kv', '@grpc/grpc-js', '@grpc/proto-loader'],
  '.': ['vitest'],
};

/** `node:` built-ins per folder. */
const builtins: Readonly<Record<string, Grants>> = {
  'protos/gen': [],
  protos: ['url'],
  base: [],
  'raft/core': [],
  raft: [],
  storage: ['zlib'],
  'storage/disk': ['fs', 'path'],
  'storage/wal': ['zlib'],
  'storage/engine': [],
  'storage/kv': ['zlib'],
  rpc: ['crypto', 'events', 'http', 'net', 'tls'],
  sim: ['path', 'zlib'],
  cmd: anything,
  examples: [],
  scripts: anything,
  test: anything,
  '.': [],
};

/** Sources whose behaviour is tested elsewhere, with where. Each must still lack a test of its own. */
const testedElsewhere: Readonly<Record<string, string>> = {
  'cmd/cli/catalog-commands.ts': 'test/cmd/cli/catalog.test.ts: the commands as they are typed',
  'raft/event-log.ts': 'test/raft/node.test.ts, test/cluster/documents.test.ts: log messages',
  'raft/log-compactor.ts': 'test/raft/node-snapshots.test.ts: a leader that cuts its log',
  'raft/wake-timer.ts': 'test/raft/node.test.ts: one turn for each heartbeat',
  'raft/core/appends.ts': 'test/raft/scripts: windows, conflicts, snapshots',
  'raft/core/boot.ts': 'test/raft/core/core.test.ts: a start',
  'raft/core/proposals.ts': 'test/raft/scripts: proposals that are refused, limits',
  'raft/core/candidate.ts': 'test/raft/scripts: elections',
  'raft/core/follower.ts': 'test/raft/scripts: appends, reads',
  'raft/core/reconfiguration.ts': 'test/raft/scripts: changes of the membership',
  'raft/core/status.ts': 'test/raft/node-cluster.test.ts: what a leader shows of learners',
  'raft/core/shared.ts': 'test/raft/scripts: every message goes through it',
  'cmd/kvorum.ts': 'test/cluster/commands.test.ts',
  'rpc/http2/block-assembly.ts': 'test/rpc/http2/server-connection.test.ts, server-attacks.test.ts',
  'rpc/http2/client-allowance.ts': 'test/rpc/http2/server-attacks.test.ts: floods',
  'rpc/http2/front.ts': 'test/rpc/http2/server.test.ts: connections as a whole',
  'rpc/http2/grpc-protocol.ts': 'test/rpc/http2/server-connection.test.ts: what is not a call',
  'rpc/http2/listener.ts': 'test/rpc/http2/server.test.ts: addresses, time-outs, the end',
  'rpc/http/http1-exchange.ts': 'test/rpc/http/attacks.test.ts, server.test.ts',
  'rpc/http/http1-server.ts': 'test/rpc/http/attacks.test.ts, server.test.ts',
  'rpc/kvconnect/atomic-command.ts': 'test/rpc/kvconnect/conformance-writes.test.ts',
  'rpc/kvconnect/failures.ts': 'test/rpc/kvconnect/handler.test.ts: each failure of a write',
  'sim/linearizability/answer-shape.ts': 'test/sim/linearizability/judge.test.ts: wrong answers',
  'sim/linearizability/evidence.ts': 'test/sim/linearizability/judge.test.ts: every reason',
  'sim/linearizability/observation.ts': 'test/sim/linearizability/random-runs.test.ts',
  'sim/linearizability/plain-search.ts': 'test/sim/linearizability/random-runs.test.ts',
  'sim/linearizability/problem.ts': 'test/sim/linearizability/random-runs.test.ts',
  'sim/linearizability/stop.ts': 'test/sim/linearizability/judge.test.ts: every reason',
  'sim/founding.ts': 'test/sim/run.test.ts: whole runs',
  'sim/cluster.ts': 'test/sim/run.test.ts, mutants.test.ts: whole runs',
  'sim/plan.ts': 'test/sim/run.test.ts: whole runs',
  'sim/recovery.ts': 'test/sim/run.test.ts, mutants.test.ts: whole runs',
  'sim/disk/sim-inode.ts': 'test/sim/disk/sim-disk.test.ts',
  'sim/disk/sim-names.ts': 'test/sim/disk/sim-disk.test.ts',
  'sim/faults/disk-faults.ts': 'test/sim/mutants.test.ts: faults that need them',
  'sim/faults/fault.ts': 'test/sim/faults/schedule.test.ts',
  'sim/faults/network-faults.ts': 'test/sim/mutants.test.ts: faults that need them',
  'sim/faults/operator-faults.ts': 'test/sim/run.test.ts: whole runs',
  'sim/faults/process-faults.ts': 'test/sim/mutants.test.ts: faults that need them',
  'sim/node/beginning.ts': 'test/sim/run.test.ts: whole runs',
  'sim/node/node-process.ts': 'test/sim/run.test.ts: whole runs',
  'sim/node/observed-log.ts': 'test/sim/run.test.ts: whole runs',
  'sim/node/streams.ts': 'test/sim/run.test.ts: whole runs',
  'sim/oracle/kv-model.ts': 'test/sim/mutants.test.ts: what it must notice',
  'sim/oracle/protocol-invariants.ts': 'test/sim/mutants.test.ts: what it must notice',
  'sim/world/findings.ts': 'test/sim/mutants.test.ts: findings',
  'sim/world/message-text.ts': 'test/sim/run.test.ts: traces',
  'sim/workload/client-channel.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/client.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/session-writer.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/expiry-script.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/mixed-script.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/watch-channel.ts': 'test/sim/run.test.ts: whole runs',
  'sim/workload/watcher.ts': 'test/sim/run.test.ts: whole runs',
  'cmd/cli/sim-options.ts': 'test/cmd/program.test.ts, cluster/commands.test.ts',
  'cmd/up/terminal-keys.ts': 'test/cluster/up-terminal.test.ts',
};

/** Tests that mirror no single source file, with what they test. */
const testsOfWholes: Readonly<Record<string, string>> = {
  'test/raft/core-walk.test.ts': 'the consensus core on random walks',
  'test/raft/mutants.test.ts': 'the tests of the core, by faults planted into it',
  'test/raft/node-snapshots.test.ts':
    'the node loop when log and state machine are cut or replaced',
  'test/raft/node-cluster.test.ts': 'several node loops: changes of members and of the leader',
  'test/raft/scenarios.test.ts': 'the map of scenarios in docs/testing.md',
  'test/raft/scripts.test.ts': 'the consensus core by scenario scripts',
  'test/rpc/cluster-life.test.ts': 'changes of a cluster, decided by real consensus nodes',
  'test/rpc/watching.test.ts': 'watches over real sockets',
  'test/rpc/ecosystem.test.ts': 'the server as tools see it that know nothing of Kvorum',
  'test/rpc/kvconnect/conformance-queues.test.ts': 'messages that a write of KV Connect enqueues',
  'test/rpc/kvconnect/conformance-reads.test.ts': 'reads of KV Connect on a real node',
  'test/rpc/kvconnect/conformance-writes.test.ts': 'writes of KV Connect on a real node',
  'test/rpc/kvconnect/real-bodies.test.ts': 'what the real clients of KV Connect send',
  'test/storage/kv/level-damage.test.ts':
    'the state machine on a LevelDB that lost a page of its log',
  'test/storage/kv/snapshot-real-disk.test.ts': 'a snapshot from one LevelDB into another',
  'test/storage/kv/state-machine-model.test.ts': 'the state machine against a model of it',
  'test/sim/linearizability/random-runs.test.ts':
    'the checker against the meaning of linearizability',
  'test/rpc/http/attacks.test.ts': 'the HTTP port against clients that wear it out',
  'test/rpc/http/interoperability.test.ts': 'the HTTP port with clients that others wrote',
  'test/rpc/http2/server-attacks.test.ts': 'the server against clients that wear it out',
  'test/rpc/http2/server-fuzz.test.ts': 'the server in random conversations',
  'test/rpc/http2/stream.test.ts': 'open-ended calls, and whether the peer answers',
  'test/sim/mutants.test.ts': 'the simulator, by faults planted into whole nodes',
  'test/sim/seeds/part-1.test.ts': 'simulated clusters under faults',
  'test/sim/seeds/part-2.test.ts': 'the same, other seeds',
  'test/sim/seeds/part-3.test.ts': 'the same, other seeds',
  'test/storage/formats.test.ts': 'docs/formats.md and files that earlier builds wrote',
  'test/storage/install-crash.test.ts':
    'log and state together, through installs of snapshots that crash',
  'test/storage/restart.test.ts': 'identity, log and state together, through crashes',
  'test/storage/wal/compaction.test.ts': 'the log when it was compacted or rebased',
  'test/storage/wal/planted-faults.test.ts': 'that the crash and damage tests find planted faults',
  'test/storage/wal/wal-crash.test.ts': 'the log at a crash or a fault at every operation',
  'test/storage/wal/wal-real-disk.test.ts': 'the log on the real file system',
};

/** Bad samples are neither compiled nor linted with the rest. */
const samplesFolder = 'test/support/lint-samples/';

const mirrored = ['base/', 'raft/', 'storage/', 'rpc/', 'sim/', 'cmd/'];

/** Files whose imports are judged. */
function isCode(path: string): boolean {
  return /\.(?:ts|mjs|js)$/.test(path) && !path.startsWith(samplesFolder);
}

/** Removes comments, well enough for rules that look for words. */
function stripComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<![:'"`])\/\/.*$/gm, '');
}

/** What a file imports or re-exports, statically or dynamically. */
export function importsOf(text: string): readonly string[] {
  const code = stripComments(text);
  const patterns = [
    /^\s*(?:import|export)\b[^'";=]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /^\s*import\s*['"]([^'"\n]+)['"]/gm,
    /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g,
  ];
  return patterns.flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap(([, specifier]) => specifier ?? []),
  );
}

/** The folder of `path` in the tables: the longest that contains it; `.` for files at the root. */
function folderOf(path: string): string | undefined {
  const folders = Object.keys(arrows).filter((folder) => path.startsWith(`${folder}/`));
  const longest = folders.toSorted((a, b) => b.length - a.length)[0];
  return longest ?? (path.includes('/') ? undefined : '.');
}

/** Resolves a relative specifier against the importing file. */
function resolveImport(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

type Import = {
  readonly file: string;
  readonly folder: string;
  readonly kind: 'relative' | 'builtin' | 'package';
  /** Resolved path, name of the built-in without `node:` and sub-path, or name of the package. */
  readonly target: string;
};

function allImports(tree: Tree): readonly Import[] {
  return [...tree].flatMap(([file, text]) => {
    const folder = isCode(file) ? folderOf(file) : undefined;
    if (folder === undefined) return [];
    return importsOf(text).map((specifier): Import => {
      if (specifier.startsWith('.')) {
        return { file, folder, kind: 'relative', target: resolveImport(file, specifier) };
      }
      const [first = '', second = ''] = specifier.split('/');
      if (first.startsWith('node:')) {
        return { file, folder, kind: 'builtin', target: first.slice('node:'.length) };
      }
      const target = first.startsWith('@') ? `${first}/${second}` : first;
      return { file, folder, kind: 'package', target };
    });
  });
}

function isGranted(table: Readonly<Record<string, Grants>>, folder: string, what: string): boolean {
  const grants = table[folder] ?? [];
  return grants === anything || grants.includes(what);
}

/** Every code file lies in a folder that the tables know. */
export function unknownFolders(tree: Tree): readonly string[] {
  return [...tree.keys()]
    .filter((path) => isCode(path) && folderOf(path) === undefined)
    .map((path) => `${path} is in a folder without import rules`);
}

/** Imports against the direction of the arrows, and imports of files that do not exist. */
export function wrongArrows(tree: Tree): readonly string[] {
  return allImports(tree).flatMap(({ file, folder, kind, target }) => {
    if (kind !== 'relative') return [];
    if (!tree.has(target)) return [`${file} imports ${target}, which does not exist`];
    const targetFolder = folderOf(target) ?? '.';
    if (targetFolder === folder || isGranted(arrows, folder, targetFolder)) return [];
    return [`${file} imports ${target}: ${folder} may not import ${targetFolder}`];
  });
}

/** Across top-level folders only the published surface is imported: an index.ts, base, or generated code. */
export function pastTheIndex(tree: Tree): readonly string[] {
  return allImports(tree).flatMap(({ file, folder, kind, target }) => {
    if (kind !== 'relative' || folder === 'test' || folder === 'scripts') return [];
    const isInside = file.split('/')[0] === target.split('/')[0];
    const isSurface = /^base\/|^protos\/gen\/|\/index\.ts$/.test(target);
    const isOwnIndex = isInside && target === `${target.split('/')[0] ?? ''}/index.ts`;
    if (isOwnIndex) return [`${file} imports its own folder's index`];
    return isInside || isSurface ? [] : [`${file} imports ${target} past its index.ts`];
  });
}

export function wrongPackages(tree: Tree): readonly string[] {
  return allImports(tree)
    .filter(
      ({ folder, kind, target }) => kind === 'package' && !isGranted(packages, folder, target),
    )
    .map(({ file, folder, target }) => `${file}: ${folder} may not use the package ${target}`);
}

export function wrongBuiltins(tree: Tree): readonly string[] {
  return allImports(tree)
    .filter(
      ({ folder, kind, target }) => kind === 'builtin' && !isGranted(builtins, folder, target),
    )
    .map(({ file, folder, target }) => `${file}: ${folder} may not use node:${target}`);
}

/** Grants in the three tables that no file makes use of. */
export function unusedGrants(tree: Tree): readonly string[] {
  const used = new Set(
    allImports(tree).map(({ folder, kind, target }) =>
      kind === 'relative'
        ? `${folder} -> ${folderOf(target) ?? '.'}`
        : `${folder} -> ${kind} ${target}`,
    ),
  );
  const unused = (table: Readonly<Record<string, Grants>>, kind: string): readonly string[] =>
    Object.entries(table).flatMap(([folder, grants]) =>
      grants === anything
        ? []
        : grants
            .map((grant) => `${folder} -> ${kind}${grant}`)
            .filter((arrow) => !used.has(arrow))
            .map((arrow) => `${arrow} is granted but never used`),
    );
  return [...unused(arrows, ''), ...unused(packages, 'package '), ...unused(builtins, 'builtin ')];
}

const bannedEverywhere: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`\bFIX\x4dE`), 'unfinished work'],
  [new RegExp(String.raw`\bTOD\x4f\b(?!\(#\d+\))`), 'a task without an issue number'],
  [new RegExp(String.raw`@ts\x2d(?:ignore|nocheck|expect-error)`), 'a silenced compiler'],
];
const bannedInCore: readonly (readonly [RegExp, string])[] = [
  [/\basync\b|\bawait\b|\bPromise\b/, 'waiting in the pure core'],
  [/\bMath\.random\b|\bDate\b|\bperformance\b/, 'time or randomness in the pure core'],
];

export function bannedText(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    if (path.startsWith(samplesFolder) || path === 'package-lock.json') return [];
    const core = path.startsWith('raft/core/') && path.endsWith('.ts');
    const found = bannedEverywhere.filter(([pattern]) => pattern.test(text));
    const inCore = core
      ? bannedInCore.filter(([pattern]) => pattern.test(stripComments(text)))
      : [];
    return [...found, ...inCore].map(([pattern, why]) => `${path}: ${why} (${pattern.source})`);
  });
}

/** True for a source file that does something: types, constants, re-exports and plain errors do not. */
function hasLogic(path: string, text: string): boolean {
  if (!mirrored.some((folder) => path.startsWith(folder)) || !path.endsWith('.ts')) return false;
  const code = stripComments(text).replaceAll(/\bclass \w+ extends KvorumError\b/g, '');
  return /\bfunction\b|\bclass\b/.test(code);
}

/** Each source file with logic has its test at the mirrored path, and each mirrored test its source. */
export function brokenMirror(tree: Tree): readonly string[] {
  const problems: string[] = [];
  for (const [path, text] of tree) {
    const test = `test/${path.replace(/\.ts$/, '.test.ts')}`;
    const exempt = path in testedElsewhere;
    if (hasLogic(path, text) && !exempt && !tree.has(test)) problems.push(`${path} lacks ${test}`);
    if (path in testedElsewhere && tree.has(test))
      problems.push(`${path} has a test but is listed as without one`);
    const source = /^test\/(.*)\.test\.ts$/.exec(path)?.[1];
    if (source === undefined || !mirrored.some((folder) => source.startsWith(folder))) continue;
    if (!tree.has(`${source}.ts`) && !(path in testsOfWholes)) {
      problems.push(`${path} mirrors no source file`);
    }
  }
  for (const path of [...Object.keys(testedElsewhere), ...Object.keys(testsOfWholes)]) {
    if (tree.size > 20 && !tree.has(path)) problems.push(`${path} is listed but does not exist`);
  }
  return problems;
}

/** Every document has exactly one first-level heading, on its first line. */
export function wrongHeadings(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!path.endsWith('.md')) return [];
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
    const count = [...prose.matchAll(/^# \S/gm)].length;
    if (count !== 1) return [`${path} has ${count} first-level headings`];
    return text.startsWith('# ') ? [] : [`${path} does not begin with its heading`];
  });
}

/** Links between documents lead to files that exist. */
export function brokenLinks(tree: Tree): readonly string[] {
  const folders = new Set(
    [...tree.keys()].flatMap((path) => {
      const parts = path.split('/').slice(0, -1);
      return parts.map((_, depth) => parts.slice(0, depth + 1).join('/'));
    }),
  );
  return [...tree].flatMap(([path, text]) => {
    if (!path.endsWith('.md')) return [];
    return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(
      ([, link = '']) => {
        const target = resolveImport(path, link).replace(/\/$/, '');
        return tree.has(target) || folders.has(target)
          ? []
          : [`${path} links to ${link}, which is not there`];
      },
    );
  });
}

/** Every TypeScript file is covered by `include` of tsconfig.json, or is linted with weaker types. */
export function outsideTsconfig(tree: Tree): readonly string[] {
  const text = tree.get('tsconfig.json') ?? '{}';
  const list = /"include":\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  const include = [...list.matchAll(/"([^"]+)"/g)].flatMap(([, entry]) => entry ?? []);
  return [...tree.keys()]
    .filter((path) => path.endsWith('.ts') && !path.startsWith(samplesFolder))
    .filter((path) => !include.some((entry) => path === entry || path.startsWith(`${entry}/`)))
    .map((path) => `${path} is not covered by include in tsconfig.json`);
}
