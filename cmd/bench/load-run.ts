/**
 * Closed-loop load: a fixed number of callers, each of which sends its next request when the last one
 * is answered. What completes between the end of the warm-up and the end of the run is counted.
 * A failed call counts as an error, and its caller pauses before the next one, so that a cluster that
 * is down is not drowned.
 */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

import type { Clock } from '../../base/clock.ts';
import type { CallEnd, CallHandler, LoadClient } from '../../rpc/http2/index.ts';
import type { NextOperation, Operation } from './workload.ts';

const failurePauseMs = 100;
const progressIntervalMs = 1000;
const drainMsMax = 2000;

/** Latencies of successful calls, in microseconds. All 0 if there were none. */
type Latency = {
  readonly meanUs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
};

export type LoadResult = {
  /** Successful calls. */
  readonly operations: number;
  readonly elapsedMs: number;
  readonly perSecond: number;
  readonly latency: Latency;
  /** Failed calls by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** User and system time of this process per successful call. */
  readonly generatorCpuUs: number;
};

export type LoadOptions = {
  readonly concurrency: number;
  readonly warmupMs: number;
  /** The run ends after this time, or when the operations end. */
  readonly durationMs: number;
  /** Ends the run early; what was measured counts. */
  readonly signal?: AbortSignal;
  /** Called when the measured time begins, before anything is counted. */
  readonly onMeasure?: () => void;
  /** Called about every second while measuring. */
  readonly onProgress?: (operations: number) => void;
};

/** Settles at the end of the run, once the calls then in flight have ended too, but at most 2 s later. */
export async function runLoad(
  next: NextOperation,
  options: LoadOptions,
  deps: { client: LoadClient; clock: Clock },
): Promise<LoadResult> {
  const run = new Run(next, deps);
  return await run.toEnd(options);
}

class Run {
  readonly #next: NextOperation;
  readonly #client: LoadClient;
  readonly #clock: Clock;
  readonly #errors = new Map<string, number>();
  readonly #histogram: RecordableHistogram = createHistogram();
  #operations = 0;
  #startedMs = 0;
  #cpuAtStart = process.cpuUsage();
  #measuring = false;
  #over = false;
  #callersLeft = 0;
  #inFlight = 0;
  #drained: () => void = () => undefined;
  #finish: () => void = () => undefined;

  constructor(next: NextOperation, deps: { client: LoadClient; clock: Clock }) {
    this.#next = next;
    this.#client = deps.client;
    this.#clock = deps.clock;
  }

  async toEnd(options: LoadOptions): Promise<LoadResult> {
    const { signal, durationMs, onProgress } = options;
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    const begin = (): void => {
      options.onMeasure?.();
      this.#cpuAtStart = process.cpuUsage();
      this.#startedMs = this.#clock.monotonic();
      this.#measuring = true;
      end = this.#clock.after(durationMs, this.#finish);
      if (onProgress !== undefined) this.#reportProgress(onProgress);
    };
    let end = this.#clock.after(0, () => undefined);
    const warmup = this.#clock.after(options.warmupMs, begin);
    if (options.warmupMs === 0) {
      warmup.cancel();
      begin();
    }
    const onAbort = (): void => this.#finish();
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted === true) this.#finish();
    this.#callersLeft = options.concurrency;
    for (let count = 0; count < options.concurrency; count += 1) new Caller(this).proceed();
    await finished;
    this.#over = true;
    warmup.cancel();
    end.cancel();
    signal?.removeEventListener('abort', onAbort);
    const result = this.#result();
    await this.#drain();
    return result;
  }

  /** Sends the next request for `caller`, if there is one. */
  send(caller: Caller): void {
    if (this.#over) return;
    const operation = this.#next();
    if (operation === undefined) {
      this.#callersLeft -= 1;
      if (this.#callersLeft === 0) this.#finish();
      return;
    }
    this.#inFlight += 1;
    caller.begin(operation, this.#clock.monotonic());
    this.#client.call(operation.path, operation.message, caller);
  }

  /** Takes the fate of a request that was sent at `sentMs`: undefined is success. */
  done(caller: Caller, sentMs: number, failure: string | undefined): void {
    this.#inFlight -= 1;
    if (this.#over) {
      if (this.#inFlight === 0) this.#drained();
      return;
    }
    if (failure !== undefined) {
      if (this.#measuring) this.#errors.set(failure, (this.#errors.get(failure) ?? 0) + 1);
      this.#clock.after(failurePauseMs, () => this.send(caller));
      return;
    }
    if (this.#measuring) {
      this.#operations += 1;
      const elapsedNs = Math.round((this.#clock.monotonic() - sentMs) * 1e6);
      this.#histogram.record(Math.max(1, elapsedNs));
    }
    this.send(caller);
  }

  async #drain(): Promise<void> {
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const patience = this.#clock.after(drainMsMax, resolve);
      this.#drained = () => {
        patience.cancel();
        resolve();
      };
    });
  }

  #reportProgress(onProgress: (operations: number) => void): void {
    this.#clock.after(progressIntervalMs, () => {
      if (this.#over) return;
      onProgress(this.#operations);
      this.#reportProgress(onProgress);
    });
  }

  #result(): LoadResult {
    const elapsedMs = this.#measuring ? this.#clock.monotonic() - this.#startedMs : 0;
    const cpu = process.cpuUsage(this.#cpuAtStart);
    const count = this.#operations;
    const us = (ns: number): number => (count === 0 ? 0 : Math.round(ns / 100) / 10);
    return {
      operations: count,
      elapsedMs: Math.round(elapsedMs),
      perSecond: elapsedMs === 0 ? 0 : Math.round((count * 1000) / elapsedMs),
      latency: {
        meanUs: us(this.#histogram.mean),
        p50Us: us(this.#histogram.percentile(50)),
        p99Us: us(this.#histogram.percentile(99)),
        p999Us: us(this.#histogram.percentile(99.9)),
        maxUs: us(this.#histogram.max),
      },
      errors: Object.fromEntries([...this.#errors].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      generatorCpuUs: count === 0 ? 0 : Math.round(((cpu.user + cpu.system) / count) * 10) / 10,
    };
  }
}

/** One caller: the handler of its only call in flight. */
class Caller implements CallHandler {
  readonly #run: Run;
  #operation: Operation | undefined = undefined;
  #sentMs = 0;
  #answerBytes = 0;
  #accepted = true;

  constructor(run: Run) {
    this.#run = run;
  }

  proceed(): void {
    this.#run.send(this);
  }

  begin(operation: Operation, sentMs: number): void {
    this.#operation = operation;
    this.#sentMs = sentMs;
    this.#answerBytes = 0;
    this.#accepted = true;
  }

  onMessage(message: Uint8Array): void {
    this.#answerBytes += message.length;
    this.#accepted &&= this.#operation?.accepts(message) === true;
  }

  onEnd(end: CallEnd): void {
    this.#run.done(this, this.#sentMs, this.#failureOf(end));
  }

  #failureOf(end: CallEnd): string | undefined {
    if (end.kind === 'unsent') return 'UNSENT';
    if (end.kind === 'unknown') return `UNKNOWN_${end.reason.toUpperCase()}`;
    if (end.code !== 0) return statusNames[end.code] ?? `STATUS_${end.code}`;
    const isComplete = this.#answerBytes >= (this.#operation?.answerBytesMin ?? 0);
    return isComplete && this.#accepted ? undefined : 'UNEXPECTED_ANSWER';
  }
}

/** Names of the gRPC status codes, by number. */
const statusNames: readonly string[] = [
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS',
  'PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED',
  'INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED',
].flatMap((line) => line.split(' '));
