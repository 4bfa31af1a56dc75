/**
 * The command line as data for commander: names, options, help. Every action is a function elsewhere. Nothing
 * here ends the process: the exit code is returned, and failures are printed in one place.
 */
import { Command, CommanderError, Option } from 'commander';
import type { Clock } from '../base/clock.ts';
import { decodeKey, encodeKey } from '../storage/index.ts';
import type { DrawBytes } from './access-token.ts';
import type { AtomicStep } from './cli/atomic-syntax.ts';
import { parseAtomicDocument, parseStep, stepOptions } from './cli/atomic-syntax.ts';
import { declareBench } from './cli/bench.ts';
import type { RawBenchOptions } from './cli/bench.ts';
import { databaseCommand, tokenCommand } from './cli/catalog-commands.ts';
import type { RunWithCatalog } from './cli/catalog-commands.ts';
import type { AdminCalls, CatalogCalls, KvClient, OpenClient } from './cli/client-port.ts';
import { findClientToken } from './cli/client-token.ts';
import { clusterCommand, membersCommand } from './cli/cluster-commands.ts';
import type { RunWithCluster } from './cli/cluster-commands.ts';
import type { CommandIo } from './cli/command-io.ts';
import { BrokenPipeError, describeFailure, InterruptedError, UsageError } from './cli/errors.ts';
import type { Change, Failure } from './cli/errors.ts';
import { expiring, parseExpiry } from './cli/expiry-syntax.ts';
import type { RawExpiry } from './cli/expiry-syntax.ts';
import { defaultEndpoints, outputFormats, readGlobalOptions } from './cli/global-options.ts';
import type { GlobalOptions, RawGlobalOptions } from './cli/global-options.ts';
import type { KeyPart } from '../storage/index.ts';
import { kvAtomic, kvCount, kvDelete, kvGet, kvList, kvSet, kvSum, kvWatch } from './cli/kv.ts';
import type { KvContext, Selection } from './cli/kv.ts';
import { Output } from './cli/output.ts';
import { demanding, parseReadDemand } from './cli/read-demand.ts';
import type { RawReadDemand } from './cli/read-demand.ts';
import { declareSim } from './cli/sim-options.ts';
import type { RawSimOptions } from './cli/sim-options.ts';
import { showStatus } from './cli/status.ts';
import { operandTypes, parseOperandType, parseValueType, valueTypes } from './cli/value-syntax.ts';
import { nodeSettings } from './config.ts';
import type { NodeConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import {
  atomicHelp,
  benchHelp,
  countHelp,
  deleteHelp,
  exitCodeHelp,
  getHelp,
  keyHelp,
  listHelp,
  setHelp,
  simHelp,
  startHelp,
  statusHelp,
  sumHelp,
  upHelp,
  watchHelp,
} from './help.ts';
import { start } from './start.ts';
import { defaultBasePort, defaultNodeCount } from './up/plan.ts';
import type { UpOptions } from './up/up.ts';

/** An atomic operation as a JSON document may have so many bytes: twice what can be committed. */
const atomicDocumentBytesMax = 2 * 1024 * 1024;

export type ProgramDeps = {
  readonly io: CommandIo;
  readonly clock: Clock;
  readonly version: string;
  readonly openClient: OpenClient;
  /** Chance for tokens. */
  readonly drawBytes: DrawBytes;
  /** Runs one node until it is told to stop; resolves with the exit code. */
  readonly serve: (config: NodeConfig) => Promise<number>;
  /** Runs a local cluster until it is told to stop; resolves with the exit code. */
  readonly up: (options: UpOptions) => Promise<number>;
  /** Loads and runs the load generator; resolves with the exit code. */
  readonly bench: (options: RawBenchOptions, global: GlobalOptions) => Promise<number>;
  /** Loads and runs the simulator; resolves with the exit code. */
  readonly sim: (options: RawSimOptions) => Promise<number>;
};

/** Runs one command; `args` are those after the program's name. Never throws for what a user did. */
export async function runProgram(args: readonly string[], deps: ProgramDeps): Promise<number> {
  const run = new ProgramRun(deps);
  const program = run.program();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return run.exitCode;
  } catch (error) {
    if (error instanceof BrokenPipeError) return exitCodes.done;
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    // There was no command: its help has been printed.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodes.usage;
    const failure =
      error instanceof CommanderError
        ? describeMistake(error, findCommand(program, args))
        : describeFailure(error, { writes: run.writes, change: run.change });
    deps.io.writeError(formatFailure(failure, wantsJson(args)));
    return failure.exitCode;
  }
}

