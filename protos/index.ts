/** Where the proto files are, so that source and build find them the same way. */
import { fileURLToPath } from 'node:url';

/** Absolute paths of the proto files that reflection and health checking publish to clients. */
export const publicProtoFiles: readonly string[] = ['kv.proto', 'admin.proto'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);
