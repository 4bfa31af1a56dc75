/** Tokens and databases on a real cluster: what one node was told holds on all of them, also across a failover. */
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { AdminClient, CatalogClient, KvorumCallError, KvorumClient } from '../../rpc/index.ts';
import type { CallerClaims } from '../../rpc/index.ts';
import { encodeKey } from '../../storage/index.ts';
import { hashOf, tokenIdOf, uuidOf } from '../support/catalog-fixture.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';
import { systemClock } from '../support/peer-nodes.ts';

const key = encodeKey(['k']);
const value = { encoding: 'bytes', bytes: Buffer.from('v') } as const;
const write = { checks: [], mutations: [{ kind: 'set', key, value }] } as const;
const root = 'the-token-of-the-operator';

/** What a write comes to whose database was dropped: on its way to the leader, or before it was sent on. */
const codesOfTheDropped = ['MUTATION_REJECTED', 'DATABASE_NOT_FOUND'];

function codeOf(error: unknown): string {
  if (error instanceof KvorumCallError) return error.code;
  throw error;
}

/** What a write through `node` comes to: "committed", or the code of the failure. */
async function tryWrite(node: TestNode, claims: CallerClaims): Promise<string> {
  const options = { endpoints: [node.endpoint], timeoutMs: 5000, ...claims };
  const client = new KvorumClient(options, { clock: systemClock });
  try {
    return (await client.atomic(write)).kind;
  } catch (error) {
    return codeOf(error);
  } finally {
    client.close();
  }
}

/** How long it takes until a write with `claims` comes to `expected` on each of `nodes`. */
async function timeUntil(
  nodes: readonly TestNode[],
  claims: CallerClaims,
  expected: string,
): Promise<number> {
  const since = performance.now();
  await Promise.all(
    nodes.map(
      async (node) =>
        await waitFor(`${expected} on ${node.name}`, async () =>
          (await tryWrite(node, claims)) === expected ? true : undefined,
        ),
    ),
  );
  return performance.now() - since;
}

async function withCatalog<T>(
  nodes: readonly TestNode[],
  token: string | undefined,
  use: (catalog: CatalogClient) => Promise<T>,
): Promise<T> {
  const endpoints = nodes.map(({ endpoint }) => endpoint);
  const admin = new AdminClient({ endpoints, timeoutMs: 10_000, token }, { clock: systemClock });
  try {
    return await use(new CatalogClient(admin));
  } finally {
    admin.close();
  }
}

test('a token made or revoked on one node counts on all within a second, and across a failover', async () => {
  await using cluster = await TestCluster.start();
  const { nodes } = cluster;
  const [first, second] = nodes.map((node) => [node]);
  const leader = await cluster.waitForLeader();
  const others = nodes.filter((node) => node !== leader);
  const make = async (
    via: readonly TestNode[] = nodes,
    n: number,
    text: string,
    tokenKind: 'admin' | 'full',
  ): Promise<void> => {
    const request = { id: tokenIdOf(n), hash: hashOf(text), tokenKind, database: undefined };
    const caller = n === 1 ? undefined : root;
    await withCatalog(via, caller, async (catalog) => {
      await catalog.createToken({ ...request, label: '' });
    });
  };

  expect(await tryWrite(leader, {})).toBe('committed');
  await make(first, 1, root, 'admin');
  expect(await timeUntil(nodes, {}, 'UNAUTHENTICATED')).toBeLessThan(1000);
  expect(await timeUntil(nodes, { token: root }, 'committed')).toBeLessThan(1000);
  await make(second, 2, 'the-first-token', 'full');
  expect(await timeUntil(nodes, { token: 'the-first-token' }, 'committed')).toBeLessThan(1000);
  await withCatalog(others, root, async (catalog) => {
    await catalog.revokeToken(tokenIdOf(2));
  });
  const revoked = { token: 'the-first-token' };
  expect(await timeUntil(nodes, revoked, 'UNAUTHENTICATED')).toBeLessThan(1000);

  // The leader falls as soon as it has acknowledged another token.
  await make([leader], 3, 'the-second-token', 'full');
  await leader.kill();
  await timeUntil(others, { token: 'the-second-token' }, 'committed');
  expect(await Promise.all(others.map(async (node) => await tryWrite(node, revoked)))).toEqual([
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
  ]);
  leader.start();
  await timeUntil([leader], { token: 'the-second-token' }, 'committed');
  expect(await tryWrite(leader, revoked)).toBe('UNAUTHENTICATED');
  expect(await tryWrite(leader, {})).toBe('UNAUTHENTICATED');
  expect(cluster.logs()).not.toMatch(/the-token-of-the-operator|the-(?:first|second)-token/);
});

