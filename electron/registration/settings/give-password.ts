import { MusterError } from '../../model/errors.ts';
import type { RegistrationSettings, TemporaryPassword } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import { makePassword } from './make-password.ts';
import type { RegistrationDeps } from './service.ts';

const HOUR_MS = 3_600_000;

type Deps = Pick<
  RegistrationDeps,
  'users' | 'access' | 'mails' | 'draft' | 'clock' | 'random' | 'mailIsSet' | 'wakeOutbox'
>;

/** See RegistrationService.givePassword. A mailed one is made when its mail leaves, and its time runs from then. */
export async function givePassword(
  deps: Deps,
  settings: RegistrationSettings,
  { userId, mail }: { userId: string; mail: boolean },
): Promise<TemporaryPassword> {
  const user = await deps.users.get(userId);
  if (user?.state !== 'active') throw new MusterError('not_found', { id: userId });
  if (user.source === 'ldap') throw new MusterError('password_elsewhere');
  if (mail) return await queue(deps, settings, user);
  const audit = deps.draft('password.given', user.id, { userName: user.userName, way: 'shown' });
  return await makePassword(deps, settings, user.id, audit);
}

async function queue(
  { mails, draft, clock, random, mailIsSet, wakeOutbox }: Deps,
  { temporaryPasswordHours }: RegistrationSettings,
  { id: userId, userName, email }: User,
): Promise<TemporaryPassword> {
  if (email === null) throw new MusterError('user_no_address');
  if (!(await mailIsSet())) throw new MusterError('mail_not_set');
  const at = clock.now();
  const audit = draft('password.given', userId, { userName, way: 'mail' });
  await mails.enqueue({ id: random.uuid(at), kind: 'password', userId, invitationId: null, at, audit });
  wakeOutbox();
  return { password: null, until: at + temporaryPasswordHours * HOUR_MS };
}
