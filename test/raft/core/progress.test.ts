import { describe, expect, it } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { Progress } from '../../../raft/core/progress.ts';

const index = asLogIndex;

/** The leader's log: ends at `lastIndex`, committed up to `commitIndex`. */
const position = (lastIndex: number, commitIndex = 0, isCommitNoticeDue = false) => ({
  lastIndex: index(lastIndex),
  commitIndex: index(commitIndex),
  isCommitNoticeDue,
});

function probing(nextIndex: number): Progress {
  return new Progress({ nextIndex: index(nextIndex), messagesMax: 2, bytesMax: 100 });
}

/** In step with the leader up to `matchIndex`. */
function replicating(matchIndex: number): Progress {
  const progress = probing(matchIndex + 1);
  progress.onAccepted(index(matchIndex), 1);
  return progress;
}

const sent = (lastIndex: number, commitIndex = 0) => ({
  lastIndex: index(lastIndex),
  bytes: 10,
  commitIndex: index(commitIndex),
});

const view = ({ state, matchIndex, nextIndex }: Progress): readonly unknown[] => [
  state,
  matchIndex,
  nextIndex,
];

describe('while it probes', () => {
  it('sends one append and waits', () => {
    const progress = probing(5);
    expect(progress.due(position(7))).toBe('entries');
    progress.onSent(sent(7));
    expect(progress.due(position(9))).toBeUndefined();
    expect(view(progress)).toEqual(['probe', 0, 5]);
  });

  it('sends an empty append when it has nothing else', () => {
    expect(probing(8).due(position(7))).toBe('empty');
  });

  it('may send again after a heartbeat answer (R-5)', () => {
    const progress = probing(5);
    progress.onSent(sent(7));
    progress.onHeartbeatResponse(index(7));
    expect(progress.due(position(7))).toBe('entries');
  });

  it('replicates as soon as anything was accepted (R-2)', () => {
    const progress = probing(5);
    expect(progress.onAccepted(index(7), 1)).toBe(true);
    expect(view(progress)).toEqual(['replicate', 7, 8]);
  });

  it('takes a rejection only of what it sent last (R-3)', () => {
    const progress = probing(5);
    expect([3, 4, 5].map((at) => progress.isRejectionCurrent(index(at)))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('goes back where it is told, and may send at once', () => {
    const progress = probing(5);
    progress.onSent(sent(7));
    progress.probeFrom(index(2));
    expect(view(progress)).toEqual(['probe', 0, 2]);
    expect(progress.due(position(7))).toBe('entries');
  });
});

describe('while it replicates', () => {
  it('runs ahead until the window is full', () => {
    const progress = replicating(4);
    progress.onSent(sent(5));
    progress.onSent(sent(6));
    expect(view(progress)).toEqual(['replicate', 4, 7]);
    expect(progress.due(position(9))).toBeUndefined();
    progress.onAccepted(index(5), 1);
    expect(progress.due(position(9))).toBe('entries');
  });

  it('never takes back what matches: late acknowledgements tell nothing new', () => {
    const progress = replicating(4);
    expect(progress.onAccepted(index(4), 1)).toBe(false);
    expect(progress.onAccepted(index(2), 1)).toBe(false);
    expect(view(progress)).toEqual(['replicate', 4, 5]);
  });

  it('takes a rejection only above what matches (R-3)', () => {
    const progress = replicating(4);
    expect([3, 4, 5].map((at) => progress.isRejectionCurrent(index(at)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('probes after a rejection, but never at or below what matches', () => {
    const progress = replicating(4);
    progress.onSent(sent(6));
    progress.probeFrom(index(2));
    expect(view(progress)).toEqual(['probe', 4, 5]);
    expect(progress.inflight.count).toBe(0);
  });

  it('probes after what was in flight may be lost', () => {
    const progress = replicating(4);
    progress.onSent(sent(6));
    progress.onUnreachable();
    expect(view(progress)).toEqual(['probe', 4, 5]);
  });

  it('sends an empty append after a heartbeat answer although the window is full (R-4)', () => {
    const progress = replicating(4);
    progress.onSent(sent(5));
    progress.onSent(sent(6));
    progress.onHeartbeatResponse(index(9));
    expect(progress.due(position(9))).toBe('empty');
    progress.onSent(sent(6));
    expect(progress.due(position(9))).toBeUndefined();
  });

  it('sends nothing after a heartbeat answer of a peer that has everything', () => {
    const progress = replicating(4);
    progress.onHeartbeatResponse(index(4));
    expect(progress.due(position(4))).toBeUndefined();
  });
});

describe('a new commit index (R-7)', () => {
  it('is sent by itself when it is due and the peer can use it', () => {
    const progress = replicating(4);
    expect(progress.due(position(4, 4, false))).toBeUndefined();
    expect(progress.due(position(4, 4, true))).toBe('empty');
    progress.onSent(sent(4, 4));
    expect(progress.due(position(4, 4, true))).toBeUndefined();
  });

  it('is not sent when entries have carried it', () => {
    const progress = replicating(4);
    progress.onSent(sent(5, 4));
    expect(progress.due(position(5, 4, true))).toBeUndefined();
  });

  it('is not sent to a peer whose log ends below it', () => {
    const progress = replicating(4);
    progress.onSent(sent(4, 9));
    expect(progress.due({ ...position(9, 9, true), lastIndex: index(4) })).toBeUndefined();
  });

  it('is hastened when somebody waits for it', () => {
    const progress = replicating(4);
    progress.hastenCommit(index(4));
    expect(progress.due(position(4, 4))).toBe('empty');
    progress.onSent(sent(4, 4));
    progress.hastenCommit(index(4));
    expect(progress.due(position(4, 4))).toBeUndefined();
  });
});

it('refuses to send backwards', () => {
  expect(() => replicating(4).onSent(sent(3))).toThrow('appends go forward');
});
