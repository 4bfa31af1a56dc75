/**
 * The configuration of one node: read once from flags, environment and file, checked as a whole, then frozen.
 * Nobody else reads the environment. Every mistake is found in one go and named after its setting.
 */
import { resolve } from 'node:path';
import { formatAddress, isWildcardHost, parseAddress } from './address.ts';
import type { Address } from './address.ts';
import { SettingReader } from './config-sources.ts';
import type { ConfigSources, Parsed, SettingOrigin } from './config-sources.ts';
import { parseDurationMs } from './duration.ts';
import { logLevels } from './logging.ts';
import type { LogLevel } from './logging.ts';
import type { TlsFiles } from './tls-files.ts';
import type { TlsIdentity } from '../rpc/index.ts';

/** How a new node becomes a member. */
export type JoinConfig = {
  /** Peer addresses of members, at least one of which must answer. */
  readonly members: readonly Address[];
  /** It is not promoted by itself. */
  readonly learner: boolean;
  /** Name or id of the voter whose place it takes. */
  readonly replaces: string | undefined;
};

/** What a node needs to know to start. */
export type NodeConfig = {
  /** Unique in the cluster: letters, digits and dashes. */
  readonly name: string;
  /** Absolute path; made if it does not exist. */
  readonly dataDirectory: string;
  readonly http: Address;
  /** Of the HTTP listener; undefined for clear text. Read from the files that the settings name, after all else. */
  readonly tls: TlsIdentity | undefined;
  readonly grpc: Address;
  readonly peer: Address;
  /** The host at which peers and clients reach this node. */
  readonly advertiseHost: string;
  /** Name to peer address of every founding member, this node included, sorted by name; empty if it joins. */
  readonly initialCluster: ReadonlyMap<string, Address>;
  /** Present if the node is to become a member of a cluster that exists. Of no meaning once it is one. */
  readonly join: JoinConfig | undefined;
  /** Election deadlines are drawn from [this, twice this). */
  readonly electionTimeoutMs: number;
  readonly heartbeatMs: number;
  /** How far the wall clock may be from the median of the voters' before this node does not lead. */
  readonly clockSkewMsMax: number;
  /** Absolute path of a file with a token, at least 12 characters, that is to open the default database. */
  readonly tokenFile: string | undefined;
  /** SHA-256 of that token; the token itself is nowhere. Absent if there is none, and before the file was read. */
  readonly tokenHash?: string;
  readonly logLevel: LogLevel;
};

/** What the command line and `--print-config` show of each setting, in this order. */
export const nodeSettings: readonly {
  readonly name: string;
  readonly argument: string;
  readonly description: string;
}[] = [
  { name: 'name', argument: '<name>', description: 'name of this node, unique in the cluster' },
  { name: 'data', argument: '<dir>', description: 'data directory of this node' },
  { name: 'http', argument: '<host:port>', description: 'HTTP listener (127.0.0.1:4512)' },
  {
    name: 'tls-cert',
    argument: '<file>',
    description: 'certificate of the HTTP listener with its chain, PEM (clear text)',
  },
  { name: 'tls-key', argument: '<file>', description: 'private key of that certificate, PEM' },
  { name: 'grpc', argument: '<host:port>', description: 'gRPC listener (127.0.0.1:4513)' },
  { name: 'peer', argument: '<host:port>', description: 'peer listener (127.0.0.1:4514)' },
  {
    name: 'advertise',
    argument: '<host>',
    description: 'host at which peers and clients reach this node (that of its member entry)',
  },
  {
    name: 'initial-cluster',
    argument: '<members>',
    description: 'founding members, n1=host:4514,n2=... (this node alone)',
  },
  {
    name: 'join',
    argument: '<addresses>',
    description: 'peer listeners of members of a cluster to join, host:4514,...',
  },
  {
    name: 'learner',
    argument: '[true|false]',
    description: 'with --join: get all data, and never vote by itself (false)',
  },
  {
    name: 'replace',
    argument: '<member>',
    description: 'with --join: name or id of a dead voter whose place to take',
  },
  {
    name: 'election-timeout',
    argument: '<duration>',
    description: 'silence of the leader after which a new one is elected (500ms)',
  },
  { name: 'heartbeat', argument: '<duration>', description: "leader's heartbeat interval (50ms)" },
  {
    name: 'max-clock-skew',
    argument: '<duration>',
    description: "wall clock's distance from the others' beyond which a node does not lead (10s)",
  },
  {
    name: 'token-file',
    argument: '<file>',
    description: 'file with a token that is to open the default database',
  },
  { name: 'log-level', argument: '<level>', description: `${logLevels.join(', ')} (info)` },
];

