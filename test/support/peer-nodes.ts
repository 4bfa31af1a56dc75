/** Nodes with a real peer port on loopback, for tests of what runs between nodes. */
import { performance } from 'node:perf_hooks';
import type { NodeId } from '../../base/brand.ts';
import { asClusterId, asMonotonicMs, asNodeId, asTerm, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import type { LogFields, Logger } from '../../base/logger.ts';
import { silentLogger } from '../../base/logger.ts';
import { decodeMembership, encodeMembership } from '../../raft/core/membership.ts';
import type { Envelope, RaftMessage } from '../../raft/core/message.ts';
import { PeerServer } from '../../rpc/peer-server.ts';
import type { LocalCluster, MembershipCodec, PeerServiceDeps } from '../../rpc/peer-service.ts';
import { PeerService } from '../../rpc/peer-service.ts';
import type { PeerIdentity } from '../../rpc/handshake.ts';
import type { PeerAddresses } from '../../rpc/peer-transport.ts';

/** The clock of this machine: what is tested here runs over real sockets. */
export const systemClock: Clock = {
  monotonic: () => asMonotonicMs(performance.now()),
  wall: () => asWallMs(Date.now()),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
  soon: (callback) => void setImmediate(callback),
};

export const membershipCodec: MembershipCodec = {
  encode: encodeMembership,
  decode: decodeMembership,
};

/** Two thirds of the way: any fixed value will do where jitter does not matter. */
export const fixedRandom = { next: (): number => 0.66 };

export const clusterA = asClusterId('a'.repeat(32));
export const clusterB = asClusterId('b'.repeat(32));

/** Node ids that are easy to tell apart: 1 gives 0000000000000001. */
export function nodeId(number: number): NodeId {
  return asNodeId(number.toString(16).padStart(16, '0'));
}

export function envelope(from: NodeId, to: NodeId, message: RaftMessage): Envelope {
  return { from, to, term: asTerm(3), message };
}

/** Keeps what was logged, and tells when a line with some text comes. */
export class LineLogger implements Logger {
  readonly lines: string[] = [];
  #waiting: { readonly text: string; readonly resolve: () => void }[] = [];

  error = (fields: LogFields, message: string): void => this.#add('error', fields, message);
  warn = (fields: LogFields, message: string): void => this.#add('warn', fields, message);
  info = (fields: LogFields, message: string): void => this.#add('info', fields, message);
  debug = (): void => undefined;
  child = (): Logger => this;

  /** Settles when a line that contains `text` was logged, also if that is past. */
  async line(text: string): Promise<void> {
    if (this.lines.some((line) => line.includes(text))) return;
    await new Promise<void>((resolve) => this.#waiting.push({ text, resolve }));
  }

  #add(level: string, fields: LogFields, message: string): void {
    const line = `${level} ${message} ${JSON.stringify(fields)}`;
    this.lines.push(line);
    const due = this.#waiting.filter(({ text }) => line.includes(text));
    this.#waiting = this.#waiting.filter(({ text }) => !line.includes(text));
    for (const { resolve } of due) resolve();
  }
}

/** Collects what arrives, and tells when there are `count` of it. */
export class Arrivals<T> {
  readonly items: T[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  push(...items: readonly T[]): void {
    this.items.push(...items);
    const due = this.#waiting.filter(({ count }) => this.items.length >= count);
    this.#waiting = this.#waiting.filter(({ count }) => this.items.length < count);
    for (const { resolve } of due) resolve();
  }

  async atLeast(count: number): Promise<readonly T[]> {
    if (this.items.length < count) {
      await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    }
    return this.items;
  }
}

/** A peer server whose node is a member of a cluster unless `service` says otherwise. */
export async function startPeer(options: {
  readonly id: NodeId;
  readonly cluster: Partial<LocalCluster>;
  readonly service?: Partial<PeerServiceDeps>;
  readonly port?: number;
  readonly name?: string;
}): Promise<PeerServer> {
  const cluster: LocalCluster = {
    clusterId: clusterA,
    electionTimeoutMs: 500,
    isRemoved: () => false,
    onContact: () => undefined,
    join: async () => await Promise.resolve({ kind: 'redirect' as const, leader: 'h:9' }),
    receive: () => undefined,
    propose: async () => await Promise.resolve({ kind: 'unknown' }),
    offerSnapshot: async () => await Promise.resolve({ kind: 'held' as const }),
    ...options.cluster,
  };
  const service = new PeerService(
    {
      nodeId: options.id,
      name: options.name ?? 'n1',
      grpcAddress: '127.0.0.1:4500',
      electionTimeoutMs: 500,
    },
    {
      clock: systemClock,
      logger: silentLogger,
      membershipCodec,
      cluster: () => cluster,
      clusterId: () => cluster.clusterId,
      adopt: async () => await Promise.resolve(),
      ...options.service,
    },
  );
  const address = `127.0.0.1:${options.port ?? 0}`;
  return await PeerServer.open({ address }, { service, clock: systemClock });
}

/** Who node `id` of cluster A is. */
export function identity(id: NodeId): PeerIdentity {
  return {
    nodeId: id,
    clusterId: clusterA,
    incarnation: 1,
    electionTimeoutMs: 500,
    peerAddress: '127.0.0.1:1',
    startedAtMs: 1,
  };
}

/** One peer, and where it is. */
export function at(id: NodeId, port: number): PeerAddresses {
  return new Map([[id, `127.0.0.1:${port}`]]);
}
