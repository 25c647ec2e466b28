import { MusterError } from '../../model/errors.ts';
import type { Ticket, TicketKind } from '../../model/ticket.ts';
import type { TicketService } from '../contract.ts';
import { tokenHash } from '../secrets/tokens.ts';
import type { PortalKit } from './deps.ts';

/** What platforms do with the tickets of their devices. */
export function createTickets(kit: PortalKit): TicketService {
  return {
    redeem: (token, device) => redeemKind(kit, 'registration', token, device),
    complete: async (id) => {
      const { tickets, users, clock, draft } = kit;
      const ticket = await tickets.get(id);
      if (ticket === null) throw new MusterError('ticket_gone');
      const user = await users.get(ticket.userId);
      const { platform } = ticket;
      const audit = draft(user?.userName ?? '', 'registration.completed', ticket.userId, { platform });
      await tickets.complete({ id, at: clock.now(), audit });
      kit.changed();
    },
    cancel: (id) => kit.tickets.cancel({ id, at: kit.clock.now() }),
  };
}

/** Redeems a ticket of this kind alone. Throws `ticket_gone`. */
export async function redeemKind(
  { tickets, clock }: PortalKit,
  kind: TicketKind,
  token: string,
  device: string,
): Promise<{ ticket: Ticket; again: boolean }> {
  const hash = tokenHash(token);
  const at = clock.now();
  const ticket = await tickets.byHash(hash);
  if (ticket?.kind !== kind || !isInTime(ticket, at)) throw new MusterError('ticket_gone');
  return await tickets.redeem({ hash, device, at });
}

/** False past its time, and for one from so far ahead that the clock was set back since: it would last for days. */
export function isInTime({ issuedAt, expiresAt }: Ticket, now: number): boolean {
  return now < expiresAt && issuedAt - now <= expiresAt - issuedAt;
}
