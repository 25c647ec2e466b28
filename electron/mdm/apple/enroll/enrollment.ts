import { APPLE_PLATFORMS, type ApplePlatform } from '../../../model/apple/record.ts';
import { MusterError } from '../../../model/errors.ts';
import type { Ticket } from '../../../model/ticket.ts';
import type { AppleEnrollment } from '../contract.ts';
import type { EnrollmentProfiles } from '../parts.ts';
import type { EnrollDeps } from './deps.ts';
import { profileFileName } from './file-name.ts';
import { createHandedProfiles } from './handed.ts';
import { progressOf } from './progress.ts';

export type { EnrollDeps } from './deps.ts';
export { createEnrollmentProfiles } from './profiles.ts';

const MINUTE_MS = 60_000;

/**
 * See AppleEnrollment. A ticket has one profile, so that it is good for one device; only when its challenge was used and nothing
 * came of it – the installation was stopped half-way – the next download makes another one.
 */
export function createAppleEnrollment(deps: EnrollDeps, profiles: EnrollmentProfiles): AppleEnrollment {
  const { apple, users, tickets, clock } = deps;
  const handed = createHandedProfiles(clock);
  const fileName = (): string => profileFileName(deps.organisation());
  return {
    ready: deps.listening,
    profile: async (token, browser, language) => {
      if (platformOf(await deps.ticketOf(token)) === null) throw new MusterError('ticket_gone');
      const { ticket } = await tickets.redeem(token, browser);
      const { id, userId, expiresAt: until } = ticket;
      const issued = (await apple.ofTicket(id))?.identity?.fingerprint ?? '';
      const bytes = await handed(`${id} ${issued}`, until, () =>
        profiles.make({ purpose: 'enroll', ticketId: id, userId, deviceId: null, until, language }),
      );
      return { fileName: fileName(), bytes, until };
    },
    progress: async (token) => {
      const ticket = await deps.ticketOf(token);
      const platform = platformOf(ticket);
      if (ticket === null || platform === null) return null;
      return { platform, browser: ticket.device, ...(await progressOf(deps, ticket)) };
    },
    profileFor: async (userId) => {
      const user = await users.get(userId);
      if (user?.state !== 'active') throw new MusterError('not_found');
      const until = clock.now() + (await deps.ticketMinutes()) * MINUTE_MS;
      const bytes = await profiles.make({ purpose: 'enroll', ticketId: null, userId, deviceId: null, until });
      const detail = { user: user.userName, until: new Date(until).toISOString() };
      await deps.audit.append(deps.draft('apple.profile', userId, detail));
      deps.changed();
      return { fileName: fileName(), bytes, until };
    },
  };
}

/** Null where it is no registration of a device of Apple’s. */
function platformOf(ticket: Ticket | null): ApplePlatform | null {
  if (ticket?.kind !== 'registration') return null;
  return APPLE_PLATFORMS.find((platform) => platform === ticket.platform) ?? null;
}
