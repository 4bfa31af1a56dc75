/** Unsigned 64-bit big-endian integers as plain numbers, in two halves, since BigInt accessors allocate. */
import { isCount } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';

const HALF = 2 ** 32;

/** Writes a safe integer. */
export function writeU64(view: DataView, offset: number, value: number): void {
  invariant(isCount(value), () => `${value} does not fit a u64 field`);
  view.setUint32(offset, Math.floor(value / HALF));
  view.setUint32(offset + 4, value % HALF);
}

/** Reads what may exceed the safe integers: check with `isCount` where the value is used. */
export function readU64(view: DataView, offset: number): number {
  return view.getUint32(offset) * HALF + view.getUint32(offset + 4);
}
