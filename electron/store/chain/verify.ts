import { AUDIT_ORIGIN, type AuditVerdict } from '../../model/audit.ts';
import type { Db } from '../database/connect.ts';
import { auditHash, CHAIN_START, type Link } from './append.ts';
import type { StoredRow } from './rows.ts';

type Broken = NonNullable<AuditVerdict['broken']>;

/** How many rows are read between two answers, so that others are not kept waiting. */
const PIECE = 10_000;

/** Reads the whole chain row by row; null while it goes on, the verdict at its end. */
export function* verifyChain(db: Db): Generator<AuditVerdict | null> {
  let last = CHAIN_START;
  let broken: Broken | null = null;
  const rows = db.prepare<[], StoredRow>('SELECT * FROM audit ORDER BY seq').iterate();
  for (const row of rows) {
    broken = faultOf(db, row, last);
    if (broken !== null) break;
    last = row;
    if (row.seq % PIECE === 0) yield null;
  }
  broken ??= faultAtEnd(db, last);
  const count = db.prepare<[], number>('SELECT count(*) FROM audit').pluck().get() ?? 0;
  const head = db.prepare<[], string>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();
  yield { rows: count, head: head ?? null, broken };
}

/** What is wrong with a row after the one that was last found to be in order. */
function faultOf(db: Db, row: StoredRow, last: Link): Broken | null {
  const { seq } = row;
  if (seq < last.seq + 1) return { seq, problem: 'order' };
  if (seq > last.seq + 1) return { seq: last.seq + 1, problem: 'missing' };
  const chained = row.previous === last.hash;
  if (auditHash(row) === row.hash) {
    if (chained) return null;
    // It follows another row than the one before it: that one was written anew, with a hash that fits.
    return { seq: Math.max(last.seq, 1), problem: 'changed' };
  }
  return { seq, problem: !chained && isInChain(db, row.previous) ? 'order' : 'changed' };
}

/** True when a row has this hash: what claims to follow it has been moved. */
function isInChain(db: Db, hash: string): boolean {
  return hash === AUDIT_ORIGIN || db.prepare('SELECT 1 FROM audit WHERE hash = ?').get(hash) !== undefined;
}

/** Compares the last row with what was noted when it was added. */
function faultAtEnd(db: Db, last: Link): Broken | null {
  const head = db.prepare<[], Link>('SELECT seq, hash FROM audit_head WHERE one = 1').get() ?? CHAIN_START;
  if (head.seq > last.seq) return { seq: last.seq + 1, problem: 'end_missing' };
  if (head.seq < last.seq) return { seq: head.seq + 1, problem: 'order' };
  return head.hash === last.hash ? null : { seq: last.seq, problem: 'changed' };
}
