import { expect, test } from 'vitest';
import { Trace } from '../../../sim/world/trace.ts';

test('a line has time, place and text in columns', () => {
  const lines: string[] = [];
  new Trace((line) => lines.push(line)).add(1234.5, 'n1', () => 'starts');
  expect(lines).toEqual(['    1.234500  n1    starts']);
});

test('the last lines are kept, and their texts are only made when somebody asks', () => {
  const trace = new Trace();
  let made = 0;
  for (let number = 0; number < 1000; number += 1) {
    trace.add(number, 'n1', () => {
      made += 1;
      return `event ${number}`;
    });
  }
  expect(made).toBe(0);
  const last = trace.last();
  expect(last.at(-1)).toContain('event 999');
  expect(last.length).toBe(made);
});
