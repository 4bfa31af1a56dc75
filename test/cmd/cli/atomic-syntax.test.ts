import { describe, expect, test } from 'vitest';
import { parseAtomicDocument, parseStep } from '../../../cmd/cli/atomic-syntax.ts';
import type { StepName } from '../../../cmd/cli/atomic-syntax.ts';

const stamp = '00000000000000070000';
const noBounds = { min: undefined, max: undefined, clamp: false };

test.each([
  ['check', 'a=absent', { kind: 'check', key: ['a'], versionstamp: undefined }],
  ['set', 'a/#1={"b":"c=d"}', { kind: 'set', key: ['a', 1], text: '{"b":"c=d"}', type: 'json' }],
  ['set', 'a=text:b=c', { kind: 'set', key: ['a'], text: 'b=c', type: 'text' }],
  ['set', '["x=y"]=5', { kind: 'set', key: ['x=y'], text: '5', type: 'json' }],
  ['set', 'x%3Dy=5', { kind: 'set', key: ['x=y'], text: '5', type: 'json' }],
  ['set', 'a=file:photo.jpg', { kind: 'set', key: ['a'], text: 'photo.jpg', type: 'file' }],
  ['sum', 'n=1', { kind: 'sum', key: ['n'], text: '1', type: 'u64', ...noBounds }],
  ['sum', 'n=bigint:-5', { kind: 'sum', key: ['n'], text: '-5', type: 'bigint', ...noBounds }],
  ['min', 'n=3', { kind: 'min', key: ['n'], text: '3' }],
  ['max', 'n=3', { kind: 'max', key: ['n'], text: '3' }],
  ['delete', 'a', { kind: 'delete', key: ['a'] }],
  [
    'set-versionstamped',
    'log=1',
    { kind: 'setVersionstampedKey', key: ['log'], text: '1', type: 'json' },
  ],
] as const)('--%s %s', (name: StepName, argument, step) => {
  expect(parseStep(name, argument)).toEqual(step);
});

test('a check names a versionstamp in hex', () => {
  expect(parseStep('check', `a=${stamp}`)).toEqual({
    kind: 'check',
    key: ['a'],
    versionstamp: new Uint8Array(Buffer.from(stamp, 'hex')),
  });
});

test.each([
  ['check', 'a', '--check a: needs the form KEY=…'],
  ['check', 'a=7', 'check 7: must be a versionstamp (20 hex digits) or "absent"'],
  ['set', '=1', 'has an empty part'],
  ['set', '["x=1', 'needs the form KEY=…'],
  ['delete', '', 'has an empty part'],
] as const)('--%s %s is refused', (name: StepName, argument, problem) => {
  expect(() => parseStep(name, argument)).toThrow(problem);
});

const parse = (value: unknown): ReturnType<typeof parseAtomicDocument> =>
  parseAtomicDocument(JSON.stringify(value));

describe('a document', () => {
  test('gives the checks, then the mutations in their order', () => {
    const steps = parse({
      checks: [
        { key: 'a', versionstamp: null },
        { key: ['b', 1], versionstamp: stamp },
      ],
      mutations: [
        { type: 'set', key: 'a', value: { x: 1 } },
        { type: 'set', key: 'b', value: 'hi', valueType: 'text' },
        { type: 'set', key: 'c', value: 5, valueType: 'u64', expireIn: '2s' },
        { type: 'setVersionstampedKey', key: 'log', value: null },
        { type: 'delete', key: 'd' },
        { type: 'min', key: 'n', value: 3 },
        { type: 'sum', key: 'n', value: '-5', valueType: 'bigint', min: '0', max: 9, clamp: true },
      ],
    });
    expect(steps).toMatchObject([
      { kind: 'check', key: ['a'], versionstamp: undefined },
      { kind: 'check', key: ['b', 1], versionstamp: new Uint8Array(Buffer.from(stamp, 'hex')) },
      { kind: 'set', text: '{"x":1}', type: 'json' },
      { kind: 'set', text: 'hi', type: 'text' },
      { kind: 'set', text: '5', type: 'u64', expiry: { kind: 'in', ms: 2000 } },
      { kind: 'setVersionstampedKey', text: 'null', type: 'json' },
      { kind: 'delete', key: ['d'] },
      { kind: 'min', text: '3' },
      { kind: 'sum', text: '-5', type: 'bigint', min: '0', max: '9', clamp: true },
    ]);
  });

  test.each([
    [[], 'the atomic operation: must be an object'],
    [{ check: [] }, 'the atomic operation: has no field "check"'],
    [{ checks: {} }, 'checks: must be an array'],
    [{ checks: [{ key: 'a' }] }, 'checks[0].versionstamp: must be 20 hex digits or null'],
    [{ checks: [{ versionstamp: null }] }, 'checks[0].key: is missing'],
    [{ checks: [{ key: [], versionstamp: null }] }, 'checks[0].key: needs at least one part'],
    [{ mutations: [null] }, 'mutations[0]: must be an object'],
    [{ mutations: [{ type: 'set', key: 'a' }] }, 'mutations[0].value: is missing'],
    [{ mutations: [{ type: 'set', key: 'a', value: 1, expireIn: 'soon' }] }, 'must be a span'],
    [{ mutations: [{ type: 'sum', key: 'a', value: 1, expireIn: 5 }] }, 'only a set can expire'],
    [{ mutations: [{ type: 'put', key: 'a', value: 1 }] }, 'mutations[0].type: must be set,'],
    [{ mutations: [{ type: 'set', key: 'a', value: 1, ttl: 5 }] }, 'has no field "ttl"'],
    [{ mutations: [{ type: 'set', key: 'a', value: [], valueType: 'text' }] }, 'must be a text'],
    [{ mutations: [{ type: 'sum', key: 'a', value: 1, valueType: 'json' }] }, '--type json'],
    [
      { mutations: [{ type: 'sum', key: 'a', value: 1, clamp: 'yes' }] },
      'clamp: must be true or false',
    ],
  ])('%j is refused', (document, problem) => {
    expect(() => parse(document)).toThrow(problem);
  });

  test('that is no JSON is refused', () => {
    expect(() => parseAtomicDocument('{')).toThrow('the atomic operation is not valid JSON');
  });
});
