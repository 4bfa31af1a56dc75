/**
 * How much work and memory all calls of a node may hold at the same time: their count, and the bytes of
 * requests being handled and of answers that the clients have not read. Bounds what clients can do together.
 */
export class CallBudget {
  readonly #callsMax: number;
  readonly #bytesMax: number;
  #calls = 0;
  #bytes = 0;

  constructor(options: { readonly callsMax: number; readonly bytesMax: number }) {
    this.#callsMax = options.callsMax;
    this.#bytesMax = options.bytesMax;
  }

  /** Calls that hold a part of the budget. */
  get calls(): number {
    return this.#calls;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** False if there is no room: then nothing was taken. Otherwise the call must end with `leave`. */
  tryEnter(bytes: number): boolean {
    if (this.#calls >= this.#callsMax || !this.tryTake(bytes)) return false;
    this.#calls++;
    return true;
  }

  /** Ends a call. Its bytes are given back by `give`. */
  leave(): void {
    this.#calls--;
  }

  /** False if there is no room: then nothing was taken. */
  tryTake(bytes: number): boolean {
    if (this.#bytes + bytes > this.#bytesMax) return false;
    this.#bytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** One call's share of the budget: the request while it is handled, and the answer until it was read. */
export class HeldBudget {
  readonly #budget: CallBudget;
  #requestBytes: number;
  #answerBytes = 0;
  #isReleased = false;
  #isEnded = false;

  /** Undefined if there is no room. Otherwise both `release` and `end` must follow, in any order. */
  static tryEnter(budget: CallBudget, requestBytes: number): HeldBudget | undefined {
    return budget.tryEnter(requestBytes) ? new HeldBudget(budget, requestBytes) : undefined;
  }

  private constructor(budget: CallBudget, requestBytes: number) {
    this.#budget = budget;
    this.#requestBytes = requestBytes;
  }

  /** The handler is done with the request. */
  release(): void {
    this.#isReleased = true;
    this.#budget.give(this.#requestBytes);
    this.#requestBytes = 0;
    this.#leaveIfOver();
  }

  /** The client has read the answer, or has gone. */
  end(): void {
    this.#isEnded = true;
    this.#budget.give(this.#answerBytes);
    this.#answerBytes = 0;
    this.#leaveIfOver();
  }

  /** Holds `bytes` more until `end`; false if there is no room. After `end` nothing is held. */
  tryTakeUntilEnd(bytes: number): boolean {
    if (this.#isEnded) return true;
    if (!this.#budget.tryTake(bytes)) return false;
    this.#answerBytes += bytes;
    return true;
  }

  #leaveIfOver(): void {
    if (this.#isReleased && this.#isEnded) this.#budget.leave();
  }
}
