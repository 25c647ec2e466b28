import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { connectWriter } from '../../../electron/store/database/connect.ts';
import { applyMigrations, loadMigrations } from '../../../electron/store/database/migrations.ts';
import {
  claimed,
  DAY,
  invitation,
  invite,
  invited,
  issue,
  look,
  mailStates,
  makePin,
  sendAll,
  session,
} from '../../support/invited-fixtures.ts';
import { MIGRATIONS, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';
import { everybody } from '../../support/user-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** A file as the program left it that kept users and no registration. */
function seedVersion5(): void {
  const early = `${folder.path}/early`;
  mkdirSync(early);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, 5))
    copyFileSync(`${MIGRATIONS}/${name}`, `${early}/${name}`);
  const db = connectWriter(file());
  applyMigrations(db, loadMigrations(early), T0);
  db.exec(`INSERT INTO users (id, user_name, name_key, email, email_key, display_name, name_order, source, groups,
      state, search_text, created_at, changed_at)
    VALUES ('id-jo', 'jo', 'jo', 'jo@example.org', 'jo@example.org', 'Jo', 'jo', 'local', '[]', 'active', 'jo',
      ${T0}, ${T0});
    INSERT INTO settings VALUES ('theme', '"dark"');`);
  db.close();
}

it('a file without registration keeps its users and lets them be invited', async () => {
  seedVersion5();
  const store = await openTestStore(file());
  expect(store.condition.kind).toBe('migrated');
  expect(existsSync(`${file()}.version-5.backup`)).toBe(true);
  expect(await store.settings.get('theme')).toBe('"dark"');
  expect(await everybody(store)).toMatchObject([{ id: 'id-jo', email: 'jo@example.org' }]);
  expect((await store.invitations.counts(T0)).states.draft).toBe(0);
  await invite(store, [invitation('jo')]);
  const [mail] = await store.mails.claim({ owner: 'me', at: T0, limit: 9, urlVersion: 1 });
  expect(mail).toMatchObject({ user: { userName: 'jo' }, invitation: { id: 'i-jo' } });
  expect(await store.checkIntegrity()).toEqual([]);
  await store.close();
});

/** Everything that registration keeps of a user, with his mail being sent. */
async function fillFor(store: Store, name: string): Promise<void> {
  await invited(store, name);
  await makePin(store, name);
  await store.access.setPassword({
    userId: `id-${name}`,
    password: { hash: 'h', temporary: false, setAt: T0, expiresAt: null },
    session: null,
    spends: null,
    audit: null,
  });
  await store.access.acceptTerms({ userId: `id-${name}`, terms: 'v1', at: T0, audit: null });
  await store.access.startSession(session(`s-${name}`, name));
  await issue(store, name);
}

/** What may have happened already does not happen again. */
async function expectNothingTwice(store: Store, name: string): Promise<void> {
  expect(await store.pins.active(`id-${name}`)).toBeNull();
  expect(await store.access.session(`s-${name}`, T0)).toBeNull();
  await expect(
    store.tickets.redeem({ hash: `hash of t-${name}`, device: 'phone', at: T0 }),
  ).rejects.toMatchObject({ code: 'ticket_gone' });
}

