// After tsc: puts what tsc does not copy (proto files and generated codecs) beside the compiled code.
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
cpSync(join(root, 'protos'), join(root, 'dist', 'protos'), {
  recursive: true,
  filter: (path) => !/(?<!\.d)\.ts$/.test(path),
});
chmodSync(join(root, 'dist', 'cmd', 'kvorum.js'), 0o755);
