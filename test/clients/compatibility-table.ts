/** The text of docs/compatibility.md, made from what the clients did. */
import type { Client } from './case.ts';
import { clients } from './case.ts';
import { catalogue } from './cases/catalogue.ts';
import type { Outcome, Outcomes } from './outcomes.ts';

const introduction = `# Compatibility

The unmodified Deno 2.9.6, and \`@deno/kv\` 0.14.0 on Node.js 20, run the same cases against their own SQLite database, which shows
that a case is right, and against Kvorum. \`npm run compatibility -- --write\` runs them all and writes this page;
[test/clients](../test/clients/README.md) has the programs. Numbers that are missing are cases that no client decides: they are tested with raw
requests, over gRPC, or on the simulator.

- *not expressible*: the client has no way to say it, or decides it itself.
- *not run*: nothing is claimed.
- Some cases expect another result of Kvorum than of SQLite; what SQLite does is then said beside the case.
`;

const notServed = `
Kvorum does not serve KV Connect yet: its columns claim nothing.
`;

const headings: Readonly<Record<Client, string>> = { deno: 'Deno', npm: '`@deno/kv`' };

/** `kvorum` is undefined if there was no server to run against. */
export function compatibilityPage(results: {
  readonly local: Outcomes;
  readonly kvorum: Outcomes | undefined;
}): string {
  const columns = [
    ...clients.map((client) => `${headings[client]} on SQLite`),
    ...clients.map((client) => `${headings[client]} on Kvorum`),
  ];
  const rows = catalogue.map((it) => {
    const differs = 'differs' in it ? ` (${it.differs})` : '';
    const cells = [results.local, results.kvorum].flatMap((outcomes) =>
      clients.map((client) => cellOf(outcomes?.[client].get(it.number))),
    );
    return `| ${it.number} | ${it.title}${differs} | ${cells.join(' | ')} |`;
  });
  return [
    introduction + (results.kvorum === undefined ? notServed : ''),
    `| No. | Case | ${columns.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(columns.length)}`,
    ...rows,
    '',
  ].join('\n');
}

function cellOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'not run';
  switch (outcome.kind) {
    case 'passed':
      return 'passed';
    case 'failed':
      return '**failed**';
    case 'other client':
      return 'the other client reads';
    case 'not expressible':
    case 'not run':
      return `${outcome.kind}: ${outcome.why}`;
  }
}