/** A mistake that commander found, in one line, and whose help tells better. */
function describeMistake(error: CommanderError, names: readonly string[]): Failure {
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, '; did you mean $1?')
    .replace(/\.$/, '');
  const message = `${text}${text.endsWith('?') ? ' See' : '; see'} ${names.join(' ')} --help`;
  return { code: 'USAGE', message, exitCode: exitCodes.usage };
}

/** The names of the command that `args` lead to, the program's first. */
function findCommand(program: Command, args: readonly string[]): readonly string[] {
  const names = [program.name()];
  let command = program;
  for (const arg of args) {
    const next = command.commands.find((child) => child.name() === arg);
    if (next === undefined) continue;
    names.push(arg);
    command = next;
  }
  return names;
}

function formatFailure(failure: Failure, json: boolean): string {
  return json ? `${JSON.stringify({ error: failure })}\n` : `error: ${failure.message}\n`;
}

/** The format is needed even if the options could not be parsed. */
function wantsJson(args: readonly string[]): boolean {
  return args.some(
    (arg, position) =>
      /^(?:--output=)?(?:nd)?json$/.test(arg) &&
      (arg.startsWith('--output=') || args[position - 1] === '--output'),
  );
}

/** One run: collects what the chosen action returns. */
type SetOptions = RawExpiry & { readonly type: string };

class ProgramRun {
  readonly #deps: ProgramDeps;
  exitCode: number = exitCodes.done;
  /** True if the command that runs changes data: its failure may leave the outcome open. */
  writes = false;
  /** What it changes then. */
  change: Change = 'entries';

  constructor(deps: ProgramDeps) {
    this.#deps = deps;
  }

  program(): Command {
    const program = new Command('kvorum')
      .description('Deno KV that survives the loss of a machine')
      .version(this.#deps.version)
      .option(
        '--endpoint <addresses>',
        `gRPC listeners, host:port[,…] (KVORUM_ENDPOINT, else ${defaultEndpoints})`,
      )
      .option('--output <format>', `${outputFormats.join(', ')} (table)`)
      .option('--timeout <duration>', 'bound on a whole call, such as 500ms or 5s (5s)')
      .option(
        '--token-file <file>',
        'file with a token (KVORUM_TOKEN_FILE, else the token in DENO_KV_ACCESS_TOKEN)',
      )
      .option('--db <name>', 'database (that of the token, else default)')
      .option('--quiet', 'print nothing but data and errors')
      .option('--no-color', 'no colours on a terminal')
      .option('-v, --verbose', 'say more')
      .addHelpText('after', exitCodeHelp)
      .exitOverride()
      .configureOutput({
        writeOut: (text) => {
          // Help is short; a reader that is gone needs none.
          this.#deps.io.writeOut(text).catch(() => undefined);
        },
        writeErr: (text) => {
          this.#deps.io.writeError(text);
        },
        // Mistakes are thrown too, and printed with all other failures.
        outputError: () => undefined,
      })
      .configureHelp({ showGlobalOptions: true })
      .helpCommand(false);
    const startCommand = this.#startCommand();
    for (const command of [
      this.#upCommand(),
      startCommand,
      this.#statusCommand(),
      ...this.#clusterCommands(),
      ...this.#catalogCommands(),
      this.#kvCommand(),
      this.#benchCommand(),
      this.#simCommand(),
      this.#helpCommand(program),
    ]) {
      program.addCommand(inherit(command, program));
    }
    // It reports all mistakes together, unknown words among them. What is inherited takes this leave away.
    startCommand.allowExcessArguments();
    return program;
  }

  #helpCommand(program: Command): Command {
    return new Command('help')
      .description('show the help of a command')
      .argument('[command...]', 'such as kv set')
      .action((names: readonly string[]) => {
        let command = program;
        for (const name of names) {
          const next = command.commands.find((child) => child.name() === name);
          if (next === undefined) {
            throw new UsageError(`there is no command "${names.join(' ')}"; see kvorum --help`);
          }
          command = next;
        }
        command.outputHelp();
      });
  }

