import { expect, test } from 'vitest';
import { ClusterMonitor, cpuUsBetween } from '../../../cmd/bench/cluster-monitor.ts';
import type { NodeSample } from '../../../cmd/bench/cluster-monitor.ts';
import { SystemClock } from '../../../cmd/system.ts';
import { SingleNode } from '../single-node.ts';

function sample(grpcAddress: string, cpuUs: number): NodeSample {
  return { name: grpcAddress, grpcAddress, isLeader: false, cpuUs, memoryBytes: 1 };
}

test('CPU time counts nodes that are in both samples and did not start anew', () => {
  const before = [sample('a:1', 100), sample('b:1', 200), sample('gone:1', 5)];
  const after = [sample('a:1', 150), sample('b:1', 30), sample('new:1', 1_000)];
  expect(cpuUsBetween(before, after)).toBe(50);
  expect(cpuUsBetween([], after)).toBe(0);
});

test('the monitor learns the members from the first endpoint that answers, and samples them', async () => {
  await using single = await SingleNode.start();
  const deps = { clock: new SystemClock() };
  const monitor = await ClusterMonitor.open(['127.0.0.1:1', single.endpoint], deps);
  const [node, ...others] = await monitor.sample();
  expect(others).toEqual([]);
  expect(node).toMatchObject({ name: 'n1', grpcAddress: single.endpoint, isLeader: true });
  expect(node?.cpuUs).toBeGreaterThan(0);
  expect(node?.memoryBytes).toBeGreaterThan(1_000_000);
  monitor.close();
});

test('without any node there is nothing to monitor', async () => {
  const opening = ClusterMonitor.open(['127.0.0.1:1'], { clock: new SystemClock() });
  await expect(opening).rejects.toThrow('no node answers at 127.0.0.1:1');
});
