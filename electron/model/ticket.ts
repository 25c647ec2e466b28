import type { AskingPlatform } from './registration-settings.ts';

/**
 * A begun registration. `handover`: a signed-in user goes on with another device (the QR code on a computer).
 * `registration`: a platform’s room has been let in to issue what a device needs.
 */
export const TICKET_KINDS = ['handover', 'registration'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/**
 * `redeemed`: one device has used it, and only that one may again. `completed`: the device is registered. What was begun in
 * time may be brought to its end later: a device may be slow.
 */
export const TICKET_STATES = ['issued', 'redeemed', 'completed', 'expired', 'cancelled'] as const;
export type TicketState = (typeof TICKET_STATES)[number];
export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  issued: ['redeemed', 'expired', 'cancelled'],
  redeemed: ['completed', 'expired', 'cancelled'],
  completed: [],
  expired: ['completed'],
  cancelled: [],
};

export function canMoveTicket(from: TicketState, to: TicketState): boolean {
  return TICKET_MOVES[from].includes(to);
}

/** Times are ms UTC. */
export interface Ticket {
  id: string;
  kind: TicketKind;
  userId: string;
  invitationId: string | null;
  /** Null for a handover: the device that scans it says what it is. */
  platform: AskingPlatform | null;
  state: TicketState;
  issuedAt: number;
  expiresAt: number;
  /** What tells one device from another: a browser’s cookie, a key’s fingerprint. */
  device: string | null;
  redeemedAt: number | null;
  completedAt: number | null;
}