  #upCommand(): Command {
    return new Command('up')
      .description('start a whole local cluster, one process per node')
      .option('--nodes <count>', `number of nodes (${defaultNodeCount}, or that of the data)`)
      .option('--dir <dir>', 'data directory', './kvorum-data')
      .option('--base-port <port>', `first port of the first node (${defaultBasePort})`)
      .option('--token <token>', 'token of the default database (that of the data, or drawn)')
      .addHelpText('after', upHelp)
      .action(async (options: Readonly<Record<string, string>>, command: Command) => {
        const { io } = this.#deps;
        const raw = command.optsWithGlobals<RawGlobalOptions>();
        const { verbose, quiet, color, tokenFile } = readGlobalOptions(raw, io);
        this.exitCode = await this.#deps.up({
          token: options['token'],
          callerToken: tokenFile === undefined ? undefined : await findClientToken(tokenFile, io),
          nodes: options['nodes'],
          basePort: options['basePort'],
          directory: options['dir'] ?? '',
          quiet,
          color,
          verbose,
        });
      });
  }

  #startCommand(): Command {
    const command = new Command('start').description('start one node').allowUnknownOption();
    for (const { name, argument, description } of nodeSettings) {
      command.option(`--${name} ${argument}`, description);
    }
    return command
      .option('--config <file>', 'YAML file with these settings by name (KVORUM_CONFIG)')
      .option('--print-config', 'show each setting and where it comes from, then end')
      .addHelpText('after', startHelp)
      .action(async (own: Readonly<Record<string, unknown>>) => {
        // What all commands take, the program has taken already.
        const { tokenFile } = command.optsWithGlobals<RawGlobalOptions>();
        const options: Readonly<Record<string, unknown>> = { ...own, tokenFile };
        const flags = new Map<string, string>();
        for (const { name } of nodeSettings) {
          const value = options[toCamelCase(name)];
          // A switch may stand alone.
          if (typeof value === 'string' || value === true) flags.set(name, String(value));
        }
        const { config, printConfig } = options;
        this.exitCode = await start(
          {
            flags,
            configPath: typeof config === 'string' ? config : undefined,
            printConfig: printConfig === true,
            excess: command.args,
          },
          this.#deps,
        );
      });
  }

  #statusCommand(): Command {
    return new Command('status')
      .description('ask every member, and show the state of the cluster')
      .addHelpText('after', statusHelp)
      .action(async (_: unknown, command: Command) => {
        await this.#withClient(command, async ({ client, output }, options) => {
          return await showStatus({ client, output, options });
        });
      });
  }

  #clusterCommands(): readonly Command[] {
    const { io, clock } = this.#deps;
    const onSending = (): void => {
      this.writes = true;
      this.change = 'cluster';
    };
    const runWithCluster: RunWithCluster = async (command, action) => {
      await this.#withClient(command, async (context, options) => {
        return await action({ ...context, io, clock, onSending }, options);
      });
    };
    return [membersCommand(runWithCluster), clusterCommand(runWithCluster)];
  }

  #catalogCommands(): readonly Command[] {
    const { io, drawBytes } = this.#deps;
    const onSending = (): void => {
      this.writes = true;
      this.change = 'catalog';
    };
    const runWithCatalog: RunWithCatalog = async (command, action, how) => {
      await this.#withClient(
        command,
        async (context, options) => {
          return await action({ ...context, options, io, drawBytes, onSending });
        },
        how,
      );
    };
    return [databaseCommand(runWithCatalog), tokenCommand(runWithCatalog)];
  }

  #benchCommand(): Command {
    return declareBench(new Command('bench'))
      .addHelpText('after', benchHelp)
      .action(async (options: RawBenchOptions, command: Command) => {
        const global = readGlobalOptions(
          command.optsWithGlobals<RawGlobalOptions>(),
          this.#deps.io,
        );
        this.exitCode = await this.#deps.bench(options, global);
      });
  }

  #simCommand(): Command {
    return declareSim(new Command('sim'))
      .addHelpText('after', simHelp)
      .action(async (options: RawSimOptions) => {
        this.exitCode = await this.#deps.sim(options);
      });
  }

  #kvCommand(): Command {
    const kv = new Command('kv')
      .description('read and write entries')
      .addHelpText('after', keyHelp);
    for (const command of [...this.#readCommands(), ...this.#writeCommands()]) {
      kv.addCommand(command);
    }
    return kv;
  }

  #readCommands(): readonly Command[] {
    const get = demanding(new Command('get'))
      .description('read entries; exit code 3 if one does not exist')
      .addHelpText('after', getHelp)
      .argument('<key...>')
      .action(async (keys: string[], options: RawReadDemand, command: Command) => {
        const demand = parseReadDemand(options);
        await this.#withClient(command, async (context) => {
          return await kvGet(context, { keys, ...demand });
        });
      });
    const list = selecting(new Command('list'))
      .description('list entries in key order')
      .addHelpText('after', listHelp)
      .option('--keys-only', 'leave out the values')
      .action(async (prefix: string | undefined, options: RawSelection, command: Command) => {
        const selection = toSelection(prefix, options);
        await this.#withClient(command, async (context) => await kvList(context, selection));
      });
    const count = selecting(new Command('count'))
      .description('count entries')
      .addHelpText('after', countHelp)
      .action(async (prefix: string | undefined, options: RawSelection, command: Command) => {
        const selection = { ...toSelection(prefix, options), keysOnly: true };
        await this.#withClient(command, async (context) => await kvCount(context, selection));
      });
    const watch = new Command('watch')
      .description('show entries whenever one of them changes')
      .addHelpText('after', watchHelp)
      .argument('<key...>')
      .action(async (keys: string[], _: unknown, command: Command) => {
        const end = new AbortController();
        const onInterrupt = (): number => {
          end.abort();
          return exitCodes.interrupted;
        };
        await this.#withClient(
          command,
          async (context) => await kvWatch(context, { keys, signal: end.signal }),
          { onInterrupt },
        );
      });
    return [get, list, count, watch];
  }

  #writeCommands(): readonly Command[] {
    const set = new Command('set')
      .description('write an entry; the value - is read from standard input')
      .addHelpText('after', setHelp)
      .argument('<key>')
      .argument('<value>')
      .option('--type <type>', valueTypes.join(', '), 'json')
      .action(async (key: string, value: string, options: SetOptions, command: Command) => {
        const type = parseValueType(options.type);
        const expiry = parseExpiry(options, '--');
        const request = { key, value, type, expiry };
        await this.#write(command, async (context) => await kvSet(context, request));
      });
    expiring(set);
    const remove = new Command('delete')
      .description('delete entries, all in one commit; one that does not exist is no failure')
      .addHelpText('after', deleteHelp)
      .argument('<key...>')
      .action(async (keys: string[], _: unknown, command: Command) => {
        await this.#write(command, async (context) => await kvDelete(context, keys));
      });
    const sum = new Command('sum')
      .description('add to a number; an entry that does not exist begins with N')
      .addHelpText('after', sumHelp)
      .argument('<key>')
      .argument('<n>', 'such as 1 or -5')
      .option('--type <type>', operandTypes.join(', '), 'u64')
      .action(async (key: string, operand: string, options: { type: string }, command: Command) => {
        const type = parseOperandType(options.type);
        await this.#write(command, async (context) => {
          return await kvSum(context, { key, operand, type });
        });
      });
    return [set, remove, sum, this.#atomicCommand()].map((command) =>
      command.option('--exactly-once', 'send again until the outcome is known; applied once'),
    );
  }

  #atomicCommand(): Command {
    const steps: AtomicStep[] = [];
    const atomic = new Command('atomic')
      .description('all checks, then all mutations in this order, or nothing')
      .addHelpText('after', atomicHelp);
    for (const { name, argument, description } of stepOptions) {
      atomic.addOption(
        new Option(`--${name} ${argument}`, description).argParser((text: string) => {
          steps.push(parseStep(name, text));
        }),
      );
    }
    return expiring(atomic)
      .option('--from <file>', 'read a JSON document instead; - is standard input')
      .action(async (options: RawExpiry & { readonly from?: string }, command: Command) => {
        const { io } = this.#deps;
        const expiry = parseExpiry(options, '--');
        const { from } = options;
        if (from !== undefined) {
          const bytes =
            from === '-'
              ? await io.readStdin(atomicDocumentBytesMax)
              : await io.readFile(from, atomicDocumentBytesMax);
          steps.push(...parseAtomicDocument(Buffer.from(bytes).toString('utf8')));
        }
        await this.#write(command, async (context) => await kvAtomic(context, steps, expiry));
      });
  }

  async #write(command: Command, action: (context: KvContext) => Promise<number>): Promise<void> {
    this.writes = true;
    await this.#withClient(command, action);
  }

  /** Opens a client for the time of `action`; Ctrl-C ends it as a failure, or with the exit code that `onInterrupt` gives. */
  async #withClient(
    command: Command,
    action: (
      context: KvContext & { readonly client: KvClient & AdminCalls & CatalogCalls },
      options: GlobalOptions,
    ) => Promise<number>,
    {
      onInterrupt = (): number => {
        throw new InterruptedError();
      },
      makesToken = false,
    }: { readonly onInterrupt?: () => number; readonly makesToken?: boolean } = {},
  ): Promise<void> {
    const { io, clock, openClient } = this.#deps;
    const options = readGlobalOptions(command.optsWithGlobals<RawGlobalOptions>(), io);
    const { endpoints, timeoutMs, database, tokenFile } = options;
    const token = await findClientToken(makesToken ? undefined : tokenFile, io);
    const client = openClient({ endpoints, timeoutMs, database, token });
    const output = new Output(io, options, decodeStoredKey);
    const startedAt = clock.monotonic();
    let endInterrupts: (() => void) | undefined;
    const interrupted = new Promise<void>((resolve) => {
      endInterrupts = io.onInterrupt(resolve);
    }).then(onInterrupt);
    try {
      const { exactlyOnce = false } = command.opts<{ readonly exactlyOnce?: boolean }>();
      const context = { client, output, input: io, encodeKey, exactlyOnce };
      this.exitCode = await Promise.race([action(context, options), interrupted]);
    } finally {
      endInterrupts?.();
      client.close();
      if (options.verbose) {
        const tookMs = Math.round(clock.monotonic() - startedAt);
        io.writeError(`took ${tookMs} ms with ${endpoints.join(',')}\n`);
      }
    }
  }
}

