/** Builders of commands and entries, and a state machine on an engine, for tests of the state machine. */
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Entry } from '../../raft/core/types.ts';
import type { EngineHome } from '../../storage/engine/engine-home.ts';
import type { Engine } from '../../storage/engine/engine.ts';
import { encodeCommand } from '../../storage/kv/command-codec.ts';
import type { AtomicCommand, Check, Command, Mutation, Value } from '../../storage/kv/command.ts';
import type { KeyPart } from '../../storage/kv/key-codec.ts';
import { encodeKey } from '../../storage/kv/key-codec.ts';
import type { KvStateMachineOptions } from '../../storage/kv/state-machine.ts';
import { KvStateMachine, stateMachineDefaults } from '../../storage/kv/state-machine.ts';

export function atomic(parts: {
  readonly checks?: readonly Check[];
  readonly mutations?: readonly Mutation[];
  readonly database?: number;
}): AtomicCommand {
  const { checks = [], mutations = [], database = 0 } = parts;
  return { kind: 'atomic', database, checks, mutations };
}

/** The entry at `index` with `command`; its stamp grows with the index. */
export function entryOf(index: number, command: Command): Entry {
  return {
    index: asLogIndex(index),
    term: asTerm(1),
    kind: 'normal',
    stampedAt: asWallMs(1000 + index),
    command: encodeCommand(command),
    crc: 0,
  };
}

export function setOf(key: readonly KeyPart[], value: Value): Mutation {
  return { kind: 'set', key: encodeKey(key), value };
}

export function bytesValue(...bytes: readonly number[]): Value {
  return { bytes: Uint8Array.from(bytes), encoding: 'bytes' };
}

/** A KvU64. */
export function u64(value: bigint): Value {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { bytes, encoding: 'le64' };
}

/** A V8 value from hex without its header. */
export function v8(hex: string, header = 'ff0f'): Value {
  return { bytes: Buffer.from(header + hex.replaceAll(' ', ''), 'hex'), encoding: 'v8' };
}

/** A home that has one engine and takes no other. */
export function homeOf(engine: Engine): EngineHome {
  return {
    engine,
    syncNames: async () => await Promise.resolve(),
    stage: async () => await Promise.reject(new Error('nothing can be staged here')),
    clearStaged: async () => await Promise.resolve(),
    retire: async () => await Promise.resolve(),
    close: async () => {
      await engine.close();
    },
  };
}

export async function openMachine(
  engine: Engine | EngineHome,
  clock: Clock,
  options: Partial<KvStateMachineOptions> = {},
): Promise<KvStateMachine> {
  return await KvStateMachine.open(
    { ...stateMachineDefaults, ...options },
    {
      home: 'stage' in engine ? engine : homeOf(engine),
      clock,
      logger: silentLogger,
      onFatal: () => undefined,
    },
  );
}
