/** The texts that `up` prints. Pure, so that tests read them. */
import { assertNever } from '../../base/invariant.ts';
import { exitCodes } from '../exit-codes.ts';
import { defaultEndpoints } from '../cli/global-options.ts';
import type { NodePlan } from './plan.ts';
import type { NodeExit, SupervisorEvent } from './supervisor.ts';

const keysLine = '  keys: [k]ill leader  [p]ause leader  [s]tatus  [h]eal  [q]uit';

/** The screen of a cluster that has a leader. */
export function welcome(cluster: {
  readonly plans: readonly NodePlan[];
  /** How many of the nodes answer. */
  readonly upCount: number;
  readonly leader: string;
  readonly directory: string;
  /** Of the default database. */
  readonly token: string;
  readonly tookMs: number;
  readonly hasKeys: boolean;
}): string {
  const { plans, upCount, leader, directory, token } = cluster;
  const endpoints = plans.map(({ grpcAddress }) => grpcAddress).join(',');
  const count = plans.length === 1 ? '1 node' : `${plans.length} nodes`;
  const headline = upCount === plans.length ? `✔ ${count} up` : `only ${upCount} of ${count} up`;
  const seconds = (cluster.tookMs / 1000).toFixed(1);
  return [
    `${headline} in ${seconds} s   leader ${leader}   data in ${directory}`,
    `  gRPC  ${endpoints}`,
    `  logs  ${plans.map(({ logPath }) => logPath).join(' ')}`,
    '  try this in another terminal:',
    `    export DENO_KV_DEFAULT_PATH=http://127.0.0.1:${plans[0]?.ports[0]}`,
    `    export DENO_KV_ACCESS_TOKEN=${token}`,
    ...(endpoints === defaultEndpoints ? [] : [`    export KVORUM_ENDPOINT=${endpoints}`]),
    `    npx kvorum kv set users/ada '{"name":"Ada"}'`,
    '    npx kvorum kv get users/ada',
    '    npx kvorum status',
    cluster.hasKeys ? keysLine : '  stop it with SIGTERM or Ctrl-C',
  ].join('\n');
}

/** What was done to the leader, and what follows from it. */
export function describeStrike(strike: {
  readonly deed: 'kill' | 'pause';
  readonly name: string;
  /** True if enough others run to elect a new leader. */
  readonly hasQuorum: boolean;
}): string {
  const done = strike.deed === 'kill' ? 'killed' : 'paused';
  const next = strike.hasQuorum
    ? 'the others elect a new one; press h to heal it'
    : 'no majority is left, so nothing can be written; press h to heal';
  return `${done} ${strike.name}, the leader; ${next}`;
}

/** What happened to a node; undefined for what needs no line. */
export function describeEvent(event: SupervisorEvent, lastLogLines: string): string | undefined {
  const { name, logPath } = event.node;
  switch (event.kind) {
    case 'started':
      return undefined;
    case 'died':
      return (
        `${name} ended (${describeExit(event.exit)}); it is started again in ${event.restartInMs / 1000} s. ` +
        // Whoever sent a signal knows why; the log does not.
        (event.exit.signal === null
          ? `Its last lines in ${logPath}:${lastLogLines}`
          : `Its log is ${logPath}`)
      );
    case 'gaveUp':
      return (
        `${name} can't run (${describeExit(event.exit)}) and is not started again. ${advise(event)} ` +
        `Its last lines in ${logPath}:${lastLogLines}`
      );
    case 'stopIsLate':
      return `warning: ${name} did not stop in time and is killed; no acknowledged write is lost by that`;
    default:
      return assertNever(event);
  }
}

function advise({ node, exit }: { readonly node: NodePlan; readonly exit: NodeExit }): string {
  if (exit.code === exitCodes.corruption) {
    return (
      `Its data in ${node.directory} are damaged. The others go on without it as long as they are a majority: ` +
      'keep the directory as it is, look at its disk, and replace the node, or restore it from a copy made after its last stop.'
    );
  }
  return 'Correct what its log names, then heal it or start again.';
}

function describeExit({ code, signal }: NodeExit): string {
  if (signal !== null) return `signal ${signal}`;
  return code === null ? 'it could not be started' : `exit code ${code}`;
}
