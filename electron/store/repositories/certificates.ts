import type { Db } from '../database/connect.ts';
import { certificateMoves, certificateQueries } from '../enrollment/certificates.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, Extract<keyof ReadCalls, `certificates.${string}`>>;
type Writes = Pick<Local<WriteCalls>, Extract<keyof WriteCalls, `certificates.${string}`>>;

/** What reads of certificates answer. */
export function certificateReads(db: Db): Reads {
  const queries = certificateQueries(db);
  return { 'certificates.get': queries.get, 'certificates.revoked': queries.revoked };
}

/** Writes to certificates; each is on the disk when it answers. */
export function certificateWrites(db: Db): Writes {
  const moves = certificateMoves(db);
  return { 'certificates.put': moves.put, 'certificates.revoke': moves.revoke };
}
