import { z } from 'zod';
import { actionSpecSchema } from '../../model/action.ts';
import { targetFactsSchema, targetReasonSchema, targetStateSchema } from '../../model/command.ts';
import type { HistoryFilter } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { boundsAfter, RANK, type TimelinePlace } from './cursor.ts';
import type { Placed } from './row-source.ts';
import type { HistoryText } from './text.ts';

/** When something last happened to a target; one not sent yet stands where its command was confirmed. */
const HAPPENED = 'coalesce(t.ended_at, t.sent_at)';
const COLUMNS = `t.seq, c.id AS commandId, t.device_id AS deviceId, t.facts, c.spec, t.state, t.reason,
  t.message, c.actor`;
const json = z.string().transform((text): unknown => JSON.parse(text));
const rowSchema = z.object({
  seq: z.number(),
  at: z.number(),
  commandId: z.string(),
  deviceId: z.string(),
  facts: json.pipe(targetFactsSchema),
  spec: json.pipe(actionSpecSchema),
  state: targetStateSchema,
  reason: targetReasonSchema.nullable(),
  message: z.string().nullable(),
  actor: z.string(),
});

/** The targets of commands after a place, newest first, at most `limit`. */
export function readTargets(
  db: Db,
  filter: HistoryFilter,
  text: HistoryText | null,
  after: TimelinePlace | null,
  limit: number,
): Placed[] {
  if (filter.fields !== undefined || filter.runId !== undefined) return [];
  if (filter.kinds?.includes('command') === false) return [];
  const tests = testsOf(filter, text);
  const happened = stretch(
    HAPPENED,
    [...tests, { text: `${HAPPENED} IS NOT NULL`, bind: [] }],
    filter,
    after,
  );
  const waiting = stretch(
    'c.created_at',
    [...tests, { text: `${HAPPENED} IS NULL`, bind: [] }],
    filter,
    after,
  );
  const rows = db
    .prepare<unknown[]>(`${happened.text} UNION ALL ${waiting.text} ORDER BY at DESC, seq DESC LIMIT ?`)
    .all(...happened.bind, limit, ...waiting.bind, limit, limit);
  return rows.map((row) => placed(rowSchema.parse(row)));
}

function testsOf({ deviceId }: HistoryFilter, text: HistoryText | null): Sql[] {
  const tests: Sql[] = [];
  if (deviceId !== undefined) tests.push({ text: 't.device_id = ?', bind: [deviceId] });
  if (text !== null) {
    const found = 't.device_id IN (SELECT d.id FROM temp.history_found f JOIN devices d ON d.seq = f.device)';
    const frozen = text.valueTest('t.search_text');
    tests.push({ text: `(${found} OR ${frozen.text})`, bind: frozen.bind });
  }
  return tests;
}

function stretch(at: string, tests: Sql[], { from, to }: HistoryFilter, after: TimelinePlace | null): Sql {
  const bounds = boundsAfter(after, RANK.command);
  const all: Sql[] = [
    ...tests,
    { text: `${at} <= ? AND (${at} < ? OR t.seq < ?)`, bind: [bounds.at, bounds.at, bounds.seq] },
  ];
  if (from !== undefined) all.push({ text: `${at} >= ?`, bind: [from] });
  if (to !== undefined) all.push({ text: `${at} <= ?`, bind: [to] });
  return {
    text: `SELECT * FROM (SELECT ${COLUMNS}, ${at} AS at FROM command_targets t JOIN commands c ON c.seq = t.command
      WHERE ${all.map((test) => test.text).join(' AND ')} ORDER BY ${at} DESC, t.seq DESC LIMIT ?)`,
    bind: all.flatMap(({ bind }) => bind),
  };
}

function placed(row: z.infer<typeof rowSchema>): Placed {
  const { seq, at, commandId, deviceId, facts, spec, state, reason, message, actor } = row;
  return {
    place: { at, rank: RANK.command, seq },
    entry: {
      id: `t${seq}`,
      at,
      kind: 'command',
      deviceId,
      serial: facts.serial,
      model: facts.model,
      field: null,
      before: null,
      after: null,
      source: { kind: 'command', commandId },
      command: { id: commandId, spec, state, reason, message, actor },
    },
  };
}
