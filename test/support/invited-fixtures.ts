import Database from 'better-sqlite3';
import type { Invitation, InvitationQuery } from '../../electron/model/invitation.ts';
import type { Store } from '../../electron/store/contract.ts';
import type { KeptPin, NewInvitation, PortalSession } from '../../electron/store/registration-contract.ts';
import { auditDraft } from './command-fixtures.ts';
import { T0 } from './store-fixtures.ts';
import { keptHere, put } from './user-fixtures.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Now, by the registration URL that invitations are made for. */
export const NOW = { now: T0, urlVersion: 1 };

const TABLES = [
  ...['invitation_links', 'mails', 'invitations', 'pins', 'passwords', 'portal_sessions', 'terms_accepted'],
  ...['tries', 'tickets', 'certificates', 'users'],
];

/**
 * Takes all people and all of registration out of a file, so that the tests of a file share one store. The log keeps
 * its rows: where it stood is noted for `deeds`.
 */
export function emptyRegistration(file: string): void {
  const db = new Database(file);
  for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
  db.exec("INSERT OR REPLACE INTO settings SELECT 'log.seen', coalesce(max(seq), 0) FROM audit");
  db.close();
}

/** Keeps users by their names; each has an address. */
export function people(store: Store, ...names: string[]): Promise<void> {
  return put(store, ...names.map((name) => keptHere(name, { email: `${name}@example.org` })));
}

/** An invitation for a day, named after its user: `i-jo`. */
export function invitation(
  name: string,
  { user, ...more }: Partial<Omit<NewInvitation, 'user'>> & { user?: Partial<NewInvitation['user']> } = {},
): NewInvitation {
  const id = more.id ?? `i-${name}`;
  return {
    id,
    user: {
      id: `id-${name}`,
      userName: name,
      displayName: name,
      email: `${name}@example.org`,
      source: 'local',
      language: null,
      ...user,
    },
    linkHash: `link-${id}`,
    linkVersion: 1,
    createdAt: T0,
    createdBy: 'admin',
    expiresAt: T0 + DAY,
    ...more,
  };
}

/** Keeps invitations with a mail (`m-…`) for each. */
export function invite(
  store: Store,
  invitations: NewInvitation[],
  more: { again?: boolean; at?: number; mail?: boolean } = {},
): Promise<{ created: string[]; already: number }> {
  const { again = false, at = T0, mail = true } = more;
  const mailed = mail ? Object.fromEntries(invitations.map(({ id }) => [id, `m-${id}`])) : {};
  return store.invitations.create({
    invitations,
    mailed,
    again,
    at,
    audit: auditDraft('invitations.created'),
  });
}

/** Keeps users and invites them. */
export async function invited(store: Store, ...names: string[]): Promise<void> {
  await people(store, ...names);
  await invite(
    store,
    names.map((name) => invitation(name)),
  );
}

/** One invitation as it is at an instant. */
export async function look(store: Store, id: string, now = T0): Promise<Invitation | undefined> {
  return (await store.invitations.byIds([id], { now, urlVersion: 1 }))[0];
}

export const BY_NAME: InvitationQuery['sort'] = { column: 'displayName', direction: 'ascending' };

/** The ids of a filter in order; the total has to agree. */
export async function listed(
  store: Store,
  filter: InvitationQuery['filter'] = {},
  sort = BY_NAME,
  at = NOW,
): Promise<string[]> {
  const { rows, total } = await store.invitations.window({ filter, sort, offset: 0, limit: 500 }, at);
  if (total !== rows.length) throw new Error(`${total} in all, ${rows.length} shown`);
  return rows.map(({ id }) => id);
}

/** Takes what is due; answers the ids of the mails. */
export async function claimed(store: Store, at = T0, owner = 'me', limit = 100): Promise<string[]> {
  const mails = await store.mails.claim({ owner, at, limit, urlVersion: 1 });
  return mails.map(({ job }) => job.id);
}

/** Takes what is due and has it sent. */
export async function sendAll(store: Store, at = T0): Promise<string[]> {
  const ids = await claimed(store, at);
  for (const id of ids) await store.mails.settle({ id, to: 'sent', at, error: null, nextAt: null });
  return ids;
}

/** The states of all mails by their ids. */
export async function mailStates(store: Store): Promise<Record<string, string>> {
  const { rows } = await store.mails.list({ offset: 0, limit: 500 });
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]));
}

/** Makes a PIN for a day, named after its user unless told otherwise: `p-jo`. */
export async function makePin(store: Store, name: string, more: Partial<KeptPin> = {}): Promise<string> {
  const { id = `p-${name}`, invitationId = null, way = 'mail', madeAt = T0, expiresAt = T0 + DAY } = more;
  const pin = { id, userId: `id-${name}`, invitationId, hash: `hash of ${id}`, way, madeAt, expiresAt };
  await store.pins.make({ pin, audit: auditDraft('pin.made') });
  return id;
}

/** A session for an hour, named by its hash. */
export function session(hash: string, name: string, more: Partial<PortalSession> = {}): PortalSession {
  return {
    hash,
    userId: `id-${name}`,
    invitationId: null,
    pinId: null,
    password: false,
    handed: false,
    createdAt: T0,
    expiresAt: T0 + HOUR,
    ...more,
  };
}

type Issue = Parameters<Store['tickets']['issue']>[0];

/** Issues a ticket for eight minutes whose hash is `hash of <id>`. */
export function issue(
  store: Store,
  name: string,
  { ticket, ...more }: Partial<Omit<Issue, 'ticket'>> & { ticket?: Partial<Issue['ticket']> } = {},
): Promise<void> {
  const id = ticket?.id ?? `t-${name}`;
  return store.tickets.issue({
    ticket: {
      id,
      kind: 'registration',
      userId: `id-${name}`,
      invitationId: null,
      platform: 'ios',
      issuedAt: T0,
      expiresAt: T0 + 8 * 60_000,
      ...ticket,
    },
    hash: `hash of ${id}`,
    session: 's1',
    spends: null,
    limit: null,
    audit: null,
    ...more,
  });
}

/** The deeds in the log since registration was emptied, oldest first. */
export async function deeds(store: Store): Promise<string[]> {
  const seen = Number(await store.settings.get('log.seen'));
  const { rows } = await store.audit.list({ filter: {}, before: null, limit: 500 });
  return rows
    .filter(({ seq }) => seq > seen)
    .map(({ deed }) => deed)
    .reverse();
}
