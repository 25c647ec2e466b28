import type { DraftDeed } from '../../model/audit.ts';
import type { Clock, Random } from '../../model/ports.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';
import type { KeptPin, PinRepository } from '../../store/registration-contract.ts';
import { hashSecret } from '../secrets/scrypt.ts';
import { newPin } from '../secrets/tokens.ts';

const HOUR_MS = 3_600_000;

export interface MakePinDeps {
  pins: Pick<PinRepository, 'make'>;
  clock: Pick<Clock, 'now'>;
  random: Random;
  draft: DraftDeed;
}

/**
 * Makes a PIN; it is on the disk, as a hash, when this answers, and the user’s earlier one is replaced. It is known
 * from the answer alone. `until` in ms UTC.
 */
export async function makePin(
  { pins, clock, random, draft }: MakePinDeps,
  { pinDigits, pinHours }: Pick<RegistrationSettings, 'pinDigits' | 'pinHours'>,
  whose: { userId: string; userName: string; invitationId: string | null; way: KeptPin['way'] },
): Promise<{ pin: string; until: number }> {
  const { userId, userName, invitationId, way } = whose;
  const pin = newPin(random, pinDigits);
  const hash = await hashSecret(pin);
  const madeAt = clock.now();
  const expiresAt = madeAt + pinHours * HOUR_MS;
  await pins.make({
    pin: { id: random.uuid(madeAt), userId, invitationId, hash, way, madeAt, expiresAt },
    audit: draft('pin.made', userId, { userName, way }),
  });
  return { pin, until: expiresAt };
}

/** The user’s PIN that can still be used; null when there is none. */
export async function validPin(
  { pins, clock }: { pins: Pick<PinRepository, 'active'>; clock: Pick<Clock, 'now'> },
  userId: string,
): Promise<KeptPin | null> {
  const pin = await pins.active(userId);
  return pin !== null && pin.state === 'active' && pin.expiresAt > clock.now() ? pin : null;
}
