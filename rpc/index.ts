/** The published surface of rpc/. */
export { CatalogAccess, defaultAccess } from './access.ts';
export { CatalogService } from './catalog-service.ts';
export { KvorumServer } from './server.ts';
export { HttpServer } from './http/server.ts';
export type { TlsIdentity } from './http/server.ts';
export type { MemberStatus, NodeStatus, Standing } from './gateway-port.ts';
export type { AdminChange, ChangeAnswer, ChangeRequest, MembersAnswer } from './admin-port.ts';
export { ClusterAdmin } from './cluster-admin.ts';
export { describeMembers, describeMembership } from './member-status.ts';
export { CatalogClient } from './client/catalog-client.ts';
export type { DatabaseEntry, TokenEntry } from './client/catalog-client.ts';
export type { TokenRequest } from './catalog-codec.ts';
export { AdminClient } from './client/admin-client.ts';
export { KvorumClient } from './client/client.ts';
export type { CallerClaims, ClientChannel } from './client/channel.ts';
export { KvorumCallError } from './client/errors.ts';
export { watchKeys } from './client/watch.ts';
export type { AtomicWrite, ClientEntry, ListPage } from './client/codec.ts';
export {
  decodeAtomicResponse,
  decodeGetResponse,
  decodeListResponse,
  encodeAtomicRequest,
  encodeGetRequest,
  encodeListRequest,
} from './client/codec.ts';
export { KvService } from './kv-service.ts';
export { makeKvConnectHandler } from './kvconnect/handler.ts';
export { WatchHub } from './watch-hub.ts';
export { WatchService } from './watch-service.ts';
export { peerMethods } from './peer-channel.ts';
export type { CallPeer, DialPeer } from './peer-channel.ts';
export { PeerTransport } from './peer-transport.ts';
export { PeerServer } from './peer-server.ts';
export { PeerService } from './peer-service.ts';
export type { ClusterDecision, LocalCluster, StreamSink } from './peer-service.ts';
export { ForwardClient } from './forward-client.ts';
export { bootstrapCluster, GrpcBootstrapPeers } from './bootstrap.ts';
export { RequestGateway } from './gateway.ts';
export { SnapshotClient } from './snapshot-client.ts';
export { askToJoin, joinCluster } from './join.ts';
export type { JoinRequest } from './join-codec.ts';
export { PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';
export { Roster } from './roster.ts';
