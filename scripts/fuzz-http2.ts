/**
 * Random conversations with the HTTP/2 server, seed after seed, as test/rpc/http2/server-fuzz.test.ts has a few of.
 *
 *   npm run --silent build && node dist/scripts/fuzz-http2.js --from 1 --seeds 100000
 *
 * Exit codes: 0 nothing was found, 1 a rule is broken.
 */
import { parseArgs } from 'node:util';
import { converse, decodeNoise } from '../test/support/http2-fuzz.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10000' },
  },
});
const from = Number(values.from);
const end = from + Number(values.seeds);
const count = { frames: 0, answers: 0, goAways: 0 };
for (let seed = from; seed < end; seed += 1) {
  await converse(seed, count, { carries: seed % 2 === 0 ? 'grpc' : 'plain' });
  decodeNoise(seed);
  // What the server does at the end of a turn.
  if (seed % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(`${end - from} conversations: ${JSON.stringify(count)}\n`);
