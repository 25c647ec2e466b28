import type { PinWay } from '../../model/pin.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import type { KeptPassword } from '../../store/registration-contract.ts';
import type { Asks } from '../contract.ts';
import type { PortalKit } from './deps.ts';
import { directoryTries, idleTries, passwordTries } from './limits.ts';
import { notePasswordPaused, notePinRefused, noteUnreachable } from './refusals.ts';

/** Who tries, as far as it is known. */
export interface Trier {
  /** The user’s id, or what stands for nobody (see `nobody`). */
  who: string;
  user: User | null;
  way: PinWay;
  network: string;
}

/**
 * Whether a password is right. One hash is computed whatever is known, the directory is asked besides; nothing is
 * asked or compared that the tries do not allow. Null stands for no password: it is counted nowhere.
 */
export async function judgePassword(
  kit: PortalKit,
  trier: Trier,
  password: string | null,
  known: { kept: KeptPassword | null; asks: Asks['password'] },
): Promise<boolean> {
  const { who, user, way, network } = trier;
  const tries = passwordTries(kit, who, way, network);
  const allowed = password !== null && (await tries.allow());
  const own = allowed && known.asks === 'own' ? (known.kept?.hash ?? null) : null;
  const [same, bound] = await Promise.all([
    kit.secrets.verify(password ?? '', own),
    allowed && known.asks === 'directory' ? askDirectory(kit, trier, password) : false,
  ]);
  if (same || bound) {
    await tries.forget();
    return true;
  }
  if (user !== null && password !== null && !allowed) await notePasswordPaused(kit, user, network);
  return false;
}

async function askDirectory(
  kit: PortalKit,
  { who, user, way, network }: Trier,
  password: string,
): Promise<boolean> {
  if (user === null) return false;
  const tries = directoryTries(kit, who, way);
  if (!(await tries.allow())) {
    await notePasswordPaused(kit, user, network);
    return false;
  }
  const asked = kit.clock.now();
  const verdict = await kit.checkDirectory(user, password);
  if (verdict === 'right') await tries.forget();
  else kit.hesitation.took(kit.clock.now() - asked);
  if (verdict === 'unreachable') await noteUnreachable(kit, user);
  return verdict === 'right';
}

/**
 * The id of the PIN when it is right, else null. One hash is computed whatever is known. `wanted`: a PIN is asked for
 * and what is asked for before it was right; otherwise the user’s PIN loses no try.
 */
export async function judgePin(
  kit: PortalKit,
  { who, user, way }: Trier,
  pin: string | null,
  { pinTries, wanted }: Pick<RegistrationSettings, 'pinTries'> & { wanted: boolean },
): Promise<string | null> {
  const { pins, clock, secrets } = kit;
  const digits = pin === null ? '' : digitsOf(pin);
  const kept = user === null || !wanted || digits === '' ? null : await pins.active(user.id);
  const at = clock.now();
  const counted =
    kept === null
      ? digits !== '' && (await idleTries(kit, who, way, pinTries.free).allow())
      : await pins.tryOut({ pinId: kept.id, way, at, ...pinTries });
  const right = await secrets.verify(digits, counted ? (kept?.hash ?? null) : null);
  if (kept === null || user === null) return null;
  if (!right) {
    await notePinRefused(kit, user, { pin: kept, way, counted, most: pinTries.most });
    return null;
  }
  await pins.right({ pinId: kept.id, way });
  return kept.id;
}

/** People write PINs in groups. */
function digitsOf(pin: string): string {
  return pin.replace(/[\s.-]+/g, '');
}
