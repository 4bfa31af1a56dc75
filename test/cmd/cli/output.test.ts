import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import type { ClientEntry } from '../../../cmd/cli/client-port.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import type { RawGlobalOptions } from '../../../cmd/cli/global-options.ts';
import { formatTable, Output } from '../../../cmd/cli/output.ts';
import type { KeyPart } from '../../../storage/index.ts';
import { FakeIo } from '../fake-io.ts';

/** Keys of these tests are the UTF-8 bytes of one string part. */
const decodeKey = (bytes: Uint8Array): readonly KeyPart[] => [Buffer.from(bytes).toString('utf8')];

function entry(key: string, value?: unknown): ClientEntry {
  const versionstamp = Buffer.from('00000000000000030000', 'hex');
  return {
    key: Buffer.from(key),
    value: value === undefined ? undefined : { encoding: 'v8', bytes: serialize(value) },
    versionstamp,
  };
}

const absent: ClientEntry = {
  key: Buffer.from('gone'),
  value: undefined,
  versionstamp: undefined,
};

function open(raw: RawGlobalOptions = {}, io = new FakeIo()): { output: Output; io: FakeIo } {
  return { output: new Output(io, readGlobalOptions(raw, io), decodeKey), io };
}

async function printList(raw: RawGlobalOptions, cursor = ''): Promise<FakeIo> {
  const { output, io } = open(raw);
  await output.beginList();
  await output.listed([entry('a', 1), entry('b', { c: 'd' })]);
  await output.listed([]);
  await output.listed([entry('longer key', 2)]);
  await output.endList(cursor);
  return io;
}

async function printWatch(raw: RawGlobalOptions): Promise<string> {
  const { output, io } = open(raw);
  const versionstamp = Buffer.from('00000000000000040000', 'hex');
  const gone = { ...absent, changed: false };
  await output.watched({ entries: [{ ...entry('a', 1), changed: true }, gone], versionstamp });
  await output.watched({ entries: [{ ...absent, changed: true }, gone], versionstamp: undefined });
  return io.stdout;
}

test('states of a watch are blocks of a table, with the entries that are not there', async () => {
  expect(await printWatch({})).toBe(
    'KEY   VALUE  VERSIONSTAMP\n' +
      'a     1      00000000000000030000\n' +
      'gone\n' +
      '\n' +
      'gone\n' +
      'gone\n',
  );
});

test('states of a watch are one line of JSON each, or one object, or the values alone', async () => {
  const lines = (await printWatch({ output: 'ndjson' })).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      readVersionstamp: '00000000000000040000',
      entries: [
        { key: ['a'], value: 1, versionstamp: '00000000000000030000', changed: true },
        { key: ['gone'], versionstamp: null, changed: false },
      ],
    },
    {
      entries: [
        { key: ['gone'], versionstamp: null, changed: true },
        { key: ['gone'], versionstamp: null, changed: false },
      ],
    },
  ]);
  expect(await printWatch({ output: 'json' })).toMatch(/^\{\n.*\n\}\n\{\n.*\n\}\n$/s);
  expect(await printWatch({ output: 'raw' })).toBe('1\n');
});

test('a list is a table whose columns are as wide as its first piece needs', async () => {
  const io = await printList({}, 'next');
  expect(io.stdout).toBe(
    'KEY  VALUE      VERSIONSTAMP\n' +
      'a    1          00000000000000030000\n' +
      'b    {"c":"d"}  00000000000000030000\n' +
      'longer%20key  2          00000000000000030000\n',
  );
  expect(io.stderr).toBe('more: --cursor next\n');
});

test('quiet leaves out the header and remarks', async () => {
  const io = await printList({ quiet: true }, 'next');
  expect(io.stdout).toMatch(/^a /);
  expect(io.stderr).toBe('');
});

test('a list in JSON is one document, whatever its pieces', async () => {
  const { stdout } = await printList({ output: 'json' }, 'next');
  expect(JSON.parse(stdout)).toEqual({
    entries: [
      { key: ['a'], value: 1, versionstamp: '00000000000000030000' },
      { key: ['b'], value: { c: 'd' }, versionstamp: '00000000000000030000' },
      { key: ['longer key'], value: 2, versionstamp: '00000000000000030000' },
    ],
    cursor: 'next',
  });
});

