import { expect, test } from 'vitest';
import { HandshakeGate, handshakeFromWire } from '../../rpc/handshake.ts';
import { PeerProtocolError } from '../../rpc/peer-errors.ts';
import { clusterA, clusterB, nodeId } from '../support/peer-nodes.ts';

const good = {
  protocol: 1,
  clusterId: clusterA,
  from: nodeId(1),
  to: nodeId(2),
  incarnation: 5,
  electionTimeoutMs: 500,
  peerAddress: 'h:1',
  startedAtMs: 1000,
};
const context = {
  nodeId: nodeId(2),
  clusterId: clusterA,
  electionTimeoutMs: 500,
  isRemoved: (id: string): boolean => id === nodeId(9),
};

test('a peer of the same cluster is accepted, again and after restarts', () => {
  const gate = new HandshakeGate();
  expect(gate.findObjection(good, context)).toBeUndefined();
  expect(gate.findObjection(good, context)).toBeUndefined();
  expect(gate.findObjection({ ...good, incarnation: 6 }, context)).toBeUndefined();
});

test.each([
  [{ protocol: 2 }, 'this node speaks protocol 1, the caller 2'],
  [{ clusterId: clusterB }, `this node belongs to cluster ${clusterA}, the caller to ${clusterB}`],
  [{ to: nodeId(3) }, `this node is ${nodeId(2)}, the caller wants ${nodeId(3)}`],
  [{ from: nodeId(9) }, `the caller ${nodeId(9)} was removed from cluster ${clusterA}`],
  [{ from: nodeId(2) }, `it is ${nodeId(2)}, which is this node`],
  [{ electionTimeoutMs: 900 }, 'this node is 500 ms, that of the caller 900 ms'],
])('%j is refused with both sides named', (change, words) => {
  expect(new HandshakeGate().findObjection({ ...good, ...change }, context)).toContain(words);
});

test('a peer whose starts go backwards is refused: its disk was set back', () => {
  const gate = new HandshakeGate();
  gate.findObjection(good, context);
  const objection = gate.findObjection({ ...good, incarnation: 4 }, context);
  expect(objection).toContain('has seen start 5');
});

test('a second start with the same number is refused: the disk was set back to before the first', () => {
  const gate = new HandshakeGate();
  gate.findObjection(good, context);
  const objection = gate.findObjection({ ...good, startedAtMs: 2000 }, context);
  expect(objection).toContain('its disk was set back');
});

test('a peer whose disk was set back stays refused, however often it starts', () => {
  const gate = new HandshakeGate();
  gate.findObjection(good, context);
  for (const incarnation of [3, 4, 5, 6, 7, 99]) {
    const later = { ...good, incarnation, startedAtMs: 2000 + incarnation };
    expect(gate.findObjection(later, context)).toContain('its disk was set back');
  }
  expect(gate.findObjection({ ...good, from: nodeId(3) }, context)).toBeUndefined();
});

test('a connection from before a restart that arrives late does no harm to the node', () => {
  const gate = new HandshakeGate();
  gate.findObjection({ ...good, incarnation: 6, startedAtMs: 2000 }, context);
  expect(gate.findObjection(good, context)).toContain('seen start 6');
  expect(
    gate.findObjection({ ...good, incarnation: 7, startedAtMs: 3000 }, context),
  ).toBeUndefined();
});

test('a refused handshake does not count as a start that was seen', () => {
  const gate = new HandshakeGate();
  gate.findObjection({ ...good, incarnation: 99, clusterId: clusterB }, context);
  expect(gate.findObjection(good, context)).toBeUndefined();
});

test.each([
  { clusterId: 'x' },
  { from: '' },
  { to: 'f'.repeat(17) },
  { incarnation: 2 ** 53 },
  { startedAtMs: -1 },
  { peerAddress: 'x' },
  { peerAddress: 'h\u001b[2J:1' },
  { peerAddress: 'h\u0000:1' },
  { peerAddress: 'h\u202e:1' },
])('malformed fields are an error: %j', (change) => {
  expect(() => handshakeFromWire({ ...good, ...change })).toThrow(PeerProtocolError);
});
