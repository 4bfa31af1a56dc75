/**
 * What a caller demands of a read: the fields that the requests of Get and List share. A bound that makes no sense
 * beside the others is refused, so that nobody relies on one that is not kept.
 */
import type { LogIndex } from '../base/brand.ts';
import { kvorum } from '../protos/gen/kv.js';
import { logIndexOfVersionstamp } from '../storage/index.ts';
import { InvalidRequestError } from './errors.ts';
import { versionstampBytes } from './limits.ts';

const { Consistency } = kvorum.kv.v1;

export type ReadDemand =
  /** Reflects everything that was acknowledged before the call began. */
  | { readonly kind: 'strong' }
  | {
      readonly kind: 'eventual';
      /** Reflects everything that was acknowledged longer ago than this. */
      readonly maxStalenessMs: number | undefined;
      /** Reflects the commit at this index. */
      readonly atLeast: LogIndex | undefined;
    };

// Numbers come from clients: what is not in the table is refused.
const kindByNumber: Readonly<Record<number, ReadDemand['kind']>> = {
  [Consistency.CONSISTENCY_UNSPECIFIED]: 'strong',
  [Consistency.CONSISTENCY_STRONG]: 'strong',
  [Consistency.CONSISTENCY_EVENTUAL]: 'eventual',
};

/** Throws `InvalidRequestError`. */
export function decodeReadDemand(wire: {
  readonly consistency: number;
  readonly maxStalenessMs?: number | null;
  readonly atLeastVersionstamp: Uint8Array;
}): ReadDemand {
  const kind = kindByNumber[wire.consistency];
  if (kind === undefined) {
    throw new InvalidRequestError(`The consistency ${wire.consistency} is unknown.`);
  }
  const maxStalenessMs = wire.maxStalenessMs ?? undefined;
  const atLeast = decodeAtLeast(wire.atLeastVersionstamp);
  if (kind === 'eventual') return { kind, maxStalenessMs, atLeast };
  if (maxStalenessMs !== undefined || atLeast !== undefined) {
    throw new InvalidRequestError(
      'A staleness bound or a least versionstamp needs the consistency EVENTUAL: a strong read reflects everything.',
    );
  }
  return { kind };
}

function decodeAtLeast(bytes: Uint8Array): LogIndex | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length !== versionstampBytes) {
    throw new InvalidRequestError(
      `Invalid versionstamp: it has ${bytes.length} bytes instead of ${versionstampBytes}, or 0 for none.`,
    );
  }
  const index = logIndexOfVersionstamp(bytes);
  if (index === undefined) {
    throw new InvalidRequestError('Invalid versionstamp: no commit can have one this great.');
  }
  return index;
}
