/** What is thrown where nobody catches it ends a real node, with a line in its log that a machine can read. */
import { expect, test } from 'vitest';
import { TestCluster } from '../support/cluster-process.ts';

/** Code that runs in the node's process before the program, and waits there for a signal. */
function planted(code: string): readonly string[] {
  return ['--import', `data:text/javascript,process.on('SIGUSR2',()=>{${code}})`];
}

test.each([
  ['a throw in a callback', "throw new Error('planted')"],
  ['a promise that nobody awaits', "Promise.reject(new Error('planted'))"],
])('%s ends the node with 1, and is logged as JSON', async (_, code) => {
  await using cluster = await TestCluster.prepare(1);
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('there is a node');
  const { exited } = node.start(planted(code));
  await cluster.waitForLeader();
  node.process.signal('SIGUSR2');
  expect(await exited).toEqual({ code: 1, signal: null });
  const lines = node.process.output.trim().split('\n');
  const last: unknown = JSON.parse(lines.at(-1) ?? '');
  expect(last).toMatchObject({
    level: 'error',
    msg: 'fatal error, the node stops',
    err: { type: 'Error', message: 'planted' },
  });
});
