/** The commands about databases and tokens as they are typed. */
import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../../cmd/cli/client-port.ts';
import { exitCodes } from '../../../cmd/exit-codes.ts';
import { runProgram } from '../../../cmd/program.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { hashOf, tokenIdOf, uuidOf } from '../../support/catalog-fixture.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';

const nothing = async (): Promise<number> => await Promise.resolve(0);

class Run {
  readonly io = new FakeIo();
  readonly client = new FakeClient();
  opened: ClientOptions | undefined;

  constructor() {
    const createdMs = 1_700_000_000_000;
    this.client.databaseList = [
      { name: 'default', id: uuidOf(9), createdMs: 0 },
      { name: 'shop', id: uuidOf(1), createdMs },
    ];
    this.client.tokenList = [
      { id: tokenIdOf(1), kind: 'admin', database: undefined, label: 'Ada', createdMs },
      { id: tokenIdOf(2), kind: 'readOnly', database: 'shop', label: '', createdMs },
    ];
    this.io.files.set('admin', 'the-admin-token\n');
    this.io.files.set('new', 'correct-horse-battery\n');
  }

  async program(line: string): Promise<number> {
    return await runProgram(line.split(' '), {
      io: this.io,
      clock: immediateClock,
      version: '1.2.3',
      drawBytes: (count) => new Uint8Array(count).fill(0xff),
      openClient: (options) => {
        this.opened = options;
        return this.client;
      },
      serve: nothing,
      up: nothing,
      bench: nothing,
      sim: nothing,
    });
  }
}

const drawn = Buffer.alloc(32, 0xff).toString('base64url');

describe('kvorum db', () => {
  test('creates a database with an id of the caller', async () => {
    const run = new Run();
    expect(await run.program('db create blog')).toBe(exitCodes.done);
    const id = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
    expect(run.client.databaseList.at(-1)).toMatchObject({ name: 'blog', id });
    expect(run.io.stdout).toBe(`created blog (${id})\n`);
  });

  test('lists databases for people, for programs, and by name alone', async () => {
    const table = new Run();
    await table.program('db list');
    expect(table.io.stdout).toBe(
      `NAME     ID                                    CREATED
default  ${uuidOf(9)}  –
shop     ${uuidOf(1)}  2023-11-14T22:13:20Z
`,
    );
    const json = new Run();
    await json.program('db list --output json');
    expect(JSON.parse(json.io.stdout)).toMatchObject([{ name: 'default', createdMs: null }, {}]);
    const raw = new Run();
    await raw.program('db list --output raw');
    expect(raw.io.stdout).toBe('default\nshop\n');
  });

  test('drops a database only if its user agrees, and says what goes', async () => {
    const dry = new Run();
    expect(await dry.program('db drop shop --dry-run')).toBe(exitCodes.done);
    expect(dry.io.stdout).toContain(
      `would drop the database shop (${uuidOf(1)}) with all its data and its one token`,
    );
    expect(dry.client.databaseList).toHaveLength(2);

    const silent = new Run();
    expect(await silent.program('db drop shop')).toBe(exitCodes.usage);
    expect(silent.io.stderr).toContain('give --yes');

    for (const [typed, code, left] of [
      ['y', exitCodes.done, 1],
      ['', exitCodes.otherError, 2],
    ] as const) {
      const asked = new Run();
      asked.io.stdinIsTerminal = true;
      asked.io.typed = typed;
      expect(await asked.program('db drop shop')).toBe(code);
      expect(asked.client.databaseList).toHaveLength(left);
    }
    const sure = new Run();
    expect(await sure.program('db drop shop --yes')).toBe(exitCodes.done);
    expect(sure.client.databaseList.map(({ name }) => name)).toEqual(['default']);
    expect(await sure.program('db drop nope --yes')).toBe(exitCodes.notFound);
  });
});

describe('kvorum token', () => {
  test('makes a token and prints it once, alone if asked to; the cluster gets the hash', async () => {
    const raw = new Run();
    expect(await raw.program('token create --db shop --read-only --label ci --output raw')).toBe(0);
    expect(raw.io.stdout).toBe(`${drawn}\n`);
    expect(raw.io.stderr).toBe('');
    expect(raw.client.tokenRequests).toEqual([
      {
        id: 'f'.repeat(16),
        hash: hashOf(drawn),
        tokenKind: 'readOnly',
        database: 'shop',
        label: 'ci',
      },
    ]);
    const table = new Run();
    await table.program('token create --admin');
    expect(table.io.stdout).toBe(`${drawn}\n`);
    expect(table.io.stderr).toContain('opens everything; it is shown only now');
    expect(table.client.tokenRequests).toMatchObject([{ tokenKind: 'admin', database: undefined }]);
    const json = new Run();
    await json.program('token create --output json');
    expect(JSON.parse(json.io.stdout)).toEqual({
      id: 'f'.repeat(16),
      kind: 'full',
      database: 'default',
      token: drawn,
    });
  });

  test('makes the token of a file without printing it; the caller is known from the environment', async () => {
    const run = new Run();
    run.io.environment = { KVORUM_TOKEN_FILE: 'admin' };
    expect(await run.program('token create --token-file new')).toBe(exitCodes.done);
    expect(run.opened?.token).toBe('the-admin-token');
    expect(run.client.tokenRequests).toMatchObject([{ hash: hashOf('correct-horse-battery') }]);
    expect(run.io.stdout + run.io.stderr).not.toContain('horse');
    run.io.files.set('new', 'too-short');
    expect(await run.program('token create --token-file new')).toBe(exitCodes.usage);
    expect(run.io.stderr).not.toContain('too-short');
  });

  test('does not make an admin token of one database', async () => {
    for (const more of ['--db shop', '--read-only']) {
      expect(await new Run().program(`token create --admin ${more}`)).toBe(exitCodes.usage);
    }
  });

  test('lists tokens without what opens anything', async () => {
    const run = new Run();
    await run.program('token list');
    expect(run.io.stdout).toBe(
      `ID                KIND       DATABASE  CREATED               LABEL
${tokenIdOf(1)}  admin      –         2023-11-14T22:13:20Z  Ada
${tokenIdOf(2)}  read-only  shop      2023-11-14T22:13:20Z
`,
    );
  });

  test('revokes by id, and repeats nothing that may be a token', async () => {
    const run = new Run();
    expect(await run.program(`token revoke ${tokenIdOf(1)}`)).toBe(exitCodes.done);
    expect(run.client.tokenList).toHaveLength(1);
    expect(await run.program('token revoke correct-horse-battery')).toBe(exitCodes.usage);
    expect(run.io.stdout + run.io.stderr).not.toContain('horse');
  });
});

test('every command brings the token of --token-file, and kv the name of the database', async () => {
  const run = new Run();
  await run.program('kv get a --token-file admin --db shop');
  expect(run.opened).toMatchObject({ token: 'the-admin-token', database: 'shop' });
  await run.program('db list --token-file admin');
  expect(run.opened).toMatchObject({ token: 'the-admin-token', database: undefined });
});

test.each(['UNAUTHENTICATED', 'PERMISSION_DENIED'])('%s ends with exit code 5', async (code) => {
  const run = new Run();
  const fields = { code, retryable: false, outcome: 'not-applied', grpcCode: 16 } as const;
  run.client.failure = new KvorumCallError('no', { ...fields, endpoint: 'h:1' });
  expect(await run.program('kv get a')).toBe(exitCodes.notAllowed);
  expect(await run.program('db list')).toBe(exitCodes.notAllowed);
  run.client.statusFailure = run.client.failure;
  expect(await run.program('status')).toBe(exitCodes.notAllowed);
});
