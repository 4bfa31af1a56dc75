/**
 * The one place where ports meet their implementations: opens everything a node consists of, in the order that
 * start-up needs (disk, identity, cluster, state machine, log, consensus, clients), and closes it in reverse.
 *
 * Start-up order (rule 14.3): the state machine's lock first, so that two processes never share a directory; the
 * client port last, so that nobody is served by a node that does not yet take part.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterId, NodeId, Term } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import {
  bootstrapEntry,
  decodeMembership,
  defaultCompactionConfig,
  defaultCoreConfig,
  encodeMembership,
  handOver,
  RaftNode,
} from '../raft/index.ts';
import type { CoreConfig } from '../raft/index.ts';
import type { ClusterDecision, LocalCluster, NodeStatus } from '../rpc/index.ts';
import {
  askToJoin,
  bootstrapCluster,
  CatalogAccess,
  CatalogService,
  ClusterAdmin,
  describeMembers,
  describeMembership,
  ForwardClient,
  GrpcBootstrapPeers,
  HttpServer,
  joinCluster,
  KvorumServer,
  makeKvConnectHandler,
  PeerServer,
  PeerService,
  PeerTransport,
  RequestGateway,
  Roster,
  SnapshotClient,
  WatchHub,
} from '../rpc/index.ts';
import type { Applied, CatalogReads } from '../storage/index.ts';
import {
  adoptCluster,
  entryChecksum,
  Generations,
  LevelEngine,
  logDirectory,
  NodeDisk,
  openIdentity,
  openStores,
  readFounding,
  stateDirectory,
  stateMachineDefaults,
  storeFounding,
  clearingSweep,
  expirySweep,
  sessionSweep,
  Sweeper,
} from '../storage/index.ts';
import { formatAddress } from './address.ts';
import type { JoinConfig, NodeConfig } from './config.ts';
import { describeUnready } from './readiness.ts';
import { TokenKeeper } from './token-keeper.ts';
import { readVersion } from './version.ts';

const membershipCodec = { encode: encodeMembership, decode: decodeMembership };

/** How long calls in flight may finish when the node stops. */
const drainMs = 2000;
/** How often the size of the data directory is measured. */
const diskUsageIntervalMs = 5000;

export type ComposeDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** The node cannot go on; the process must end with this error. */
  readonly onFatal: (error: unknown) => void;
  /** Aborted when the process was asked to stop while the node still starts. */
  readonly signal: AbortSignal;
};

/** A node that takes part in its cluster and serves clients. */
export type RunningNode = {
  readonly status: () => NodeStatus;
  /** Drains the clients, stops taking part, makes everything durable. */
  readonly close: () => Promise<void>;
};

/** What has been opened so far; closed in reverse if the rest fails. */
class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closers.push(async () => {
      await close();
    });
  }

  /** Closes everything, also if something fails; rejects with the first failure then. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let closer = this.#closers.pop(); closer !== undefined; closer = this.#closers.pop()) {
      try {
        await closer();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Starts a node. Settles when clients can connect; rejects, with everything closed again, if it cannot start. */
