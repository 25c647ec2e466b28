import { HISTORY_FIELDS, type HistoryField } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { COLUMN_OF, INSTANTS, type What } from './fields.ts';
import type { Sighting } from './sightings.ts';

/** One thing that a staged row can tell of its published one, in SQL over `s` and `d`. */
interface Telling {
  what: What;
  when: string;
  at: string;
  before: string;
  after: string;
}

/** A later enrollment makes a new registration; any other change of that time is a correction. */
const ENROLLED_ANEW = 's.enrolled_at > d.enrolled_at';
const TELLINGS: readonly Telling[] = [
  ...HISTORY_FIELDS.map((field): Telling => {
    const column = COLUMN_OF[field];
    const differs = `d.${column} IS NOT s.${column}`;
    const when = field === 'enrolledAt' ? `${differs} AND (${ENROLLED_ANEW}) IS NOT TRUE` : differs;
    return { what: field, when, at: '@at', before: asText('d', field), after: asText('s', field) };
  }),
  {
    what: 'reregistered',
    when: ENROLLED_ANEW,
    at: 'min(s.enrolled_at, @at)',
    before: asText('d', 'enrolledAt'),
    after: asText('s', 'enrolledAt'),
  },
  { what: 'returned', when: 'd.vanished_at IS NOT NULL', at: '@at', before: 'NULL', after: 'NULL' },
];
const DIFFERS = [
  'd.vanished_at IS NOT NULL',
  ...HISTORY_FIELDS.map((field) => `d.${COLUMN_OF[field]} IS NOT s.${COLUMN_OF[field]}`),
].join(' OR ');

/** One pass over the staged rows: those that differ in nothing that is kept cost one comparison. */
const CHANGES = `INSERT INTO history (connection, sighting, device, at, what, before, after)
  SELECT @connection, @sighting, s.seq, ${byWhat(({ at }) => at)}, w.what, ${byWhat(({ before }) => before)},
    ${byWhat(({ after }) => after)}
  FROM staged_devices s CROSS JOIN devices d ON d.seq = s.seq
    CROSS JOIN (SELECT column1 AS what FROM (VALUES ${TELLINGS.map(({ what }) => `('${what}')`).join(', ')})) w
  WHERE s.connection = @connection AND s.is_new = 0 AND (${DIFFERS}) AND ${byWhat(({ when }) => when)}`;
const NEWCOMERS = `INSERT INTO history (connection, sighting, device, at, what)
  SELECT @connection, @sighting, seq, min(coalesce(enrolled_at, @at), @at), 'registered'
  FROM staged_devices WHERE connection = @connection AND is_new = 1 ORDER BY seq`;
const VANISHED = `INSERT INTO history (connection, sighting, device, at, what)
  SELECT @connection, @sighting, u.device, @at, 'vanished'
  FROM temp.unseen u CROSS JOIN devices d ON d.seq = u.device WHERE d.vanished_at IS NOT NULL`;

/**
 * Writes how a connection's staged rows differ from the published ones, one row a value. Part of the transaction
 * that publishes them, before it does. The first list that is kept has nothing to differ from.
 */
export function writeStagedHistory(db: Db, sighting: Sighting): void {
  if (sighting.begins) return;
  const { seq, connection, at } = sighting;
  const bind = { sighting: seq, connection, at };
  db.prepare(CHANGES).run(bind);
  db.prepare(NEWCOMERS).run(bind);
}

/** Writes which of the unseen devices have vanished; while they are still noted as unseen. */
export function writeVanished(db: Db, { seq, connection, at, begins }: Sighting): void {
  if (!begins) db.prepare(VANISHED).run({ sighting: seq, connection, at });
}

function asText(row: 'd' | 's', field: HistoryField): string {
  const column = `${row}.${COLUMN_OF[field]}`;
  return INSTANTS.includes(field) ? `CAST(${column} AS TEXT)` : column;
}

function byWhat(pick: (telling: Telling) => string): string {
  const cases = TELLINGS.map((telling) => `WHEN '${telling.what}' THEN ${pick(telling)}`);
  return `CASE w.what ${cases.join(' ')} END`;
}
