/**
 * What one client may make the server do without a call of its own. Each such frame is cheap, and a client has reason
 * to send some; beyond these counts it is wearing the server out (RFC 9113 §10.5), and its connection ends.
 */
import { errorCode, violation } from './frames.ts';

/** Frames in a second that carry nothing of a call: PING, SETTINGS, PRIORITY, empty DATA, unknown ones, late ones. */
const idleFramesPerSecondMax = 10_000;
/** Each goes through all streams of the connection. A client that measures its way here makes a few in all. */
const windowChangesPerSecondMax = 40;
/** Over how long resets are counted. */
const resetIntervalMs = 10_000;

export class ClientAllowance {
  /** Streams that the client resets, or makes us reset, in `resetIntervalMs`. */
  readonly #resetsMax: number;
  #idleFrames = 0;
  #windowChanges = 0;
  #resets = 0;
  #resetsSinceMs: number;

  constructor(options: { readonly resetsMax: number; readonly nowMs: number }) {
    this.#resetsMax = options.resetsMax;
    this.#resetsSinceMs = options.nowMs;
  }

  /** Throws `PeerProtocolError` if it is one too many. */
  countIdleFrame(): void {
    this.#idleFrames += 1;
    if (this.#idleFrames > idleFramesPerSecondMax) {
      throw violation('too many frames that carry nothing', errorCode.enhanceYourCalm);
    }
  }

  /** Of the initial window of streams. Throws `PeerProtocolError` if it is one too many. */
  countWindowChange(): void {
    this.#windowChanges += 1;
    if (this.#windowChanges > windowChangesPerSecondMax) {
      throw violation('the windows change too often', errorCode.enhanceYourCalm);
    }
  }

  /** Throws `PeerProtocolError` if it is one too many. */
  countReset(): void {
    this.#resets += 1;
    if (this.#resets > this.#resetsMax) {
      throw violation('too many streams are reset', errorCode.enhanceYourCalm);
    }
  }

  /** To be called once a second. */
  renew(nowMs: number): void {
    this.#idleFrames = 0;
    this.#windowChanges = 0;
    if (nowMs - this.#resetsSinceMs < resetIntervalMs) return;
    this.#resetsSinceMs = nowMs;
    this.#resets = 0;
  }
}
