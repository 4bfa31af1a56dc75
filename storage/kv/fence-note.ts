/**
 * The note in an engine that its state is known to be wrong (rule H-2). Without it a start would forget that, and the
 * node would serve again until a quorum of others is there to contradict it. It goes when the engine does: a
 * snapshot, or a state that is built anew, is another engine.
 *
 * The value is a text as of sealed-text.ts.
 */
import { asLogIndex, isCount } from '../../base/brand.ts';
import type { Fence } from '../../raft/index.ts';
import type { Engine, EngineWrite } from '../engine/engine.ts';
import { CorruptionError } from '../errors.ts';
import { decodeSealedText, encodeSealedText } from '../sealed-text.ts';
import { bytesOfText, fenceNoteKey, textOfBytes } from './keyspace.ts';

const title = 'kvorum fence-note 1';
const fields = ['index', 'hash', 'quorumHash'] as const;

export function putFence({ index, hash, quorumHash }: Fence): EngineWrite {
  const value = encodeSealedText(title, [
    [fields[0], String(index)],
    [fields[1], hash],
    [fields[2], quorumHash],
  ]);
  return { kind: 'put', key: fenceNoteKey, value: textOfBytes(value) };
}

/** The note in `engine`, if there is one. Throws `CorruptionError` if it is not as it was written. */
export function findFence(engine: Engine): Fence | undefined {
  const value = engine.get(fenceNoteKey);
  if (value === undefined) return undefined;
  const text = decodeSealedText(bytesOfText(value), title, fields);
  const [index, hash, quorumHash] = text.kind === 'whole' ? text.values : [];
  if (hash === undefined || quorumHash === undefined || !isCount(Number(index))) {
    throw new CorruptionError('the note that a state is wrong is damaged');
  }
  return { index: asLogIndex(Number(index)), hash, quorumHash };
}