/** As many voters as there can be later: a cluster with more could not be changed any more. */
export const foundersMax = 7;
/** Addresses to join at; one that answers is enough. */
const joinAddressesMax = 16;
const heartbeatMsMin = 10;
const heartbeatsPerElectionTimeoutMin = 10;
const electionTimeoutMsMax = 60_000;
const clockSkewMsMaxLeast = 1000;
const clockSkewMsMaxMost = 24 * 60 * 60 * 1000;

export type ResolvedConfig = {
  readonly origins: readonly SettingOrigin[];
  /** To be read into `NodeConfig.tls`. */
  readonly tlsFiles: TlsFiles | undefined;
} & (
  | { readonly kind: 'valid'; readonly config: NodeConfig }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }
);

/** Reads and checks everything; never throws for what an operator wrote. */
export function resolveNodeConfig(sources: ConfigSources): ResolvedConfig {
  const reader = new SettingReader(
    sources,
    nodeSettings.map(({ name }) => name),
  );
  const name = reader.read('name', parseName);
  const data = reader.read('data', parseText);
  const http = reader.read('http', parseListenAddress, byDefault('127.0.0.1:4512'));
  const tlsFiles = readTls(reader);
  const grpc = reader.read('grpc', parseListenAddress, byDefault('127.0.0.1:4513'));
  const peer = reader.read('peer', parseListenAddress, byDefault('127.0.0.1:4514'));
  for (const [setting, value] of Object.entries({ name, data })) {
    if (value === undefined && !reader.has(setting)) {
      reader.report(`${setting}: is required; give --${setting}`);
    }
  }
  const joins = reader.has('join');
  const { advertiseHost, initialCluster } = readCluster(reader, { name, peer, joins });
  const join = readJoin(reader, { advertiseHost, peer });
  checkListeners(reader, { http, grpc, peer });
  const electionTimeoutMs = reader.read('election-timeout', parseDuration, byDefault('500ms'));
  const heartbeatMs = reader.read('heartbeat', parseDuration, byDefault('50ms'));
  checkTimes(reader, { electionTimeoutMs, heartbeatMs });
  const clockSkewMsMax = reader.read('max-clock-skew', parseClockSkew, byDefault('10s'));
  const tokenFile = reader.read('token-file', parseText);
  const logLevel = reader.read('log-level', parseLogLevel, byDefault('info'));

  const { problems, origins } = reader;
  if (
    problems.length > 0 ||
    name === undefined ||
    data === undefined ||
    http === undefined ||
    grpc === undefined ||
    peer === undefined ||
    advertiseHost === undefined ||
    initialCluster === undefined ||
    electionTimeoutMs === undefined ||
    heartbeatMs === undefined ||
    clockSkewMsMax === undefined ||
    logLevel === undefined
  ) {
    return { kind: 'invalid', problems, origins, tlsFiles };
  }
  const config = Object.freeze({
    name,
    dataDirectory: resolve(data),
    http,
    tls: undefined,
    grpc,
    peer,
    advertiseHost,
    initialCluster,
    join,
    electionTimeoutMs,
    heartbeatMs,
    clockSkewMsMax,
    tokenFile: tokenFile === undefined ? undefined : resolve(tokenFile),
    logLevel,
  });
  return { kind: 'valid', config, origins, tlsFiles };
}

/** Both files, or neither. */
function readTls(reader: SettingReader): TlsFiles | undefined {
  const certPath = reader.read('tls-cert', parseText);
  const keyPath = reader.read('tls-key', parseText);
  if (reader.has('tls-cert') !== reader.has('tls-key')) {
    reader.report('tls-cert and tls-key: neither has a meaning without the other');
  }
  return certPath === undefined || keyPath === undefined ? undefined : { certPath, keyPath };
}

