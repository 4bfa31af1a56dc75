/** Runs every script below `scripts/` and compares its whole text; `vitest -u` rewrites the outputs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScript } from '../support/raft/script.ts';
import { ScriptWorld } from '../support/raft/script-world.ts';

const folder = join(import.meta.dirname, 'scripts');
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

describe('the scripts', () => {
  it.each(names)('%s', async (name) => {
    const path = join(folder, name);
    const world = new ScriptWorld();
    const text = runScript(readFileSync(path, 'utf8'), (command) => world.execute(command));
    await expect(text).toMatchFileSnapshot(path);
  });
});

const echo = (command: string): readonly string[] => [`did ${command}`];

describe('the runner', () => {
  it('keeps comments and commands, and replaces the output', () => {
    const text = '# Why.\n\none\n# and\ntwo\n----\nold\n\nthree\n----\n';
    expect(runScript(text, echo)).toBe(
      '# Why.\n\none\n# and\ntwo\n----\ndid one\ndid two\n\nthree\n----\ndid three\n',
    );
  });

  it.each([
    ['', 'no command'],
    ['# Only words.\n', 'no command'],
    ['# Only words.\n----\n', 'no command'],
    ['one\n', 'lack their ----'],
    ['one\n----\ndid one\n\ntwo\n', 'lack their ----'],
  ])('refuses %j', (text, problem) => {
    expect(() => runScript(text, echo)).toThrow(problem);
  });

  it.each([
    ['sing', 'unknown command'],
    ['status', 'no cluster'],
    ['cluster three', 'not a number'],
    ['show everything', 'unknown topic'],
  ])('refuses the command %j', (command, problem) => {
    expect(() => new ScriptWorld().execute(command)).toThrow(problem);
  });

  it('fails where an invariant is broken, whatever the script expects', () => {
    const world = new ScriptWorld();
    world.execute('cluster 3 stopped');
    world.execute('disk 1 term=2 vote=2');
    world.execute('start 1');
    world.execute('crash 1');
    expect(() => world.execute('disk 1 term=2 vote=3')).toThrow('changes its vote in term 2');
  });

  it('finds a lease that a clock beyond the bound of the drift kept too long (9.3)', () => {
    const world = new ScriptWorld();
    const lines = ['cluster 3 stopped', 'rate 1 0.5', 'start 1 2 3', 'elect 1', 'settle 100'];
    for (const line of [...lines, 'isolate 1']) world.execute(line);
    expect(() => world.execute('settle 750')).toThrow('I-12');
  });
});
