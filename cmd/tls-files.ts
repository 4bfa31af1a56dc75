/** The certificate and the private key of a listener: two files in PEM, checked to belong together. */
import { createSecureContext } from 'node:tls';
import type { TlsIdentity } from '../rpc/index.ts';
import type { ValueInput } from './cli/value-syntax.ts';

/** Where they are. */
export type TlsFiles = { readonly certPath: string; readonly keyPath: string };

const fileBytesMax = 1_048_576;

/** Reads both. Problems are named after the settings; none of them shows what the files hold. */
export async function readTlsFiles(
  files: TlsFiles,
  input: Pick<ValueInput, 'readFile'>,
): Promise<{ readonly identity: TlsIdentity } | { readonly problems: readonly string[] }> {
  const [cert, key] = await Promise.all([
    read('tls-cert', files.certPath, input),
    read('tls-key', files.keyPath, input),
  ]);
  if ('problem' in cert || 'problem' in key) {
    return { problems: [cert, key].flatMap((half) => ('problem' in half ? half.problem : [])) };
  }
  const identity = { cert: cert.bytes, key: key.bytes };
  try {
    createSecureContext({ cert: Buffer.from(cert.bytes), key: Buffer.from(key.bytes) });
  } catch (error) {
    return { problems: [`tls-cert and tls-key: are of no use: ${reasonOf(error)}`] };
  }
  return { identity };
}

async function read(
  setting: string,
  path: string,
  input: Pick<ValueInput, 'readFile'>,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  try {
    return { bytes: await input.readFile(path, fileBytesMax) };
  } catch (error) {
    return { problem: `${setting}: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
