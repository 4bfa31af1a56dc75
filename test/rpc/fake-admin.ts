/** The administration of a cluster in memory: records what was asked, answers or fails to order. */
import { asClusterId, asLogIndex, asNodeId, asTerm } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import type {
  AdminPort,
  ChangeAnswer,
  ChangeRequest,
  MembersAnswer,
} from '../../rpc/admin-port.ts';

const id = asNodeId('00000000000000a2');

export const sampleMembers: MembersAnswer = {
  clusterId: asClusterId('0123456789abcdef0123456789abcdef'),
  leaderId: asNodeId('00000000000000a1'),
  term: asTerm(14),
  lastIndex: asLogIndex(100),
  membership: {
    index: asLogIndex(8),
    isCommitted: true,
    isJoint: true,
    transferTarget: id,
  },
  members: [
    {
      id,
      name: 'n2',
      peerAddress: '127.0.0.1:4524',
      grpcAddress: '127.0.0.1:4523',
      voter: false,
      matchIndex: asLogIndex(40),
      silentMs: 7,
      standing: 'learner',
      learner: { lagEntries: 60, unappliedEntries: 61, obstacle: 'is 60 entries behind' },
      staysLearner: true,
      replaces: asNodeId('00000000000000a3'),
      isReceivingSnapshot: true,
    },
  ],
};

export class FakeAdmin implements AdminPort {
  readonly changes: ChangeRequest[] = [];
  readonly transfers: (string | undefined)[] = [];
  /** Thrown by the next calls, one each. */
  readonly failures: Error[] = [];
  answer: ChangeAnswer = {
    membershipIndex: asLogIndex(9),
    nodeId: id,
    waitsFor: 'is 60 entries behind',
  };

  members(): MembersAnswer {
    this.#fail();
    return sampleMembers;
  }

  async change(request: ChangeRequest): Promise<ChangeAnswer> {
    this.changes.push(request);
    await Promise.resolve();
    this.#fail();
    return this.answer;
  }

  async transfer(target: string | undefined): Promise<NodeId> {
    this.transfers.push(target);
    await Promise.resolve();
    this.#fail();
    return id;
  }

  #fail(): void {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
  }
}
