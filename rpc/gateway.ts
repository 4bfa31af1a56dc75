/**
 * What a node does with a client's request, wherever the leader is: writes are proposed here or forwarded to
 * the leader, strong reads get their ticket from the lease or from a read index. Knows nothing of gRPC.
 *
 * A write is tried again only when it is proven that it was not applied and never will be. Forwarded commands
 * carry their origin and are fenced by the leader's term, so this node finds their result in its own
 * apply stream even if the leader dies: applied, or an entry of a later term was applied without it, which
 * proves that it is lost (Raft §5.4.3). Only a deadline that passes in between leaves the outcome unknown.
 */
import type { Clock, Timer } from '../base/clock.ts';
import type { LogIndex, MonotonicMs, NodeId, Term } from '../base/brand.ts';
import { KvorumError } from '../base/errors.ts';
import { InFlight } from '../base/in-flight.ts';
import type { Logger } from '../base/logger.ts';
import type { CoreEvent, Entry, ProposalOutcome, RaftNode, ReadTicket } from '../raft/index.ts';
import type { Applied, ClientCommand, CommandResult, Origin } from '../storage/index.ts';
import {
  decodeCommand,
  decodeCommandResult,
  encodeCommand,
  encodeCommandResult,
} from '../storage/index.ts';
import { AppliedWaiters } from './applied-waiters.ts';
import {
  DivergedError,
  InvalidRequestError,
  NoLeaderError,
  OutcomeUnknownError,
  OverloadedError,
  StoppingError,
} from './errors.ts';
import type { ForwardOutcome } from './forward-client.ts';
import type { Gateway, KvReads, NodeStatus, ReadPermit, WriteOptions } from './gateway-port.ts';
import { writesInFlightMax } from './limits.ts';

/** How often open writes are looked at for a passed deadline. */
const sweepIntervalMs = 50;
/** How long to wait before asking again when the leader refused or no leader answered. */
const retryDelayMs = 20;

type PendingWrite = {
  readonly requestId: number;
  readonly command: ClientCommand;
  readonly deadline: MonotonicMs;
  readonly outcomeDeadline: MonotonicMs;
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: Error) => void;
  /** `queued`: nobody has it, certainly. `forwarded`: the leader of `term` may have it. `proposed`: this node's log has it. */
  state:
    | { readonly kind: 'queued' }
    | { readonly kind: 'proposed' }
    | {
        readonly kind: 'forwarded';
        readonly term: Term;
        /** False once its absence from the results proves nothing: a snapshot jumped over entries, or it was applied under a fence. */
        isProvable: boolean;
      };
};

/** What the gateway needs of the node. */
export type GatewayNode = Pick<
  RaftNode<Applied>,
  | 'propose'
  | 'proposeIn'
  | 'tryReadTicket'
  | 'requestRead'
  | 'holds'
  | 'ageMs'
  | 'isFenced'
  | 'lacksState'
  | 'leadership'
>;

export type GatewayOptions = {
  readonly nodeId: NodeId;
  readonly incarnation: number;
};

export type GatewayDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hands a command to `leader`, to be proposed only in `term`. */
  readonly forward: (
    leader: NodeId,
    command: { readonly term: Term; readonly command: Uint8Array },
  ) => Promise<ForwardOutcome>;
  readonly state: KvReads;
  /** This node's own view of itself and of the cluster. */
  readonly status: () => NodeStatus;
  /** host:port of a member's gRPC listener. */
  readonly grpcAddressOf: (id: NodeId) => string | undefined;
};

export class RequestGateway implements Gateway {
  readonly state: KvReads;
  readonly #options: GatewayOptions;
  readonly #deps: GatewayDeps;
  #node: GatewayNode | undefined;
  #nextRequestId = 1;
  readonly #writes = new InFlight<PendingWrite>();
  readonly #appliedWaiters: AppliedWaiters;
  /** Called when the leader may have changed, or after a short while. */
  #waiters: (() => void)[] = [];
  #sweepTimer: Timer | undefined;
  #retryTimer: Timer | undefined;
  #appliedTerm: Term | undefined;
  #stopping = false;

  constructor(options: GatewayOptions, deps: GatewayDeps) {
    this.#options = options;
    this.#deps = deps;
    this.state = deps.state;
    this.#appliedWaiters = new AppliedWaiters(deps);
  }

  status(): NodeStatus {
    return this.#deps.status();
  }

  get isFenced(): boolean {
    return this.#node?.isFenced === true;
  }

  get lacksState(): boolean {
    return this.#node?.lacksState === true;
  }

