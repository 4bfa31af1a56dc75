import { expect, test } from 'vitest';
import { createLogger } from '../../cmd/logging.ts';
import type { LogLevel } from '../../cmd/logging.ts';

function capture(level: LogLevel): {
  readonly logger: ReturnType<typeof createLogger>;
  readonly lines: readonly string[];
} {
  const lines: string[] = [];
  const logger = createLogger({
    level,
    write: (line) => {
      lines.push(line);
    },
  });
  return { logger, lines };
}

test('a line is one JSON object: level by name, ISO time, fields, message', () => {
  const { logger, lines } = capture('info');
  logger.child({ node: 'n1' }).info({ term: 3 }, 'role changed');
  const [line = ''] = lines;
  expect(line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME')).toBe(
    '{"level":"info","time":"TIME","node":"n1","term":3,"msg":"role changed"}\n',
  );
});

test('what is below the level is dropped, also by children', () => {
  const { logger, lines } = capture('warn');
  for (const log of [logger, logger.child({})]) {
    log.debug({}, 'debug');
    log.info({}, 'info');
    log.warn({}, 'warn');
    log.error({}, 'error');
  }
  const levels = lines.map((line) => /"level":"(\w+)"/.exec(line)?.[1]);
  expect(levels).toEqual(['warn', 'error', 'warn', 'error']);
});

test('an error is shown with its message, code and stack', () => {
  const { logger, lines } = capture('error');
  logger.error({ err: Object.assign(new Error('disk gone'), { code: 'EIO' }) }, 'fatal error');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { err: { message: 'disk gone', code: 'EIO' }, msg: 'fatal error' },
  ]);
  expect(lines[0]).toMatch(/"stack":"[^"]*logging\.test/);
});
