import {
  INVITATION_STATES,
  type InvitationCounts,
  type InvitationFilter,
  type InvitationQuery,
  invitationCountsSchema,
} from '../../model/invitation.ts';
import { MAIL_JOB_STATES } from '../../model/mail-job.ts';
import type { Db } from '../database/connect.ts';
import type { Sql } from '../query/filter.ts';
import { textTest } from '../query/text.ts';
import type { InvitationRepository } from '../registration-contract.ts';
import { type At, invitationReader, OPEN, SHOWN_STATE } from './invitation-rows.ts';

type Answer<Name extends keyof InvitationRepository> = Awaited<ReturnType<InvitationRepository[Name]>>;
type Counted = { state: string; count: number };

const KEYS: Readonly<Record<InvitationQuery['sort']['column'], string>> = {
  displayName: 'i.name_order',
  // In the order of an invitation’s life.
  state: `CASE ${SHOWN_STATE} ${INVITATION_STATES.map((state, place) => `WHEN '${state}' THEN ${place}`).join(' ')} END`,
  createdAt: 'i.created_at',
  sentAt: 'i.sent_at',
  openedAt: 'i.opened_at',
  expiresAt: 'i.expires_at',
};
const AMONG = 'IN (SELECT value FROM json_each(?))';
const NEWEST_MAIL = `i.id IN (SELECT m.invitation_id FROM mails m
  WHERE m.state ${AMONG} AND m.invitation_id IS NOT NULL
    AND m.seq = (SELECT max(n.seq) FROM mails n WHERE n.invitation_id = m.invitation_id))`;
const IN_ORDER = 'JOIN (SELECT key AS place, value AS wanted FROM json_each(?)) ON wanted =';

/** What reads of invitations answer; see InvitationRepository for each. */
export function invitationQueries(db: Db) {
  const bySeq = invitationReader<[string]>(db, `${IN_ORDER} i.seq ORDER BY place`);
  const byId = invitationReader<[string]>(db, `${IN_ORDER} i.id ORDER BY place`);
  const open = invitationReader<[string]>(
    db,
    `WHERE i.user_id = ? AND i.state IN (${OPEN}) AND i.expires_at > @now`,
  );
  const byLink = db.prepare<[string], { id: string; linkVersion: number; replaced: number }>(
    'SELECT invitation_id AS id, version AS linkVersion, replaced FROM invitation_links WHERE hash = ?',
  );
  return {
    window: db.transaction((query: InvitationQuery, at: At): Answer<'window'> => {
      const { seqs, total } = page(db, query, at);
      return { rows: bySeq(at, JSON.stringify(seqs)), total };
    }),
    byIds: (ids: string[], at: At): Answer<'byIds'> => byId(at, JSON.stringify(ids)),
    openOf: (userId: string, at: At): Answer<'openOf'> => open(at, userId)[0] ?? null,
    counts: db.transaction((now: number): InvitationCounts => counts(db, now)),
    byLink: (hash: string): Answer<'byLink'> => {
      const link = byLink.get(hash);
      return link === undefined ? null : { ...link, replaced: link.replaced === 1 };
    },
  };
}

/** What comes without a value is last in both directions; ties go by name, then by the age of the row. */
function page(
  db: Db,
  { filter, sort, limit, offset }: InvitationQuery,
  { now }: At,
): { seqs: number[]; total: number } {
  const where = conditionsOf(filter);
  const from = `FROM invitations i WHERE ${where.text}`;
  const way = sort.direction === 'ascending' ? 'ASC NULLS LAST' : 'DESC NULLS LAST';
  const order = `${KEYS[sort.column]} ${way}, i.name_order, i.seq`;
  const total = db.prepare<unknown[], number>(`SELECT count(*) ${from}`).pluck();
  const rows = db
    .prepare<unknown[], number>(`SELECT i.seq ${from} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .pluck();
  return {
    seqs: rows.all(...where.bind, limit, offset, { now }),
    total: total.get(...where.bind, { now }) ?? 0,
  };
}

function conditionsOf({ text, states, mail, userId, ids }: InvitationFilter): Sql {
  const tests = ['1'];
  const bind: unknown[] = [];
  const test = (sql: string, value: unknown): void => {
    tests.push(sql);
    bind.push(value);
  };
  // Empty lists do not restrict, but for ids: there they mean none.
  if (states?.length) test(`${SHOWN_STATE} ${AMONG}`, JSON.stringify(states));
  if (mail?.length) test(NEWEST_MAIL, JSON.stringify(mail));
  if (userId !== undefined) test('i.user_id = ?', userId);
  if (ids !== undefined) test(`i.id ${AMONG}`, JSON.stringify(ids));
  for (const glob of textTest(text)?.globs ?? []) test('i.search_text GLOB ?', glob);
  return { text: tests.join(' AND '), bind };
}

function counts(db: Db, now: number): InvitationCounts {
  const all = db
    .prepare<[], Counted>('SELECT state, count(*) AS count FROM invitations GROUP BY state')
    .all();
  const past = db
    .prepare<[number], Counted>(
      `SELECT state, count(*) AS count FROM invitations
       WHERE state IN (${OPEN}) AND expires_at <= ? GROUP BY state`,
    )
    .all(now);
  const mails = db.prepare<[], Counted>('SELECT state, count(*) AS count FROM mails GROUP BY state').all();
  const moved = past.flatMap(({ state, count }) => [
    { state, count: -count },
    { state: 'expired', count },
  ]);
  return invitationCountsSchema.parse({
    states: summed(INVITATION_STATES, [...all, ...moved]),
    mails: summed(MAIL_JOB_STATES, mails),
  });
}

/** One number for each name, also for those that do not occur. */
function summed(names: readonly string[], rows: readonly Counted[]): Record<string, number> {
  const totals = new Map(names.map((name) => [name, 0]));
  for (const { state, count } of rows) totals.set(state, (totals.get(state) ?? 0) + count);
  return Object.fromEntries(totals);
}
