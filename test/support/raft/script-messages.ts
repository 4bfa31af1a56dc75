/** Messages that a script makes up: late ones, nonsense, and what only a faulty peer would send. */
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import type { RaftMessage } from '../../../raft/core/message.ts';
import type { Entry, EntryId } from '../../../raft/core/types.ts';
import type { Words } from './script-world.ts';

/** `prev=3/1 entries=4/2,5/2 commit=3`, and so on; what is left out is 0 or empty. */
export function buildMessage(
  kind: string,
  words: Words,
  entryOf: (index: number, term: number) => Entry,
): RaftMessage {
  const index = (key: string): ReturnType<typeof asLogIndex> => asLogIndex(words.pair(key, 0));
  const nonce = words.pair('nonce', 0);
  const round = words.pair('round', 0);
  switch (kind) {
    case 'preVote':
      return { kind, last: toId(words.pairs.get('last')), nonce };
    case 'preVoteResponse':
      return { kind, granted: words.pairs.get('granted') === 'yes', nonce };
    case 'requestVote':
      return {
        kind,
        last: toId(words.pairs.get('last')),
        transfer: words.pairs.get('transfer') === 'yes',
        nonce,
      };
    case 'voteResponse':
      return { kind, granted: words.pairs.get('granted') === 'yes', nonce };
    case 'append': {
      const ids = (words.pairs.get('entries') ?? '').split(',').filter((text) => text !== '');
      const entries = ids.map(toId).map((id) => entryOf(id.index, id.term));
      const prev = toId(words.pairs.get('prev'));
      const damaged = words.pairs.get('crc') === 'bad';
      return {
        kind,
        prev,
        entries: damaged ? entries.map((entry) => ({ ...entry, crc: entry.crc ^ 1 })) : entries,
        commitIndex: index('commit'),
        round,
      };
    }
    case 'appendAccepted':
      return { kind, matchIndex: index('match'), round };
    case 'appendRejected':
      return {
        kind,
        rejectedIndex: index('after'),
        hint: toId(words.pairs.get('hint')),
        lastIndex: index('last'),
        round,
      };
    case 'heartbeat':
      return { kind, commitIndex: index('commit'), round, leaseHeld: false, echo: undefined };
    case 'heartbeatResponse':
      return { kind, round, stamp: words.pair('stamp', 0), appliedIndex: index('applied') };
    case 'snapshotRequest':
      return { kind };
    case 'timeoutNow':
      return { kind, last: toId(words.pairs.get('last')) };
    case 'readIndexRequest':
      return { kind, requestId: words.pair('read', 0) };
    case 'readIndexResponse':
      return { kind, requestId: words.pair('read', 0), index: index('index') };
    default:
      throw new Error(`unknown message: ${kind}`);
  }
}

/** `3/1`: index 3, term 1. */
function toId(text = '0/0'): EntryId {
  const [index = '', term = ''] = text.split('/');
  return { index: asLogIndex(Number(index)), term: asTerm(Number(term)) };
}
