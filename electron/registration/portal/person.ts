import type { PinWay } from '../../model/pin.ts';
import { USER_LIMITS, type User } from '../../model/user.ts';
import type { PortalKit } from './deps.ts';
import { readLink } from './link.ts';

/** How a person says who he is. */
export type Who = { userName: string } | { link: string };

/** An active user who was named, and by what. */
export interface Person {
  user: User;
  invitationId: string | null;
}

export function wayOf(who: Who): PinWay {
  return 'link' in who ? 'link' : 'name';
}

/** The active user with this open link, this user name, or alone with this address; null when there is none. */
export function findPerson(kit: PortalKit, who: Who): Promise<Person | null> {
  return 'link' in who ? byLink(kit, who.link) : byName(kit, who.userName);
}

async function byLink(kit: PortalKit, token: string): Promise<Person | null> {
  const link = await readLink(kit, token);
  if (link.kind !== 'open') return null;
  const user = await kit.users.get(link.user.id);
  return user?.state === 'active' ? { user, invitationId: link.invitation.id } : null;
}

async function byName(kit: PortalKit, written: string): Promise<Person | null> {
  const { users, invitations, registration, clock } = kit;
  const name = written.trim().slice(0, USER_LIMITS.userName + 1);
  const [named, addressed] = await Promise.all([users.byUserNames([name]), users.byEmails([name])]);
  const user = named[0] ?? (addressed.length === 1 ? addressed[0] : undefined);
  if (user?.state !== 'active') return null;
  const { urlVersion } = await registration.overview();
  const open = await invitations.openOf(user.id, { now: clock.now(), urlVersion });
  return { user, invitationId: open?.id ?? null };
}
