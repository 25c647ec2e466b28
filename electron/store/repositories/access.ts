import { type Db, durably } from '../database/connect.ts';
import { passwordQueries, passwordWrites } from '../enrollment/passwords.ts';
import { sessionQueries, sessionWrites } from '../enrollment/sessions.ts';
import { expireTickets } from '../enrollment/tickets.ts';
import { sweepTries, tryCounts } from '../enrollment/tries.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `access.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `access.${string}`>>;

/** What reads of passwords, sessions and accepted terms answer. */
export function accessReads(db: Db): Reads {
  const passwords = passwordQueries(db);
  const sessions = sessionQueries(db);
  return {
    'access.password': passwords.password,
    'access.havePassword': passwords.havePassword,
    'access.session': sessions.session,
    'access.hasAccepted': sessions.hasAccepted,
  };
}

/** Writes to passwords, sessions, accepted terms and tries; each is on the disk when it answers. */
export function accessWrites(db: Db, file: string): Writes {
  const passwords = passwordWrites(db, file);
  const sessions = sessionWrites(db);
  const counts = tryCounts(db);
  return {
    'access.setPassword': passwords.setPassword,
    'access.removePassword': passwords.removePassword,
    'access.startSession': sessions.startSession,
    'access.proveSession': sessions.proveSession,
    'access.endSession': sessions.endSession,
    'access.endSessionsOf': sessions.endSessionsOf,
    'access.acceptTerms': sessions.acceptTerms,
    'access.tryOut': counts.tryOut,
    'access.forgetTries': counts.forgetTries,
    'access.takeTurn': counts.takeTurn,
    'access.giveTurnBack': counts.giveTurnBack,
    'access.sweep': (at) => {
      durably(db, () => {
        db.prepare<[number]>('DELETE FROM portal_sessions WHERE expires_at <= ?').run(at);
        sweepTries(db, at);
        expireTickets(db, at);
      });
    },
  };
}
