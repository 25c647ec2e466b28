import { OPEN_INVITATION } from '../../model/invitation.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';
import type { LinkTarget } from '../../store/registration-contract.ts';
import { asksOf } from '../asks.ts';
import type { LinkFate } from '../contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';

/** What a link leads to: into an invitation, or to why it does not. */
export type ReadLink =
  | {
      kind: 'open';
      invitation: LinkTarget;
      user: NonNullable<LinkTarget['user']>;
      settings: RegistrationSettings;
    }
  | { kind: Exclude<LinkFate['kind'], 'open'> };

/** Reads a link as its holder has it, with all it depends on, from one moment of the store. Nothing is noted. */
export async function readLink(
  { invitations, registration, clock }: Pick<PortalKit, 'invitations' | 'registration' | 'clock'>,
  token: string,
): Promise<ReadLink> {
  const { keys, read } = registration.kept;
  const now = clock.now();
  const behind = await invitations.behind({ linkHash: tokenHash(token), now, settings: keys });
  const { target } = behind;
  if (target === null) return { kind: 'unknown' };
  const { state, user, replaced, linkVersion } = target;
  const { settings, urlVersion } = read(behind.settings);
  if (state === 'used' || state === 'cancelled') return { kind: state };
  if (replaced || linkVersion < urlVersion) return { kind: 'outdated' };
  if (!OPEN_INVITATION.includes(state)) return { kind: 'expired' };
  return user?.state === 'active'
    ? { kind: 'open', invitation: target, user, settings }
    : { kind: 'cancelled' };
}

/** See PortalService.openLink. */
export async function openLink(kit: PortalKit, token: string): Promise<LinkFate> {
  const link = await readLink(kit, token);
  if (link.kind !== 'open') return link;
  const { user, invitation, settings } = link;
  if (invitation.state !== 'opened') {
    await kit.invitations.move({ ids: [invitation.id], to: 'opened', at: kit.clock.now(), audit: null });
    kit.changed();
  }
  const asks = asksOf(settings.mode, user.source, user.hasPassword);
  return { kind: 'open', name: user.displayName, asks, until: invitation.expiresAt };
}