  get leaderAddress(): string | undefined {
    const leader = this.#node?.leadership().leader;
    return leader === undefined ? undefined : this.#deps.grpcAddressOf(leader);
  }

  /** Must be called once, before the first request: the node reports what it applies to this gateway. */
  attach(node: GatewayNode): void {
    this.#node = node;
  }

  async write(command: ClientCommand, options: WriteOptions): Promise<CommandResult> {
    return await new Promise((resolve, reject) => {
      if (this.#stopping) {
        reject(new StoppingError());
        return;
      }
      if (this.isFenced) {
        reject(new DivergedError());
        return;
      }
      if (this.#writes.size >= writesInFlightMax) {
        reject(new OverloadedError('too many writes are in flight on this node'));
        return;
      }
      const write: PendingWrite = {
        requestId: this.#nextRequestId++,
        command,
        deadline: options.deadline,
        outcomeDeadline: options.outcomeDeadline ?? options.deadline,
        resolve,
        reject,
        state: { kind: 'queued' },
      };
      this.#writes.set(write.requestId, write);
      this.#armSweep();
      this.#attempt(write);
    });
  }

  tryLeaseRead(): ReadPermit | undefined {
    const ticket = this.#node?.tryReadTicket();
    return ticket === undefined ? undefined : this.#confirmable(ticket);
  }

  async readBarrier(options: { readonly deadline: MonotonicMs }): Promise<ReadPermit> {
    for (;;) {
      if (this.#stopping) throw new StoppingError();
      if (this.isFenced) throw new DivergedError();
      const ticket = await this.#requestTicket(options.deadline);
      if (ticket !== undefined) return this.#confirmable(ticket);
      if (this.#deps.clock.monotonic() >= options.deadline) throw new NoLeaderError();
      await new Promise<void>((resolve) => {
        this.#waitForChange(resolve);
      });
    }
  }

  ageMs(): number | undefined {
    return this.#node?.ageMs();
  }

  async whenApplied(
    index: LogIndex,
    { deadline }: { readonly deadline: MonotonicMs },
  ): Promise<boolean> {
    if (this.#stopping) throw new StoppingError();
    if (this.state.appliedIndex >= index) return true;
    return await this.#appliedWaiters.wait(index, deadline);
  }

  /**
   * The leader's side of `forward`: proposes a peer's command if this node leads in exactly that term. What this
   * version cannot decode is refused here, because once in the log it would stop every node that applies it.
   */
  async proposeForwarded(term: Term, command: Uint8Array): Promise<ForwardOutcome> {
    const decoded = tryDecode(decodeCommand, command);
    if (decoded instanceof KvorumError) {
      return { kind: 'refused', code: 'INVALID_REQUEST', message: decoded.message };
    }
    if (
      decoded.kind === 'sweepSessions' ||
      decoded.kind === 'expireEntries' ||
      decoded.kind === 'clearDatabase'
    ) {
      const message = 'only a leader itself proposes internal commands';
      return { kind: 'refused', code: 'INVALID_REQUEST', message };
    }
    const node = this.#requireNode();
    return await new Promise((resolve) => {
      node.proposeIn(term, command, (outcome) => {
        // What a fenced node makes of a command is not what the others make of it.
        const isResult = outcome.kind === 'committed' && this.isFenced;
        resolve(isResult ? { kind: 'unknown' } : toForwardOutcome(outcome));
      });
    });
  }

  /** The node applied entries: finds this node's own forwarded commands among them. */
  onApplied(entries: readonly Entry[], applied: readonly Applied[]): void {
    for (let position = 0; position < entries.length; position++) {
      const entry = entries[position];
      const { origin, result } = applied[position] ?? {};
      if (origin !== undefined && result !== undefined && this.#isMine(origin)) {
        this.#onOwnResult(origin.requestId, result);
      }
      if (entry !== undefined && entry.term !== this.#appliedTerm) {
        this.#appliedTerm = entry.term;
        this.#retryLost(entry.term);
      }
    }
    const last = entries.at(-1);
    if (last !== undefined) this.#appliedWaiters.onApplied(last.index);
  }

  /**
   * The state jumped past entries that `onApplied` never showed. What is forwarded may be among them: only the leader's
   * answer can tell, and without one the outcome stays unknown.
   */
  onSnapshotInstalled(): void {
    for (const { state } of this.#writes.values()) {
      if (state.kind === 'forwarded') state.isProvable = false;
    }
    this.#appliedWaiters.onApplied(this.state.appliedIndex);
  }

  onEvent(event: CoreEvent): void {
    const { kind } = event;
    if (kind === 'leaderChanged' || kind === 'roleChanged' || kind === 'diverged') {
      this.#wakeWaiters();
    }
  }

  /** Ends every open request: with a proof where there is one, else as unknown. */
  stop(): void {
    this.#stopping = true;
    this.#sweepTimer?.cancel();
    this.#retryTimer?.cancel();
    this.#appliedWaiters.stop();
    for (const { requestId } of this.#writes.values()) {
      this.#settle(requestId, (write) => {
        write.reject(
          write.state.kind === 'queued'
            ? new StoppingError()
            : new OutcomeUnknownError('the node stopped before the outcome was known'),
        );
      });
    }
    this.#wakeWaiters();
  }

  get writesInFlight(): number {
    return this.#writes.size;
  }

  #attempt(write: PendingWrite): void {
    const node = this.#requireNode();
    const { role, term, leader } = node.leadership();
    if (role === 'leader') {
      write.state = { kind: 'proposed' };
      node.propose(encodeCommand(write.command), (outcome) => {
        this.#onProposed(write, outcome);
      });
    } else if (leader !== undefined) {
      this.#forward(write, leader, term);
    } else {
      this.#attemptLater(write);
    }
  }

