import type { Db } from '../database/connect.ts';
import { createInvitations } from '../enrollment/create.ts';
import { invitationMoves } from '../enrollment/invitation-moves.ts';
import { invitationQueries } from '../enrollment/invitation-reads.ts';
import { linkReader } from '../enrollment/link-target.ts';
import { remindInvited } from '../enrollment/remind.ts';
import { renewInvitations } from '../enrollment/renew.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `invitations.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `invitations.${string}`>>;

/** What reads of invitations answer. */
export function invitationReads(db: Db): Reads {
  const queries = invitationQueries(db);
  return {
    'invitations.window': queries.window,
    'invitations.byIds': queries.byIds,
    'invitations.openOf': queries.openOf,
    'invitations.counts': queries.counts,
    'invitations.byLink': queries.byLink,
    'invitations.behind': linkReader(db),
  };
}

/** Writes to invitations; each is on the disk when it answers. */
export function invitationWrites(db: Db, newId: (at: number) => string): Writes {
  const moves = invitationMoves(db);
  return {
    'invitations.create': (input) => createInvitations(db, input),
    'invitations.move': moves.move,
    'invitations.renew': (input) => renewInvitations(db, input),
    'invitations.begin': moves.begin,
    'invitations.expire': moves.expire,
    'invitations.remind': (input) => remindInvited(db, input, newId),
  };
}
