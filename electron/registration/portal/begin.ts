import { MusterError } from '../../model/errors.ts';
import type { AskingPlatform } from '../../model/registration-settings.ts';
import type { Ticket } from '../../model/ticket.ts';
import { newToken, tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';
import { needReady } from './standing.ts';

const MINUTE_MS = 60_000;

/** See PortalService.begin. */
export async function begin(
  kit: PortalKit,
  token: string,
  platform: AskingPlatform,
): Promise<{ url: string }> {
  const { session, user, settings } = await needReady(kit, token);
  const door = kit.doors.find((one) => one.platforms.includes(platform) && one.ready());
  if (door === undefined) throw new MusterError('platform_not_ready');
  const { tickets, clock, random } = kit;
  const issuedAt = clock.now();
  const ticket = {
    id: random.uuid(issuedAt),
    kind: 'registration',
    userId: user.id,
    invitationId: session.invitationId,
    platform,
    issuedAt,
    expiresAt: issuedAt + settings.ticketMinutes * MINUTE_MS,
  } as const;
  const text = newToken(random);
  await tickets.issue({
    ticket,
    hash: tokenHash(text),
    session: session.hash,
    spends: session.pinId,
    limit: settings.deviceLimit,
    audit: kit.draft(user.userName, 'registration.begun', user.id, { platform }),
  });
  kit.changed();
  const issued: Ticket = { ...ticket, state: 'issued', device: null, redeemedAt: null, completedAt: null };
  return { url: door.begin(issued, text) };
}

/** See PortalService.ready. */
export function readyPlatforms({ doors }: PortalKit): AskingPlatform[] {
  return [...new Set(doors.flatMap((door) => (door.ready() ? door.platforms : [])))];
}
