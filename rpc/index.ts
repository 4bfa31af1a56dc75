/** The published surface of rpc/. */
export { KvorumServer } from './server.ts';
export type { MemberStatus, NodeStatus } from './gateway-port.ts';
export { KvorumClient } from './client/client.ts';
export { PeerTransport } from './peer-transport.ts';
export { PeerServer } from './peer-server.ts';
export { PeerService } from './peer-service.ts';
export type { ClusterDecision, LocalCluster } from './peer-service.ts';
export { ForwardClient } from './forward-client.ts';
export { bootstrapCluster, GrpcBootstrapPeers } from './bootstrap.ts';
export { RequestGateway } from './gateway.ts';
export { SnapshotClient } from './snapshot-client.ts';
export { askToJoin, joinCluster } from './join.ts';
export { PeerRefusedError } from './peer-errors.ts';
