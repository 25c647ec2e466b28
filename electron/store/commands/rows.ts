import { z } from 'zod';
import { annotationChangeSchema } from '../../model/action.ts';
import {
  type Command,
  commandSchema,
  TARGET_STATES,
  type Target,
  targetFactsSchema,
  targetSchema,
} from '../../model/command.ts';
import type { Db } from '../database/connect.ts';

type Row = Record<string, unknown>;

const COMMAND_COLUMNS = `c.id, c.spec, c.connection_id AS connectionId, c.account, c.actor, c.origin,
  c.created_at AS createdAt, c.hold_ms AS holdMs, c.paused, c.retry_of AS retryOf, c.total, c.ended_at AS endedAt,
  iif(c.held > 0, c.created_at + c.hold_ms, NULL) AS holdUntil,
  ${TARGET_STATES.map((state) => `c.${state}`).join(', ')}`;

/** The columns of a target; to be selected from `command_targets t JOIN commands c ON c.seq = t.command`. */
export const TARGET_COLUMNS = `t.seq AS id, c.id AS commandId, t.facts, t.change, t.state, t.reason, t.message,
  t.attempts, t.sent_at AS sentAt, t.ended_at AS endedAt, t.checked_at AS checkedAt,
  t.next_check_at AS nextCheckAt, t.provider_command_id AS providerCommandId,
  t.provider_state AS providerState, t.provider_result AS providerResult, t.expires_at AS expiresAt`;

/** The value that a JSON text stands for. */
const json = z.string().transform((text): unknown => JSON.parse(text));
const targetRowSchema = targetSchema.extend({
  facts: json.pipe(targetFactsSchema),
  change: json.pipe(annotationChangeSchema).nullable(),
});
const commandRowSchema = commandSchema.extend({ spec: json.pipe(commandSchema.shape.spec) });

/** Reads commands; `rest` follows FROM and speaks of `c`. */
export function commandReader<Bind extends unknown[]>(db: Db, rest: string): (...bind: Bind) => Command[] {
  const statement = db.prepare<Bind, Row>(`SELECT ${COMMAND_COLUMNS} FROM commands c ${rest}`);
  return (...bind) => statement.all(...bind).map(commandOf);
}

/** Reads targets; `rest` follows FROM and speaks of `t` (command_targets) and `c` (commands). */
export function targetReader<Bind extends unknown[]>(db: Db, rest: string): (...bind: Bind) => Target[] {
  const statement = db.prepare<Bind, Row>(
    `SELECT ${TARGET_COLUMNS} FROM command_targets t JOIN commands c ON c.seq = t.command ${rest}`,
  );
  return (...bind) => statement.all(...bind).map(targetOf);
}

function commandOf(row: Row): Command {
  const counts = Object.fromEntries(TARGET_STATES.map((state) => [state, row[state]]));
  return commandRowSchema.parse({ ...row, counts });
}

/** The target in a row of TARGET_COLUMNS; other columns are left out. */
export function targetOf(row: Row): Target {
  return targetRowSchema.parse(row);
}
