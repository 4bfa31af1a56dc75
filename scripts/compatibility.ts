/**
 * Runs the cases of the real clients, Deno and `@deno/kv`, against their own databases and, given a URL, against Kvorum.
 * Prints what failed; with --write, docs/compatibility.md gets the table.
 *
 *   npm run compatibility -- --url http://127.0.0.1:4512 --token TOKEN --write
 *
 * The database behind the URL is emptied. Exit codes: 0 nothing failed, 2 wrong usage, 10 a case failed, 1 anything else.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clients } from '../test/clients/case.ts';
import { root } from '../test/clients/client-process.ts';
import { compatibilityPage } from '../test/clients/compatibility-table.ts';
import { runCatalogue } from '../test/clients/outcomes.ts';
import type { Outcomes } from '../test/clients/outcomes.ts';

const usage =
  'usage: npm run compatibility -- [--url URL --token TOKEN] [--write]\n' +
  'Without a URL only the clients’ own databases are tried. The database behind the URL is emptied.';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || (values.url === undefined) !== (values.token === undefined)) {
    print(usage);
    return values.help ? 0 : 2;
  }
  const local = await runCatalogue({ path: ':memory:' });
  const kvorum =
    values.url === undefined || values.token === undefined
      ? undefined
      : await runCatalogue({ path: values.url, token: values.token });
  const failures = [
    ...failuresOf('its own database', local),
    ...(kvorum === undefined ? [] : failuresOf('Kvorum', kvorum)),
  ];
  for (const failure of failures) print(failure);
  print(`${failures.length} failed`);
  if (values.write) {
    writeFileSync(join(root, 'docs/compatibility.md'), compatibilityPage({ local, kvorum }));
  }
  return failures.length === 0 ? 0 : 10;
}

function failuresOf(target: string, outcomes: Outcomes): readonly string[] {
  return clients.flatMap((client) =>
    [...outcomes[client]].flatMap(([number, outcome]) =>
      outcome.kind === 'failed' ? [`case ${number}, ${client} on ${target}: ${outcome.why}`] : [],
    ),
  );
}

process.exitCode = await main();
