/**
 * One numbered case of the conformance catalogue, as the real clients run it: in Deno, and in Node with `@deno/kv`.
 * Cases run inside those programs, so this folder's cases import nothing but types, `node:` built-ins and each other.
 */
import type { Kv, KvKeyPart } from '@deno/kv';

export const clients = ['deno', 'npm'] as const;
export type Client = (typeof clients)[number];

/** `local` is the client's own SQLite database, by which the suite itself is checked; `kvorum` is a URL. */
export type TargetKind = 'local' | 'kvorum';

/** What Deno has beyond the types of `@deno/kv`. */
export type ClientKv = Kv & {
  /** Only as the last part of the key of a set; absent from `@deno/kv`. */
  readonly commitVersionstamp: () => KvKeyPart;
};

export type CaseContext = {
  readonly client: Client;
  readonly target: TargetKind;
  /** Of an empty database, unless the case `waits`. */
  readonly kv: ClientKv;
  /** Another connection to the same database; the same one if the database is in memory. Closed after the case. */
  readonly open: () => Promise<ClientKv>;
  /** Opens the target with another access token. The caller closes what it gets. */
  readonly openWithToken: (token: string) => Promise<ClientKv>;
  readonly u64: (value: bigint) => { readonly value: bigint };
  readonly isU64: (value: unknown) => boolean;
  /**
   * Waits until the target must have removed what expired at `deadlineMs`, in wall time: 1 s later, and for a local
   * database until its next sweep, which another opening makes happen at once.
   */
  readonly afterExpiry: (deadlineMs: number) => Promise<void>;
};

export type CaseOptions = {
  /** Clients that cannot express the case, with why. */
  readonly without?: Partial<Record<Client, string>>;
  /** The only kind of target on which the case means anything. */
  readonly only?: TargetKind;
  /** The deliberate difference between the two targets, which the case expects. */
  readonly differs?: string;
  /**
   * The case mostly waits: it runs beside others of its kind, in a database in a file if it is local, and uses no keys
   * but those that begin with its number.
   */
  readonly waits?: boolean;
};

export type Case = CaseOptions & {
  readonly number: number;
  /** As in the catalogue: D Deno, N `@deno/kv`, W raw requests, G gRPC, K with a decision of Kvorum's own. */
  readonly via: string;
  readonly title: string;
  readonly run: (context: CaseContext) => Promise<void>;
};

/** A case of the catalogue that no program here runs, with why. */
export type LeftOutCase = {
  readonly number: number;
  readonly via: string;
  readonly title: string;
  readonly leftOut: string;
};

/** A case in two steps: one client writes, then each of the readers reads from the same database. */
export type CrossCase = {
  readonly number: number;
  readonly via: string;
  readonly title: string;
  readonly writer: Client;
  readonly readers: readonly Client[];
  readonly write: (context: CaseContext) => Promise<void>;
  readonly read: (context: CaseContext) => Promise<void>;
};

/** A case in the order in which a reader reads it: number, via, what must hold, how it is shown. */
export function defineCase(
  number: number,
  via: string,
  title: string,
  run: (context: CaseContext) => Promise<void>,
  options: CaseOptions = {},
): Case {
  return { number, via, title, run, ...options };
}

export function leaveOut(number: number, via: string, title: string, leftOut: string): LeftOutCase {
  return { number, via, title, leftOut };
}

/** Why `client` does not run `it` against `target`; undefined if it does. */
export function reasonNotToRun(
  it: Case,
  client: Client,
  target: TargetKind,
): { readonly kind: 'not expressible' | 'not run'; readonly why: string } | undefined {
  const without = it.without?.[client];
  if (without !== undefined) return { kind: 'not expressible', why: without };
  if (it.only === undefined || it.only === target) return undefined;
  return {
    kind: 'not run',
    why: it.only === 'local' ? 'only a local database has it' : 'needs a server',
  };
}
