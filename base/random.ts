/** Randomness as a capability, so that a seed decides everything. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
}
