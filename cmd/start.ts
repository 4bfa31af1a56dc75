/** The `start` command: reads the configuration, then hands over to the node. */
import { findTokenProblem, hashToken, tokenFileBytesMax, tokenOfFile } from './access-token.ts';
import type { CommandIo } from './cli/command-io.ts';
import { UsageError } from './cli/errors.ts';
import { resolveNodeConfig } from './config.ts';
import type { NodeConfig, ResolvedConfig } from './config.ts';
import type { SettingOrigin } from './config-sources.ts';
import { exitCodes } from './exit-codes.ts';
import { readTlsFiles } from './tls-files.ts';
import type { TlsIdentity } from '../rpc/index.ts';

const configBytesMax = 1_048_576;

export async function start(
  given: {
    readonly flags: ReadonlyMap<string, string>;
    readonly configPath: string | undefined;
    readonly printConfig: boolean;
    /** What the command line has besides known flags. */
    readonly excess: readonly string[];
  },
  deps: {
    readonly io: CommandIo;
    readonly serve: (config: NodeConfig) => Promise<number>;
  },
): Promise<number> {
  const { io } = deps;
  const path = given.configPath ?? io.environment['KVORUM_CONFIG'];
  const file = path === undefined ? undefined : await readConfigFile(io, path);
  const resolved = resolveNodeConfig({ flags: given.flags, environment: io.environment, file });
  const tls = await readTls(resolved, io);
  const tokenFile = resolved.kind === 'valid' ? resolved.config.tokenFile : undefined;
  const token = tokenFile === undefined ? undefined : await readToken(io, tokenFile);
  const problems = [
    ...given.excess.map((text) => `${text}: there is no such option; see kvorum start --help`),
    ...(resolved.kind === 'invalid' ? resolved.problems : []),
    ...tls.problems,
    ...(token?.problem === undefined ? [] : [token.problem]),
  ];
  if (given.printConfig) await io.writeOut(formatOrigins(resolved.origins));
  if (problems.length > 0 || resolved.kind === 'invalid') {
    const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
    throw new UsageError(`the configuration has ${count}:\n  ${problems.join('\n  ')}`);
  }
  if (given.printConfig) return exitCodes.done;
  const config = { ...resolved.config, tls: tls.identity };
  return await deps.serve(
    Object.freeze(token?.hash === undefined ? config : { ...config, tokenHash: token.hash }),
  );
}

async function readTls(
  { tlsFiles }: ResolvedConfig,
  io: CommandIo,
): Promise<{ readonly identity: TlsIdentity | undefined; readonly problems: readonly string[] }> {
  const read = tlsFiles === undefined ? undefined : await readTlsFiles(tlsFiles, io);
  if (read === undefined) return { identity: undefined, problems: [] };
  if ('problems' in read) return { identity: undefined, problems: read.problems };
  return { identity: read.identity, problems: [] };
}

/** The hash of the token in the file, or what is wrong with it. */
async function readToken(
  io: CommandIo,
  path: string,
): Promise<{ readonly hash?: string; readonly problem?: string }> {
  try {
    const token = tokenOfFile(await io.readFile(path, tokenFileBytesMax));
    const problem = findTokenProblem(token);
    return problem === undefined
      ? { hash: hashToken(token) }
      : { problem: `token-file: ${path}: ${problem}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `token-file: ${reason}` };
  }
}

/** One line per setting: its name, value, and where that came from. */
function formatOrigins(origins: readonly SettingOrigin[]): string {
  const nameWidth = Math.max(...origins.map(({ name }) => name.length));
  const valueWidth = Math.max(...origins.map(({ value }) => value.length));
  return origins
    .map(({ name, value, source }) => {
      return `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  (${source})\n`;
    })
    .join('');
}

async function readConfigFile(
  io: CommandIo,
  path: string,
): Promise<{ readonly path: string; readonly text: string }> {
  try {
    const bytes = await io.readFile(path, configBytesMax);
    return { path, text: Buffer.from(bytes).toString('utf8') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`config: ${reason}`, { cause: error });
  }
}