/** Who the members are and where this one is reached; the two settings complete each other. */
function readCluster(
  reader: SettingReader,
  own: {
    readonly name: string | undefined;
    readonly peer: Address | undefined;
    readonly joins: boolean;
  },
): {
  readonly advertiseHost: string | undefined;
  readonly initialCluster: ReadonlyMap<string, Address> | undefined;
} {
  const given = reader.has('initial-cluster')
    ? reader.read('initial-cluster', parseMembers)
    : undefined;
  const ownEntry = own.name === undefined ? undefined : given?.get(own.name);
  const defaultHost =
    ownEntry?.host ??
    (own.peer === undefined || isWildcardHost(own.peer.host) ? undefined : own.peer.host);
  const advertiseHost = reader.read(
    'advertise',
    parseHost,
    defaultHost === undefined
      ? undefined
      : { text: defaultHost, source: ownEntry === undefined ? 'peer' : 'initial-cluster' },
  );
  if (!reader.has('advertise') && defaultHost === undefined && own.peer !== undefined) {
    reader.report(
      `advertise: is required, because peer listens on ${own.peer.host}, where nobody can reach it`,
    );
  }
  if (own.name === undefined || own.peer === undefined || advertiseHost === undefined) {
    return { advertiseHost, initialCluster: given };
  }
  if (own.joins) return { advertiseHost, initialCluster: new Map() };
  const ownAddress = { host: advertiseHost, port: own.peer.port };
  if (!reader.has('initial-cluster')) {
    const text = `${own.name}=${formatAddress(ownAddress)}`;
    const initialCluster = reader.read('initial-cluster', parseMembers, byDefault(text));
    return { advertiseHost, initialCluster };
  }
  if (given === undefined) return { advertiseHost, initialCluster: undefined };
  if (ownEntry === undefined) {
    const names = [...given.keys()].join(', ');
    reader.report(`initial-cluster: does not contain this node, ${own.name} (it has ${names})`);
  } else if (formatAddress(ownEntry) !== formatAddress(ownAddress)) {
    reader.report(
      `initial-cluster: has this node at ${formatAddress(ownEntry)}, ` +
        `but advertise and peer make it ${formatAddress(ownAddress)}`,
    );
  }
  return { advertiseHost, initialCluster: given };
}

/** Undefined if the node does not join, or if a setting is wrong (then a problem is noted). */
function readJoin(
  reader: SettingReader,
  own: { readonly advertiseHost: string | undefined; readonly peer: Address | undefined },
): JoinConfig | undefined {
  const members = reader.read('join', parsePeers);
  const learner = reader.read('learner', parseSwitch, byDefault('false')) ?? false;
  const replaces = reader.read('replace', parseMember);
  if (!reader.has('join')) {
    for (const name of ['learner', 'replace']) {
      if (reader.has(name)) reader.report(`${name}: has a meaning only with join`);
    }
    return undefined;
  }
  if (reader.has('initial-cluster')) {
    reader.report('join and initial-cluster: a node either joins a cluster or founds one');
  }
  if (learner && replaces !== undefined) {
    reader.report("learner and replace: one that stays a learner takes nobody's place");
  }
  if (members === undefined) return undefined;
  const { advertiseHost: host, peer } = own;
  if (host !== undefined && peer !== undefined) {
    const address = formatAddress({ host, port: peer.port });
    if (members.some((member) => formatAddress(member) === address)) {
      reader.report(`join: ${address} is this node itself`);
    }
  }
  return { members, learner, replaces };
}

function checkListeners(
  reader: SettingReader,
  listeners: Readonly<Record<'http' | 'grpc' | 'peer', Address | undefined>>,
): void {
  const known = Object.entries(listeners).flatMap(([name, address]) =>
    address === undefined ? [] : [{ name, address }],
  );
  for (const [position, first] of known.entries()) {
    for (const second of known.slice(position + 1)) {
      const sameHost =
        first.address.host === second.address.host ||
        isWildcardHost(first.address.host) ||
        isWildcardHost(second.address.host);
      if (first.address.port === second.address.port && sameHost) {
        reader.report(`${first.name} and ${second.name}: both use port ${first.address.port}`);
      }
    }
  }
}

