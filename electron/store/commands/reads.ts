import { ACTIONS, isGrave } from '../../model/action.ts';
import { LONGEST_WAIT_MS } from '../../model/check-times.ts';
import { commandSchema, type TargetState } from '../../model/command.ts';
import type { CommandRepository } from '../contract.ts';
import type { Db } from '../database/connect.ts';
import { textTest } from '../query/text.ts';
import { commandReader, TARGET_COLUMNS, targetOf, targetReader } from './rows.ts';

type Input<Name extends keyof CommandRepository> = Parameters<CommandRepository[Name]>[0];
type Answer<Name extends keyof CommandRepository> = Awaited<ReturnType<CommandRepository[Name]>>;
type Which = NonNullable<Input<'list'>['which']>;

const GRAVE = JSON.stringify(ACTIONS.filter(isGrave));
const WANTING = 'c.unknown > 0 OR c.dismissed < c.failed + c.expired';
const ON_THE_WAY = "'held', 'queued', 'sending', 'sent', 'not_now'";
/** Each by the index that holds no others. */
const LISTED: Readonly<Record<Which, string>> = {
  all: 'WHERE c.created_at < ?',
  open: 'INDEXED BY commands_open WHERE c.created_at < ? AND c.ended_at IS NULL',
  attention: `INDEXED BY commands_wanting WHERE c.created_at < ? AND (${WANTING})`,
};
const DUE = `SELECT c.spec, ${TARGET_COLUMNS} FROM command_targets t JOIN commands c ON c.seq = t.command
  WHERE t.next_check_at IS NOT NULL AND (t.next_check_at <= @at OR t.next_check_at > @at + ${LONGEST_WAIT_MS})
    AND c.connection_id = @connectionId
  ORDER BY t.next_check_at, t.seq LIMIT @limit`;
const IN_FLIGHT = `SELECT t.provider_id AS providerId, t.state, c.action = @action AS sameAction
  FROM json_each(@ids) i CROSS JOIN command_targets t ON t.provider_id = i.value
    JOIN commands c ON c.seq = t.command
  WHERE c.connection_id = @connectionId
    AND (t.state = 'unknown' OR t.state IN (${ON_THE_WAY}) AND c.action = @action)
  ORDER BY t.seq`;

/** A failure may be tried again by several commands, and what failed in those by others. */
const DONE_SINCE = `WITH RECURSIVE tries (id) AS (
    SELECT id FROM commands WHERE retry_of = @commandId
    UNION SELECT c.id FROM commands c JOIN tries ON c.retry_of = tries.id)
  SELECT DISTINCT t.provider_id FROM json_each(@ids) i CROSS JOIN command_targets t ON t.provider_id = i.value
    JOIN commands c ON c.seq = t.command
  WHERE c.id IN (SELECT id FROM tries) AND t.state = 'acknowledged'`;

/** What reads of commands and targets answer; see CommandRepository for each. */
export function commandQueries(db: Db) {
  const byId = commandReader<[string]>(db, 'WHERE c.id = ?');
  const targetById = targetReader<[number]>(db, 'WHERE t.seq = ?');
  const due = db.prepare<[Input<'due'>], Record<string, unknown>>(DUE);
  const inFlight = db.prepare<[object], { providerId: string; state: TargetState; sameAction: number }>(
    IN_FLIGHT,
  );
  const doneSince = db.prepare<[object], string>(DONE_SINCE).pluck();
  return {
    get: (id: string): Answer<'get'> => byId(id)[0] ?? null,
    list: ({ limit, before, which = 'all' }: Input<'list'>): Answer<'list'> =>
      commandReader<[number, number]>(db, `${LISTED[which]} ORDER BY c.created_at DESC, c.seq DESC LIMIT ?`)(
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      ),
    attention: (): Answer<'attention'> => attention(db),
    targets: db.transaction((input: Input<'targets'>): Answer<'targets'> => targetPage(db, input)),
    target: (id: number): Answer<'target'> => targetById(id)[0] ?? null,
    graveSince: (at: number): Answer<'graveSince'> => graveSince(db, at),
    inFlight: ({ connectionId, action, providerIds }: Input<'inFlight'>): Answer<'inFlight'> =>
      inFlight
        .all({ connectionId, action, ids: JSON.stringify(providerIds) })
        .map((row) => ({ ...row, sameAction: row.sameAction === 1 })),
    doneSince: ({ commandId, providerIds }: Input<'doneSince'>): Answer<'doneSince'> =>
      doneSince.all({ commandId, ids: JSON.stringify(providerIds) }),
    due: (input: Input<'due'>): Answer<'due'> =>
      due.all(input).map((row) => ({
        spec: commandSchema.shape.spec.parse(JSON.parse(String(row.spec))),
        target: targetOf(row),
      })),
    outlook: db.transaction((connectionId: string): Answer<'outlook'> => outlook(db, connectionId)),
  };
}

