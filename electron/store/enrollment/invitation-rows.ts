import { type Invitation, invitationSchema, OPEN_INVITATION } from '../../model/invitation.ts';
import type { Db } from '../database/connect.ts';

/** When invitations are looked at, and by which registration URL. */
export interface At {
  now: number;
  urlVersion: number;
}
type Row = Record<string, unknown>;

/** The open states as SQL. Said in full wherever an index of open invitations is to be used. */
export const OPEN = OPEN_INVITATION.map((state) => `'${state}'`).join(', ');
const PAST = `i.state IN (${OPEN}) AND i.expires_at <= @now`;
/** The state as it is shown: an open one past its time has expired, whether that was noted already or not. */
export const SHOWN_STATE = `iif(${PAST}, 'expired', i.state)`;

const COLUMNS = `i.id, i.user_id AS userId, i.user_name AS userName, i.display_name AS displayName, i.email,
  i.source, i.language, ${SHOWN_STATE} AS state, i.created_at AS createdAt, i.created_by AS createdBy,
  i.expires_at AS expiresAt, i.sent_at AS sentAt, i.handed_by AS handedBy, i.opened_at AS openedAt,
  i.begun_at AS begunAt, i.used_at AS usedAt, iif(${PAST}, i.expires_at, i.ended_at) AS endedAt,
  i.state IN (${OPEN}) AND i.expires_at > @now AND i.link_version < @urlVersion AS outdated,
  i.reminders, i.reminded_at AS remindedAt,
  m.id AS mailId, m.state AS mailState, m.at AS mailAt, m.error AS mailError, m.next_at AS mailNextAt,
  p.made_at AS pinMadeAt, p.expires_at AS pinUntil, p.way AS pinWay`;
const FROM = `invitations i
  LEFT JOIN mails m ON m.seq = (SELECT max(n.seq) FROM mails n WHERE n.invitation_id = i.id)
  LEFT JOIN pins p ON p.user_id = i.user_id AND p.state = 'active' AND p.expires_at > @now`;

/** Reads invitations with their newest mail and the PIN that is valid; `rest` follows FROM and speaks of `i`. */
export function invitationReader<Bind extends unknown[]>(
  db: Db,
  rest: string,
): (at: At, ...bind: Bind) => Invitation[] {
  const statement = db.prepare<[...Bind, At], Row>(`SELECT ${COLUMNS} FROM ${FROM} ${rest}`);
  return (at, ...bind) => statement.all(...bind, at).map(invitationOf);
}

function invitationOf({
  mailId,
  mailState,
  mailAt,
  mailError,
  mailNextAt,
  pinMadeAt,
  pinUntil,
  pinWay,
  ...row
}: Row): Invitation {
  return invitationSchema.parse({
    ...row,
    outdated: row.outdated === 1,
    mail:
      mailId === null
        ? null
        : { id: mailId, state: mailState, at: mailAt, error: mailError, nextAt: mailNextAt },
    pin: pinMadeAt === null ? null : { madeAt: pinMadeAt, until: pinUntil, way: pinWay },
  });
}
