import { expect, test } from 'vitest';
import {
  defaultEndpoints,
  parseConsistency,
  readGlobalOptions,
} from '../../../cmd/cli/global-options.ts';
import type { GlobalOptions, RawGlobalOptions } from '../../../cmd/cli/global-options.ts';

function read(
  raw: RawGlobalOptions,
  environment: Readonly<Record<string, string>> = {},
  stdoutIsTerminal = true,
): GlobalOptions {
  return readGlobalOptions(raw, { environment, stdoutIsTerminal });
}

test('the defaults are the local cluster, a table, five seconds and colours', () => {
  expect(read({})).toEqual({
    endpoints: defaultEndpoints.split(','),
    format: 'table',
    timeoutMs: 5_000,
    quiet: false,
    verbose: false,
    color: true,
    tokenFile: undefined,
    database: undefined,
  });
});

test('a database is named by a name that one can have', () => {
  expect(read({ db: 'shop-1', tokenFile: 'f' })).toMatchObject({
    database: 'shop-1',
    tokenFile: 'f',
  });
  for (const db of ['', 'Shop', 'a b', 'a'.repeat(65)]) {
    expect(() => read({ db })).toThrow('is not the name of a database');
  }
});

test('endpoints come from the flag, else from the environment', () => {
  const environment = { KVORUM_ENDPOINT: 'e:1, [::1]:2' };
  expect(read({}, environment).endpoints).toEqual(['e:1', '[::1]:2']);
  expect(read({ endpoint: 'f:1' }, environment).endpoints).toEqual(['f:1']);
});

test('there are no colours without a terminal, with --no-color, or with NO_COLOR', () => {
  expect(read({}, {}, false).color).toBe(false);
  expect(read({ color: false }).color).toBe(false);
  expect(read({}, { NO_COLOR: '1' }).color).toBe(false);
  expect(read({}, { NO_COLOR: '' }).color).toBe(true);
});

test('every mistake is named at once', () => {
  expect(() => read({ endpoint: 'a,b:1', output: 'xml', timeout: '0' })).toThrow(
    '--endpoint: "a" is not HOST:PORT; --output: "xml" is not one of table, json, ndjson, raw; ' +
      '--timeout: "0" is not a duration such as 500ms or 5s',
  );
});

test('a read is strong or eventual', () => {
  expect(parseConsistency('eventual')).toBe('eventual');
  expect(() => parseConsistency('weak')).toThrow('must be one of strong, eventual');
});
