/**
 * Writes through a session of the real client, which numbers them and sends them again, to one node after the other, as
 * long as their fate is unknown. Clients may share a writer: then several writes of a session are under way at a time.
 * Now and then it closes its session, or forgets it, and opens another one.
 */
import type { Random } from '../../base/random.ts';
import { KvorumCallError, KvorumClient } from '../../rpc/index.ts';
import type { AtomicWrite } from '../../rpc/index.ts';
import type { Cluster } from '../cluster.ts';
import { indexOfVersionstamp } from '../oracle/kv-model.ts';
import { pick } from '../seeded-random.ts';
import type { Findings } from '../world/findings.ts';
import { clientChannel, clientClock } from './client-channel.ts';
import type { Answer } from './operation.ts';

export type SessionWriterOptions = {
  /** How long the session may be unused. */
  readonly ttlMs: number;
  /** Share of the writes whose requests come again, long after. */
  readonly repeatShare: number;
};

export type SessionWriterDeps = {
  readonly cluster: Cluster;
  readonly random: Random;
  readonly findings: Findings;
};

/** For one write, with all its attempts: shorter and longer than an attempt may take. */
const timeoutsMs = [700, 3000, 8000];
/** How often a session is closed, and how often it is forgotten, before a write. */
const leavingShare = 0.02;

type Session = Awaited<ReturnType<KvorumClient['openSession']>>;

export class SessionWriter {
  readonly #options: SessionWriterOptions;
  readonly #deps: SessionWriterDeps;
  readonly #client: KvorumClient;
  readonly #sent = new WeakSet<Uint8Array>();
  #session: Session | undefined;
  /** Attempts beyond the first of each request. */
  retryCount = 0;

  constructor(options: SessionWriterOptions, deps: SessionWriterDeps) {
    this.#options = options;
    this.#deps = deps;
    const { cluster, random } = deps;
    const clock = clientClock(cluster.scheduler);
    const { repeatShare } = options;
    const onSent = (request: Uint8Array): void => {
      if (this.#sent.has(request)) this.retryCount += 1;
      this.#sent.add(request);
    };
    const first = Math.floor(random.next() * cluster.hosts.length);
    const hosts = [...cluster.hosts.slice(first), ...cluster.hosts.slice(0, first)];
    const byName = new Map(hosts.map((host) => [host.name, host]));
    this.#client = new KvorumClient(
      { endpoints: [...byName.keys()], timeoutMs: pick(random, timeoutsMs) },
      {
        clock,
        openChannel: (endpoint) => {
          const host = byName.get(endpoint);
          if (host === undefined) throw new Error(`there is no ${endpoint}`);
          return clientChannel(host, { cluster, random, clock, repeatShare, onSent });
        },
      },
    );
  }

  /** Settles when the fate of the write is known, or is given up. Never rejects for what the store may answer. */
  async write(write: AtomicWrite): Promise<Answer> {
    const { random } = this.#deps;
    let session: Session | undefined;
    try {
      const lot = random.next();
      if (lot < leavingShare) this.#session = undefined;
      else if (lot < 2 * leavingShare) await this.#close();
      session = await this.#open();
    } catch (error) {
      if (!(error instanceof KvorumCallError)) throw error;
      // The write was not sent.
      return { kind: 'notApplied' };
    }
    try {
      const outcome = await session.atomic(write, { timeoutMs: pick(random, timeoutsMs) });
      return outcome.kind === 'committed'
        ? { kind: 'committed', index: indexOfVersionstamp(outcome.versionstamp) }
        : outcome;
    } catch (error) {
      if (!(error instanceof KvorumCallError)) throw error;
      return this.#judge(error, session);
    }
  }

  async #open(): Promise<Session> {
    this.#session ??= await this.#client.openSession(this.#options.ttlMs);
    return this.#session;
  }

  /** Writes of others that share the session may be under way: they are refused then. */
  async #close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.close({});
  }

  #judge({ code, outcome, message }: KvorumCallError, session: Session): Answer {
    if (code === 'SESSION_EXPIRED' && this.#session === session) this.#session = undefined;
    // The session numbers its writes, and acknowledges only what it waits for no more.
    this.#deps.findings.demand(
      code !== 'SESSION_STALE' && code !== 'SESSION_MISUSE',
      'I-20',
      () => `a session refuses a write of its own: ${message}`,
    );
    return { kind: outcome === 'not-applied' ? 'notApplied' : 'unknown' };
  }
}
