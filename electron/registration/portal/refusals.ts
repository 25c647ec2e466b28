import type { PinWay } from '../../model/pin.ts';
import type { User } from '../../model/user.ts';
import type { KeptPin } from '../../store/registration-contract.ts';
import type { PortalKit } from './deps.ts';
import { takeTellTurn } from './limits.ts';

/**
 * Records what became of a PIN that was tried in vain: that a pause has begun, or that it is no more. Anything else a
 * stranger may do as often as he likes without filling the log.
 */
export async function notePinRefused(
  kit: PortalKit,
  user: User,
  tried: { pin: KeptPin; way: PinWay; counted: boolean; most: number },
): Promise<void> {
  const { pin, way, counted, most } = tried;
  if (counted) {
    const after = await kit.pins.active(user.id);
    const until = after?.id === pin.id ? after.pausedUntil[way] : 0;
    if (until > kit.clock.now()) await note(kit, user, { what: 'pin', way, until });
  } else if (pin.wrong.link >= most && pin.wrong.name >= most) {
    await note(kit, user, { what: 'pin_cancelled', way });
  }
}

/** Records that a user’s password may not be tried at the moment, once an hour. */
export async function notePasswordPaused(kit: PortalKit, user: User, network: string): Promise<void> {
  if (await takeTellTurn(kit, `password:${user.id}:${network}`))
    await note(kit, user, { what: 'password', network });
}

/** Records that the directory cannot be asked, once an hour whoever wants to sign in. */
export async function noteUnreachable(kit: PortalKit, user: User): Promise<void> {
  if (await takeTellTurn(kit, 'directory')) await note(kit, user, { what: 'directory' }, 'ldap_unreachable');
}

async function note(
  { audit, draft, changed }: PortalKit,
  user: User,
  detail: Parameters<PortalKit['draft']>[3],
  result = 'done',
): Promise<void> {
  await audit.append(draft(user.userName, 'portal.refused', user.id, detail, result));
  changed();
}
