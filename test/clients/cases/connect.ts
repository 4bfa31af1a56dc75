/** Cases 194 to 227: KV Connect, as far as its clients see it. */
import type { Case, LeftOutCase } from '../case.ts';
import { defineCase, leaveOut } from '../case.ts';
import { atOnce, committed, pause, refused, same, valueOf } from '../expectations.ts';

const needsFaults = 'needs a cluster whose nodes are stopped meanwhile';
const otherRows = 'the other rows of this table show it';

export const connectCases: readonly (Case | LeftOutCase)[] = [
  defineCase(
    194,
    'D',
    'the URL opens with the right token',
    async ({ kv }) => {
      committed(await kv.set([194], 1));
      same(await valueOf(kv, [194]), 1);
    },
    { only: 'kvorum' },
  ),
  defineCase(
    195,
    'D N',
    'a wrong token opens nothing',
    async ({ openWithToken }) => {
      const text = '401';
      await refused(async () => {
        const kv = await openWithToken('a-token-that-nobody-has-given');
        try {
          // @deno/kv exchanges metadata at its first operation.
          await kv.get(['a']);
        } finally {
          kv.close();
        }
      }, text);
    },
    { only: 'kvorum' },
  ),
  leaveOut(203, 'D', 'an idle client asks for metadata about once a minute', 'takes three minutes'),
  leaveOut(206, 'D N W', 'one port serves HTTP/1.1 and HTTP/2', otherRows),
  leaveOut(207, 'D N', 'one port serves TLS with both', 'needs a server with a certificate'),
  leaveOut(208, 'D', 'the whole suite passes through Deno', otherRows),
  leaveOut(209, 'N', 'the whole suite passes through @deno/kv', otherRows),
  defineCase(217, 'D', '50 reads at once are all answered', async ({ kv }) => {
    for (let index = 0; index < 50; index += 1) await kv.set(['a', index], index);
    await atOnce(50, async (index) => same(await valueOf(kv, ['a', index]), index));
  }),
  leaveOut(219, 'D K', 'an election under load is no error', needsFaults),
  leaveOut(223, 'D K', 'a client goes on when its node is killed', needsFaults),
  leaveOut(224, 'D N K', 'restarts one after the other are no error', needsFaults),
  defineCase(
    225,
    'N',
    'a client that was idle goes on',
    async ({ kv }) => {
      await kv.set([225], 1);
      await pause(8000);
      same(await valueOf(kv, [225]), 1);
    },
    { only: 'kvorum', waits: true },
  ),
  leaveOut(226, 'D K', 'a commit whose answer is lost', 'needs a proxy that cuts connections'),
];
