import { MusterError } from '../../model/errors.ts';
import type { PortalKit } from './deps.ts';
import { judgePassword } from './judge.ts';
import { passwordFault } from './password-rules.ts';
import { needStanding, type Standing } from './standing.ts';

/** See PortalService.setPassword. A wrong `current` is `bad_input` of that field. */
export async function setPassword(
  kit: PortalKit,
  token: string,
  { password, current }: { password: string; current: string | null },
): Promise<void> {
  const standing = await needStanding(kit, token);
  const { session, user, settings, step, kept } = standing;
  if (user.source === 'ldap' || settings.mode === 'pin') throw new MusterError('password_elsewhere');
  if (step === 'pin') throw new MusterError('not_ready');
  const least = settings.passwordLength;
  const { userName, email } = user;
  const fault = passwordFault(password, { least, userName, email, organisation: kit.organisation() });
  if (fault !== null) throw new MusterError('password_weak', { least, reason: fault });
  await proveCurrent(kit, standing, current);
  const { access, clock } = kit;
  const setAt = clock.now();
  await access.setPassword({
    userId: user.id,
    password: { hash: await kit.secrets.hash(password), temporary: false, setAt, expiresAt: null },
    session: session.hash,
    // One who has a password changes it by that; one who has none sets it by his PIN, which is spent with it.
    spends: kept === null ? session.pinId : null,
    audit: kit.draft(userName, 'portal.password', user.id, { first: kept === null }),
  });
  kit.changed();
}

/** One that was given by an admin was proved in this session, and is about to go. */
async function proveCurrent(
  kit: PortalKit,
  { session, user, kept }: Standing,
  current: string | null,
): Promise<void> {
  if (kept === null || kept.temporary) return;
  // A session is counted for itself, so that nobody else who tries spends its tries.
  const trier = { who: user.id, user, way: 'link', network: `session ${session.hash.slice(0, 16)}` } as const;
  if (await judgePassword(kit, trier, current, { kept, asks: 'own' })) return;
  throw new MusterError('bad_input', { field: 'current', problem: 'wrong' });
}
