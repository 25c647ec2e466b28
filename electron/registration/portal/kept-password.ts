import type { RegistrationMode } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import type { KeptPassword } from '../../store/registration-contract.ts';
import { asksOf } from '../asks.ts';
import type { Asks } from '../contract.ts';
import type { PortalKit } from './deps.ts';

/** The password that is kept of a user and valid now. */
export async function validPassword(
  { access, clock }: Pick<PortalKit, 'access' | 'clock'>,
  userId: string,
): Promise<KeptPassword | null> {
  const kept = await access.password(userId);
  if (kept === null) return null;
  const over = kept.temporary && kept.expiresAt !== null && kept.expiresAt <= clock.now();
  return over ? null : kept;
}

/** What a user is asked for now. */
export async function asksOfUser(kit: PortalKit, mode: RegistrationMode, user: User): Promise<Asks> {
  return asksOf(mode, user.source, (await validPassword(kit, user.id)) !== null);
}
