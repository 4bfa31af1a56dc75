/**
 * What the clients do that write entries with deadlines, short ones and such as are past already: sets alone and two at a
 * time, overwrites, sums and deletes before the deadline, checks of what was read, and reads. Their keys are their own: the
 * checker of histories knows no expiry, the client oracle does.
 */
import type { Random } from '../../base/random.ts';
import type { AtomicWrite } from '../../rpc/index.ts';
import { encodeKey } from '../../storage/index.ts';
import type { Expiry, Mutation } from '../../storage/index.ts';
import { markPrefix } from '../oracle/client-oracle.ts';
import { textOf, versionstampAt } from '../oracle/kv-model.ts';
import { chance, pick } from '../seeded-random.ts';
import { bytesOf } from './client.ts';
import type { Script } from './client.ts';
import type { Answer, Found, Operation } from './operation.ts';

/** Clients with this script. */
export const expiryClients = 2;
/** Around the time between two heartbeats, and beyond an election. */
export const expireInMsMax = 3000;
const expireInMs = [0, 30, 200, 800, 800, expireInMsMax];
const keyCount = 6;
/** Beyond every number that another script gives to a write. */
const firstWrite = 1_000_000;

export class ExpiryScript implements Script {
  readonly #random: Random;
  readonly #keys = Array.from({ length: keyCount }, (_, at) => textOf(encodeKey(['x', `${at}`])));
  readonly #lastSeen = new Map<string, Found>();
  #nextWrite = firstWrite;

  constructor(random: Random) {
    this.#random = random;
  }

  next(client: number): Operation {
    const consistency = chance(this.#random, 0.75) ? 'strong' : 'eventual';
    const key = this.#key();
    const lot = this.#random.next();
    if (lot < 0.25) return { kind: 'get', keys: this.#keys, consistency };
    if (lot < 0.4) {
      const [prefix, reverse] = [textOf(encodeKey(['x'])), chance(this.#random, 0.5)];
      return { kind: 'list', prefix, consistency, reverse, limit: pick(this.#random, [0, 2]) };
    }
    if (lot < 0.6) return this.#write(client, [], [this.#set(key)]);
    if (lot < 0.7) {
      const pair = this.#keys.slice(0, 2);
      const expiry = this.#expiry();
      return this.#write(
        client,
        [],
        pair.map((each) => this.#set(each, expiry)),
      );
    }
    if (lot < 0.85) {
      const index = this.#lastSeen.get(`${client} ${key}`)?.index;
      const versionstamp = index === undefined ? undefined : versionstampAt(index);
      return this.#write(client, [{ key: bytesOf(key), versionstamp }], [this.#set(key)]);
    }
    if (lot < 0.95) return this.#write(client, [], [sumOf(key)]);
    return this.#write(client, [], [{ kind: 'delete', key: bytesOf(key) }]);
  }

  onAnswer(client: number, _operation: Operation, answer: Answer): void {
    if (answer.kind !== 'read') return;
    for (const found of answer.entries) this.#lastSeen.set(`${client} ${found.key}`, found);
  }

  #key(): string {
    return pick(this.#random, this.#keys);
  }

  #expiry(): Expiry | undefined {
    if (chance(this.#random, 0.15)) return undefined;
    // The year 1970 is past for every clock.
    if (chance(this.#random, 0.1)) return { kind: 'at', ms: 1 };
    return { kind: 'in', ms: pick(this.#random, expireInMs) };
  }

  #set(key: string, expiry = this.#expiry()): Mutation {
    const value = counter(BigInt(this.#nextWrite));
    return { kind: 'set', key: bytesOf(key), value, ...(expiry !== undefined && { expiry }) };
  }

  #write(client: number, checks: AtomicWrite['checks'], mutations: readonly Mutation[]): Operation {
    const id = this.#nextWrite;
    this.#nextWrite += 1;
    const markKey = bytesOf(markPrefix + textOf(encodeKey([client])));
    const value = { encoding: 'bytes', bytes: bytesOf(String(id)) } as const;
    const mark: Mutation = { kind: 'set', key: markKey, value };
    return { kind: 'atomic', id, write: { checks, mutations: [mark, ...mutations] } };
  }
}

function sumOf(key: string): Mutation {
  const none = new Uint8Array();
  const rest = { value: counter(1n), min: none, max: none, clamp: false } as const;
  return { kind: 'sum', key: bytesOf(key), ...rest };
}

function counter(value: bigint): { readonly encoding: 'le64'; readonly bytes: Uint8Array } {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { encoding: 'le64', bytes };
}
