/**
 * The sender's side of a snapshot: one stream of its own per transfer (rule R-8), a few chunks ahead of what the
 * receiver has made durable, and not faster than a bound, so that replication and clients keep the machine (S-4).
 */
import type { NodeId, Term } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { KvorumError } from '../base/errors.ts';
import type { SnapshotOutcome, SnapshotSender, SnapshotSource } from '../raft/index.ts';
import { introduce } from './handshake.ts';
import type { PeerIdentity } from './handshake.ts';
import { dialPeer, peerMethods } from './peer-channel.ts';
import type { Dial, DialPeer, PeerStream } from './peer-channel.ts';
import type { MembershipCodec } from './peer-service.ts';
import { decodeSnapshotResponse, encodeSnapshotRequest } from './snapshot-codec.ts';
import type { SnapshotRequest } from './snapshot-codec.ts';

export type SnapshotClientDeps = {
  readonly clock: Clock;
  readonly membershipCodec: MembershipCodec;
  /** host:port of a member's peer listener; undefined for a node that is no member. */
  readonly addressOf: (peer: NodeId) => string | undefined;
  /** How connections are made; over TCP unless a simulation says otherwise. */
  readonly dialPeer?: DialPeer;
};

/** Chunks that may be under way to the receiver: 2 MiB of memory on either side. */
const chunksAheadMax = 4;
/** A quarter of a gigabyte takes 16 s; the disk and the loop have time for others in between. */
const bytesPerSecondMax = 16 * 1024 * 1024;
/** A receiver that says nothing for this long is given up. Verifying and installing a large state takes a while. */
const silenceMsMax = 60_000;

export class SnapshotClient implements SnapshotSender {
  readonly #options: PeerIdentity;
  readonly #deps: SnapshotClientDeps;

  constructor(options: PeerIdentity, deps: SnapshotClientDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  async send(
    to: { readonly peer: NodeId; readonly term: Term },
    source: SnapshotSource,
    signal: AbortSignal,
  ): Promise<SnapshotOutcome> {
    const { clock, addressOf, dialPeer: dial = dialPeer } = this.#deps;
    const address = addressOf(to.peer);
    if (address === undefined) return { kind: 'failed', reason: `${to.peer} is not a member` };
    const handshake = introduce(this.#options, to.peer);
    const transfer = new SnapshotTransfer(
      { handshake, term: to.term, source },
      { ...this.#deps, dial: dial(address, peerMethods.snapshot, clock) },
    );
    return await transfer.run(signal);
  }
}

type Transfer = {
  readonly handshake: Extract<SnapshotRequest, { readonly kind: 'handshake' }>['handshake'];
  readonly term: Term;
  readonly source: SnapshotSource;
};

type TransferDeps = Pick<SnapshotClientDeps, 'clock' | 'membershipCodec'> & { readonly dial: Dial };

/** One attempt to bring one snapshot to one peer. Exported for its tests. */
export class SnapshotTransfer {
  readonly #transfer: Transfer;
  readonly #deps: TransferDeps;
  #stream: PeerStream | undefined;
  #settle: ((outcome: SnapshotOutcome) => void) | undefined;
  #isOver = false;
  /** The receiver has everything before this chunk; undefined until it has asked for the first. */
  #wanted: number | undefined;
  #next = 0;
  #isSending = false;
  #silence: Timer | undefined;

  constructor(transfer: Transfer, deps: TransferDeps) {
    this.#transfer = transfer;
    this.#deps = deps;
  }

  /** Settles when it is over, one way or the other. */
  async run(signal: AbortSignal): Promise<SnapshotOutcome> {
    return await new Promise((resolve) => {
      this.#settle = resolve;
      signal.addEventListener('abort', () => {
        this.#fail('it was called off');
      });
      if (signal.aborted) {
        this.#fail('it was called off');
        return;
      }
      const { handshake, term, source } = this.#transfer;
      this.#stream = this.#deps.dial({
        onMessage: (bytes) => {
          this.#receive(bytes);
        },
        onEnd: ({ reason }) => {
          this.#fail(reason);
        },
      });
      this.#waitForAnswer();
      this.#write({ kind: 'handshake', handshake });
      this.#write({ kind: 'offer', offer: { term, meta: source.meta } });
    });
  }

  #receive(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#waitForAnswer();
    try {
      const response = decodeSnapshotResponse(bytes);
      switch (response.kind) {
        case 'done':
          this.#end({ kind: 'installed' });
          return;
        case 'refused':
          this.#fail(`the peer refuses it in term ${response.term}`);
          return;
        case 'wanted':
          this.#onWanted(response.next);
      }
    } catch (error) {
      if (!(error instanceof KvorumError)) throw error;
      this.#fail(error.message);
    }
  }

  #onWanted(next: number): void {
    if (this.#wanted === undefined) this.#next = next;
    this.#wanted = next;
    if (!this.#isSending) void this.#sendChunks();
  }

  /** Sends until the receiver has to catch up; it is called again when it has. */
  async #sendChunks(): Promise<void> {
    const { clock } = this.#deps;
    const { source } = this.#transfer;
    this.#isSending = true;
    let dueAt: number = clock.monotonic();
    try {
      while (!this.#isOver && this.#next < (this.#wanted ?? 0) + chunksAheadMax) {
        const chunk = await source.read(this.#next);
        // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may have ended during the read.
        if (this.#isOver) return;
        if (chunk === undefined) {
          this.#write({ kind: 'end' });
          // Nothing more is to be sent, whatever is acknowledged from now on.
          this.#next = Number.POSITIVE_INFINITY;
          return;
        }
        this.#write({ kind: 'chunk', chunk });
        this.#next += 1;
        dueAt += (chunk.bytes.length / bytesPerSecondMax) * 1000;
        await this.#pauseUntil(dueAt);
      }
    } catch (error) {
      // A view that was closed because this was called off is no news.
      if (!this.#isOver && !(error instanceof KvorumError)) throw error;
      this.#fail(error instanceof Error ? error.message : String(error));
    } finally {
      this.#isSending = false;
    }
  }

  async #pauseUntil(dueAt: number): Promise<void> {
    const { clock } = this.#deps;
    const pauseMs = dueAt - clock.monotonic();
    if (pauseMs < 1) return;
    await new Promise<void>((resolve) => {
      clock.after(pauseMs, resolve);
    });
  }

  #waitForAnswer(): void {
    this.#silence?.cancel();
    this.#silence = this.#deps.clock.after(silenceMsMax, () => {
      this.#fail('the peer does not answer');
    });
  }

  #write(request: SnapshotRequest): void {
    const bytes = encodeSnapshotRequest(request, this.#deps.membershipCodec.encode);
    this.#stream?.write(bytes, () => undefined);
  }

  #fail(reason: string): void {
    this.#end({ kind: 'failed', reason });
  }

  #end(outcome: SnapshotOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#silence?.cancel();
    this.#stream?.close();
    this.#settle?.(outcome);
  }
}
