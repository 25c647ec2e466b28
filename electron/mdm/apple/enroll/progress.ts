import type { EnrollProgress } from '../../../model/apple/enrollment.ts';
import { appleFieldsOf } from '../../../model/apple/record.ts';
import type { Ticket } from '../../../model/ticket.ts';
import type { EnrollDeps } from './deps.ts';

/** From its identity to its registration a device takes seconds; one that takes longer was stopped. */
const COMING_MS = 5 * 60_000;

/** How far the registration of a ticket is, from what is on the disk. */
export async function progressOf(
  { apple, clock }: Pick<EnrollDeps, 'apple' | 'clock'>,
  ticket: Ticket,
): Promise<EnrollProgress> {
  const now = clock.now();
  const found = ticket.state === 'issued' ? null : await apple.ofTicket(ticket.id);
  const device = found?.device ?? null;
  if (ticket.state === 'completed' || device?.state === 'active') {
    const document = device === null ? null : await apple.document(device.deviceId);
    return { kind: 'done', deviceName: document === null ? null : appleFieldsOf(document).name };
  }
  const identity = found?.identity ?? null;
  if (identity?.state === 'issued' || identity?.state === 'bound') {
    const until = Math.max(ticket.expiresAt, identity.issuedAt + COMING_MS);
    if (now < until) return { kind: 'installing', until: ticket.expiresAt };
  }
  const open = ticket.state === 'issued' || ticket.state === 'redeemed';
  if (!open || now >= ticket.expiresAt) return { kind: 'expired' };
  return { kind: 'profile', downloaded: ticket.state === 'redeemed', until: ticket.expiresAt };
}