type RawSelection = RawReadDemand & {
  readonly start?: string;
  readonly end?: string;
  readonly limit?: string;
  readonly cursor?: string;
  readonly reverse?: boolean;
  readonly keysOnly?: boolean;
};

function selecting(command: Command): Command {
  const selected = command
    .argument('[prefix]', 'such as users/; nothing means every key')
    .option('--start <key>', 'from this key on')
    .option('--end <key>', 'up to, but without, this key')
    .option('--limit <count>', 'at most so many entries')
    .option('--reverse', 'from the end')
    .option('--cursor <cursor>', 'go on after the entry that gave this cursor');
  return demanding(selected);
}

function toSelection(prefix: string | undefined, raw: RawSelection): Selection {
  const { start: first, end, limit, cursor, reverse, keysOnly } = raw;
  return {
    prefix,
    start: first,
    end,
    limit,
    cursor,
    reverse: reverse ?? false,
    keysOnly: keysOnly ?? false,
    ...parseReadDemand(raw),
  };
}

/** Makes a command and its own commands fail the way the program does. */
function inherit(command: Command, program: Command): Command {
  command.copyInheritedSettings(program);
  for (const child of command.commands) inherit(child, program);
  return command;
}

function toCamelCase(name: string): string {
  return name.replace(/-(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function decodeStoredKey(bytes: Uint8Array): readonly KeyPart[] {
  const outcome = decodeKey(bytes);
  if (outcome.kind === 'key') return outcome.parts;
  throw new UsageError(`a stored key is malformed: ${outcome.message}`);
}