  #forward(write: PendingWrite, leader: NodeId, term: Term): void {
    const attempt = { kind: 'forwarded' as const, term, isProvable: true };
    write.state = attempt;
    const origin: Origin = {
      nodeId: this.#options.nodeId,
      incarnation: this.#options.incarnation,
      requestId: write.requestId,
    };
    const command = encodeCommand({ ...write.command, origin });
    this.#deps.forward(leader, { term, command }).then(
      (outcome) => {
        // An attempt may be proven lost before its leader, which was paused or cut off, says so: that answer must not
        // be taken for the one to the attempt that is under way now. A result is one whoever gave it.
        if (outcome.kind === 'result' || write.state === attempt) this.#onForwarded(write, outcome);
      },
      (error: unknown) => {
        // The stream is gone: the fate will be seen in the apply stream, or the deadline passes.
        this.#deps.logger.debug({ err: error }, 'forwarding failed');
      },
    );
  }

  #onProposed(write: PendingWrite, outcome: ProposalOutcome<Applied>): void {
    switch (outcome.kind) {
      case 'committed':
        this.#settleCommitted(write, outcome.result);
        return;
      case 'lost':
        this.#attemptLater(write);
        return;
      case 'refused':
        if (outcome.reason === 'notLeader' || outcome.reason === 'transferring') {
          this.#attemptLater(write);
        } else this.#reject(write, refusals[outcome.reason]());
        return;
      case 'unknown':
        this.#settle(write.requestId, ({ reject }) => {
          reject(new OutcomeUnknownError('the node stopped before the outcome was known'));
        });
    }
  }

  #settleCommitted(write: PendingWrite, { result }: Applied): void {
    this.#settle(write.requestId, ({ resolve, reject }) => {
      if (this.isFenced) reject(new OutcomeUnknownError('the state of this node is not good'));
      else if (result !== undefined) resolve(result);
      else reject(new OutcomeUnknownError('the command was applied without a result'));
    });
  }

  #reject(write: PendingWrite, error: Error): void {
    this.#settle(write.requestId, ({ reject }) => {
      reject(error);
    });
  }

  #onForwarded(write: PendingWrite, outcome: ForwardOutcome): void {
    if (!this.#writes.has(write.requestId)) return;
    switch (outcome.kind) {
      case 'result': {
        const result = tryDecode(decodeCommandResult, outcome.bytes);
        // A result that this version does not know leaves the write open, as an unknown outcome does.
        if (result instanceof KvorumError) return;
        this.#settle(write.requestId, ({ resolve }) => {
          resolve(result);
        });
        return;
      }
      case 'refused':
        if (outcome.code === 'OVERLOADED') this.#reject(write, refusals.overloaded());
        else if (outcome.code === 'INVALID_REQUEST') {
          this.#reject(write, new InvalidRequestError(outcome.message));
        } else this.#attemptLater(write);
        return;
      case 'unknown':
        // Stays open: this node's own apply stream will tell.
        return;
    }
  }

  /** A result of a fenced node is not given out. It was executed, though, so it must not be taken for lost. */
  #onOwnResult(requestId: number, result: CommandResult): void {
    const write = this.#writes.get(requestId);
    if (!this.isFenced) {
      this.#settle(requestId, ({ resolve }) => {
        resolve(result);
      });
    } else if (write?.state.kind === 'forwarded') write.state.isProvable = false;
  }

  /** Everything that the leader of an earlier term may have had and that was not applied is lost. */
  #retryLost(term: Term): void {
    for (const write of this.#writes.values()) {
      const { state } = write;
      if (state.kind === 'forwarded' && state.isProvable && state.term < term) {
        this.#attemptLater(write);
      }
    }
  }

  #attemptLater(write: PendingWrite): void {
    if (!this.#writes.has(write.requestId)) return;
    write.state = { kind: 'queued' };
    this.#waitForChange(() => {
      if (this.#writes.has(write.requestId) && write.state.kind === 'queued') this.#attempt(write);
    });
  }

  /** Calls back when the leader changed, or after `retryDelayMs`. */
  #waitForChange(callback: () => void): void {
    this.#waiters.push(callback);
    this.#retryTimer ??= this.#deps.clock.after(retryDelayMs, () => {
      this.#wakeWaiters();
    });
  }

  #wakeWaiters(): void {
    this.#retryTimer?.cancel();
    this.#retryTimer = undefined;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  #armSweep(): void {
    this.#sweepTimer ??= this.#deps.clock.after(sweepIntervalMs, () => {
      this.#sweepTimer = undefined;
      this.#expire();
      if (this.#writes.size > 0) this.#armSweep();
    });
  }

  #expire(): void {
    const now = this.#deps.clock.monotonic();
    for (const write of this.#writes.values()) {
      const isQueued = write.state.kind === 'queued';
      if ((isQueued ? write.deadline : write.outcomeDeadline) > now) continue;
      this.#settle(write.requestId, ({ state, reject }) => {
        reject(
          state.kind === 'queued'
            ? new NoLeaderError()
            : new OutcomeUnknownError('the deadline passed before the outcome was known'),
        );
      });
    }
  }

  #settle(requestId: number, how: (write: PendingWrite) => void): void {
    const write = this.#writes.get(requestId);
    if (write === undefined) return;
    this.#writes.delete(requestId);
    how(write);
  }

  #isMine(origin: Origin): boolean {
    return (
      origin.nodeId === this.#options.nodeId && origin.incarnation === this.#options.incarnation
    );
  }

  /** Undefined if the node has none to give, or not before `deadline`: it may know the index and never reach it. */
  async #requestTicket(deadline: MonotonicMs): Promise<ReadTicket | undefined> {
    const { clock } = this.#deps;
    return await new Promise((resolve) => {
      const timer = clock.after(Math.max(0, deadline - clock.monotonic()), () => {
        resolve(undefined);
      });
      this.#requireNode().requestRead((ticket) => {
        timer.cancel();
        resolve(ticket);
      });
    });
  }

  #confirmable(ticket: ReadTicket): ReadPermit {
    return { confirm: () => !this.isFenced && this.#requireNode().holds(ticket) };
  }

  #requireNode(): GatewayNode {
    if (this.#node === undefined) throw new StoppingError();
    return this.#node;
  }
}

