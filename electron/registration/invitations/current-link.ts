import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { Invitation } from '../../model/invitation.ts';
import type { Clock } from '../../model/ports.ts';
import type { InvitationRepository } from '../../store/registration-contract.ts';
import type { Links } from '../links.ts';
import { tokenHash } from '../secrets/tokens.ts';

export interface CurrentLinkDeps {
  invitations: Pick<InvitationRepository, 'byLink' | 'renew'>;
  links: Links;
  clock: Pick<Clock, 'now'>;
  draft: DraftDeed;
}

/**
 * The text of an invitation’s link that leads in now, until `expiresAt`. A new link is kept in the place of one of an
 * earlier registration URL, or of one that was made with a key that was lost since. Throws `invitation_ended` when it
 * ended meanwhile, and what the vault throws.
 */
export async function currentLink(
  { invitations, links, clock, draft }: CurrentLinkDeps,
  { id, state, expiresAt: ends, userName }: Invitation,
  urlVersion: number,
  expiresAt = ends,
): Promise<string> {
  const token = await links.token(id, urlVersion);
  const hash = tokenHash(token);
  const kept = await invitations.byLink(hash);
  const leads = kept !== null && !kept.replaced;
  if (leads && state !== 'expired') return token;
  const { renewed } = await invitations.renew({
    renewals: [{ id, expiresAt, link: leads ? null : { hash, version: urlVersion }, mailId: null }],
    at: clock.now(),
    audit: draft('invitations.handed', id, { userName, renewed: true }),
  });
  if (renewed.length === 0) throw new MusterError('invitation_ended');
  return token;
}
