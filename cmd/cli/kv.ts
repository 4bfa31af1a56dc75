/**
 * The `kv` commands as functions over a client. Each throws for a failure; what it returns is the exit code of
 * an answer: done, not found, or check failed.
 */
import type { Check, Expiry, Mutation, Value } from '../../storage/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { AtomicStep } from './atomic-syntax.ts';
import type { KvClient, ListRequest, ReadAt, ReadDemand } from './client-port.ts';
import { CommandError, UsageError } from './errors.ts';
import type { KeyPart } from '../../storage/index.ts';
import { formatKey, parseKey, parsePrefix } from './key-syntax.ts';
import type { Output } from './output.ts';
import type { OperandType, ValueInput, ValueType } from './value-syntax.ts';
import { encodeOperand, readValue } from './value-syntax.ts';

/** What a command works with. */
export type KvContext = {
  readonly client: KvClient;
  readonly output: Output;
  readonly input: ValueInput;
  readonly encodeKey: (parts: readonly KeyPart[]) => Uint8Array;
  /** Writes go through a session. */
  readonly exactlyOnce: boolean;
};

export async function kvGet(
  context: KvContext,
  request: ReadDemand & { readonly keys: readonly string[] },
): Promise<ExitCode> {
  const keys = request.keys.map((text) => encode(context, parseKey(text)));
  const { entries, readAt } = await context.client.read(keys, request);
  await context.output.gotten(entries, readAt);
  const missing = request.keys.filter((_, at) => entries[at]?.versionstamp === undefined);
  if (missing.length === 0) return exitCodes.done;
  throw new CommandError(`not found: ${missing.join(' ')}`, {
    exitCode: exitCodes.notFound,
    code: 'NOT_FOUND',
  });
}

export async function kvSet(
  context: KvContext,
  request: {
    readonly key: string;
    readonly value: string;
    readonly type: ValueType;
    readonly expiry?: Expiry | undefined;
  },
): Promise<ExitCode> {
  const key = parseKey(request.key);
  const { value: text, type, expiry } = request;
  return await commit(context, [{ kind: 'set', key, text, type, expiry }]);
}

export async function kvDelete(context: KvContext, keys: readonly string[]): Promise<ExitCode> {
  return await commit(
    context,
    keys.map((text) => ({ kind: 'delete', key: parseKey(text) })),
  );
}

export async function kvSum(
  context: KvContext,
  request: { readonly key: string; readonly operand: string; readonly type: OperandType },
): Promise<ExitCode> {
  return await commit(context, [
    {
      kind: 'sum',
      key: parseKey(request.key),
      text: request.operand,
      type: request.type,
      min: undefined,
      max: undefined,
      clamp: false,
    },
  ]);
}

