/**
 * One node as `cmd/compose.ts` puts it together, on a simulated machine: the same disk layout, recovery, consensus,
 * state machine, gateway and peer protocol; simulated are clock, disk, engine, and what carries bytes.
 */
import type { ClusterId, NodeId, Term } from '../../base/brand.ts';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { handOver, RaftNode } from '../../raft/index.ts';
import type { CompactionConfig, CoreConfig, Envelope, MembershipChange } from '../../raft/index.ts';
import type { AdminChange, LocalCluster, NodeStatus } from '../../rpc/index.ts';
import {
  ClusterAdmin,
  ForwardClient,
  GrpcBootstrapPeers,
  KvService,
  peerMethods,
  PeerService,
  PeerTransport,
  RequestGateway,
  Roster,
  SnapshotClient,
  WatchHub,
  WatchService,
} from '../../rpc/index.ts';
import type { Applied, KvStateMachine, OpenStores } from '../../storage/index.ts';
import {
  entryChecksum,
  Generations,
  logDirectory,
  openIdentity,
  openStores,
  stateDirectory,
  clearingSweep,
  expirySweep,
  sessionSweep,
  Sweeper,
} from '../../storage/index.ts';
import { SimEngine } from '../disk/sim-engine.ts';
import type { Host } from '../world/host.ts';
import type { Network, StreamSide } from '../world/network.ts';
import {
  becomeMember,
  dialFrom,
  grpcAddressOf,
  membershipCodec,
  nodeDirectory,
  peerAddressOf,
} from './beginning.ts';
import type { Beginning } from './beginning.ts';
import { observedLog } from './observed-log.ts';
import type { NodeProbe } from './probe.ts';
import { acceptCall, acceptStream, simulatedCall } from './streams.ts';
import type { Ends } from './streams.ts';

export type NodeProcessOptions = {
  readonly core: CoreConfig;
  readonly compaction: CompactionConfig;
  readonly segmentBytes: number;
  readonly checkpointBytesMax: number;
  readonly checkpointIntervalMs: number;
  /** Raft messages travel alone, and may be doubled and overtake each other, or on streams as over a real network. */
  readonly raftTravels: 'alone' | 'on streams';
  readonly isEngineBarrierOn: boolean;
};

export type NodeProcessDeps = {
  readonly host: Host;
  readonly network: Network;
  readonly random: Random;
  readonly logger: Logger;
  readonly probe: NodeProbe;
  /** The machine of a member. */
  readonly numberOf: (nodeId: NodeId) => number;
  /** The process that takes part on a machine, if one does. */
  readonly peer: (number: number) => NodeProcess | undefined;
  /** How it was told to begin, for as long as its disk knows no cluster. */
  readonly beginning: Beginning;
  /** Told when it is known which node this is; nobody else has this id. */
  readonly onIdentity: (nodeId: NodeId) => void;
  readonly onFatal: (error: unknown) => void;
};

export class NodeProcess {
  readonly nodeId: NodeId;
  /** What clients talk to. */
  readonly service: KvService;
  readonly watches: WatchService;
  readonly #raft: RaftNode<Applied>;
  readonly #stateMachine: KvStateMachine;
  readonly #gateway: RequestGateway;
  readonly #peerService: PeerService;
  readonly #admin: ClusterAdmin;
  readonly #clock: Clock;
  readonly #close: () => Promise<void>;
  readonly #onFatal: (error: unknown) => void;
  readonly #network: Network;

  /** Settles when the node takes part. Rejects if what is on the disk does not let it. */
  static async start(options: NodeProcessOptions, deps: NodeProcessDeps): Promise<NodeProcess> {
    const { host, random, logger, onFatal } = deps;
    const { clock, disk } = host;
    const directory = nodeDirectory;
    const isBarrierOn = options.isEngineBarrierOn;
    const home = await Generations.open(
      { directory: stateDirectory(directory) },
      {
        disk,
        openEngine: async (path) => await SimEngine.open({ directory: path, isBarrierOn }, disk),
        logger,
      },
    );
    const identity = await openIdentity({ directory, name: host.name }, { disk, random, clock });
    const { nodeId, incarnation } = identity;
    deps.onIdentity(nodeId);
    const clusterId = identity.clusterId ?? (await becomeMember(identity, deps));
    const { log, stateMachine } = await openStores(
      {
        logDirectory: logDirectory(directory),
        clusterId,
        nodeId,
        incarnation,
        stateMachine: options,
        segmentBytes: options.segmentBytes,
      },
      { home, disk, clock, logger, onFatal },
    );
    return new NodeProcess(options, deps, { clusterId, nodeId, incarnation, stateMachine, log });
  }

