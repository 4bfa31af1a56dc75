import { expect, test } from 'vitest';
import { noChoice, parseFaults, parseNumbers, replayLine } from '../../sim/options.ts';
import { faultKinds } from '../../sim/faults/schedule.ts';

const all = faultKinds.map(({ name }) => name);

test('kinds of faults are named, or excluded, and anything else is a mistake', () => {
  expect(parseFaults('all')).toEqual(new Set());
  expect(parseFaults('none')).toEqual(new Set(all));
  expect(parseFaults('-crash,-drop')).toEqual(new Set(['crash', 'drop']));
  expect(parseFaults('crash')).toEqual(new Set(all.filter((name) => name !== 'crash')));
  expect(() => parseFaults('crush')).toThrow('no kind of fault is called "crush"');
  expect(() => parseFaults('crash,-drop')).toThrow('not both');
});

test('numbers are single or ranges', () => {
  expect(parseNumbers('3,7-9')).toEqual(new Set([3, 7, 8, 9]));
  for (const wrong of ['', 'x', '9-3', '1-99999999', '-1']) {
    expect(() => parseNumbers(wrong)).toThrow('no number and no range');
  }
});

test('the line that repeats a run says everything that is not as usual, and is read back alike', () => {
  expect(replayLine({ seed: 7, seconds: 15, faults: noChoice })).toBe('kvorum sim --seed 7');
  const faults = { without: new Set(all.slice(2)), skip: new Set([9, 3, 4, 5]) };
  const line = replayLine({ seed: 7, seconds: 2.5, faults });
  expect(line).toBe(`kvorum sim --seed 7 --seconds 2.5 --faults ${all[0]},${all[1]} --skip 3-5,9`);
  const [, kinds = '', strikes = ''] = /--faults (\S+) --skip (\S+)/.exec(line) ?? [];
  expect(parseFaults(kinds)).toEqual(faults.without);
  expect(parseNumbers(strikes)).toEqual(faults.skip);
});
