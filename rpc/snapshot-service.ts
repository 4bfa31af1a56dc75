/**
 * The receiver's side of a snapshot: offers it to the node, stages what comes, and says what is wanted next only
 * when everything before it is durable. One message at a time: nothing is read from the stream meanwhile.
 */
import type { NodeId, Term } from '../base/brand.ts';
import { KvorumError } from '../base/errors.ts';
import type { IncomingSnapshot, SnapshotAnswer, SnapshotMeta } from '../raft/index.ts';
import { PeerProtocolError } from './peer-errors.ts';
import type { StreamSink } from './peer-service.ts';
import { encodeSnapshotResponse } from './snapshot-codec.ts';
import type { SnapshotOffer, SnapshotRequest, SnapshotResponse } from './snapshot-codec.ts';

/** Asks the node whether it wants the snapshot. */
export type OfferSnapshot = (offer: {
  readonly from: NodeId;
  readonly term: Term;
  readonly meta: SnapshotMeta;
}) => Promise<SnapshotAnswer>;

export type SnapshotSessionDeps = {
  readonly offerSnapshot: OfferSnapshot;
  readonly sink: StreamSink;
};

/** One accepted InstallSnapshot stream. */
export class SnapshotSession {
  readonly #from: NodeId;
  readonly #deps: SnapshotSessionDeps;
  #snapshot: IncomingSnapshot | undefined;

  constructor(from: NodeId, deps: SnapshotSessionDeps) {
    this.#from = from;
    this.#deps = deps;
  }

  /** Nothing more may be read until it settles; it never rejects with an operational error, which ends the stream. */
  async take(request: Exclude<SnapshotRequest, { readonly kind: 'handshake' }>): Promise<void> {
    const { sink } = this.#deps;
    try {
      sink.write(encodeSnapshotResponse(await this.#answer(request)));
    } catch (error) {
      if (!(error instanceof KvorumError)) throw error;
      sink.end(error);
    }
  }

  async #answer(
    request: Exclude<SnapshotRequest, { readonly kind: 'handshake' }>,
  ): Promise<SnapshotResponse> {
    if (request.kind === 'offer') return await this.#onOffer(request.offer);
    const snapshot = this.#snapshot;
    if (snapshot === undefined)
      throw new PeerProtocolError('a part of a snapshot before its offer');
    if (request.kind === 'end') {
      await snapshot.finish();
      return { kind: 'done' };
    }
    await snapshot.write(request.chunk);
    return { kind: 'wanted', next: snapshot.next };
  }

  async #onOffer({ term, meta }: SnapshotOffer): Promise<SnapshotResponse> {
    if (this.#snapshot !== undefined) throw new PeerProtocolError('a second offer');
    const answer = await this.#deps.offerSnapshot({ from: this.#from, term, meta });
    switch (answer.kind) {
      case 'held':
        return { kind: 'done' };
      case 'refused':
        return answer;
      case 'wanted':
        this.#snapshot = answer.snapshot;
        return { kind: 'wanted', next: answer.snapshot.next };
    }
  }
}