  private constructor(
    options: NodeProcessOptions,
    deps: NodeProcessDeps,
    opened: {
      readonly clusterId: ClusterId;
      readonly nodeId: NodeId;
      readonly incarnation: number;
      readonly stateMachine: KvStateMachine;
      readonly log: OpenStores['log'];
    },
  ) {
    const { host, network, random, logger, probe, onFatal } = deps;
    const { clock } = host;
    const { clusterId, nodeId, incarnation, stateMachine, log } = opened;
    const { electionTimeoutMs } = options.core;
    this.nodeId = nodeId;
    this.#onFatal = onFatal;
    this.#network = deps.network;
    this.#clock = clock;
    this.#stateMachine = stateMachine;
    const roster = new Roster(nodeId, log.stored.memberships);
    const dialPeer = dialFrom(deps);
    const peerAddress = peerAddressOf(host.number);
    const startedAtMs = clock.wall();
    const identity = {
      nodeId,
      clusterId,
      incarnation,
      electionTimeoutMs,
      peerAddress,
      startedAtMs,
    };
    const forward = new ForwardClient(identity, { clock, logger, dialPeer });
    const snapshots = new SnapshotClient(identity, {
      clock,
      membershipCodec,
      addressOf: (peer) => roster.latest.members.get(peer)?.peerAddress,
      dialPeer,
    });
    const transport = openTransport();
    const gateway = new RequestGateway(
      { nodeId, incarnation },
      {
        clock,
        logger,
        forward: async (leader, command) => await forward.send(leader, command),
        state: {
          get appliedIndex() {
            return stateMachine.lastApplied;
          },
          get: (database, key) => stateMachine.get(database, key),
          view: () => stateMachine.openView(),
        },
        status: neverAsked,
        grpcAddressOf: () => undefined,
      },
    );
    const hub = new WatchHub({
      // Turns that are not drawn, so that what is watched in a run does not change the rest of it.
      clock: { ...clock, soon: (callback) => void clock.after(0, callback) },
      gateway,
      watchedKeys: stateMachine.watchedKeys,
    });
    const raft = RaftNode.start<Applied>(
      { nodeId, incarnation, config: options.core, compaction: options.compaction },
      {
        log: observedLog(log, { host, probe }),
        stateMachine,
        transport: {
          send: (envelopes) => {
            for (const envelope of envelopes) probe.onSent(host, envelope);
            transport.send(envelopes);
          },
        },
        snapshots,
        clock,
        random,
        checksum: entryChecksum,
        logger,
        onFatal,
        onApplied: (entries, applied) => {
          probe.onApplied(host, entries, applied);
          gateway.onApplied(entries, applied);
        },
        onSnapshotInstalled: () => {
          probe.onSnapshotInstalled(host, stateMachine.lastApplied);
          gateway.onSnapshotInstalled();
        },
        onEvent: (event) => {
          if (event.kind === 'membershipChanged') {
            roster.follow(event.membership);
            connectPeers();
          }
          gateway.onEvent(event);
          if (event.kind === 'diverged') hub.onDiverged();
        },
      },
    );
    gateway.attach(raft);
    const leaderCalls = {
      clock,
      logger,
      leadingTerm: () => {
        const { role, term } = raft.leadership();
        return role === 'leader' ? term : undefined;
      },
      propose: (term: Term, command: Uint8Array, settle: () => void) =>
        raft.proposeInternal(term, command, settle),
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
    connectPeers();
    const calls = new GrpcBootstrapPeers(host.name, {
      clock,
      membershipCodec,
      callPeer: simulatedCall(dialPeer),
    });
    const admin = new ClusterAdmin(
      { nodeId, clusterId, electionTimeoutMs },
      { node: raft, clock, hello: async (address) => await calls.hello(address) },
    );
    const cluster: LocalCluster = {
      clusterId,
      electionTimeoutMs,
      isRemoved: (id) => roster.hasLost(id) && raft.status().isMembershipCommitted,
      onContact: (id, address) => transport.meet(id, address),
      offerSnapshot: async (offer) => await raft.offerSnapshot(offer),
      join: async (request) => await admin.join(request),
      receive: (from, envelopes) => {
        transport.hear(from);
        raft.receive(envelopes);
        return undefined;
      },
      propose: async (term, command) => await gateway.proposeForwarded(term, command),
    };
    this.#raft = raft;
    this.#admin = admin;
    this.#gateway = gateway;
    this.#peerService = new PeerService(
      {
        nodeId,
        name: host.name,
        grpcAddress: grpcAddressOf(host.number),
        electionTimeoutMs,
      },
      {
        clock,
        logger,
        membershipCodec,
        cluster: () => cluster,
        clusterId: () => clusterId,
        adopt: neverAsked,
      },
    );
    this.service = new KvService({ gateway, clock });
    this.watches = new WatchService({ watch: hub, gateway, clock });
    this.#close = async () => {
      await handOver(raft, { clock, logger });
      hub.stop();
      for (const sweeper of sweepers) await sweeper.stop();
      gateway.stop();
      await raft.stop();
      forward.close();
      transport.close();
      await log.close();
      await stateMachine.close();
    };
    probe.onStarted(host, {
      log: {
        firstIndex: log.firstIndex,
        base: log.base,
        lastIndex: log.lastIndex,
        termAt: (index) => log.termAt(asLogIndex(index)),
        hardState: log.stored.hardState,
      },
      lastApplied: stateMachine.lastApplied,
      status: () => raft.status(),
    });

