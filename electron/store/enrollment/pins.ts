import { MusterError } from '../../model/errors.ts';
import { type PinWay, pauseAfter } from '../../model/pin.ts';
import { appendAudit } from '../chain/append.ts';
import { type Db, durably } from '../database/connect.ts';
import type { KeptPin, PinRepository } from '../registration-contract.ts';
import { isPaused } from './pauses.ts';

type Input<Name extends keyof PinRepository> = Parameters<PinRepository[Name]>[0];
type Row = Omit<KeptPin, 'wrong' | 'pausedUntil'> & {
  wrongLink: number;
  wrongName: number;
  pausedLink: number;
  pausedName: number;
};

const SELECT = `SELECT id, user_id AS userId, invitation_id AS invitationId, hash, state, way, made_at AS madeAt,
  expires_at AS expiresAt, wrong_link AS wrongLink, wrong_name AS wrongName, paused_link AS pausedLink,
  paused_name AS pausedName FROM pins`;
const INSERT = `INSERT INTO pins (id, user_id, invitation_id, hash, state, way, made_at, expires_at)
  VALUES (@id, @userId, @invitationId, @hash, 'active', @way, @madeAt, @expiresAt)`;

/** What reads of PINs answer; see PinRepository for each. */
export function pinQueries(db: Db) {
  const active = db.prepare<[string], Row>(`${SELECT} WHERE user_id = ? AND state = 'active'`);
  return {
    active: (userId: string): KeptPin | null => {
      const row = active.get(userId);
      return row === undefined ? null : pinOf(row);
    },
  };
}

/** Writes to PINs; see PinRepository for each. */
export function pinMoves(db: Db) {
  const replace = db.prepare<[string]>(
    "UPDATE pins SET state = 'replaced' WHERE user_id = ? AND state = 'active'",
  );
  const insert = db.prepare<[Input<'make'>['pin']]>(INSERT);
  const withdrawn = db.prepare<[string | null]>(
    "SELECT 1 FROM invitations WHERE id = ? AND state = 'cancelled'",
  );
  const cancel = db.prepare<[string]>(
    "UPDATE pins SET state = 'cancelled' WHERE user_id = ? AND state = 'active'",
  );
  const forget = {
    link: db.prepare<[string]>('UPDATE pins SET wrong_link = 0, paused_link = 0 WHERE id = ?'),
    name: db.prepare<[string]>('UPDATE pins SET wrong_name = 0, paused_name = 0 WHERE id = ?'),
  };
  return {
    make: ({ pin, audit }: Input<'make'>): void => {
      durably(db, () => {
        if (withdrawn.get(pin.invitationId) !== undefined) throw new MusterError('invitation_ended');
        replace.run(pin.userId);
        insert.run(pin);
        if (audit) appendAudit(db, audit);
      });
    },
    tryOut: trier(db),
    right: ({ pinId, way }: Input<'right'>): void => {
      durably(db, () => forget[way].run(pinId));
    },
    cancel: ({ userId, audit }: Input<'cancel'>): void => {
      durably(db, () => {
        if (cancel.run(userId).changes > 0 && audit) appendAudit(db, audit);
      });
    },
  };
}

function trier(db: Db): (input: Input<'tryOut'>) => boolean {
  const find = db.prepare<[string], Row>(`${SELECT} WHERE id = ? AND state = 'active'`);
  const count = {
    link: db.prepare<[number, string]>(
      'UPDATE pins SET wrong_link = wrong_link + 1, paused_link = ? WHERE id = ?',
    ),
    name: db.prepare<[number, string]>(
      'UPDATE pins SET wrong_name = wrong_name + 1, paused_name = ? WHERE id = ?',
    ),
  };
  const cancel = db.prepare<[string]>("UPDATE pins SET state = 'cancelled' WHERE id = ?");
  return ({ pinId, way, at, free, most }) =>
    durably(db, () => {
      const row = find.get(pinId);
      if (row === undefined || row.expiresAt <= at) return false;
      const { wrong, pausedUntil } = pinOf(row);
      if (wrong[way] >= most) {
        if (wrong[other(way)] >= most) cancel.run(pinId);
        return false;
      }
      if (isPaused(pausedUntil[way], at)) return false;
      const pause = pauseAfter(wrong[way] + 1, free);
      count[way].run(pause === 0 ? 0 : at + pause, pinId);
      return true;
    });
}

function other(way: PinWay): PinWay {
  return way === 'link' ? 'name' : 'link';
}

function pinOf({ wrongLink, wrongName, pausedLink, pausedName, ...row }: Row): KeptPin {
  return {
    ...row,
    wrong: { link: wrongLink, name: wrongName },
    pausedUntil: { link: pausedLink, name: pausedName },
  };
}