test('a node that joins lets nobody in before it knows the tokens', async () => {
  await using cluster = await TestCluster.start(1);
  const [member] = cluster.nodes;
  if (member === undefined) throw new Error('there is no node');
  await withCatalog([member], undefined, async (catalog) => {
    const hash = hashOf(root);
    const rest = { tokenKind: 'admin', database: undefined, label: '' } as const;
    await catalog.createToken({ id: tokenIdOf(1), hash, ...rest });
  });
  const joining = await cluster.prepareJoining('n2', member);
  joining.start();
  const seen = new Set<string>();
  await waitFor('the new node to answer', async () => {
    seen.add(await tryWrite(joining, {}));
    return (await tryWrite(joining, { token: root })) === 'committed' ? true : undefined;
  });
  seen.add(await tryWrite(joining, {}));
  expect(seen).not.toContain('committed');
  expect(seen).toContain('UNAUTHENTICATED');
});

test('a database that is dropped under load goes with all its data, also if the leader falls meanwhile', async () => {
  await using cluster = await TestCluster.start();
  const { nodes } = cluster;
  const leader = await cluster.waitForLeader();
  const others = nodes.filter((node) => node !== leader);
  await withCatalog(nodes, undefined, async (catalog) => {
    await catalog.createDatabase({ name: 'shop', id: uuidOf(1) });
  });
  const client = new KvorumClient(
    { endpoints: nodes.map(({ endpoint }) => endpoint), timeoutMs: 10_000, database: 'shop' },
    { clock: systemClock },
  );
  await waitFor('the database on all nodes', async () => {
    const kinds = await Promise.all(
      nodes.map(async (node) => await tryWrite(node, { database: 'shop' })),
    );
    return kinds.every((kind) => kind === 'committed') ? true : undefined;
  });
  for (let batch = 0; batch < 20; batch++) {
    const mutations = Array.from(
      { length: 500 },
      (_, n) => ({ kind: 'set', key: encodeKey(['k', batch, n]), value }) as const,
    );
    expect(await client.atomic({ checks: [], mutations })).toMatchObject({ kind: 'committed' });
  }
  const load = Promise.allSettled(
    Array.from({ length: 500 }, async (_, n) => {
      const mutation = { kind: 'set', key: encodeKey(['late', n]), value } as const;
      return await client.atomic({ checks: [], mutations: [mutation] });
    }),
  );
  await withCatalog([leader], undefined, async (catalog) => {
    await catalog.dropDatabase(uuidOf(1));
  });
  const fates = await load;
  client.close();
  const codes = fates.map((fate) =>
    fate.status === 'rejected' ? codeOf(fate.reason) : fate.value.kind,
  );
  for (const code of codes) expect(['committed', ...codesOfTheDropped]).toContain(code);
  expect(await tryWrite(leader, { database: 'shop' })).toBe('DATABASE_NOT_FOUND');
  await leader.kill();
  const successor = await cluster.waitForLeader();
  // A drop is answered with "not found" only when nothing is left.
  await waitFor('the data to be gone', async () => {
    const code = await withCatalog([successor], undefined, async (catalog) => {
      try {
        await catalog.dropDatabase(uuidOf(1));
        return 'there';
      } catch (error) {
        return codeOf(error);
      }
    });
    return code === 'DATABASE_NOT_FOUND' ? true : undefined;
  });
  expect(others).toContain(successor);
});