test('JSON tells of which state the answer is', async () => {
  const readAt = { versionstamp: Buffer.from('00000000000000080000', 'hex'), stalenessMs: 60 };
  const told = { readVersionstamp: '00000000000000080000', stalenessMs: 60 };
  const got = open({ output: 'json' });
  await got.output.gotten([entry('a', 1), absent], readAt);
  expect(JSON.parse(got.io.stdout)).toEqual([
    { key: ['a'], value: 1, versionstamp: '00000000000000030000', ...told },
    { key: ['gone'], versionstamp: null, ...told },
  ]);
  const listed = open({ output: 'json' });
  await listed.output.beginList();
  await listed.output.endList('', readAt);
  expect(JSON.parse(listed.io.stdout)).toEqual({ entries: [], cursor: '', ...told });
  const unknown = open({ output: 'json' });
  await unknown.output.gotten([absent], { versionstamp: undefined, stalenessMs: undefined });
  expect(JSON.parse(unknown.io.stdout)).toEqual({ key: ['gone'], versionstamp: null });
});

test('an empty list is an empty document, and nothing in other formats', async () => {
  for (const [format, text] of [
    ['json', '{"entries":[\n],"cursor":""}\n'],
    ['ndjson', ''],
    ['table', ''],
    ['raw', ''],
  ] as const) {
    const { output, io } = open({ output: format });
    await output.beginList();
    await output.endList('');
    expect(io.stdout).toBe(text);
  }
});

test('ndjson is one object a line, raw is the values alone', async () => {
  const lines = (await printList({ output: 'ndjson' })).stdout.trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { key: ['a'] },
    { key: ['b'] },
    { key: ['longer key'] },
  ]);
  expect((await printList({ output: 'raw' })).stdout).toBe('1\n{"c":"d"}\n2\n');
});

test('a list of keys alone has no values in any format', async () => {
  for (const [format, text] of [
    ['ndjson', '{"key":["a"],"versionstamp":"00000000000000030000"}\n'],
    ['raw', 'a\n'],
  ] as const) {
    const { output, io } = open({ output: format });
    await output.listed([entry('a')]);
    expect(io.stdout).toBe(text);
  }
});

test('a get shows in JSON what is absent, and leaves it out elsewhere', async () => {
  const one = open({ output: 'json' });
  await one.output.gotten([absent]);
  expect(JSON.parse(one.io.stdout)).toEqual({ key: ['gone'], versionstamp: null });
  const two = open({ output: 'json' });
  await two.output.gotten([absent, entry('a', 1)]);
  expect(JSON.parse(two.io.stdout)).toMatchObject([{ versionstamp: null }, { value: 1 }]);
  const table = open();
  await table.output.gotten([absent]);
  expect(table.io.stdout).toBe('');
  const lines = open({ output: 'ndjson' });
  await lines.output.gotten([absent]);
  expect(lines.io.stdout).toBe('{"key":["gone"],"versionstamp":null}\n');
});

test('on a terminal a long value is cut, in a pipe it is whole', async () => {
  const long = 'x'.repeat(500);
  const pipe = open();
  await pipe.output.gotten([entry('a', long)]);
  expect(pipe.io.stdout).toContain(long);
  const io = new FakeIo();
  io.stdoutIsTerminal = true;
  const terminal = open({ color: false }, io);
  await terminal.output.gotten([entry('a', long)]);
  expect(io.stdout).toContain(`"${'x'.repeat(98)}…`);
  expect(io.stdout).not.toContain('\u001B');
});

test('a cut does not leave half a character', async () => {
  const io = new FakeIo();
  io.stdoutIsTerminal = true;
  const { output } = open({}, io);
  await output.gotten([entry('a', `${'x'.repeat(97)}🎉🎉`)]);
  expect(io.stdout).toContain(`"${'x'.repeat(97)}…`);
});

test('columns stay in line under wide characters, emoji and combining marks', () => {
  const rows = [
    ['日本', '1'],
    ['🎉', '2'],
    ['e\u0301', '3'],
    ['four', '4'],
  ];
  expect(formatTable(['KEY', 'V'], rows, { color: false }).split('\n')).toEqual([
    'KEY   V',
    '日本  1',
    '🎉    2',
    'e\u0301     3',
    'four  4',
  ]);
});

test('a fact is text for people and JSON for programs', async () => {
  const table = open();
  await table.output.fact('done', { ok: true });
  expect(table.io.stdout).toBe('done\n');
  const json = open({ output: 'ndjson' });
  await json.output.fact('done', { ok: true });
  expect(json.io.stdout).toBe('{"ok":true}\n');
});

test('a table has no trailing blanks, and a bold header only with colours', () => {
  const header = ['A', 'B'];
  const rows = [
    ['long', ''],
    ['x', 'y'],
  ];
  expect(formatTable(header, rows, { color: false })).toBe('A     B\nlong\nx     y');
  expect(formatTable(header, rows, { color: true })).toBe(
    '\u001B[1mA     B\u001B[22m\nlong\nx     y',
  );
});
