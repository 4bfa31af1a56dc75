/**
 * One node as `cmd/compose.ts` puts it together, on a simulated machine: the same disk layout, recovery, consensus,
 * state machine, gateway and peer protocol; simulated are clock, disk, engine, and what carries bytes.
 */
import type { ClusterId, NodeId } from '../../base/brand.ts';
import { asLogIndex } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { decodeMembership, encodeMembership, RaftNode } from '../../raft/index.ts';
import type { CoreConfig, Envelope, LogStore, LogWrite, Membership } from '../../raft/index.ts';
import type { LocalCluster, NodeStatus } from '../../rpc/index.ts';
import {
  ForwardClient,
  KvService,
  peerMethods,
  PeerService,
  PeerTransport,
  RequestGateway,
} from '../../rpc/index.ts';
import type { Applied } from '../../storage/index.ts';
import {
  checkReconciled,
  entryChecksum,
  KvStateMachine,
  logDirectory,
  openIdentity,
  Wal,
} from '../../storage/index.ts';
import { SimEngine } from '../disk/sim-engine.ts';
import type { Host } from '../world/host.ts';
import type { Network } from '../world/network.ts';
import type { NodeProbe } from './probe.ts';
import { acceptStream, simulatedDial } from './streams.ts';
import type { Accept } from './streams.ts';

/** Where a node keeps its files. */
export const nodeDirectory = '/node';

export type NodeProcessOptions = {
  readonly core: CoreConfig;
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
  /** The process that takes part on a machine, if one does. */
  readonly peer: (number: number) => NodeProcess | undefined;
  readonly onFatal: (error: unknown) => void;
};

export class NodeProcess {
  readonly nodeId: NodeId;
  /** What clients talk to. */
  readonly service: KvService;
  readonly #raft: RaftNode<Applied>;
  readonly #stateMachine: KvStateMachine;
  readonly #gateway: RequestGateway;
  readonly #peerService: PeerService;
  readonly #close: () => Promise<void>;

