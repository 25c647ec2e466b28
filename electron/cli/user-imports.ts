import { InvalidArgumentError, type Command as Program } from 'commander';
import type { ImportResult, UserListPreview, UserListRow } from '../model/user.ts';
import type { UserService } from '../registration/contract.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { fileText } from './file-text.ts';
import type { Act } from './program.ts';

interface ListOptions {
  dryRun?: boolean;
  yes?: boolean;
  leaveOutFaulty?: boolean;
}

/** `muster users import <file>`, `muster users sync google | ldap`. */
export function addUserImports(users: Program, act: Act): void {
  users
    .command('import <file>')
    .description('read users from a CSV with a heading: user name, e-mail, name, language, notes')
    .option('--dry-run', 'show what would be done, and do nothing')
    .option('--yes', 'do it')
    .option('--leave-out-faulty', 'leave lines with a fault out; without it, one fault stops the import')
    .action(act((context, file: string, options: ListOptions) => importList(context, file, options)));
  users
    .command('sync')
    .description('read users from a directory')
    .argument('<directory>', 'google or ldap', directoryName)
    .option('--accept-shrink', 'let users go even when more than half of them are no longer listed')
    .action(
      act((context, source: 'google' | 'ldap', options: { acceptShrink?: boolean }) =>
        importFrom(context, source, options.acceptShrink ?? false),
      ),
    );
}

function directoryName(text: string): 'google' | 'ldap' {
  if (text === 'google' || text === 'ldap') return text;
  throw new InvalidArgumentError('It must be google or ldap.');
}

async function importList(context: CliContext, file: string, options: ListOptions): Promise<ExitCode> {
  const text = fileText(file);
  const { users } = await context.open();
  const preview = await users.preview(text);
  const { t } = context.words;
  const decided = options.yes === true && options.dryRun !== true;
  const rows = await rowsOf(users, preview, decided ? ['faulty'] : ['added', 'changed', 'faulty']);
  for (const row of rows) tellRow(context, row);
  context.note(t('cli:users.preview', { ...preview }));
  if (!decided) {
    context.answer({ preview, rows });
    if (options.dryRun !== true) context.note(t('cli:users.importHint'));
    return options.dryRun === true && preview.faulty === 0 ? EXIT.complete : EXIT.badUsage;
  }
  const result = await users.importList(preview.id, options.leaveOutFaulty ?? false);
  tellResult(context, result);
  return result.leftOut > 0 ? EXIT.incomplete : EXIT.complete;
}

async function rowsOf(
  users: UserService,
  { id }: UserListPreview,
  kinds: UserListRow['kind'][],
): Promise<UserListRow[]> {
  const all: UserListRow[] = [];
  for (;;) {
    const page = await users.previewRows({ previewId: id, kinds, offset: all.length, limit: 500 });
    all.push(...page.rows);
    if (page.rows.length < 500) return all;
  }
}

function tellRow(context: CliContext, { line, kind, fault, user }: UserListRow): void {
  const { t } = context.words;
  const what = fault === null ? t(`cli:users.kind.${kind}`) : t(`users:list.fault.${fault}`);
  const text = `${line}: ${[user.userName, user.displayName].filter(Boolean).join('  ')}  ${what}`;
  if (fault === null) context.say(text);
  else context.note(text);
}

async function importFrom(
  context: CliContext,
  source: 'google' | 'ldap',
  acceptShrink: boolean,
): Promise<ExitCode> {
  const { users } = await context.open();
  const { t } = context.words;
  const told = (seen: number): void => {
    if (!context.json) context.note(t('cli:users.progress', { seen }));
  };
  const result = await users.importFrom({ source, acceptShrink }, told, context.signal);
  tellResult(context, result);
  if (result.held === null) return EXIT.complete;
  context.note(t('cli:users.held', { held: result.held, source }));
  return EXIT.needsAttention;
}

function tellResult(context: CliContext, result: ImportResult): void {
  const gone = result.gone ?? '–';
  context.say(context.words.t('cli:users.imported', { ...result, gone }));
  context.answer(result);
}