/** Goes on until it is interrupted, or fails. */
export async function kvWatch(
  context: KvContext,
  request: { readonly keys: readonly string[]; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const keys = request.keys.map((text) => encode(context, parseKey(text)));
  const { signal } = request;
  for await (const state of context.client.watch(keys, { signal })) {
    await context.output.watched(state);
  }
  return exitCodes.interrupted;
}

/** The selection of `list` and `count`, as it was written. */
export type Selection = ReadDemand & {
  readonly prefix?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
  readonly reverse: boolean;
  readonly keysOnly: boolean;
};

export async function kvList(context: KvContext, selection: Selection): Promise<ExitCode> {
  let cursor = '';
  let readAt: ReadAt | undefined;
  const request = toListRequest(context, selection);
  await context.output.beginList();
  for await (const piece of context.client.list(request)) {
    await context.output.listed(piece.entries);
    ({ cursor, readAt } = piece);
  }
  await context.output.endList(cursor, readAt);
  return exitCodes.done;
}

export async function kvCount(context: KvContext, selection: Selection): Promise<ExitCode> {
  let count = 0;
  for await (const piece of context.client.list(toListRequest(context, selection))) {
    count += piece.entries.length;
  }
  await context.output.fact(String(count), { count });
  return exitCodes.done;
}

/** `expiry` is that of every set that has none of its own. */
export async function kvAtomic(
  context: KvContext,
  written: readonly AtomicStep[],
  expiry?: Expiry,
): Promise<ExitCode> {
  if (expiry !== undefined && !written.some(isSet)) {
    throw new UsageError('only a set can expire, and there is none');
  }
  const steps = written.map((step) => (isSet(step) ? { expiry, ...step } : step));
  if (steps.length === 0) {
    throw new UsageError('an atomic operation needs at least one --check, --set, --sum, ...');
  }
  return await commit(context, steps);
}

function isSet({ kind }: AtomicStep): boolean {
  return kind === 'set' || kind === 'setVersionstampedKey';
}

async function commit(context: KvContext, steps: readonly AtomicStep[]): Promise<ExitCode> {
  const checks: Check[] = [];
  const checkedKeys: string[] = [];
  const mutations: Mutation[] = [];
  for (const step of steps) {
    const key = encode(context, step.key);
    if (step.kind === 'check') {
      checks.push({ key, versionstamp: step.versionstamp });
      checkedKeys.push(formatKey(step.key));
    } else {
      mutations.push(await toMutation(step, key, context.input));
    }
  }
  const { client, exactlyOnce } = context;
  const result = await client.atomic({ checks, mutations }, { exactlyOnce });
  if (result.kind === 'committed') {
    const versionstamp = Buffer.from(result.versionstamp).toString('hex');
    await context.output.fact(versionstamp, { ok: true, versionstamp });
    return exitCodes.done;
  }
  const failed = result.failedChecks.map((position) => checkedKeys[position] ?? `#${position}`);
  throw new CommandError(`a check failed, nothing was changed: ${failed.join(' ')}`, {
    exitCode: exitCodes.checkFailed,
    code: 'CHECK_FAILED',
  });
}

async function toMutation(
  step: Exclude<AtomicStep, { kind: 'check' }>,
  key: Uint8Array,
  input: ValueInput,
): Promise<Mutation> {
  if (step.kind === 'delete') return { kind: 'delete', key };
  if (step.kind === 'sum') {
    return {
      kind: 'sum',
      key,
      value: encodeOperand(step.text, step.type),
      min: toBound(step.min, step.type),
      max: toBound(step.max, step.type),
      clamp: step.clamp,
    };
  }
  if (step.kind === 'set' || step.kind === 'setVersionstampedKey') {
    const value = await readValue(step.text, step.type, input);
    const { kind, expiry } = step;
    return { kind, key, value, ...(expiry !== undefined && { expiry }) };
  }
  return { kind: step.kind, key, value: encodeOperand(step.text, 'u64') };
}

/** A bound is a V8 number or bigint; with a u64 operand there is none. */
function toBound(text: string | undefined, type: OperandType): Uint8Array {
  if (text === undefined) return new Uint8Array();
  if (type === 'u64') {
    throw new UsageError('min and max of a sum need a valueType of number or bigint');
  }
  const bound: Value = encodeOperand(text, type);
  return bound.bytes;
}

function toListRequest(context: KvContext, selection: Selection): ListRequest {
  const { prefix, start, end, limit, cursor, ...rest } = selection;
  const boundaries = {
    ...(start === undefined ? {} : { start: encode(context, parsePrefix(start)) }),
    ...(end === undefined ? {} : { end: encode(context, parsePrefix(end)) }),
  };
  if (prefix !== undefined && start !== undefined && end !== undefined) {
    throw new UsageError('give a prefix with --start or with --end, or both without a prefix');
  }
  const wholeRange = start !== undefined && end !== undefined;
  return {
    ...boundaries,
    // A single boundary without a prefix is a boundary within all keys.
    ...(wholeRange ? {} : { prefix: encode(context, parsePrefix(prefix ?? '')) }),
    ...(limit === undefined ? {} : { limit: parseLimit(limit) }),
    ...(cursor === undefined ? {} : { cursor }),
    ...rest,
  };
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit < 2 ** 32) return limit;
  throw new UsageError(`--limit ${text}: must be a whole number from 1`);
}

function encode(context: KvContext, parts: readonly KeyPart[]): Uint8Array {
  try {
    return context.encodeKey(parts);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`key ${formatKey(parts).slice(0, 80)}: ${reason}`, { cause: error });
  }
}
