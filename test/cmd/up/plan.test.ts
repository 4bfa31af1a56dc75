import { expect, test } from 'vitest';
import { decideShape, decodeShape, encodeShape, planNodes } from '../../../cmd/up/plan.ts';

const nothing = { nodes: undefined, basePort: undefined };

test('the shape is what was asked for, else what the directory remembers, else the default', () => {
  const remembered = { nodes: 5, basePort: 20_000 };
  expect(decideShape(nothing, undefined)).toEqual({ shape: { nodes: 3, basePort: 4512 } });
  expect(decideShape(nothing, remembered)).toEqual({ shape: remembered });
  expect(decideShape({ nodes: '5', basePort: '20000' }, remembered)).toEqual({ shape: remembered });
  expect(decideShape({ nodes: '1', basePort: '80' }, undefined)).toEqual({
    shape: { nodes: 1, basePort: 80 },
  });
});

test('neither the number of nodes nor the ports change under data', () => {
  const remembered = { nodes: 3, basePort: 4512 };
  const decided = decideShape({ nodes: '5', basePort: '4513' }, remembered);
  expect(decided).toMatchObject({
    problems: [
      expect.stringMatching(/^--nodes: the data are those of a cluster of 3; /),
      expect.stringMatching(
        /^--base-port: the nodes of these data know each other at ports from 4512 /,
      ),
    ],
  });
});

test.each(['0', '8', 'x', '', '-1', '1.5', '1e0'])('--nodes "%s" is refused', (nodes) => {
  expect(decideShape({ ...nothing, nodes }, undefined)).toEqual({
    problems: [`--nodes: "${nodes}" is not a whole number from 1 to 7`],
  });
});

test.each(['0', '65474', 'x', '9999999'])('--base-port "%s" is refused', (basePort) => {
  expect(decideShape({ ...nothing, basePort }, undefined)).toEqual({
    problems: [`--base-port: "${basePort}" is not a whole number from 1 to 65473`],
  });
});

test('even seven nodes at the greatest base port have ports that exist', () => {
  const decided = decideShape({ nodes: '7', basePort: '65473' }, undefined);
  if ('problems' in decided) throw new Error(decided.problems.join('\n'));
  const ports = planNodes(decided.shape, 'd', 'info').flatMap((plan) => plan.ports);
  expect(Math.max(...ports)).toBe(65_535);
});

test('node number i uses each base port plus ten times i, and knows all members', () => {
  const plans = planNodes({ nodes: 2, basePort: 4512 }, 'd', 'warn');
  expect(plans).toEqual([
    expect.objectContaining({ name: 'n1', ports: [4512, 4513, 4514] }),
    {
      name: 'n2',
      directory: 'd/n2',
      logPath: 'd/n2/log',
      ports: [4522, 4523, 4524],
      grpcAddress: '127.0.0.1:4523',
      args: [
        'start',
        '--name=n2',
        '--data=d/n2',
        '--initial-cluster=n1=127.0.0.1:4514,n2=127.0.0.1:4524',
        '--http=127.0.0.1:4522',
        '--grpc=127.0.0.1:4523',
        '--peer=127.0.0.1:4524',
        '--token-file=d/token',
        '--log-level=warn',
      ],
    },
  ]);
});

test('a shape is remembered as it was, and anything else is not taken for one', () => {
  const shape = { nodes: 3, basePort: 4512 };
  expect(decodeShape(encodeShape(shape))).toEqual(shape);
  for (const text of [
    '',
    '{',
    'null',
    '5',
    '{"version":2,"nodes":3,"basePort":4512}',
    '{"version":1,"nodes":"3","basePort":4512}',
    '{"version":1,"nodes":3.5,"basePort":4512}',
    '{"version":1,"nodes":3}',
  ]) {
    expect([text, decodeShape(text)]).toEqual([text, undefined]);
  }
});
