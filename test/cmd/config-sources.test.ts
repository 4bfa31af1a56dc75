import { expect, test } from 'vitest';
import { SettingReader } from '../../cmd/config-sources.ts';
import type { ConfigSources, Parsed } from '../../cmd/config-sources.ts';

const asIs = (text: string): Parsed<string> => ({ value: text });
const noneOf = (text: string): Parsed<string> => ({ problem: `"${text}" is wrong` });

function reader(sources: {
  readonly flags?: Readonly<Record<string, string>>;
  readonly environment?: ConfigSources['environment'];
  readonly yaml?: string;
}): SettingReader {
  const { flags = {}, environment = {}, yaml } = sources;
  const file = yaml === undefined ? undefined : { path: 'c.yaml', text: yaml };
  const all = { flags: new Map(Object.entries(flags)), environment, file };
  return new SettingReader(all, ['name', 'log-level', 'initial-cluster']);
}

test('a flag comes before the environment, that before the file, that before the default', () => {
  const fallback = { text: 'default', source: 'default' };
  const flags = { 'log-level': 'flag' };
  const environment = { KVORUM_LOG_LEVEL: 'environment' };
  const yaml = 'log-level: file';
  const read = (sources: Parameters<typeof reader>[0]): string | undefined =>
    reader(sources).read('log-level', asIs, fallback);
  expect(read({ flags, environment, yaml })).toBe('flag');
  expect(read({ environment, yaml })).toBe('environment');
  expect(read({ yaml })).toBe('file');
  expect(read({})).toBe('default');
});

test('origins are kept in the order in which settings were read', () => {
  const settings = reader({ flags: { name: 'n1' }, yaml: 'log-level: debug' });
  settings.read('log-level', asIs);
  settings.read('name', asIs);
  settings.read('initial-cluster', asIs);
  expect(settings.origins).toEqual([
    { name: 'log-level', value: 'debug', source: 'file c.yaml' },
    { name: 'name', value: 'n1', source: '--name' },
    { name: 'initial-cluster', value: '', source: 'not set' },
  ]);
});

test('a wrong value gives no value, and a problem with its name and source', () => {
  const settings = reader({ environment: { KVORUM_NAME: 'x' } });
  expect(settings.read('name', noneOf)).toBeUndefined();
  expect(settings.has('name')).toBe(true);
  expect(settings.problems).toEqual(['name (KVORUM_NAME): "x" is wrong']);
});

test('other KVORUM variables are left alone, and names in the file must be known', () => {
  const settings = reader({ environment: { KVORUM_PORT: '1' }, yaml: 'nam: n1\nport: 2' });
  expect(settings.problems).toEqual([
    'file c.yaml: there is no setting "nam"',
    'file c.yaml: there is no setting "port"',
  ]);
});

test.each([
  ['initial-cluster: {n1: "a:1", n2: "b:2"}', 'n1=a:1,n2=b:2'],
  ['initial-cluster: ["n1=a:1", "n2=b:2"]', 'n1=a:1,n2=b:2'],
  ['initial-cluster: 5', '5'],
  ['initial-cluster: true', 'true'],
])('in YAML %s is the text %s', (yaml, text) => {
  expect(reader({ yaml }).read('initial-cluster', asIs)).toBe(text);
});

test.each([
  ['name: {a: {b: c}}', 'name (file c.yaml): must be one value'],
  ['name: [[1]]', 'name (file c.yaml): must be one value'],
  ['name:', 'name (file c.yaml): must be one value'],
  ['just text', 'file c.yaml: must be a mapping of settings'],
  ['- a list', 'file c.yaml: must be a mapping of settings'],
  ['name: [', 'file c.yaml: not valid YAML'],
  ['name: *missing', 'file c.yaml: not valid YAML'],
  ['name: a\nname: b', 'file c.yaml: not valid YAML'],
])('the file %j is a mistake', (yaml, problem) => {
  const { problems } = reader({ yaml });
  expect(problems.length).toBe(1);
  expect(problems[0]).toContain(problem);
});

test.each(['', '# only a comment\n', '---\n'])('the file %j sets nothing', (yaml) => {
  const settings = reader({ yaml });
  expect(settings.has('name')).toBe(false);
  expect(settings.problems).toEqual([]);
});
