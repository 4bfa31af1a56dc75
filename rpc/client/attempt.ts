/** One attempt of a call at one endpoint: connects, then calls. What is refused is a value, so that loops can judge it. */
import type { MonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { grpcCodes } from '../status.ts';
import type { CallTiming, ClientChannel } from './channel.ts';
import { KvorumCallError } from './errors.ts';

/** How long one endpoint may take to accept a connection before the next is tried. */
const connectTimeoutMs = 1000;
/** Pause after all endpoints failed once, doubled each time up to the greatest. */
export const firstBackoffMs = 20;
export const backoffMsMax = 500;
/** With less time than this left, nothing is tried again: an attempt that cannot be answered in time proves nothing. */
export const attemptMsMin = 50;

/** Throws only what is no `KvorumCallError`. */
export async function attemptCall<Answer>(
  channel: ClientChannel,
  limits: { readonly deadline: MonotonicMs; readonly signal?: AbortSignal | undefined },
  deps: {
    readonly clock: Clock;
    readonly call: (channel: ClientChannel, timing: CallTiming) => Promise<Answer>;
  },
): Promise<{ readonly answer: Answer } | KvorumCallError> {
  const { deadline, signal } = limits;
  const { clock, call } = deps;
  const now = clock.monotonic();
  const wall = clock.wall();
  if (!(await channel.connect(wall + Math.min(deadline - now, connectTimeoutMs)))) {
    return new KvorumCallError(`no connection to ${channel.endpoint}`, {
      code: 'UNREACHABLE',
      retryable: true,
      outcome: 'not-applied',
      grpcCode: grpcCodes.UNAVAILABLE,
      endpoint: channel.endpoint,
    });
  }
  try {
    return { answer: await call(channel, { deadline: wall + (deadline - now), signal }) };
  } catch (error) {
    if (error instanceof KvorumCallError) return error;
    throw error;
  }
}
