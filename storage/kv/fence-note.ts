/**
 * What an engine notes when its state was found to be another than the quorum's (rule H-2): a node that starts again must
 * serve nothing from it. The note goes with the engine: who installs a snapshot, or makes the state anew, is free of it.
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
  if (!isCount(Number(index)) || hash === undefined || quorumHash === undefined) {
    throw new CorruptionError('the note that a state has diverged is damaged');
  }
  return { index: asLogIndex(Number(index)), hash, quorumHash };
}
