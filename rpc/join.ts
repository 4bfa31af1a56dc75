/**
 * How a node with an empty disk becomes a member of a cluster that exists: it asks one member after the other, is sent on
 * to the leader, and is answered once it is a learner. Asking again is safe: it has its id since its data directory was made.
 */
import type { NodeId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { decodeJoinAnswer, encodeJoinRequest } from './join-codec.ts';
import type { JoinAnswer, JoinedCluster, JoinRequest } from './join-codec.ts';
import { callPeer, peerMethods } from './peer-channel.ts';
import type { CallPeer } from './peer-channel.ts';
import { BootstrapError, PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';
import type { MembershipCodec } from './peer-service.ts';

/** Longer than a change of membership takes with a healthy quorum. */
const callTimeoutMs = 5000;
const retryMs = 200;
/** How often a log line says that the node still waits. */
const reportMs = 2000;

export type JoinOptions = {
  readonly self: JoinRequest;
  /** host:port of peer listeners of members; at least one. */
  readonly members: readonly string[];
  /** Of this node. It must be that of the cluster. */
  readonly electionTimeoutMs: number;
  /** Gives up with the signal's reason. */
  readonly signal: AbortSignal;
};

export type JoinDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Throws `PeerUnreachableError` when repeating may help, `PeerRefusedError` when not. */
  readonly ask: (address: string, request: JoinRequest) => Promise<JoinAnswer>;
};

/** `JoinDeps.ask` on the peer port; over gRPC unless a simulation says otherwise. */
export function askToJoin(deps: {
  readonly clock: Clock;
  readonly membershipCodec: MembershipCodec;
  readonly callPeer?: CallPeer;
}): JoinDeps['ask'] {
  const { callPeer: askPeer = callPeer } = deps;
  return async (address, request) => {
    const bytes = encodeJoinRequest(request);
    const call = { address, method: peerMethods.join, bytes, timeoutMs: callTimeoutMs };
    return decodeJoinAnswer(await askPeer(call, deps.clock), deps.membershipCodec.decode);
  };
}

/** Settles when this node is a member, durably. Throws `BootstrapError` if it cannot become one like this. */
export async function joinCluster(options: JoinOptions, deps: JoinDeps): Promise<JoinedCluster> {
  const { clock, logger } = deps;
  let reportAt: number = clock.monotonic();
  for (let turn = 0; ; turn++) {
    options.signal.throwIfAborted();
    const member = options.members[turn % options.members.length] ?? '';
    const outcome = await tryMember(member, options, deps);
    if (outcome.kind === 'joined') return outcome;
    if (clock.monotonic() >= reportAt) {
      logger.info({ member, reason: outcome.reason }, 'waiting to join the cluster');
      reportAt = clock.monotonic() + reportMs;
    }
    await new Promise<void>((resolve) => {
      clock.after(retryMs, resolve);
    });
  }
}

type Attempt =
  | ({ readonly kind: 'joined' } & JoinedCluster)
  | { readonly kind: 'waiting'; readonly reason: string };

async function tryMember(
  member: string,
  { self, electionTimeoutMs }: JoinOptions,
  { ask }: JoinDeps,
): Promise<Attempt> {
  try {
    let answer = await ask(member, self);
    if (answer.kind === 'redirect') answer = await ask(answer.leader, self);
    if (answer.kind === 'redirect') return { kind: 'waiting', reason: 'the leader is changing' };
    checkAnswer(answer, self.nodeId, electionTimeoutMs);
    return answer;
  } catch (error) {
    if (error instanceof PeerRefusedError) {
      throw new BootstrapError(`this node cannot join the cluster: ${error.message}`, {
        cause: error,
      });
    }
    if (error instanceof PeerUnreachableError) return { kind: 'waiting', reason: error.message };
    throw error;
  }
}

function checkAnswer(joined: JoinedCluster, self: NodeId, electionTimeoutMs: number): void {
  if (!joined.membership.membership.members.has(self)) {
    throw new BootstrapError('the cluster says that this node is a member, but does not list it');
  }
  if (joined.electionTimeoutMs !== electionTimeoutMs) {
    throw new BootstrapError(
      `the election timeout of the cluster is ${joined.electionTimeoutMs} ms, that of this node ` +
        `${electionTimeoutMs} ms; it must be the same on all nodes`,
    );
  }
}
