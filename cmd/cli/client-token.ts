/** Which token a client command brings: from a file, or from the environment, never from the command line. */
import { tokenFileBytesMax, tokenOfFile } from '../access-token.ts';
import type { CommandIo } from './command-io.ts';
import { UsageError } from './errors.ts';

/**
 * That of `--token-file`, of `KVORUM_TOKEN_FILE`, or `DENO_KV_ACCESS_TOKEN`, in this order; undefined if there is none.
 * Throws `UsageError`, without a word of the token.
 */
export async function findClientToken(
  tokenFile: string | undefined,
  io: Pick<CommandIo, 'environment' | 'readFile'>,
): Promise<string | undefined> {
  const path = tokenFile ?? io.environment['KVORUM_TOKEN_FILE'];
  if (path !== undefined && path !== '') {
    const token = tokenOfFile(await io.readFile(path, tokenFileBytesMax));
    return requireSendable(token, path);
  }
  const token = io.environment['DENO_KV_ACCESS_TOKEN'];
  if (token === undefined || token === '') return undefined;
  return requireSendable(token, 'DENO_KV_ACCESS_TOKEN');
}

function requireSendable(token: string, source: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError(`${source} holds no token: one line of ASCII characters without spaces`);
}
