import { MusterError } from '../model/errors.ts';
import type { InvitationQuery, InviteInput } from '../model/invitation.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type UserFilters, userQueryFrom } from './user-options.ts';
import { userOf } from './users.ts';

/** Whom to invite, and how. */
export interface InviteOptions extends UserFilters {
  all?: boolean;
  later?: boolean;
  again?: boolean;
  wait: boolean;
}

/** `muster invite send`. */
export async function send(
  context: CliContext,
  names: readonly string[],
  options: InviteOptions,
): Promise<ExitCode> {
  if ((names.length === 0) === (options.all !== true))
    throw new MusterError('bad_input', { field: '[users...]', problem: context.words.t('cli:invite.whom') });
  const workspace = await context.open();
  const { t } = context.words;
  const users: InviteInput['users'] =
    names.length === 0 ? { filter: userQueryFrom(options).filter } : { ids: await idsOf(workspace, names) };
  const result = await workspace.register.invitations.create(
    { users, send: options.later ? 'later' : 'mail', again: options.again ?? false },
    (done, of) => context.note(t('cli:invite.progress', { done, of })),
    context.signal,
  );
  context.say(t('cli:invite.created', { ...result }));
  const sent = options.later || !options.wait ? null : await deliver(context, workspace);
  context.answer({ ...result, sent });
  return result.noAddress === 0 && isOut(sent) ? EXIT.complete : EXIT.incomplete;
}

/** Sends what is due until nothing is; what could not go out waits for the window or `muster listen`. */
async function deliver(context: CliContext, { register, store }: OpenWorkspace) {
  const { t } = context.words;
  const before = await store.mails.standing();
  const sent = await register.outbox.drain(context.signal, (count) =>
    context.note(t('cli:invite.mailed', { count })),
  );
  const after = await store.mails.standing();
  const result = {
    sent,
    waiting: after.queued,
    failed: after.failed - before.failed,
    unknown: after.unknown - before.unknown,
  };
  context.say(t('cli:invite.sent', result));
  const trouble = register.outbox.trouble();
  if (trouble !== null)
    context.note(context.words.errorText(new MusterError(trouble.error.code, trouble.error.details)));
  return result;
}

/** True when no mail is left behind, or none was to be waited for. */
function isOut(sent: Awaited<ReturnType<typeof deliver>> | null): boolean {
  return sent === null || sent.waiting + sent.failed + sent.unknown === 0;
}

/** `muster invite resend`. */
export async function resend(
  context: CliContext,
  names: readonly string[],
  wait: boolean,
): Promise<ExitCode> {
  const workspace = await context.open();
  const ids = await newestOf(context, workspace, names);
  const queued = await workspace.register.invitations.send(ids);
  context.say(context.words.t('cli:invite.resent', { ...queued }));
  const sent = wait ? await deliver(context, workspace) : null;
  context.answer({ ...queued, sent });
  return queued.noAddress + queued.ended === 0 && isOut(sent) ? EXIT.complete : EXIT.incomplete;
}

async function idsOf(workspace: OpenWorkspace, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await userOf(workspace, name)).id);
  return ids;
}

const NEWEST: Omit<InvitationQuery, 'filter'> = {
  sort: { column: 'createdAt', direction: 'descending' },
  offset: 0,
  limit: 1,
};

/** The newest invitation of each user. Throws `bad_input` for a user who has none. */
export async function newestOf(
  { words }: CliContext,
  workspace: OpenWorkspace,
  names: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const user = await userOf(workspace, name);
    const { rows } = await workspace.register.invitations.window({ ...NEWEST, filter: { userId: user.id } });
    const [newest] = rows;
    const problem = words.t('cli:invite.none', { user: name });
    if (newest === undefined) throw new MusterError('bad_input', { field: '<user>', problem });
    ids.push(newest.id);
  }
  return ids;
}
