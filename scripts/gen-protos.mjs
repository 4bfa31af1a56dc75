// Regenerates protos/gen from protos/*.proto: static codecs and their types, by protobufjs-cli.
// With --check it changes nothing and fails if the committed files differ.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const names = ['kv', 'admin', 'raft', 'storage'];
const options = [
  '--target=static-module',
  '--wrap=es6',
  '--dependency=protobufjs/minimal.js',
  '--force-number',
  '--no-create',
  '--no-verify',
  '--no-convert',
  '--no-delimited',
  '--no-typeurl',
  '--no-service',
];
const check = process.argv.includes('--check');
const folder = mkdtempSync(join(tmpdir(), 'kvorum-gen-'));

try {
  let stale = false;
  for (const name of names) {
    const js = join(folder, `${name}.js`);
    const types = join(folder, `${name}.d.ts`);
    execFileSync(join(bin, 'pbjs'), [
      ...options,
      `--root=${name}`,
      `--out=${js}`,
      join(root, 'protos', `${name}.proto`),
    ]);
    writeFileSync(js, adapt(readFileSync(js, 'utf8')));
    execFileSync(join(bin, 'pbts'), ['-o', types, js]);
    for (const file of [`${name}.js`, `${name}.d.ts`]) {
      const made = readFileSync(join(folder, file), 'utf8');
      const target = join(root, 'protos', 'gen', file);
      if (!check) writeFileSync(target, made);
      else if (readFileSync(target, 'utf8') !== made) {
        stale = true;
        console.error(
          `protos/gen/${file} is not what protos/${name}.proto gives; run: npm run gen`,
        );
      }
    }
  }
  if (stale) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * The runtime is CommonJS, so its names are reached through the default import. It gives 64-bit numbers
 * as objects of the package `long` wherever that happens to be installed; here they are always numbers, which
 * the codecs in rpc/ and storage/ check to be safe integers.
 */
function adapt(code) {
  return code
    .replace('import * as $protobuf from', 'import $protobuf from')
    .replaceAll(/\$util\.Long \? \$util\.Long\.fromBits\(0,0,(?:true|false)\) : 0/g, '0')
    .replaceAll(/= reader\.([su]?int64|s?fixed64)\(\)/g, '= $number(reader.$1())')
    .replace(
      '// Exported root namespace',
      "const $number = (value) => (typeof value === 'number' ? value : value.toNumber());\n\n// Exported root namespace",
    );
}
