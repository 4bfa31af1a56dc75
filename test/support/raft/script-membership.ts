/** Commands of scripts that change who belongs to the cluster and who leads it. */
import { asLogIndex } from '../../../base/brand.ts';
import type { ProposeMembershipResult } from '../../../raft/core/results.ts';
import type { MembershipChange } from '../../../raft/core/membership-change.ts';
import type { Member } from '../../../raft/core/types.ts';
import { idOf, memberOf, numberOf } from './core-cluster.ts';
import type { CoreCluster } from './core-cluster.ts';
import type { Words } from './script-world.ts';

/** `change LEADER add 4 5 [stays=true] [replaces=N] [base=INDEX] [force=true]`; what the leader says. */
export function changeMembership(cluster: CoreCluster, words: Words): string {
  const leader = words.number(0);
  const now = cluster.localTime(cluster.node(leader));
  const { membershipIndex } = cluster.coreOf(leader).status(now);
  const result = cluster.changeMembership(leader, {
    basedOn: asLogIndex(words.pair('base', membershipIndex)),
    change: changeOf(words),
    force: words.pairs.get('force') === 'true',
  });
  switch (result.kind) {
    case 'appended':
      return `n${leader} begins the change with entry ${result.index}`;
    case 'inForce':
      return `n${leader} has it in force with entry ${result.index}`;
    case 'refused':
      return `n${leader} refuses: ${result.reason}${detailOf(result)}`;
  }
}

/** `transfer LEADER [TARGET]` */
export function transferLeadership(cluster: CoreCluster, words: Words): string {
  const leader = words.number(0);
  const target = words.plain[1] === undefined ? undefined : words.number(1);
  const result = cluster.transfer(leader, target);
  return result.kind === 'begun'
    ? `n${leader} hands over to n${numberOf(result.target)}`
    : `n${leader} refuses: ${result.reason}`;
}

function changeOf(words: Words): MembershipChange {
  const kind = words.text(1);
  const numbers = words.plain.slice(2).map(Number);
  const nodes = numbers.map(idOf);
  const [first = idOf(0), second = idOf(0)] = nodes;
  switch (kind) {
    case 'add':
      return {
        kind: 'addLearners',
        learners: new Map(numbers.map((number) => [idOf(number), learnerOf(number, words)])),
      };
    case 'remove':
    case 'promote':
    case 'demote':
      return { kind, nodes };
    case 'replace':
      return { kind, dead: first, replacement: second };
    case 'move':
      return {
        kind: 'updateAddresses',
        node: first,
        peerAddress: words.pairs.get('peer') ?? '',
        grpcAddress: words.pairs.get('grpc') ?? '',
      };
    default:
      throw new Error(`unknown change: ${kind}`);
  }
}

function learnerOf(number: number, words: Words): Member {
  const replaces = words.pair('replaces', 0);
  return {
    ...memberOf(number),
    ...(words.pairs.get('stays') === 'true' ? { staysLearner: true } : {}),
    ...(replaces === 0 ? {} : { replaces: idOf(replaces) }),
  };
}

function detailOf(result: ProposeMembershipResult): string {
  if (result.kind !== 'refused') return '';
  switch (result.reason) {
    case 'staleBase':
      return `, the latest is ${result.latest}`;
    case 'wouldLoseQuorum':
      return ` without ${result.unreachable.map((id) => `n${numberOf(id)}`).join(' ')}`;
    case 'invalid':
      return `, ${readable(result.problem)}`;
    case 'notLeader':
    case 'notReady':
    case 'configBusy':
    case 'transferring':
      return '';
  }
}

/** Ids as scripts call the nodes. */
function readable(problem: string): string {
  return problem.replaceAll(/\b0[0-9a-f]{15}\b/g, (id) => `n${Number.parseInt(id, 16)}`);
}
