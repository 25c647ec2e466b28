import type { Db } from '../database/connect.ts';
import { ticketMoves, ticketQueries } from '../enrollment/tickets.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `tickets.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `tickets.${string}`>>;

/** What reads of tickets answer. */
export function ticketReads(db: Db): Reads {
  const queries = ticketQueries(db);
  return {
    'tickets.byHash': queries.byHash,
    'tickets.get': queries.get,
    'tickets.ofUser': queries.ofUser,
  };
}

/** Writes to tickets; each is on the disk when it answers. */
export function ticketWrites(db: Db, file: string): Writes {
  const moves = ticketMoves(db, file);
  return {
    'tickets.issue': moves.issue,
    'tickets.redeem': moves.redeem,
    'tickets.complete': moves.complete,
    'tickets.cancel': moves.cancel,
  };
}
