import type { Command as Program } from 'commander';
import { usersTable } from '../fleet/user-table.ts';
import { MusterError } from '../model/errors.ts';
import type { User } from '../model/user.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { formatOf, type OutputOptions, sayOf, withOutput, writeOut } from './output.ts';
import type { Act } from './program.ts';
import { addUserImports } from './user-imports.ts';
import {
  draftFrom,
  type UserDetails,
  type UserFilters,
  userQueryFrom,
  withDetails,
  withUserFilters,
} from './user-options.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster users list | show | add | change | remove | import | sync | export`. */
export function addUserCommands(program: Program, act: Act): void {
  const users = program.command('users').description('the people who own devices');
  withUserFilters(users.command('list').description('list users'))
    .option('--limit <count>', 'how many rows, 0 for all', wholeNumber(), 100)
    .option('--offset <count>', 'from which row', wholeNumber(), 0)
    .action(act((context, options: ListOptions) => list(context, options)));
  users
    .command('show <user>')
    .description('one user, by user name or id')
    .action(
      act(async (context, wanted: string) => tell(context, await userOf(await context.open(), wanted))),
    );
  withDetails(users.command('add').description('add a user')).action(
    act(async (context, details: UserDetails) => {
      const workspace = await context.open();
      return tell(context, await workspace.users.add(draftFrom(details, null)));
    }),
  );
  withDetails(
    users.command('change <user>').description('change a user; what is not given stays as it is'),
  ).action(
    act(async (context, wanted: string, details: UserDetails) => {
      const workspace = await context.open();
      const user = await userOf(workspace, wanted);
      return tell(context, await workspace.users.change(user.id, draftFrom(details, user)));
    }),
  );
  users
    .command('remove <users...>')
    .description('remove users, by user name or id')
    .option('--yes', 'do it')
    .action(act((context, wanted: string[], options: { yes?: boolean }) => remove(context, wanted, options)));
  users
    .command('password <user>')
    .description('give a temporary password, to be changed at the first sign-in; shown once')
    .option('--mail', 'mail it instead of showing it')
    .action(
      act((context, wanted: string, { mail }: { mail?: boolean }) => givePassword(context, wanted, mail)),
    );
  addUserImports(users, act);
  withOutput(withUserFilters(users.command('export').description('write users to a file'))).action(
    act(async (context, options: UserFilters & OutputOptions) => {
      const workspace = await context.open();
      const query = userQueryFrom(options);
      const batches = workspace.store.users.stream({ query, signal: context.signal });
      const table = usersTable(batches, sayOf(context));
      return await writeOut(context, workspace, table, formatOf(context, options), 'users');
    }),
  );
}

type ListOptions = UserFilters & { limit: number; offset: number };

async function list(context: CliContext, options: ListOptions): Promise<ExitCode> {
  const { users } = await context.open();
  const query = userQueryFrom(options);
  const rows: User[] = [];
  const wanted = options.limit === 0 ? Number.POSITIVE_INFINITY : options.limit;
  let total = 0;
  for (;;) {
    const limit = Math.max(1, Math.min(500, wanted - rows.length));
    const page = await users.window({ ...query, offset: options.offset + rows.length, limit });
    rows.push(...page.rows);
    total = page.total;
    if (page.rows.length < limit || rows.length >= wanted) break;
  }
  context.answer({ total, offset: options.offset, users: rows });
  for (const user of rows) context.say(lineOf(user, context));
  context.say(context.words.t('cli:users.found', { shown: rows.length, total }));
  return EXIT.complete;
}

async function remove(
  context: CliContext,
  wanted: readonly string[],
  { yes }: { yes?: boolean },
): Promise<ExitCode> {
  const workspace = await context.open();
  const found: User[] = [];
  for (const one of wanted) found.push(await userOf(workspace, one));
  if (yes !== true) {
    for (const user of found) context.say(lineOf(user, context));
    context.answer(found);
    context.note(context.words.t('cli:users.confirmRemove', { users: found.length }));
    return EXIT.badUsage;
  }
  const removed = await workspace.users.remove(found.map(({ id }) => id));
  context.say(context.words.t('cli:users.removed', { users: removed.length }));
  context.answer(removed);
  return EXIT.complete;
}

async function givePassword(context: CliContext, wanted: string, mail = false): Promise<ExitCode> {
  const workspace = await context.open();
  const { id } = await userOf(workspace, wanted);
  const given = await workspace.register.registration.givePassword({ userId: id, mail });
  if (given.password === null) context.say(context.words.t('cli:users.passwordMailed'));
  else context.say(given.password);
  context.note(context.words.t('cli:users.passwordUntil', { until: new Date(given.until).toLocaleString() }));
  context.answer(given);
  return EXIT.complete;
}

/** The user with this user name or id. Throws `bad_input` for one nobody has. */
export async function userOf({ store }: OpenWorkspace, wanted: string): Promise<User> {
  const [named] = await store.users.byUserNames([wanted]);
  const user = named ?? (await store.users.get(wanted));
  if (user === null) throw new MusterError('bad_input', { field: '<user>', problem: wanted });
  return user;
}

function tell(context: CliContext, user: User): ExitCode {
  context.say(lineOf(user, context));
  context.answer(user);
  return EXIT.complete;
}

function lineOf(user: User, { words: { t } }: CliContext): string {
  const devices = t('cli:users.devices', { devices: user.devices });
  const about = [t(`users:source.${user.source}`), user.orgUnitPath, t(`users:state.${user.state}`), devices];
  const parts = [user.userName, user.displayName, user.email, about.filter(Boolean).join(', ')];
  return parts.filter((part) => part !== null).join('  ');
}
