/** Tokens as text: drawn by chance or chosen by the operator, and known to the cluster by their hash alone. */
import { createHash } from 'node:crypto';

/** Characters of a token that an operator may choose: short enough for any header, and not to be guessed in a day. */
const charactersMin = 12;
const charactersMax = 512;
/** Bytes of a file that holds a token. */
export const tokenFileBytesMax = 4096;
/** Bytes of chance in a token that is drawn. */
const drawnBytes = 32;

/** Fills as many bytes with chance that nobody can foresee. */
export type DrawBytes = (count: number) => Uint8Array;

/** 43 characters of base64url. */
export function drawToken(drawBytes: DrawBytes): string {
  return Buffer.from(drawBytes(drawnBytes)).toString('base64url');
}

/** What is wrong with a token that is to be made, without a word of it; undefined if nothing is. */
export function findTokenProblem(token: string): string | undefined {
  if (!/^[\x21-\x7e]*$/.test(token)) {
    return 'a token must consist of ASCII characters without spaces';
  }
  return token.length >= charactersMin && token.length <= charactersMax
    ? undefined
    : `a token must have ${charactersMin} to ${charactersMax} characters, and has ${token.length}`;
}

/** The token in a file: its first line, which may be the only one. */
export function tokenOfFile(content: Uint8Array): string {
  return Buffer.from(content)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/** SHA-256, 64 hex digits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The id of a token that several nodes make, so that it is one. */
export function idOfSharedToken(hash: string): string {
  return createHash('sha256').update(`kvorum token ${hash}`).digest('hex').slice(0, 16);
}
