import { describe, expect, test } from 'vitest';
import { nodeSettings, resolveNodeConfig } from '../../cmd/config.ts';
import type { NodeConfig, ResolvedConfig } from '../../cmd/config.ts';

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
    grpc: { host: '127.0.0.1', port: 4513 },
    peer: { host: '127.0.0.1', port: 4514 },
    advertiseHost: '127.0.0.1',
    initialCluster: new Map([['n1', { host: '127.0.0.1', port: 4514 }]]),
    electionTimeoutMs: 500,
    heartbeatMs: 50,
    logLevel: 'info',
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('every setting has an origin, in the order of the help', () => {
  const names = resolve({}).origins.map(({ name }) => name);
  expect(names.toSorted()).toEqual(nodeSettings.map(({ name }) => name).toSorted());
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
      Array.from({ length: 10 }, (_, at) => `n${at + 1}=h${at}:4514`).join(','),
      'more than 9 members',
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

  test.each([
    [{ heartbeat: '9ms' }, 'heartbeat: must be at least 10ms'],
    [{ heartbeat: '0' }, 'heartbeat (--heartbeat): "0" is not a duration such as 500ms or 2s'],
    [{ 'election-timeout': '61s' }, 'election-timeout: must be at most 60000ms'],
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
