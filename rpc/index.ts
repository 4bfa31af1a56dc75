/** The published surface of rpc/. */
export { KvorumServer } from './server.ts';
export type { KvorumServerDeps, KvorumServerOptions } from './server.ts';
export type { Gateway, KvReads, MemberStatus, NodeStatus } from './gateway-port.ts';
export { KvorumClient } from './client/client.ts';
export type { CallOptions, KvorumClientOptions, ReadOptions } from './client/client.ts';
export type {
  AtomicOutcome,
  AtomicWrite,
  ClientConsistency,
  ClientEntry,
  ListPage,
  ListSelector,
} from './client/codec.ts';
export { KvorumCallError } from './client/errors.ts';
export { PeerTransport } from './peer-transport.ts';
export type { PeerIdentity, PeerTransportDeps, PeerTransportOptions } from './peer-transport.ts';
export { PeerServer } from './peer-server.ts';
export { PeerService } from './peer-service.ts';
export type { ClusterDecision, LocalCluster } from './peer-service.ts';
export { ForwardClient } from './forward-client.ts';
export type { ForwardOutcome } from './forward-client.ts';
export { bootstrapCluster, GrpcBootstrapPeers } from './bootstrap.ts';
export { BootstrapError } from './peer-errors.ts';
export { RequestGateway } from './gateway.ts';
