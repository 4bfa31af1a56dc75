/** The commands about the cluster as data for commander: their names, options and help. What they do is elsewhere. */
import { Command } from 'commander';
import type { AdminChange } from '../../rpc/index.ts';
import { formatAddress, parseAddress } from '../address.ts';
import { parseDurationMs } from '../duration.ts';
import {
  addHelp,
  clusterHelp,
  demoteHelp,
  membersHelp,
  promoteHelp,
  removeHelp,
  replaceHelp,
  transferHelp,
} from '../help.ts';
import { changeCluster, transferLeader } from './cluster-changes.ts';
import type { ChangeOptions, ClusterContext } from './cluster-changes.ts';
import { UsageError } from './errors.ts';
import type { GlobalOptions } from './global-options.ts';
import { showMembers } from './members.ts';

/** Runs an action with a client; the exit code is what it gives. */
export type RunWithCluster = (
  command: Command,
  action: (context: ClusterContext, options: GlobalOptions) => Promise<number>,
) => Promise<void>;

/** What commander hands over, before it is checked. */
type RawChangeOptions = {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  /** A duration, true if the flag stands alone, false for --no-wait. */
  readonly wait?: string | boolean;
};

const defaultWait = '10m';

export function membersCommand(runWithCluster: RunWithCluster): Command {
  return new Command('members')
    .description('list the members as the leader sees them')
    .addHelpText('after', membersHelp)
    .action(async (_: unknown, command: Command) => {
      await runWithCluster(command, async (context, options) => {
        return await showMembers({ ...context, options });
      });
    });
}

export function clusterCommand(runWithCluster: RunWithCluster): Command {
  const cluster = new Command('cluster')
    .description('add, replace and remove nodes, and choose the leader')
    .addHelpText('after', clusterHelp);
  for (const command of [
    addCommand(runWithCluster),
    removeCommand(runWithCluster),
    replaceCommand(runWithCluster),
    promoteCommand(runWithCluster),
    demoteCommand(runWithCluster),
    transferCommand(runWithCluster),
  ]) {
    cluster.addCommand(command);
  }
  return cluster;
}

function addCommand(runWithCluster: RunWithCluster): Command {
  return waiting(new Command('add'))
    .description('add a node that runs and waits to join')
    .argument('<address>', 'its peer listener, host:port')
    .option('--learner', 'it gets all data, and never votes by itself')
    .option('--replaces <member>', 'it takes the place of this voter')
    .addHelpText('after', addHelp)
    .action(
      async (
        address: string,
        raw: RawChangeOptions & { readonly learner?: boolean; readonly replaces?: string },
        command: Command,
      ) => {
        const { learner: staysLearner = false, replaces } = raw;
        if (staysLearner && replaces !== undefined) {
          throw new UsageError('--learner and --replaces: a learner takes no place');
        }
        const peerAddress = parsePeerAddress(address);
        await run({ kind: 'add', peerAddress, staysLearner, replaces }, raw, {
          runWithCluster,
          command,
        });
      },
    );
}

function removeCommand(runWithCluster: RunWithCluster): Command {
  return changing(new Command('remove'))
    .description('remove a node for good; its id never comes back')
    .argument('<member>', 'name or id')
    .addHelpText('after', removeHelp)
    .action(async (member: string, raw: RawChangeOptions, command: Command) => {
      await run({ kind: 'remove', member }, raw, { runWithCluster, command });
    });
}

function replaceCommand(runWithCluster: RunWithCluster): Command {
  return waiting(new Command('replace'))
    .description('let another node vote in the place of a dead one')
    .argument('<dead>', 'name or id')
    .argument('<new>', 'name or id, or the peer listener of a node that waits to join')
    .addHelpText('after', replaceHelp)
    .action(async (dead: string, newcomer: string, raw: RawChangeOptions, command: Command) => {
      const replacement = newcomer.includes(':') ? parsePeerAddress(newcomer) : newcomer;
      await run({ kind: 'replace', dead, replacement }, raw, { runWithCluster, command });
    });
}

function promoteCommand(runWithCluster: RunWithCluster): Command {
  return waiting(new Command('promote'))
    .description('let a learner vote')
    .argument('<member>', 'name or id')
    .addHelpText('after', promoteHelp)
    .action(async (member: string, raw: RawChangeOptions, command: Command) => {
      await run({ kind: 'promote', member }, raw, { runWithCluster, command });
    });
}

function demoteCommand(runWithCluster: RunWithCluster): Command {
  return changing(new Command('demote'))
    .description('make a voter a learner that stays one')
    .argument('<member>', 'name or id')
    .addHelpText('after', demoteHelp)
    .action(async (member: string, raw: RawChangeOptions, command: Command) => {
      await run({ kind: 'demote', member }, raw, { runWithCluster, command });
    });
}

function transferCommand(runWithCluster: RunWithCluster): Command {
  return new Command('transfer-leader')
    .description('hand leadership to another voter')
    .argument('[member]', 'name or id (the voter whose log is longest)')
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--yes', 'ask nothing; nothing is asked here')
    .addHelpText('after', transferHelp)
    .action(async (member: string | undefined, raw: RawChangeOptions, command: Command) => {
      const { dryRun = false } = raw;
      await runWithCluster(
        command,
        async (context) => await transferLeader(context, member, { dryRun }),
      );
    });
}

function changing(command: Command): Command {
  return command
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--yes', 'ask nothing')
    .option('--force', 'also if too few of the voters would be ones that answer');
}

function waiting(command: Command): Command {
  return changing(command)
    .option('--wait [duration]', 'how long to wait until the change is complete', defaultWait)
    .option('--no-wait', 'end when the change has begun');
}

async function run(
  wish: AdminChange,
  raw: RawChangeOptions,
  {
    runWithCluster,
    command,
  }: { readonly runWithCluster: RunWithCluster; readonly command: Command },
): Promise<void> {
  const options = readOptions(raw);
  await runWithCluster(command, async (context) => await changeCluster(context, wish, options));
}

function readOptions({ dryRun, yes, force, wait }: RawChangeOptions): ChangeOptions {
  const waitMs =
    wait === false ? undefined : parseDurationMs(typeof wait === 'string' ? wait : defaultWait);
  if (wait !== false && waitMs === undefined) {
    throw new UsageError(`--wait: "${String(wait)}" is not a duration such as 30s or 10m`);
  }
  return { dryRun: dryRun ?? false, yes: yes ?? false, force: force ?? false, waitMs };
}

function parsePeerAddress(text: string): string {
  const address = parseAddress(text);
  if (address !== undefined) return formatAddress(address);
  throw new UsageError(`"${text}" is not HOST:PORT of a peer listener`);
}