function attention(db: Db): Answer<'attention'> {
  const total = db.prepare<[], Answer<'attention'>>(
    `SELECT count(*) AS commands, coalesce(sum(unknown), 0) AS unknown,
       coalesce(sum(failed + expired - dismissed), 0) AS failed
     FROM commands c INDEXED BY commands_wanting WHERE ${WANTING}`,
  );
  return total.get() ?? { commands: 0, unknown: 0, failed: 0 };
}

function graveSince(db: Db, at: number): number {
  const total = db.prepare<[number, string], number>(
    `SELECT coalesce(sum(total - cancelled), 0) FROM commands
     WHERE created_at >= ? AND action IN (SELECT value FROM json_each(?))`,
  );
  return total.pluck().get(at, GRAVE) ?? 0;
}

/** The page is picked by an index alone; the rows are read once it is known. */
function targetPage(db: Db, { commandId, states, text, offset, limit }: Input<'targets'>): Answer<'targets'> {
  const globs = textTest(text)?.globs ?? [];
  const tests = ['command = (SELECT seq FROM commands WHERE id = ?)'];
  const bind: unknown[] = [commandId];
  if (states !== undefined) {
    tests.push('state IN (SELECT value FROM json_each(?))');
    bind.push(JSON.stringify(states));
  }
  for (const glob of globs) {
    tests.push('search_text GLOB ?');
    bind.push(glob);
  }
  const from = `FROM command_targets WHERE ${tests.join(' AND ')}`;
  const total = db.prepare<unknown[], number>(`SELECT count(*) ${from}`).pluck();
  const page = `(SELECT seq ${from} ORDER BY seq LIMIT ? OFFSET ?)`;
  const rows = targetReader<unknown[]>(db, `WHERE t.seq IN ${page} ORDER BY t.seq`);
  return { rows: rows(...bind, limit, offset), total: total.get(...bind) ?? 0 };
}

function outlook(db: Db, connectionId: string): Answer<'outlook'> {
  const next = db.prepare<[string], number>(
    `SELECT t.next_check_at FROM command_targets t JOIN commands c ON c.seq = t.command
     WHERE t.next_check_at IS NOT NULL AND c.connection_id = ? ORDER BY t.next_check_at LIMIT 1`,
  );
  const open = 'FROM commands WHERE connection_id = ? AND ended_at IS NULL';
  const queued = db.prepare<[string], number>(`SELECT coalesce(sum(queued), 0) ${open} AND paused IS NULL`);
  const held = db.prepare<[string], string>(`SELECT id ${open} AND held > 0 ORDER BY seq`);
  const sending = db.prepare<[string]>(`SELECT 1 FROM commands INDEXED BY commands_open
    WHERE ended_at IS NULL AND sending > 0 AND (connection_id = ? OR closed = 1) LIMIT 1`);
  return {
    nextCheckAt: next.pluck().get(connectionId) ?? null,
    queued: queued.pluck().get(connectionId) ?? 0,
    held: held.pluck().all(connectionId),
    sending: sending.get(connectionId) !== undefined,
  };
}