describe('a damaged file', () => {
  /** Overwrites some leaf pages of a table with noise. */
  function garble(table: string, choose: (pages: number[]) => number[]): void {
    const db = new Database(file(), { readonly: true });
    const leaves = db
      .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
      .pluck()
      .all(table)
      .map(Number);
    db.close();
    const handle = openSync(file(), 'r+');
    for (const page of choose(leaves))
      writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, (page - 1) * 8192);
    closeSync(handle);
    writeFileSync(`${file()}.damaged`, 'met in use');
  }

  /** Rows that speak of others that are lost; the next migration would refuse them. */
  function orphans(): unknown[] {
    const db = new Database(file(), { readonly: true });
    const found = db.prepare('PRAGMA foreign_key_check').all();
    db.close();
    return found;
  }

  it('gives back registration but for the pages that cannot be read, and sends and lets in nobody by itself', async () => {
    const store = await openTestStore(file());
    await fillFor(store, 'jo');
    await store.certificates.put({
      serial: '0a',
      kind: 'server',
      subject: 'CN=a',
      notBefore: T0,
      notAfter: T0 + DAY,
      issuedAt: T0,
      revokedAt: null,
      reason: null,
      pem: 'pem',
    });
    await sendAll(store);
    await store.access.tryOut({ key: 'jo', at: T0, free: 1 });
    await issue(store, 'jo', { ticket: { id: 'done', platform: 'macos' } });
    await store.tickets.redeem({ hash: 'hash of done', device: 'mac', at: T0 });
    await store.tickets.complete({ id: 'done', at: T0, audit: null });
    await invite(
      store,
      Array.from({ length: 600 }, (_, place) => invitation(`user${place}`)),
    );
    expect(await claimed(store, T0, 'dead', 300)).toHaveLength(300);
    await store.close();
    garble('invitations', (pages) => pages.slice(3, 5));

    const repaired = await openTestStore(file());
    expect(repaired.condition.kind).toBe('repaired');
    expect(await repaired.checkIntegrity()).toEqual([]);
    expect(orphans()).toEqual([]);
    const { states, mails } = await repaired.invitations.counts(T0);
    expect(states.draft).toBeGreaterThan(300);
    expect(states.draft).toBeLessThan(600);
    expect(mails).toMatchObject({ queued: 0, sending: 0, unknown: 600, sent: 1 });
    expect(await claimed(repaired, T0 + DAY)).toEqual([]);
    expect(await look(repaired, 'i-jo')).toMatchObject({ state: 'sent', mail: { state: 'sent' } });
    expect(await repaired.invitations.byLink('link-i-jo')).toMatchObject({ id: 'i-jo' });
    await expectNothingTwice(repaired, 'jo');
    expect(await repaired.access.password('id-jo')).toMatchObject({ hash: 'h' });
    expect(await repaired.access.hasAccepted('id-jo', 'v1')).toBe(true);
    expect(await repaired.access.tryOut({ key: 'jo', at: T0, free: 1 })).toBe(false);
    expect(await repaired.certificates.get('0a')).toMatchObject({ subject: 'CN=a' });
    await expect(issue(repaired, 'jo', { ticket: { id: 'more' }, limit: 1 })).rejects.toMatchObject({
      code: 'device_limit',
    });
    await repaired.close();
  });
});

describe('an older copy of the file that is put back', () => {
  const copy = () => `${folder.path}/copy.db`;
  const putBack = (): Promise<Store> => {
    for (const ending of ['', '-wal', '-shm']) rmSync(file() + ending, { force: true });
    copyFileSync(copy(), file());
    return openTestStore(file());
  };
  beforeEach(async () => {
    const store = await openTestStore(file());
    await fillFor(store, 'jo');
    await store.close();
    copyFileSync(file(), copy());
  });

  it('goes on when nothing was used up since, and sends no mail again that may have been sent', async () => {
    const sooner = await putBack();
    expect(await sooner.pins.active('id-jo')).not.toBeNull();
    expect(await sooner.access.session('s-jo', T0)).not.toBeNull();
    expect(await sendAll(sooner)).toEqual(['m-i-jo']);
    await sooner.close();
    const later = await putBack();
    expect(await mailStates(later)).toEqual({ 'm-i-jo': 'unknown' });
    await expectNothingTwice(later, 'jo');
    await later.close();
  });

  it('revives no PIN that was used since', async () => {
    const sooner = await openTestStore(file());
    await issue(sooner, 'jo', { ticket: { id: 'other' }, spends: 'p-jo', session: 's-jo' });
    await sooner.close();
    const later = await putBack();
    await expectNothingTwice(later, 'jo');
    await later.close();
  });
});