function checkTimes(
  reader: SettingReader,
  times: {
    readonly electionTimeoutMs: number | undefined;
    readonly heartbeatMs: number | undefined;
  },
): void {
  const { electionTimeoutMs, heartbeatMs } = times;
  if (heartbeatMs !== undefined && heartbeatMs < heartbeatMsMin) {
    reader.report(`heartbeat: must be at least ${heartbeatMsMin}ms`);
  }
  if (electionTimeoutMs !== undefined && electionTimeoutMs > electionTimeoutMsMax) {
    reader.report(`election-timeout: must be at most ${electionTimeoutMsMax}ms`);
  }
  if (electionTimeoutMs === undefined || heartbeatMs === undefined) return;
  if (electionTimeoutMs < heartbeatsPerElectionTimeoutMin * heartbeatMs) {
    reader.report(
      `election-timeout: must be at least ${heartbeatsPerElectionTimeoutMin} heartbeats ` +
        `(${heartbeatsPerElectionTimeoutMin * heartbeatMs}ms), is ${electionTimeoutMs}ms`,
    );
  }
}

function byDefault(text: string): { readonly text: string; readonly source: string } {
  return { text, source: 'default' };
}

function parseText(text: string): Parsed<string> {
  return text.trim() === '' ? { problem: 'must not be empty' } : { value: text };
}

function parseName(text: string): Parsed<string> {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})$/.test(text)) return { value: text };
  return { problem: `"${text}" is not 1 to 63 letters, digits and dashes` };
}

function parseHost(text: string): Parsed<string> {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  if (isWildcardHost(host)) return { problem: `nobody can reach a node at ${host}` };
  if (/^[A-Za-z0-9._-]+$|^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(host)) return { value: host };
  return { problem: `"${text}" is not a host name or address (without a port)` };
}

function parseListenAddress(text: string): Parsed<Address> {
  const address = parseAddress(text);
  if (address !== undefined) return { value: address };
  return { problem: `"${text}" is not HOST:PORT with a port from 1 to 65535` };
}

function parseDuration(text: string): Parsed<number> {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms > 0) return { value: ms };
  return { problem: `"${text}" is not a duration such as 500ms or 2s` };
}

function parseClockSkew(text: string): Parsed<number> {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms >= clockSkewMsMaxLeast && ms <= clockSkewMsMaxMost) {
    return { value: ms };
  }
  return { problem: `"${text}" is not a duration from 1s to 1440m` };
}

function parseLogLevel(text: string): Parsed<LogLevel> {
  const level = logLevels.find((candidate) => candidate === text);
  if (level !== undefined) return { value: level };
  return { problem: `"${text}" is not one of ${logLevels.join(', ')}` };
}

function parseSwitch(text: string): Parsed<boolean> {
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  return { problem: `"${text}" is not true or false` };
}

function parseMember(text: string): Parsed<string> {
  return 'value' in parseName(text)
    ? { value: text }
    : { problem: `"${text}" is not the name or id of a member` };
}

/** `host:port,host:port`. */
function parsePeers(text: string): Parsed<readonly Address[]> {
  const members: Address[] = [];
  const problems: string[] = [];
  for (const item of text.split(',')) {
    const address = parseAddress(item);
    if (address === undefined) problems.push(`"${item.trim()}" is not HOST:PORT`);
    else if (isWildcardHost(address.host))
      problems.push(`nobody can be reached at ${address.host}`);
    else members.push(address);
  }
  if (members.length > joinAddressesMax) problems.push(`more than ${joinAddressesMax} addresses`);
  return problems.length > 0 ? { problem: problems.join('; ') } : { value: members };
}

/** `n1=host:port,n2=host:port`; names and addresses are distinct. */
function parseMembers(text: string): Parsed<ReadonlyMap<string, Address>> {
  const members = new Map<string, Address>();
  const problems: string[] = [];
  const addresses = new Set<string>();
  for (const item of text.split(',').map((part) => part.trim())) {
    const [name = '', location = ''] = item.split('=');
    const parsedName = parseName(name);
    const address = parseAddress(location);
    if ('problem' in parsedName || address === undefined) {
      problems.push(`"${item}" is not NAME=HOST:PORT`);
      continue;
    }
    if (isWildcardHost(address.host)) problems.push(`nobody can reach ${name} at ${address.host}`);
    if (members.has(name)) problems.push(`${name} is there twice`);
    if (addresses.has(formatAddress(address))) {
      problems.push(`two members are at ${formatAddress(address)}`);
    }
    members.set(name, address);
    addresses.add(formatAddress(address));
  }
  if (members.size > foundersMax) problems.push(`more than ${foundersMax} members`);
  if (problems.length > 0) return { problem: problems.join('; ') };
  return { value: new Map([...members].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}
