/**
 * The metadata exchange: where the data path is, and what to say there (deno-kv.md 9.2 and 9.3). Needs no leader and no
 * quorum, because a client that gets no answer here fails when it opens the database.
 */
import type { WallMs } from '../../base/brand.ts';
import { InvalidRequestError } from '../errors.ts';
import { metadataMs, metadataRequestBytesMax } from './limits.ts';

/** The path of the data path, relative to the node that was asked: a client stays with the one that it chose. */
export const dataPath = '/v2';

/** Newest first: the first that the client knows is used. */
const versions: readonly number[] = [3, 2];

/** The version to use. Throws `InvalidRequestError`. */
export function negotiateVersion(body: Uint8Array): number {
  const supported = supportedVersions(body);
  if (supported === undefined) {
    throw new InvalidRequestError(
      'The server requires at least protocol version 2. Use Deno 1.38.0 or newer.',
    );
  }
  const version = versions.find((known) => supported.includes(known));
  if (version === undefined) {
    throw new InvalidRequestError(
      'The server could not negotiate a protocol version. The server requires protocol version 2 or 3.',
    );
  }
  return version;
}

/** Numbers that are not known are no fault; undefined if there is no list. */
function supportedVersions(body: Uint8Array): readonly unknown[] | undefined {
  if (body.length > metadataRequestBytesMax) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const list: unknown = 'supportedVersions' in parsed ? parsed.supportedVersions : undefined;
  return Array.isArray(list) ? list : undefined;
}

/** Exactly the properties that clients know: some refuse others. */
export function encodeMetadata(answer: {
  readonly version: number;
  readonly databaseId: string;
  readonly token: string;
  readonly now: WallMs;
}): Uint8Array {
  const { version, databaseId, token, now } = answer;
  return Buffer.from(
    JSON.stringify({
      version,
      databaseId,
      endpoints: [{ url: dataPath, consistency: 'strong' }],
      token,
      expiresAt: new Date(now + metadataMs).toISOString(),
    }),
  );
}
