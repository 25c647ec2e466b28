import { isMusterError, MusterError } from '../../model/errors.ts';
import type { Qr } from '../../model/invitation.ts';
import type { SignInResult } from '../contract.ts';
import { newToken, tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import { startSession } from './sessions.ts';
import { needReady } from './standing.ts';
import { isInTime, redeemKind } from './tickets.ts';

const MINUTE_MS = 60_000;

/**
 * See PortalService.handover. The session must have passed every step, and its PIN is spent here: what goes with the
 * link is that all was proved. The session it begins hands nothing over again, or one proof would last for ever.
 */
export async function handOver(
  kit: PortalKit,
  token: string,
): Promise<{ url: string; qr: Qr; until: number }> {
  const { session, user, settings } = await needReady(kit, token);
  const { baseUrl } = await kit.registration.overview();
  if (session.handed || baseUrl === null) throw new MusterError('not_ready');
  const { tickets, clock, random } = kit;
  const issuedAt = clock.now();
  const until = issuedAt + settings.ticketMinutes * MINUTE_MS;
  const text = newToken(random);
  await tickets.issue({
    ticket: {
      id: random.uuid(issuedAt),
      kind: 'handover',
      userId: user.id,
      invitationId: session.invitationId,
      platform: null,
      issuedAt,
      expiresAt: until,
    },
    hash: tokenHash(text),
    session: session.hash,
    spends: session.pinId,
    limit: null,
    audit: null,
  });
  const url = `${baseUrl}/t/${text}`;
  return { url, qr: kit.qr(url), until };
}

/** See PortalService.lookAtHandover. One that was taken still counts: the device that took it may have lost the answer. */
export async function lookAtHandover(kit: PortalKit, token: string): Promise<{ name: string } | null> {
  const ticket = await kit.tickets.byHash(tokenHash(token));
  if (ticket?.kind !== 'handover' || !isInTime(ticket, kit.clock.now())) return null;
  if (ticket.state !== 'issued' && ticket.state !== 'redeemed') return null;
  const user = await kit.users.get(ticket.userId);
  return user?.state === 'active' ? { name: user.displayName } : null;
}

/** See PortalService.takeHandover. */
export async function takeHandover(kit: PortalKit, token: string, device: string): Promise<SignInResult> {
  try {
    const { ticket } = await redeemKind(kit, 'handover', token, device);
    const person = { user: { id: ticket.userId }, invitationId: ticket.invitationId };
    return await startSession(kit, person, { pinId: null, password: false, handed: true });
  } catch (error) {
    if (isMusterError(error, 'ticket_gone')) return { kind: 'refused' };
    throw error;
  }
}