export async function openNode(config: NodeConfig, deps: ComposeDeps): Promise<RunningNode> {
  const opened = new Opened();
  try {
    return await compose(config, deps, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function compose(
  config: NodeConfig,
  deps: ComposeDeps,
  opened: Opened,
): Promise<RunningNode> {
  const { clock, random, logger, onFatal } = deps;
  const startedAt = clock.monotonic();
  const disk = new NodeDisk();
  await disk.makeDirectory(config.dataDirectory);
  const directory = config.dataDirectory;
  const openEngine = async (path: string): Promise<LevelEngine> =>
    await LevelEngine.open({ path }, { clock });
  const home = await Generations.open(
    { directory: stateDirectory(directory) },
    { disk, openEngine, logger },
  );
  opened.add(async () => {
    await home.close();
  });
  let identity = await openIdentity({ directory, name: config.name }, { disk, random, clock });
  const adopt = async (decision: ClusterDecision): Promise<void> => {
    const first = bootstrapEntry({ ...decision, checksum: entryChecksum });
    const { clusterId } = decision;
    identity = await adoptCluster({ directory, identity, clusterId, first }, { disk });
  };

  let cluster: LocalCluster | undefined;
  let adopted: ClusterDecision | undefined;
  const grpcAddress = formatAddress({ host: config.advertiseHost, port: config.grpc.port });
  const peerService = new PeerService(
    {
      nodeId: identity.nodeId,
      name: config.name,
      grpcAddress,
      electionTimeoutMs: config.electionTimeoutMs,
    },
    {
      clock,
      logger,
      membershipCodec,
      cluster: () => cluster,
      clusterId: () => identity.clusterId,
      adopt: async (decision) => {
        await adopt(decision);
        adopted = decision;
      },
    },
  );
  const peerServer = await PeerServer.open(
    { address: formatAddress(config.peer) },
    { service: peerService, clock },
  );
  opened.add(() => {
    peerServer.close();
  });

  const bootstrapPeers = new GrpcBootstrapPeers(config.name, { clock, membershipCodec });
  const peerAddress = formatAddress({ host: config.advertiseHost, port: config.peer.port });
  if (config.join !== undefined && identity.clusterId !== undefined) {
    logger.info(
      { clusterId: identity.clusterId },
      'this node is a member already: it joins nothing',
    );
  }
  const clusterId =
    identity.clusterId ??
    (config.join === undefined ? await foundCluster() : await becomeMember(config.join));

  /** A node that joins begins with an empty log: the leader brings everything, the membership too. */
  async function becomeMember(asked: JoinConfig): Promise<ClusterId> {
    const { name } = config;
    const self = {
      name,
      nodeId: identity.nodeId,
      peerAddress,
      grpcAddress,
      staysLearner: asked.learner,
      replaces: asked.replaces,
      electionTimeoutMs: config.electionTimeoutMs,
    };
    const joined = await joinCluster(
      {
        self,
        members: asked.members.map(formatAddress),
        signal: deps.signal,
      },
      { clock, logger, ask: askToJoin({ clock, membershipCodec }) },
    );
    identity = await adoptCluster(
      { directory, identity, clusterId: joined.clusterId, first: undefined },
      { disk },
    );
    return joined.clusterId;
  }

  async function foundCluster(): Promise<ClusterId> {
    const decision = await bootstrapCluster(
      {
        self: { name: config.name, nodeId: identity.nodeId, grpcAddress },
        initialCluster: new Map(
          [...config.initialCluster].map(([name, address]) => [
            name,
            { peerAddress: formatAddress(address) },
          ]),
        ),
        decided: await readFounding(directory, { disk }),
        signal: deps.signal,
      },
      {
        clock,
        random,
        logger,
        peers: bootstrapPeers,
        decide: async (made) => {
          await storeFounding(directory, made, { disk });
        },
        adopted: () => adopted,
      },
    );
    await adopt(decision);
    return decision.clusterId;
  }

  const { log, stateMachine } = await openStores(
    {
      logDirectory: logDirectory(directory),
      clusterId,
      nodeId: identity.nodeId,
      incarnation: identity.incarnation,
      stateMachine: stateMachineDefaults,
    },
    { home, disk, clock, logger, onFatal },
  );
  /** What it has applied says who may do what, even if nobody is heard. */
  const hasState = stateMachine.lastApplied > 0;
  opened.add(async () => {
    await stateMachine.close();
  });
  opened.add(async () => {
    await log.close();
  });

  const coreConfig: CoreConfig = {
    ...defaultCoreConfig,
    electionTimeoutMs: config.electionTimeoutMs,
    heartbeatMs: config.heartbeatMs,
    // As far below the promises as the default is (9.3).
    leaseMs: Math.floor(config.electionTimeoutMs * 0.9),
    pauseSuspectMs: Math.max(config.electionTimeoutMs / 2, 2 * config.heartbeatMs),
    stallStepDownMs: config.electionTimeoutMs,
    clockSkewMsMax: config.clockSkewMsMax,
  };
  const roster = new Roster(identity.nodeId, log.stored.memberships);
  const peerIdentity = {
    nodeId: identity.nodeId,
    clusterId,
    incarnation: identity.incarnation,
    electionTimeoutMs: config.electionTimeoutMs,
    peerAddress,
    startedAtMs: clock.wall(),
  };
  const transport = new PeerTransport(peerIdentity, {
    clock,
    random,
    logger,
    onUnreachable: (peer) => {
      node.onUnreachable(peer);
    },
  });
  opened.add(() => {
    transport.close();
  });
  const addressOf = (peer: NodeId): string | undefined => transport.addressOf(peer);
  const forwardClient = new ForwardClient(peerIdentity, { clock, logger, addressOf });
  opened.add(() => {
    forwardClient.close();
  });
  const snapshotClient = new SnapshotClient(peerIdentity, {
    clock,
    membershipCodec,
    addressOf,
  });
  const connectPeers = (): void => {
    transport.setPeers(roster.peers);
    forwardClient.setPeers(roster.peers);
  };
  connectPeers();

  const diskUsage = new DiskUsage(config.dataDirectory, clock);
  opened.add(() => {
    diskUsage.close();
  });
  const status = (): NodeStatus => {
    const core = node.status();
    const { user, system } = process.cpuUsage();
    return {
      clusterId,
      nodeId: identity.nodeId,
      name: config.name,
      version: readVersion(),
      role: core.role,
      term: core.term,
      leaderId: core.leader,
      commitIndex: core.commitIndex,
      appliedIndex: core.lastApplied,
      lastIndex: core.lastIndex,
      members: describeMembers(core, identity.nodeId),
      membership: describeMembership(core),
      logBaseIndex: log.base.index,
      fsyncP99Us: log.fsyncP99Us,
      diskBytes: diskUsage.bytes,
      memoryBytes: process.memoryUsage.rss(),
      uptimeMs: clock.monotonic() - startedAt,
      cpuUs: user + system,
      leaseHeld: core.leaseHeld,
      divergence: core.divergence,
      clock: core.clock,
    };
  };

  const gateway = new RequestGateway(
    { nodeId: identity.nodeId, incarnation: identity.incarnation },
    {
      clock,
      logger,
      forward: async (leader, command) => await forwardClient.send(leader, command),
      state: {
        get appliedIndex() {
          return stateMachine.lastApplied;
        },
        get: (database, key) => stateMachine.get(database, key),
        view: () => stateMachine.openView(),
      },
      status,
      grpcAddressOf: (id) => roster.latest.members.get(id)?.grpcAddress,
    },
  );
  const watches = new WatchHub({ clock, gateway, watchedKeys: stateMachine.watchedKeys });
  /** Absent until clients can connect. */
  let listening: KvorumServer | undefined;
  const node = RaftNode.start<Applied>(
    {
      nodeId: identity.nodeId,
      incarnation: identity.incarnation,
      config: coreConfig,
      compaction: defaultCompactionConfig,
    },
    {
      log,
      stateMachine,
      transport,
      snapshots: snapshotClient,
      clock,
      random,
      checksum: entryChecksum,
      logger,
      onFatal,
      onApplied: (entries, applied) => {
        gateway.onApplied(entries, applied);
      },
      onSnapshotInstalled: () => {
        gateway.onSnapshotInstalled();
      },
      onEvent: (event) => {
        if (event.kind === 'membershipChanged') {
          roster.follow(event.membership);
          connectPeers();
        }
        gateway.onEvent(event);
        if (event.kind === 'diverged' || event.kind === 'snapshotInstalled') {
          listening?.reportHealth();
        }
        if (event.kind === 'diverged') {
          watches.onDiverged();
        }
      },
    },
  );
  gateway.attach(node);
  opened.add(async () => {
    gateway.stop();
    await node.stop();
  });
  const leaderCalls = {
    clock,
    logger,
    leadingTerm: () => {
      const { role, term } = node.leadership();
      return role === 'leader' ? term : undefined;
    },
    propose: (term: Term, command: Uint8Array, settle: () => void) => {
      node.proposeInternal(term, command, settle);
    },
    onFatal,
  };
  const sweepers = [
    Sweeper.start(sessionSweep, {
      ...leaderCalls,
      findWork: (wall, term) => stateMachine.findSessionSweep(wall, term),
    }),
    Sweeper.start(expirySweep, {
      ...leaderCalls,
      findWork: async (wall, term) => await stateMachine.findExpiry(wall, term),
    }),
    Sweeper.start(clearingSweep, {
      ...leaderCalls,
      findWork: async (_, term) => await stateMachine.findClearing(term),
    }),
  ];
  opened.add(async () => {
    for (const sweeper of sweepers) await sweeper.stop();
  });
  const admin = new ClusterAdmin(
    { nodeId: identity.nodeId, clusterId, electionTimeoutMs: config.electionTimeoutMs },
    { node, clock, hello: async (address) => await bootstrapPeers.hello(address) },
  );
  cluster = {
    clusterId,
    electionTimeoutMs: config.electionTimeoutMs,
    isRemoved: (id) => roster.hasLost(id) && node.status().isMembershipCommitted,
    onContact: (id, address) => {
      transport.meet(id, address);
    },
    offerSnapshot: async (offer) => await node.offerSnapshot(offer),
    join: async (request) => await admin.join(request),
    receive: (from, envelopes) => {
      transport.hear(from);
      node.receive(envelopes);
      return undefined;
    },
    propose: async (term, command) => await gateway.proposeForwarded(term, command),
  };

  const readCatalog = (): CatalogReads => stateMachine.catalog;
  const access = new CatalogAccess({
    clusterId,
    catalog: readCatalog,
    hasState,
    isVouchedFor: () => gateway.ageMs() !== undefined,
  });
  const catalog = new CatalogService({ gateway, clock, random, clusterId, catalog: readCatalog });
  const server = await KvorumServer.open(
    { address: formatAddress(config.grpc), drainMs },
    { gateway, watch: watches, guard: access, admin, catalog, clock, onBug: onFatal },
  );
  let httpServer: HttpServer | undefined;
  opened.add(async () => {
    await Promise.all([server.stop(), httpServer?.stop(drainMs)]);
  });
  httpServer = await HttpServer.open(
    { address: formatAddress(config.http), tls: config.tls },
    {
      handler: makeKvConnectHandler({ gateway, clock, access, watches }),
      readiness: () => {
        const { isFenced, lacksState } = node;
        return describeUnready({ isFenced, lacksState, leader: node.leadership().leader });
      },
      onDraining: () => watches.stop(),
      onBug: onFatal,
      clock,
    },
  );
  // First of all: watches would not end by themselves, and a client that hears of the end goes to another node.
  opened.add(() => {
    watches.stop();
  });
  listening = server;
  server.reportHealth();
  if (config.tokenHash !== undefined) {
    const keeper = TokenKeeper.start(config.tokenHash, {
      clock,
      logger,
      ensure: async (token, deadline) => await catalog.ensureToken(token, deadline),
    });
    opened.add(() => {
      keeper.stop();
    });
  }
  if (!readCatalog().hasAdminToken) {
    logger.info({}, 'the gRPC port is open to everybody, as long as there is no admin token');
  }
  logger.info(
    {
      name: config.name,
      nodeId: identity.nodeId,
      clusterId,
      startMs: Math.round(clock.monotonic() - startedAt),
    },
    'node started',
  );
  return {
    status,
    close: async () => {
      // The office first, then the clients, then the node (10.1).
      await handOver(node, { clock, logger });
      await opened.close();
    },
  };
}

/** Bytes in the data directory, measured now and then, so that asking costs nothing. */
class DiskUsage {
  readonly #directory: string;
  readonly #clock: Clock;
  #bytes = 0;
  #timer: { cancel(): void } | undefined;
  #closed = false;

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
    void this.#measure();
  }

  get bytes(): number {
    return this.#bytes;
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  async #measure(): Promise<void> {
    try {
      this.#bytes = await directoryBytes(this.#directory);
    } catch {
      // A file was removed in between; the next measurement will do.
    }
    if (this.#closed) return;
    this.#timer = this.#clock.after(diskUsageIntervalMs, () => {
      void this.#measure();
    });
  }
}

async function directoryBytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true });
  let bytes = 0;
  for (const entry of entries) {
    const path = join(directory, entry.name);
    // Blocks, not length: a file that is filled ahead takes its space already.
    bytes += entry.isDirectory() ? await directoryBytes(path) : (await stat(path)).blocks * 512;
  }
  return bytes;
}