/** Why the core refuses a proposal, as the client hears it; "notLeader" only if nobody else could be asked. */
const refusals = {
  notLeader: () => new NoLeaderError(),
  transferring: () => new NoLeaderError(),
  overloaded: () =>
    new OverloadedError('the leader has too much uncommitted data; try again later'),
  tooLarge: () => new InvalidRequestError('the command exceeds the largest log entry'),
  stopped: () => new StoppingError(),
} satisfies Record<Refusal, () => KvorumError>;

/** As a peer hears it. Everything but these two codes lets it try again with whoever leads then. */
const forwardedRefusalCodes = {
  notLeader: 'NOT_LEADER',
  transferring: 'NOT_LEADER',
  overloaded: 'OVERLOADED',
  tooLarge: 'INVALID_REQUEST',
  stopped: 'NOT_LEADER',
} satisfies Record<Refusal, string>;

type Refusal = Extract<ProposalOutcome<Applied>, { readonly kind: 'refused' }>['reason'];

/** Gives the error for bytes that a peer sent and that this version does not know. */
function tryDecode<T>(decode: (bytes: Uint8Array) => T, bytes: Uint8Array): T | KvorumError {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof KvorumError) return error;
    throw error;
  }
}

function toForwardOutcome(outcome: ProposalOutcome<Applied>): ForwardOutcome {
  switch (outcome.kind) {
    case 'committed':
      return outcome.result.result === undefined
        ? { kind: 'unknown' }
        : { kind: 'result', bytes: encodeCommandResult(outcome.result.result) };
    case 'lost':
      return { kind: 'refused', code: 'NOT_LEADER', message: 'leadership was lost' };
    case 'refused':
      return {
        kind: 'refused',
        code: forwardedRefusalCodes[outcome.reason],
        message: refusals[outcome.reason]().message,
      };
    case 'unknown':
      return { kind: 'unknown' };
  }
}