  /** Settles when the node takes part. Rejects if what is on the disk does not let it. */
  static async start(options: NodeProcessOptions, deps: NodeProcessDeps): Promise<NodeProcess> {
    const { host, random, logger, onFatal } = deps;
    const { clock, disk } = host;
    const directory = nodeDirectory;
    const engine = await SimEngine.open(
      { directory: `${directory}/state`, isBarrierOn: options.isEngineBarrierOn },
      disk,
    );
    const identity = await openIdentity({ directory, name: host.name }, { disk, random, clock });
    const { clusterId, nodeId, incarnation } = identity;
    invariant(clusterId !== undefined, 'the cluster was founded before the run');
    const stateMachine = await KvStateMachine.open(options, { engine, clock, logger, onFatal });
    const log = await Wal.open(
      {
        directory: logDirectory(directory),
        clusterId,
        nodeId,
        incarnation,
        segmentBytes: options.segmentBytes,
      },
      { disk, clock, logger },
    );
    checkReconciled({ log, stateMachine });
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
      readonly log: Wal;
    },
  ) {
    const { host, network, random, logger, probe, onFatal } = deps;
    const { clock } = host;
    const { clusterId, nodeId, incarnation, stateMachine, log } = opened;
    const { electionTimeoutMs } = options.core;
    this.nodeId = nodeId;
    this.#stateMachine = stateMachine;
    const membership = latestMembership(log.stored.memberships);
    const peers = new Map(
      [...membership.members]
        .filter(([id]) => id !== nodeId)
        .map(([id, { peerAddress }]) => [id, { address: peerAddress }]),
    );
    const dialPeer = simulatedDial({ host, network }, (address, method, side) => {
      const accept = deps.peer(numberOfAddress(address))?.acceptor(method);
      return accept === undefined ? undefined : acceptStream(side, accept);
    });
    const identity = { nodeId, clusterId, incarnation, electionTimeoutMs, peers };
    const forward = ForwardClient.open(identity, { clock, logger, dialPeer });
    const transport = openTransport();
    const gateway = new RequestGateway(
      { nodeId, incarnation },
      {
        clock,
        logger,
        forward: async (leader, command) => await forward.send(leader, command),
        state: {
          get: (database, key) => stateMachine.get(database, key),
          view: () => stateMachine.openView(),
        },
        status: neverAsked,
        grpcAddressOf: () => undefined,
      },
    );
    const raft = RaftNode.start<Applied>(
      { nodeId, config: options.core },
      {
        log: observed(log),
        stateMachine,
        transport: {
          send: (envelopes) => {
            for (const envelope of envelopes) probe.onSent(host, envelope);
            transport.send(envelopes);
          },
        },
        clock,
        random,
        checksum: entryChecksum,
        logger,
        onFatal,
        onApplied: (entries, applied) => {
          probe.onApplied(host, entries, applied);
          gateway.onApplied(entries, applied);
        },
        onEvent: (event) => gateway.onEvent(event),
      },
    );
    gateway.attach(raft);
    const cluster: LocalCluster = {
      clusterId,
      electionTimeoutMs,
      isMember: (id) => membership.members.has(id),
      receive: (_from, envelopes) => {
        raft.receive(envelopes);
        return undefined;
      },
      propose: async (term, command) => await gateway.proposeForwarded(term, command),
    };
    this.#raft = raft;
    this.#gateway = gateway;
    this.#peerService = new PeerService(
      { nodeId, name: host.name, grpcAddress: host.name },
      {
        clock,
        logger,
        membershipCodec: { encode: encodeMembership, decode: decodeMembership },
        cluster: () => cluster,
        clusterId: () => clusterId,
        adopt: neverAsked,
      },
    );
    this.service = new KvService({ gateway, clock });
    this.#close = async () => {
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
        lastIndex: log.lastIndex,
        termAt: (index) => log.termAt(asLogIndex(index)),
        hardState: log.stored.hardState,
      },
      lastApplied: stateMachine.lastApplied,
      status: () => raft.status(),
    });

    function openTransport(): Pick<PeerTransport, 'send' | 'close'> {
      if (options.raftTravels === 'on streams') {
        const onUnreachable = (peer: NodeId): void => raft.onUnreachable(peer);
        const transportDeps = { clock, random, logger, onUnreachable, dialPeer };
        return PeerTransport.open(identity, transportDeps);
      }
      const numbers = new Map(
        [...peers].map(([id, { address }]) => [id, numberOfAddress(address)] as const),
      );
      return {
        send: (envelopes) => {
          for (const envelope of envelopes) {
            const to = numbers.get(envelope.to);
            if (to === undefined) continue;
            network.send(host.number, to, () => deps.peer(to)?.receive(envelope));
          }
        },
        close: () => undefined,
      };
    }

    function observed(wal: Wal): LogStore {
      return {
        stored: wal.stored,
        get firstIndex() {
          return wal.firstIndex;
        },
        get lastIndex() {
          return wal.lastIndex;
        },
        termAt: (index) => wal.termAt(index),
        entries: (range) => wal.entries(range),
        append: async (write: LogWrite) => {
          probe.onWriteIssued(host, write);
          await wal.append(write);
          if (host.isAlive) probe.onWriteDone(host, write);
        },
        close: async () => {
          await wal.close();
        },
      };
    }
  }

  /** A Raft message that travelled alone. */
  receive(envelope: Envelope): void {
    this.#raft.receive([envelope]);
  }

  /** What takes a stream of `method` from a peer. */
  acceptor(method: string): Accept {
    return (sink) =>
      method === peerMethods.forward
        ? this.#peerService.forward(sink)
        : this.#peerService.exchange(sink);
  }

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

  /** Stops in order, as on a signal. */
  async close(): Promise<void> {
    await this.#close();
  }
}

/** host:port of the peer port of a machine. */
export function peerAddressOf(number: number): string {
  return `n${number}:4511`;
}

function numberOfAddress(address: string): number {
  return Number.parseInt(address.slice(1), 10);
}

function latestMembership(memberships: readonly { readonly membership: Membership }[]): Membership {
  const latest = memberships.at(-1);
  invariant(latest !== undefined, 'the log holds no membership');
  return latest.membership;
}

function neverAsked(): Promise<never> & NodeStatus {
  throw new Error('nobody asks for this in a simulation');
}
