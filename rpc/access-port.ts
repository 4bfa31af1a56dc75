/** Who may do what, decided by the catalogue of this node: replicated, so a moment behind at most. */

/** What a token opens. */
export type Access = {
  /** The number of the database, 0 for the default one. */
  readonly database: number;
  /** The id by which clients know it: a UUID in lower case. */
  readonly databaseId: string;
  readonly isReadOnly: boolean;
};

export interface AccessControl {
  /** Undefined if there is no such token, or if it was revoked. Takes the same time for every wrong token. */
  authenticate(token: string): Access | undefined;
  /** False while this node may not have heard yet of a token that was made. */
  readonly isCurrent: boolean;
}
