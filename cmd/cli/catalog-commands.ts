/** The commands about databases and tokens as data for commander: their names, options and help. What they do is elsewhere. */
import { Command } from 'commander';
import { databaseHelp, dropHelp, tokenCreateHelp, tokenHelp } from '../help.ts';
import {
  createDatabase,
  createToken,
  dropDatabase,
  listDatabases,
  listTokens,
  revokeToken,
} from './catalog.ts';
import type { CatalogContext } from './catalog.ts';

/** Runs an action with a client; the exit code is what it gives. */
export type RunWithCatalog = (
  command: Command,
  action: (context: CatalogContext) => Promise<number>,
  /** `--token-file` names a token to make, and not that of the caller. */
  options?: { readonly makesToken: boolean },
) => Promise<void>;

export function databaseCommand(runWithCatalog: RunWithCatalog): Command {
  const database = new Command('db')
    .description('create, list and drop databases')
    .addHelpText('after', databaseHelp);
  database.addCommand(
    new Command('create')
      .description('create a database')
      .argument('<name>', '1 to 64 characters of a-z, 0-9, ".", "_" and "-"')
      .action(async (name: string, _: unknown, command: Command) => {
        await runWithCatalog(command, async (context) => await createDatabase(context, name));
      }),
  );
  database.addCommand(
    new Command('list')
      .description('list the databases')
      .action(async (_: unknown, command: Command) => {
        await runWithCatalog(command, listDatabases);
      }),
  );
  database.addCommand(
    new Command('drop')
      .description('remove a database with all its data and tokens, for good')
      .argument('<name>')
      .option('--dry-run', 'say what would happen, and do nothing')
      .option('--yes', 'ask nothing')
      .addHelpText('after', dropHelp)
      .action(
        async (
          name: string,
          raw: { readonly dryRun?: boolean; readonly yes?: boolean },
          command: Command,
        ) => {
          const { dryRun = false, yes = false } = raw;
          await runWithCatalog(
            command,
            async (context) => await dropDatabase(context, name, { dryRun, yes }),
          );
        },
      ),
  );
  return database;
}

export function tokenCommand(runWithCatalog: RunWithCatalog): Command {
  const token = new Command('token')
    .description('make, list and revoke tokens')
    .addHelpText('after', tokenHelp);
  token.addCommand(
    new Command('create')
      .description('make a token, and print it once')
      .option('--read-only', 'it opens the data of its database to read')
      .option('--admin', 'it opens everything')
      .option('--label <label>', 'for whoever reads the list of tokens', '')
      .addHelpText('after', tokenCreateHelp)
      .action(
        async (
          raw: {
            readonly readOnly?: boolean;
            readonly admin?: boolean;
            readonly label: string;
          },
          command: Command,
        ) => {
          const { readOnly: isReadOnly = false, admin: isAdmin = false, label } = raw;
          await runWithCatalog(
            command,
            async (context) => {
              const { database, tokenFile } = context.options;
              return await createToken(context, {
                database,
                isReadOnly,
                isAdmin,
                label,
                tokenFile,
              });
            },
            { makesToken: true },
          );
        },
      ),
  );
  token.addCommand(
    new Command('list')
      .description('list the tokens, without what opens anything')
      .action(async (_: unknown, command: Command) => {
        await runWithCatalog(command, listTokens);
      }),
  );
  token.addCommand(
    new Command('revoke')
      .description('make a token worthless')
      .argument('<id>', 'of the token, as listed')
      .action(async (id: string, _: unknown, command: Command) => {
        await runWithCatalog(command, async (context) => await revokeToken(context, id));
      }),
  );
  return token;
}
