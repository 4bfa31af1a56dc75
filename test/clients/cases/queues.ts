/** Cases 169 to 193: queues, as far as clients decide them. */
import type { Case, LeftOutCase } from '../case.ts';
import { defineCase, leaveOut } from '../case.ts';
import { pause, refused, same, stampOf, valueOf } from '../expectations.ts';

export const queueCases: readonly (Case | LeftOutCase)[] = [
  defineCase(
    169,
    'D G',
    'a message that its handler takes is delivered once',
    async ({ kv }) => {
      const delivered: unknown[] = [];
      void kv.listenQueue((value) => {
        delivered.push(value);
      });
      await kv.enqueue({ order: 1 });
      await pause(3000);
      same(delivered, [{ order: 1 }]);
    },
    { waits: true, only: 'local' },
  ),
  defineCase(
    171,
    'D G',
    'a message of a commit whose check failed is never delivered',
    async ({ kv }) => {
      const delivered: unknown[] = [];
      void kv.listenQueue((value) => {
        delivered.push(value);
      });
      await kv.set([171], 1);
      const check = { key: [171], versionstamp: null };
      same((await kv.atomic().check(check).enqueue('never').commit()).ok, false);
      await kv.enqueue('fence');
      await pause(1000);
      same(delivered, ['fence']);
    },
    { waits: true, only: 'local' },
  ),
  defineCase(
    175,
    'D G',
    'a message that is refused too often is stored under its key',
    async ({ kv }) => {
      let deliveries = 0;
      void kv.listenQueue(() => {
        deliveries += 1;
        throw new Error('refused on purpose by case 175');
      });
      const options = { backoffSchedule: [100, 200], keysIfUndelivered: [[175]] };
      await kv.enqueue({ order: 2 }, options);
      await pause(3000);
      same(deliveries, 3);
      same(await valueOf(kv, [175]), { order: 2 });
      await stampOf(kv, [175]);
    },
    { waits: true, only: 'local', without: { npm: 'takes no backoff schedule' } },
  ),
  leaveOut(180, 'N G', 'an empty backoff schedule over KV Connect', 'needs a consumer over gRPC'),
  leaveOut(192, 'N G', 'a message of @deno/kv reaches a consumer', 'needs a consumer over gRPC'),
  defineCase(
    193,
    'D',
    'Deno enqueues nothing over KV Connect, and says so',
    async ({ kv }) => {
      await refused(() => kv.enqueue(1), 'Enqueue operations are not supported in KV Connect');
    },
    { only: 'kvorum', without: { npm: 'sends messages over KV Connect' } },
  ),
];
