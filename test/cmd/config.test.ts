import { describe, expect, test } from 'vitest';
import { foundersMax, nodeSettings, resolveNodeConfig } from '../../cmd/config.ts';
import type { NodeConfig, ResolvedConfig } from '../../cmd/config.ts';
import { planChange } from '../../raft/core/membership-change.ts';
import { idOf, memberOf } from '../support/raft/core-cluster.ts';

type Flags = Readonly<Record<string, string>>;

function resolve(flags: Flags): ResolvedConfig {
  const all = { name: 'n1', data: '/d', ...flags };
  return resolveNodeConfig({
    flags: new Map(Object.entries(all)),
    environment: {},
    file: undefined,
  });
}

function valid(flags: Flags): NodeConfig {
  const resolved = resolve(flags);
  if (resolved.kind === 'invalid') throw new Error(resolved.problems.join('\n'));
  return resolved.config;
}

function problems(flags: Flags): readonly string[] {
  const resolved = resolve(flags);
  return resolved.kind === 'invalid' ? resolved.problems : [];
}

test('the defaults are those of the documentation, and the result is frozen', () => {
  const config = valid({});
  expect(config).toEqual({
    name: 'n1',
    dataDirectory: '/d',
    http: { host: '127.0.0.1', port: 4512 },
    tls: undefined,
    grpc: { host: '127.0.0.1', port: 4513 },
    peer: { host: '127.0.0.1', port: 4514 },
    advertiseHost: '127.0.0.1',
    initialCluster: new Map([['n1', { host: '127.0.0.1', port: 4514 }]]),
    join: undefined,
    electionTimeoutMs: 500,
    heartbeatMs: 50,
    clockSkewMsMax: 10_000,
    logLevel: 'info',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('every setting has an origin, in the order of the help', () => {
  const names = resolve({}).origins.map(({ name }) => name);
  expect(names.toSorted()).toEqual(nodeSettings.map(({ name }) => name).toSorted());
});

test('certificate and key are files that are named together', () => {
  expect(resolve({})).toMatchObject({ kind: 'valid', tlsFiles: undefined });
  expect(resolve({ 'tls-cert': 'c', 'tls-key': 'k' })).toMatchObject({
    kind: 'valid',
    tlsFiles: { certPath: 'c', keyPath: 'k' },
  });
  const alone = ['tls-cert and tls-key: neither has a meaning without the other'];
  expect(problems({ 'tls-cert': 'c' })).toEqual(alone);
  expect(problems({ 'tls-key': 'k' })).toEqual(alone);
  expect(problems({ 'tls-cert': 'c', 'tls-key': ' ' })).toEqual([
    'tls-key (--tls-key): must not be empty',
  ]);
});

test('a name and a data directory are required', () => {
  const resolved = resolveNodeConfig({ flags: new Map(), environment: {}, file: undefined });
  expect(resolved).toMatchObject({
    kind: 'invalid',
    problems: ['name: is required; give --name', 'data: is required; give --data'],
  });
});

test('all mistakes are found in one go', () => {
  const found = problems({
    name: 'no spaces',
    data: ' ',
    grpc: 'nowhere',
    heartbeat: 'x',
    'log-level': 'loud',
    'initial-cluster': 'n1=foo,n2',
  }).join('\n');
  for (const setting of ['name', 'data', 'grpc', 'heartbeat', 'log-level', 'initial-cluster']) {
    expect(found).toMatch(new RegExp(`^${setting} \\(--${setting}\\): `, 'm'));
  }
});

describe('members', () => {
  const three = 'n2=b:4514,n1=a:4514,n3=[::1]:4514';

  test('are sorted by name, and give the host at which this node is reached', () => {
    const config = valid({ 'initial-cluster': three, peer: '0.0.0.0:4514' });
    expect([...config.initialCluster.keys()]).toEqual(['n1', 'n2', 'n3']);
    expect(config.advertiseHost).toBe('a');
  });

  test.each([
    ['n2=a:4514', 'does not contain this node, n1 (it has n2)'],
    ['n1=a:9', 'has this node at a:9, but advertise and peer make it a:4514'],
    ['n1=a:4514,n1=b:4514', 'n1 is there twice'],
    ['n1=a:4514,n2=a:4514', 'two members are at a:4514'],
    ['n1=0.0.0.0:4514', 'nobody can reach n1 at 0.0.0.0'],
    ['n1=a:4514,', '"" is not NAME=HOST:PORT'],
    [
      Array.from({ length: 8 }, (_, at) => `n${at + 1}=h${at}:4514`).join(','),
      'more than 7 members',
    ],
  ])('%s: %s', (members, problem) => {
    expect(problems({ 'initial-cluster': members }).join('\n')).toContain(problem);
  });

  test('a node that listens everywhere must say where it is reached', () => {
    expect(problems({ peer: '0.0.0.0:4514' })).toEqual([
      'advertise: is required, because peer listens on 0.0.0.0, where nobody can reach it',
    ]);
    expect(valid({ peer: '0.0.0.0:4514', advertise: 'h' }).initialCluster.get('n1')).toEqual({
      host: 'h',
      port: 4514,
    });
  });

  test.each([
    ['h:1', 'is not a host name or address (without a port)'],
    ['0.0.0.0', 'nobody can reach a node at 0.0.0.0'],
    ['[::]', 'nobody can reach a node at ::'],
  ])('--advertise %s: %s', (advertise, problem) => {
    expect(problems({ advertise }).join('\n')).toContain(problem);
  });
});

test('every cluster that can be founded can be changed: it has no more voters than the core allows', () => {
  const founders = Array.from({ length: foundersMax }, (_, at) => at + 1);
  const members = new Map(founders.map((number) => [idOf(number), memberOf(number)]));
  const voters = [...members.keys()];
  const addresses = { peerAddress: 'x:1', grpcAddress: 'x:2' };
  const change = { kind: 'updateAddresses', node: idOf(1), ...addresses } as const;
  expect(planChange({ voters, learners: [], members }, change).kind).toBe('next');
});

describe('a node that joins', () => {
  test('knows whom to ask, and founds nothing', () => {
    const config = valid({ join: 'a:4514,[::1]:4514', replace: 'n3' });
    expect(config.initialCluster.size).toBe(0);
    expect(config.join).toEqual({
      members: [
        { host: 'a', port: 4514 },
        { host: '::1', port: 4514 },
      ],
      learner: false,
      replaces: 'n3',
    });
    expect(valid({ join: 'a:4514', learner: 'true' }).join?.learner).toBe(true);
  });

  test('reads the same from the environment and the file', () => {
    const flags = new Map([
      ['name', 'n4'],
      ['data', '/d'],
    ]);
    const environment = { KVORUM_JOIN: 'a:4514', KVORUM_REPLACE: '00000000000000a1' };
    const file = { path: 'f', text: 'join: [b:4514, c:4514]\nlearner: true' };
    const join = (sources: Partial<Parameters<typeof resolveNodeConfig>[0]>): unknown => {
      const all = { flags, environment: {}, file: undefined, ...sources };
      const resolved = resolveNodeConfig(all);
      return resolved.kind === 'valid' ? resolved.config.join : resolved.problems;
    };
    expect(join({ environment })).toMatchObject({ replaces: '00000000000000a1' });
    expect(join({ file })).toMatchObject({
      members: [{ host: 'b' }, { host: 'c' }],
      learner: true,
    });
  });

  test.each([
    [{ join: 'a' }, 'join (--join): "a" is not HOST:PORT'],
    [{ join: 'a:1,' }, 'join (--join): "" is not HOST:PORT'],
    [{ join: '0.0.0.0:1' }, 'join (--join): nobody can be reached at 0.0.0.0'],
    [{ join: Array.from({ length: 17 }, () => 'a:1').join(',') }, 'more than 16 addresses'],
    [{ join: 'a:1,127.0.0.1:4514' }, 'join: 127.0.0.1:4514 is this node itself'],
    [
      { join: 'a:1', 'initial-cluster': 'n1=127.0.0.1:4514' },
      'join and initial-cluster: a node either joins a cluster or founds one',
    ],
    [{ join: 'a:1', learner: 'true', replace: 'n3' }, 'learner and replace: '],
    [{ join: 'a:1', learner: 'yes' }, 'learner (--learner): "yes" is not true or false'],
    [{ join: 'a:1', replace: 'n 3' }, 'is not the name or id of a member'],
    [{ learner: 'true' }, 'learner: has a meaning only with join'],
    [{ replace: 'n3' }, 'replace: has a meaning only with join'],
    [
      { join: 'a:1', peer: '0.0.0.0:4514' },
      'advertise: is required, because peer listens on 0.0.0.0, where nobody can reach it',
    ],
  ])('%j: %s', (flags: Flags, problem) => {
    expect(problems(flags).join('\n')).toContain(problem);
    expect(problems(flags)).toHaveLength(1);
  });
});

test('two listeners on one port are a mistake, unless their hosts differ', () => {
  expect(problems({ http: '127.0.0.1:1', grpc: '127.0.0.1:1' })).toEqual([
    'http and grpc: both use port 1',
  ]);
  expect(problems({ http: '0.0.0.0:1', grpc: '127.0.0.1:1' })).toEqual([
    'http and grpc: both use port 1',
  ]);
  expect(problems({ http: '127.0.0.2:1', grpc: '127.0.0.1:1' })).toEqual([]);
});

describe('times', () => {
  test('an election timeout has room for ten heartbeats', () => {
    expect(valid({ 'election-timeout': '2s', heartbeat: '200ms' })).toMatchObject({
      electionTimeoutMs: 2_000,
      heartbeatMs: 200,
    });
    expect(problems({ 'election-timeout': '2s', heartbeat: '201ms' })).toEqual([
      'election-timeout: must be at least 10 heartbeats (2010ms), is 2000ms',
    ]);
  });

  test.each(['1s', '1440m'])('a clock skew of %s can be tolerated', (text) => {
    expect(problems({ 'max-clock-skew': text })).toEqual([]);
  });

  test.each<[Record<string, string>, string]>([
    [{ heartbeat: '9ms' }, 'heartbeat: must be at least 10ms'],
    [{ heartbeat: '0' }, 'heartbeat (--heartbeat): "0" is not a duration such as 500ms or 2s'],
    [{ 'election-timeout': '61s' }, 'election-timeout: must be at most 60000ms'],
    ...['999ms', '1441m', 'x'].map((text): [Record<string, string>, string] => [
      { 'max-clock-skew': text },
      `max-clock-skew (--max-clock-skew): "${text}" is not a duration from 1s to 1440m`,
    ]),
  ])('%j: %s', (flags, problem) => {
    expect(problems(flags)).toEqual([problem]);
  });
});

test.each(['a', 'n-1', 'x'.repeat(63)])('%s is a name', (name) => {
  expect(problems({ name })).toEqual([]);
});

test.each(['', '-a', 'a_b', 'a.b', 'ä', 'x'.repeat(64)])('"%s" is no name', (name) => {
  expect(problems({ name })).not.toEqual([]);
});
