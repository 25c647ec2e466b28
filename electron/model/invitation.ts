import { z } from 'zod';
import { mailJobStateSchema } from './mail-job.ts';
import { userFilterSchema, userSourceSchema } from './user.ts';

/**
 * `draft`: made, and nothing handed over. `sent`: mailed, shown at the desk, printed, or its link copied. `opened`: its
 * link was opened. `used`: a device was registered with it.
 */
export const INVITATION_STATES = ['draft', 'sent', 'opened', 'used', 'expired', 'cancelled'] as const;
export const invitationStateSchema = z.enum(INVITATION_STATES);
export type InvitationState = z.infer<typeof invitationStateSchema>;

/** All moves there are; every other one is refused. An expired invitation that is sent again lives anew. */
export const INVITATION_MOVES: Readonly<Record<InvitationState, readonly InvitationState[]>> = {
  draft: ['sent', 'opened', 'used', 'expired', 'cancelled'],
  sent: ['opened', 'used', 'expired', 'cancelled'],
  opened: ['used', 'expired', 'cancelled'],
  used: [],
  // A registration that was begun in time may end later.
  expired: ['draft', 'used'],
  cancelled: [],
};

export function canMoveInvitation(from: InvitationState, to: InvitationState): boolean {
  return INVITATION_MOVES[from].includes(to);
}

/** The states in which its link leads in. */
export const OPEN_INVITATION: readonly InvitationState[] = ['draft', 'sent', 'opened'];

/** How it first left Muster. */
export const HANDED_BY = ['mail', 'desk', 'link', 'sheet'] as const;
export const handedBySchema = z.enum(HANDED_BY);
export type HandedBy = z.infer<typeof handedBySchema>;

/** An invitation with what is known of its user and mail. Times are ms UTC. Neither link nor PIN is in it. */
export const invitationSchema = z.object({
  id: z.string(),
  userId: z.string(),
  /** As the user was called when it was made; it stays readable when the user is removed. */
  userName: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
  source: userSourceSchema,
  language: z.enum(['en', 'fr']).nullable(),
  state: invitationStateSchema,
  createdAt: z.number(),
  createdBy: z.string(),
  expiresAt: z.number(),
  sentAt: z.number().nullable(),
  handedBy: handedBySchema.nullable(),
  openedAt: z.number().nullable(),
  /** When its user first signed in through it. */
  begunAt: z.number().nullable(),
  usedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** Its link is of an earlier registration URL: it leads to an explanation until it is sent again. */
  outdated: z.boolean(),
  reminders: z.int(),
  remindedAt: z.number().nullable(),
  /** Its newest mail; null when it has none. */
  mail: z
    .object({
      id: z.string(),
      state: mailJobStateSchema,
      at: z.number(),
      /** What the mail server, or the way to it, last said. */
      error: z.string().nullable(),
      nextAt: z.number().nullable(),
    })
    .nullable(),
  /** Whether a PIN of its user is valid now, and until when. */
  pin: z.object({ madeAt: z.number(), until: z.number(), way: z.enum(['mail', 'shown']) }).nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const INVITATION_COLUMNS = [
  'displayName',
  'state',
  'createdAt',
  'sentAt',
  'openedAt',
  'expiresAt',
] as const;
export const invitationFilterSchema = z.object({
  /** Found in name, user name or e-mail address; every word must be found. */
  text: z.string().max(200).optional(),
  states: z.array(invitationStateSchema).optional(),
  /** Those whose newest mail is in one of these states. */
  mail: z.array(mailJobStateSchema).optional(),
  userId: z.string().optional(),
  ids: z.array(z.string()).optional(),
});
export type InvitationFilter = z.infer<typeof invitationFilterSchema>;
export const invitationQuerySchema = z.object({
  filter: invitationFilterSchema,
  sort: z.object({ column: z.enum(INVITATION_COLUMNS), direction: z.enum(['ascending', 'descending']) }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type InvitationQuery = z.infer<typeof invitationQuerySchema>;

/** How many there are in each state, and mails by state. */
export const invitationCountsSchema = z.object({
  states: z.record(invitationStateSchema, z.int()),
  mails: z.record(mailJobStateSchema, z.int()),
});
export type InvitationCounts = z.infer<typeof invitationCountsSchema>;

/** Whom to invite, and how. */
export const inviteInputSchema = z.object({
  users: z.union([
    z.object({ ids: z.array(z.string()).min(1).max(100_000) }),
    z.object({ filter: userFilterSchema }),
  ]),
  /** `mail`: each gets a mail, in turn. `later`: drafts, to be shown at the desk, printed or mailed. */
  send: z.enum(['mail', 'later']),
  /** Users who have an open invitation: left out, or theirs is cancelled and a new one made. */
  again: z.boolean(),
});
export type InviteInput = z.infer<typeof inviteInputSchema>;

/** What came of it; nobody is counted twice. */
export const inviteResultSchema = z.object({
  /** Ids in the order of the users, at most 10,000 of them. */
  ids: z.array(z.string()),
  created: z.int(),
  /** Had an open invitation. */
  already: z.int(),
  /** Suspended, gone or removed meanwhile. */
  notActive: z.int(),
  /** Made as drafts although mail was wanted: they have no e-mail address. */
  noAddress: z.int(),
});
export type InviteResult = z.infer<typeof inviteResultSchema>;

/** Squares of a QR code as one SVG path over `size` × `size` units, without the quiet zone (ISO/IEC 18004 wants 4). */
export const qrSchema = z.object({ size: z.int(), path: z.string() });
export type Qr = z.infer<typeof qrSchema>;

/** The person at the desk. The PIN is here once, when it was made just now; Muster does not know it afterwards. */
export const deskCardSchema = z.object({
  invitation: invitationSchema,
  url: z.string(),
  goUrl: z.string(),
  qr: qrSchema,
  /** `none`: this user signs in with his password. */
  pin: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('made'), pin: z.string(), until: z.number() }),
    /** One is valid already, mailed or shown earlier. */
    z.object({ kind: z.literal('known'), until: z.number(), way: z.enum(['mail', 'shown']) }),
    /** One is asked for, none is valid, and none was wanted on this card. */
    z.object({ kind: z.literal('needed') }),
  ]),
});
export type DeskCard = z.infer<typeof deskCardSchema>;
