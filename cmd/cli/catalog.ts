/** The `db` and `token` commands as functions over a client. A token is printed once, when it is made, and never again. */
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import {
  drawToken,
  findTokenProblem,
  hashToken,
  tokenFileBytesMax,
  tokenOfFile,
} from '../access-token.ts';
import type { DrawBytes } from '../access-token.ts';
import type { CatalogCalls } from './client-port.ts';
import type { CommandIo } from './command-io.ts';
import { CommandError, UsageError } from './errors.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Output } from './output.ts';
import { formatTable } from './output.ts';

export type CatalogContext = {
  readonly client: CatalogCalls;
  readonly output: Output;
  readonly options: GlobalOptions;
  readonly io: Pick<CommandIo, 'ask' | 'stdinIsTerminal' | 'readFile'>;
  readonly drawBytes: DrawBytes;
  /** Called before anything is sent that changes something. */
  readonly onSending: () => void;
};

export async function createDatabase(context: CatalogContext, name: string): Promise<ExitCode> {
  const { client, output, drawBytes, onSending } = context;
  const id = uuidFrom(drawBytes(16));
  onSending();
  await client.createDatabase({ name, id });
  await output.fact(`created ${name} (${id})`, { ok: true, name, id });
  return exitCodes.done;
}

export async function listDatabases({
  client,
  output,
  options,
}: CatalogContext): Promise<ExitCode> {
  const databases = await client.databases();
  if (options.format === 'raw') {
    for (const { name } of databases) await output.fact(name, name);
    return exitCodes.done;
  }
  const rows = databases.map(({ name, id, createdMs }) => [name, id, formatTime(createdMs)]);
  await output.fact(
    formatTable(['NAME', 'ID', 'CREATED'], rows, options),
    databases.map((database) => ({ ...database, createdMs: database.createdMs || null })),
  );
  return exitCodes.done;
}

export async function dropDatabase(
  context: CatalogContext,
  name: string,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<ExitCode> {
  const { client, output, io, onSending } = context;
  const database = (await client.databases()).find((candidate) => candidate.name === name);
  if (database === undefined) {
    throw new CommandError(`there is no database "${name}"; see kvorum db list`, {
      exitCode: exitCodes.notFound,
      code: 'DATABASE_NOT_FOUND',
    });
  }
  const tokens = await client.tokens();
  const tokenCount = tokens.filter((token) => token.database === name).length;
  const preview = `drop the database ${name} (${database.id}) with all its data and its ${
    tokenCount === 1 ? 'one token' : `${tokenCount} tokens`
  }, for good`;
  if (dryRun) {
    await output.fact(`would ${preview}`, { dryRun: true, preview });
    return exitCodes.done;
  }
  if (!yes) {
    if (!io.stdinIsTerminal) {
      throw new UsageError(
        'this removes data for good: give --yes, or --dry-run to see what it does',
      );
    }
    const answer = await io.ask(`${preview}. Do it? [y/N] `);
    if (!/^y(?:es)?$/i.test(answer.trim())) {
      throw new CommandError('nothing was changed', {
        exitCode: exitCodes.otherError,
        code: 'NOT_CONFIRMED',
      });
    }
  }
  onSending();
  await client.dropDatabase(database.id);
  await output.fact(`dropped ${name}; its data is being removed`, {
    ok: true,
    name,
    id: database.id,
  });
  return exitCodes.done;
}

/** What `token create` was asked for. */
export type TokenWish = {
  readonly database: string | undefined;
  readonly isReadOnly: boolean;
  readonly isAdmin: boolean;
  readonly label: string;
  /** Holds the token that is to be made; undefined: one is drawn. */
  readonly tokenFile: string | undefined;
};

export async function createToken(context: CatalogContext, wish: TokenWish): Promise<ExitCode> {
  const { client, output, io, drawBytes, options, onSending } = context;
  const { isAdmin, isReadOnly, label, database, tokenFile } = wish;
  if (isAdmin && (isReadOnly || database !== undefined)) {
    throw new UsageError(
      '--admin: such a token opens everything, so it takes no --read-only and no --db',
    );
  }
  const given =
    tokenFile === undefined
      ? undefined
      : tokenOfFile(await io.readFile(tokenFile, tokenFileBytesMax));
  const problem = given === undefined ? undefined : findTokenProblem(given);
  if (problem !== undefined) throw new UsageError(`${tokenFile ?? ''}: ${problem}`);
  const token = given ?? drawToken(drawBytes);
  const drawnId = Buffer.from(drawBytes(8)).toString('hex');
  const tokenKind = isAdmin ? 'admin' : isReadOnly ? 'readOnly' : 'full';
  onSending();
  const id = await client.createToken({
    id: drawnId,
    hash: hashToken(token),
    tokenKind,
    database,
    label,
  });
  const opens = { admin: 'everything', full: 'data', readOnly: 'data, to read' }[tokenKind];
  const facts = {
    id,
    kind: kindNames[tokenKind],
    database: isAdmin ? null : (database ?? 'default'),
  };
  if (given !== undefined) {
    // Whoever has the file knows it.
    await output.fact(options.format === 'raw' ? id : `token ${id} opens ${opens}`, facts);
    return exitCodes.done;
  }
  if (options.format === 'table') {
    output.note(`token ${id} opens ${opens}; it is shown only now, so keep it:`);
  }
  await output.fact(token, { ...facts, token });
  return exitCodes.done;
}

export async function listTokens({ client, output, options }: CatalogContext): Promise<ExitCode> {
  const tokens = await client.tokens();
  if (options.format === 'raw') {
    for (const { id } of tokens) await output.fact(id, id);
    return exitCodes.done;
  }
  const rows = tokens.map(({ id, kind, database, label, createdMs }) => [
    id,
    kindNames[kind],
    database ?? '–',
    formatTime(createdMs),
    label,
  ]);
  await output.fact(
    formatTable(['ID', 'KIND', 'DATABASE', 'CREATED', 'LABEL'], rows, options),
    tokens.map((token) => ({
      ...token,
      kind: kindNames[token.kind],
      database: token.database ?? null,
    })),
  );
  return exitCodes.done;
}

export async function revokeToken(
  { client, output, onSending }: CatalogContext,
  id: string,
): Promise<ExitCode> {
  if (!/^[0-9a-f]{16}$/.test(id)) {
    // It may be the token itself, which must not be printed.
    throw new UsageError('the id of a token has 16 hex digits; see kvorum token list');
  }
  onSending();
  await client.revokeToken(id);
  await output.fact(`revoked ${id}`, { ok: true, id });
  return exitCodes.done;
}

const kindNames = { admin: 'admin', full: 'full', readOnly: 'read-only' } as const;

function formatTime(ms: number): string {
  return ms === 0 ? '–' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Version 4 of RFC 9562. */
function uuidFrom(bytes: Uint8Array): string {
  const own = Buffer.from(bytes);
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x40;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  return own.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
