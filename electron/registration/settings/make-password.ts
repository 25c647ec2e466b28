import type { AuditDraft } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';
import type { AccessRepository } from '../../store/registration-contract.ts';
import { hashSecret } from '../secrets/scrypt.ts';
import { newPassword } from '../secrets/tokens.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a user a temporary password; it is on the disk, as a hash, when this answers, and is known from the answer
 * alone. `until` in ms UTC.
 */
export async function makePassword(
  {
    access,
    clock,
    random,
  }: { access: Pick<AccessRepository, 'setPassword'>; clock: Pick<Clock, 'now'>; random: Random },
  { temporaryPasswordHours }: Pick<RegistrationSettings, 'temporaryPasswordHours'>,
  userId: string,
  audit: AuditDraft | null,
): Promise<{ password: string; until: number }> {
  const password = newPassword(random);
  const hash = await hashSecret(password);
  const setAt = clock.now();
  const expiresAt = setAt + temporaryPasswordHours * HOUR_MS;
  const kept = { hash, temporary: true, setAt, expiresAt };
  await access.setPassword({ userId, password: kept, session: null, spends: null, audit });
  return { password, until: expiresAt };
}
