import type { Db } from '../database/connect.ts';
import { mailClaimer } from '../enrollment/mail-claim.ts';
import { mailMoves } from '../enrollment/mail-moves.ts';
import { mailQueries } from '../enrollment/mail-reads.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `mails.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `mails.${string}`>>;

/** What reads of mails answer. */
export function mailReads(db: Db): Reads {
  const queries = mailQueries(db);
  return { 'mails.list': queries.list, 'mails.standing': queries.standing };
}

/** Writes to mails; each is on the disk when it answers. */
export function mailWrites(db: Db, file: string): Writes {
  const moves = mailMoves(db);
  return {
    'mails.enqueue': moves.enqueue,
    'mails.claim': mailClaimer(db, file),
    'mails.settle': moves.settle,
    'mails.postpone': moves.postpone,
    'mails.hurry': moves.hurry,
    'mails.cutOff': moves.cutOff,
    'mails.cancel': moves.cancel,
  };
}
