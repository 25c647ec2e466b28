import type { Command as Program } from 'commander';
import { MusterError } from '../model/errors.ts';
import { INVITATION_STATES, type Invitation, invitationQuerySchema } from '../model/invitation.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type InviteOptions, newestOf, resend, send } from './invite-send.ts';
import type { Act } from './program.ts';
import { withUserFilters } from './user-options.ts';
import { wholeNumber } from './whole-number.ts';

/** `muster invite send | list | resend | cancel | link | pin`. */
export function addInviteCommands(program: Program, act: Act): void {
  const invite = program.command('invite').description('invite users to register their devices');
  withUserFilters(invite.command('send [users...]'))
    .description('invite these users, by user name or id, or all that the options pick')
    .option('--all', 'all users that the other options pick')
    .option('--later', 'make drafts to show at the desk or to print; send no mail')
    .option('--again', 'also users who have an open invitation: theirs is cancelled')
    .option('--no-wait', 'leave the mails to the window or to muster listen')
    .action(act((context, users: string[], options: InviteOptions) => send(context, users, options)));
  invite
    .command('list')
    .description('invitations, the newest first')
    .option('--state <list>', INVITATION_STATES.join(', '))
    .option('--text <words>', 'found in name, user name or e-mail address')
    .option('--limit <count>', 'how many rows', wholeNumber(500), 100)
    .option('--offset <count>', 'from which row', wholeNumber(), 0)
    .action(act((context, options: ListOptions) => list(context, options)));
  invite
    .command('resend <users...>')
    .description('send the invitations of these users once more')
    .option('--no-wait', 'leave the mails to the window or to muster listen')
    .action(act((context, users: string[], { wait }: { wait: boolean }) => resend(context, users, wait)));
  invite
    .command('cancel <users...>')
    .description('cancel the open invitations of these users: their links and PINs lead nowhere any more')
    .option('--yes', 'do it')
    .action(act((context, users: string[], { yes }: { yes?: boolean }) => cancel(context, users, yes)));
  invite
    .command('link <user>')
    .description('the link of a user’s invitation, to be handed over otherwise')
    .action(act((context, user: string) => link(context, user)));
  invite
    .command('pin <user>')
    .description('make a one-time PIN and show it, once; it replaces an earlier one')
    .action(act((context, user: string) => pin(context, user)));
}

interface ListOptions {
  state?: string;
  text?: string;
  limit: number;
  offset: number;
}

async function list(context: CliContext, { state, text, limit, offset }: ListOptions): Promise<ExitCode> {
  const { register } = await context.open();
  const asked = {
    filter: {
      ...(state === undefined ? {} : { states: state.split(',') }),
      ...(text === undefined ? {} : { text }),
    },
    sort: { column: 'createdAt', direction: 'descending' },
    offset,
    limit: Math.max(1, limit),
  };
  const query = invitationQuerySchema.safeParse(asked);
  if (!query.success) throw new MusterError('bad_input', { field: '--state', problem: state ?? text ?? '' });
  const { rows, total } = await register.invitations.window(query.data);
  context.answer({ total, offset, invitations: rows });
  for (const row of rows) context.say(lineOf(context, row));
  context.say(context.words.t('cli:invite.found', { shown: rows.length, total }));
  return EXIT.complete;
}

async function cancel(context: CliContext, names: readonly string[], yes = false): Promise<ExitCode> {
  const workspace = await context.open();
  const ids = await newestOf(context, workspace, names);
  if (!yes) {
    context.note(context.words.t('cli:invite.confirmCancel', { invitations: ids.length }));
    return EXIT.badUsage;
  }
  const cancelled = await workspace.register.invitations.cancel(ids);
  context.say(context.words.t('cli:invite.cancelled', { invitations: cancelled }));
  context.answer({ cancelled });
  return EXIT.complete;
}

async function link(context: CliContext, name: string): Promise<ExitCode> {
  const workspace = await context.open();
  const [id] = await newestOf(context, workspace, [name]);
  const found = await workspace.register.invitations.link(id ?? '');
  context.say(found.url);
  context.answer(found);
  return EXIT.complete;
}

async function pin(context: CliContext, name: string): Promise<ExitCode> {
  const workspace = await context.open();
  const [id] = await newestOf(context, workspace, [name]);
  const made = await workspace.register.invitations.newPin(id ?? '');
  context.say(made.pin);
  context.note(context.words.t('cli:invite.pinUntil', { until: new Date(made.until).toLocaleString() }));
  context.answer(made);
  return EXIT.complete;
}

function lineOf({ words: { t } }: CliContext, invitation: Invitation): string {
  const { userName, displayName, email, state, expiresAt, mail } = invitation;
  const until = t('cli:invite.until', { until: new Date(expiresAt).toISOString().slice(0, 10) });
  const about = [
    t(`cli:invite.state.${state}`),
    mail === null ? null : t(`cli:invite.mail.${mail.state}`),
    invitation.outdated ? t('cli:invite.outdated') : null,
    state === 'used' || state === 'cancelled' ? null : until,
  ];
  const parts = [userName, displayName, email, about.filter((part) => part !== null).join(', ')];
  return parts.filter((part) => part !== null).join('  ');
}
