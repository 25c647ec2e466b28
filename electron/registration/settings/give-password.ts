import { MusterError } from '../../model/errors.ts';
import type { TemporaryPassword } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import { hashSecret } from '../secrets/scrypt.ts';
import { newPassword } from '../secrets/tokens.ts';
import type { RegistrationDeps } from './service.ts';

const HOUR_MS = 3_600_000;

type Deps = Pick<
  RegistrationDeps,
  'users' | 'access' | 'mails' | 'draft' | 'clock' | 'random' | 'mailIsSet' | 'wakeOutbox'
>;

/** See RegistrationService.givePassword. A mailed one is made when its mail leaves, and its time runs from then. */
export async function givePassword(
  deps: Deps,
  hours: number,
  { userId, mail }: { userId: string; mail: boolean },
): Promise<TemporaryPassword> {
  const user = await deps.users.get(userId);
  if (user === null || user.state !== 'active') throw new MusterError('not_found', { id: userId });
  if (user.source === 'ldap') throw new MusterError('password_elsewhere');
  return mail ? await mailed(deps, hours, user) : await shown(deps, hours, user);
}

async function mailed(deps: Deps, hours: number, user: User): Promise<TemporaryPassword> {
  const { mails, draft, clock, random } = deps;
  if (user.email === null) throw new MusterError('user_no_address');
  if (!(await deps.mailIsSet())) throw new MusterError('mail_not_set');
  const at = clock.now();
  await mails.enqueue({
    id: random.uuid(at),
    kind: 'password',
    userId: user.id,
    invitationId: null,
    at,
    audit: draft('password.given', user.id, { userName: user.userName, way: 'mail' }),
  });
  deps.wakeOutbox();
  return { password: null, until: at + hours * HOUR_MS };
}

async function shown(deps: Deps, hours: number, user: User): Promise<TemporaryPassword> {
  const { access, draft, clock, random } = deps;
  const password = newPassword(random);
  const hash = await hashSecret(password);
  const at = clock.now();
  const until = at + hours * HOUR_MS;
  await access.setPassword({
    userId: user.id,
    password: { hash, temporary: true, setAt: at, expiresAt: until },
    session: null,
    spends: null,
    audit: draft('password.given', user.id, { userName: user.userName, way: 'shown' }),
  });
  return { password, until };
}
