/** Messages between nodes, in a few words for people. */
import type { Envelope } from '../../raft/index.ts';

export function formatEnvelope({ term, message }: Envelope, to: string): string {
  const head = `-> ${to} term ${term} ${message.kind}`;
  switch (message.kind) {
    case 'append': {
      const { prev, entries, commitIndex } = message;
      return `${head} ${entries.length} after ${prev.index}/${prev.term} commit ${commitIndex}`;
    }
    case 'appendAccepted':
      return `${head} ${message.matchIndex}`;
    case 'appendRejected':
      return `${head} ${message.rejectedIndex} hint ${message.hint.index}/${message.hint.term}`;
    case 'preVoteResponse':
    case 'voteResponse':
      return `${head} ${message.granted ? 'granted' : 'refused'}`;
    case 'preVote':
    case 'requestVote':
      return `${head} last ${message.last.index}/${message.last.term}`;
    case 'heartbeat':
      return `${head} round ${message.round} commit ${message.commitIndex}`;
    case 'heartbeatResponse':
      return `${head} round ${message.round}`;
    case 'timeoutNow':
    case 'snapshotRequest':
    case 'readIndexRequest':
    case 'readIndexResponse':
      return head;
  }
}
