/**
 * The writes of a node that are under way to its log. They may overlap and complete in the order in which they were
 * issued (P-4). A failed write is for the owner to stop at: nothing is issued again (W-12).
 */
import type { MonotonicMs } from '../base/brand.ts';
import type { LogWrite } from './core/ready.ts';
import type { LogStore } from './ports.ts';

type Deps = {
  readonly log: Pick<LogStore, 'append'>;
  readonly now: () => MonotonicMs;
  /** A write has become durable: `takeDurable` has something to give. */
  readonly onDurable: () => void;
  readonly onFailed: (error: unknown) => void;
};

export class LogWrites {
  readonly #deps: Deps;
  /** When each write that is under way was issued, oldest first. */
  readonly #issuedAt: MonotonicMs[] = [];
  #durable: number[] = [];
  #waitingForIdle: (() => void)[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get isIdle(): boolean {
    return this.#issuedAt.length === 0;
  }

  /** When the oldest write that is under way was issued; undefined if none is. */
  get oldestIssuedAt(): MonotonicMs | undefined {
    return this.#issuedAt[0];
  }

  /** Writes have become durable since `takeDurable`. */
  get hasDurable(): boolean {
    return this.#durable.length > 0;
  }

  issue(write: LogWrite): void {
    this.#issuedAt.push(this.#deps.now());
    this.#deps.log.append(write).then(
      () => {
        this.#issuedAt.shift();
        this.#durable.push(write.seq);
        this.#deps.onDurable();
        this.#tellIfIdle();
      },
      (error: unknown) => {
        this.#issuedAt.shift();
        this.#deps.onFailed(error);
        this.#tellIfIdle();
      },
    );
  }

  /** The numbers of the writes that have become durable since the last call, in order. */
  takeDurable(): readonly number[] {
    const durable = this.#durable;
    this.#durable = [];
    return durable;
  }

  /** Settles when nothing is under way any more, whether it succeeded or failed. */
  async whenIdle(): Promise<void> {
    if (this.isIdle) return;
    await new Promise<void>((resolve) => {
      this.#waitingForIdle.push(resolve);
    });
  }

  #tellIfIdle(): void {
    if (!this.isIdle) return;
    const waiting = this.#waitingForIdle;
    this.#waitingForIdle = [];
    for (const resolve of waiting) resolve();
  }
}