    function connectPeers(): void {
      transport.setPeers(roster.peers);
      forward.setPeers(roster.peers);
    }

    function openTransport(): Pick<PeerTransport, 'send' | 'setPeers' | 'meet' | 'hear' | 'close'> {
      if (options.raftTravels === 'on streams') {
        const onUnreachable = (peer: NodeId): void => raft.onUnreachable(peer);
        const transportDeps = { clock, random, logger, onUnreachable, dialPeer };
        return new PeerTransport(identity, transportDeps);
      }
      return {
        send: (envelopes) => {
          for (const envelope of envelopes) {
            const to = deps.numberOf(envelope.to);
            network.send(host.number, to, () => deps.peer(to)?.receive(envelope));
          }
        },
        setPeers: () => undefined,
        meet: () => undefined,
        hear: () => undefined,
        close: () => undefined,
      };
    }
  }

  /** A Raft message that travelled alone. */
  receive(envelope: Envelope): void {
    this.#raft.receive([envelope]);
  }

  /** Takes a stream of `method` from a peer. */
  accept(method: string, side: StreamSide): Ends {
    const service = this.#peerService;
    if (method === peerMethods.join) {
      return acceptCall(side, async (bytes) => await service.join(bytes), this.#onFatal);
    }
    if (method === peerMethods.hello) {
      return acceptCall(side, async () => await Promise.resolve(service.hello()), this.#onFatal);
    }
    return acceptStream(
      side,
      (sink) => {
        if (method === peerMethods.forward) return service.forward(sink);
        if (method !== peerMethods.snapshot) return service.exchange(sink);
        const receiving = service.snapshot(sink);
        const network = this.#network;
        return {
          ...receiving,
          onMessage: (bytes) => receiving.onMessage(network.asItArrives(bytes)),
        };
      },
      this.#onFatal,
    );
  }

  /** No new client is let in while the node stops. */
  isClosing = false;

  get stateMachine(): KvStateMachine {
    return this.#stateMachine;
  }

  /** Requests that were taken and not answered (I-22). */
  get openCount(): number {
    return this.#gateway.writesInFlight + this.#raft.pendingCount;
  }

  leadership(): ReturnType<RaftNode<Applied>['leadership']> {
    return this.#raft.leadership();
  }

  status(): ReturnType<RaftNode<Applied>['status']> {
    return this.#raft.status();
  }

  /** Asks this node, if it leads, to hand its office over. */
  transferLeadership(): void {
    void this.#raft.transferLeadership();
  }

  /** Asks this node, if it leads, for a change. Settles when it is known what became of it. */
  async changeMembership(change: MembershipChange): Promise<void> {
    await this.#raft.changeMembership({ basedOn: this.#raft.status().membershipIndex, change });
  }

  /** Asks this node for a change of the cluster as an operator does. Throws what the operator is told. */
  async changeCluster(change: AdminChange, timeoutMs: number): Promise<void> {
    const deadline = asMonotonicMs(this.#clock.monotonic() + timeoutMs);
    await this.#admin.change({ change, basedOn: asLogIndex(0), force: false }, { deadline });
  }

  /** Stops in order, as on a signal. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.#close();
  }
}

function neverAsked(): Promise<never> & NodeStatus {
  throw new Error('nobody asks for this in a simulation');
}
