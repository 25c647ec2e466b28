import { type Invitation, OPEN_INVITATION } from '../../model/invitation.ts';
import type { User } from '../../model/user.ts';
import type { LinkFate } from '../contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import { asksOfUser } from './kept-password.ts';

/** What a link leads to: into an invitation, or to why it does not. */
export type ReadLink =
  | { kind: 'open'; invitation: Invitation; user: User }
  | { kind: Exclude<LinkFate['kind'], 'open'> };

/** Reads a link as its holder has it. Nothing is noted. */
export async function readLink(kit: PortalKit, token: string): Promise<ReadLink> {
  const { invitations, registration, users, clock } = kit;
  const { urlVersion } = await registration.overview();
  const link = await invitations.byLink(tokenHash(token));
  if (link === null) return { kind: 'unknown' };
  const [invitation] = await invitations.byIds([link.id], { now: clock.now(), urlVersion });
  if (invitation === undefined) return { kind: 'unknown' };
  const { state, expiresAt } = invitation;
  if (state === 'used' || state === 'cancelled') return { kind: state };
  if (link.replaced || link.linkVersion < urlVersion) return { kind: 'outdated' };
  if (!OPEN_INVITATION.includes(state) || expiresAt <= clock.now()) return { kind: 'expired' };
  const user = await users.get(invitation.userId);
  return user?.state === 'active' ? { kind: 'open', invitation, user } : { kind: 'cancelled' };
}

/** See PortalService.openLink. */
export async function openLink(kit: PortalKit, token: string): Promise<LinkFate> {
  const link = await readLink(kit, token);
  if (link.kind !== 'open') return link;
  const { user, invitation } = link;
  if (invitation.state !== 'opened') {
    await kit.invitations.move({ ids: [invitation.id], to: 'opened', at: kit.clock.now(), audit: null });
    kit.changed();
  }
  const { mode } = await kit.registration.settings();
  const asks = await asksOfUser(kit, mode, user);
  return { kind: 'open', name: user.displayName, asks, until: invitation.expiresAt };
}
