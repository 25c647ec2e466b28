import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../../electron/model/audit.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => `${folder.path}/store.db`;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(file());
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

/** Adds rows `c1`, `c2` … to the log. */
async function fill(count: number): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for (let number = 1; number <= count; number += 1) {
    const more = { at: T0 + number, object: `c${number}`, detail: { count: number, unit: '/Nord' } };
    rows.push(await store.audit.append(auditDraft('command.created', more)));
  }
  return rows;
}

/** Writes to the file as somebody would who is out to change the log. */
function tamper(...statements: string[]): void {
  const db = new Database(file());
  for (const name of ['audit_keeps_rows', 'audit_keeps_values', 'audit_adds_rows']) {
    db.exec(`DROP TRIGGER IF EXISTS ${name}`);
  }
  for (const statement of statements) expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
  db.close();
}

const broken = async () => (await store.audit.verify()).broken;
const list = async (filter: Parameters<Store['audit']['list']>[0]['filter'], before: number | null = null) =>
  (await store.audit.list({ filter, before, limit: 99 })).rows.map(({ seq }) => seq);

describe('the log', () => {
  it('chains each row to the one before, over restarts', async () => {
    const [first, second] = await fill(2);
    expect(first).toMatchObject({ seq: 1, previous: '0'.repeat(64), deed: 'command.created', host: 'desk' });
    expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toMatchObject({ seq: 2, previous: first?.hash });
    await store.close();
    store = await openTestStore(file());
    const [third] = await fill(1);
    expect(third).toMatchObject({ seq: 3, previous: second?.hash });
    expect(await store.audit.verify()).toEqual({ rows: 3, head: third?.hash, broken: null });
    expect((await store.audit.list({ filter: {}, before: null, limit: 1 })).rows).toEqual([third]);
  });

  it('is one chain though several programs write it', async () => {
    const other = await openTestStore(file());
    const draft = auditDraft('sync.started');
    const writes = Array.from({ length: 40 }, (_, turn) => (turn % 2 ? store : other).audit.append(draft));
    expect(new Set((await Promise.all(writes)).map(({ seq }) => seq)).size).toBe(40);
    await other.close();
    expect(await store.audit.verify()).toMatchObject({ rows: 40, broken: null });
  });

  it('is sound while it is empty', async () => {
    expect(await store.audit.verify()).toEqual({ rows: 0, head: null, broken: null });
    expect(await store.audit.list({ filter: {}, before: null, limit: 9 })).toEqual({ rows: [], more: false });
  });

  it('keeps what a name of half a character becomes on the disk', async () => {
    await store.audit.append(
      auditDraft('command.created', { actor: 'jo\ud800', detail: { path: '\udfff\u0000' } }),
    );
    expect(await broken()).toBeNull();
  });

  it('is listed from the newest, in pages', async () => {
    await fill(5);
    const first = await store.audit.list({ filter: {}, before: null, limit: 3 });
    expect(first.rows.map(({ seq }) => seq)).toEqual([5, 4, 3]);
    expect(first.more).toBe(true);
    const rest = await store.audit.list({ filter: {}, before: 3, limit: 3 });
    expect(rest.rows.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(rest.more).toBe(false);
  });

  it('is searched in all that is said of a deed, and filtered by deed and time', async () => {
    await fill(3);
    await store.audit.append(
      auditDraft('connection.deleted', {
        at: T0 + 9,
        actor: 'Hélène',
        account: 'boss@example.org',
        object: 'g1',
        result: 'disk_full',
      }),
    );
    expect(await list({ text: 'helene' })).toEqual([4]);
    expect(await list({ text: 'BOSS@' })).toEqual([4]);
    expect(await list({ text: 'disk_full' })).toEqual([4]);
    expect(await list({ text: '/nord' })).toEqual([3, 2, 1]);
    expect(await list({ text: 'nord c2' })).toEqual([2]);
    expect(await list({ text: 'desk' })).toEqual([]);
    expect(await list({ deeds: ['connection.deleted', 'sync.started'] })).toEqual([4]);
    expect(await list({ from: T0 + 2, to: T0 + 3 })).toEqual([3, 2]);
    expect(await list({ text: 'command', from: T0 + 2 }, 3)).toEqual([2]);
  });

  it('is streamed whole, as it was when the reading began', async () => {
    await fill(1200);
    const seen: number[] = [];
    for await (const rows of store.audit.stream({ filter: { text: 'created' } })) {
      if (seen.length === 0) await fill(1);
      seen.push(...rows.map(({ seq }) => seq));
    }
    expect(seen).toEqual(Array.from({ length: 1200 }, (_, index) => 1200 - index));
    const abort = new AbortController();
    const reading = async () => {
      for await (const _ of store.audit.stream({ filter: {}, signal: abort.signal })) abort.abort();
    };
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a row of the log', () => {
  beforeEach(() => fill(5));

  it('is neither changed, removed nor replaced by who goes through the tables', () => {
    const db = new Database(file());
    expect(() => db.exec("UPDATE audit SET actor = 'x' WHERE seq = 3")).toThrow(/keeps its rows/);
    expect(() => db.exec('DELETE FROM audit WHERE seq = 3')).toThrow(/keeps its rows/);
    const replace = 'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3';
    expect(() => db.exec(replace)).toThrow(/keeps its rows/);
    db.close();
  });

  it.each([
    ['at', 'at + 1'],
    ['actor', "'ko'"],
    ['account', "replace(account, 'a', 'e')"],
    ['account', 'NULL'],
    ['origin', "'windoz'"],
    ['host', "'desc'"],
    ['deed', "'command.undone'"],
    ['object', "'c4'"],
    ['detail', "replace(detail, '3', '4')"],
    ['detail', "replace(detail, ':', ': ')"],
    ['result', "'dome'"],
    ['previous', "replace(previous, substr(previous, 1, 1), 'x')"],
    ['hash', "replace(hash, substr(hash, 1, 1), 'x')"],
  ])('whose %s was changed to %s is named', async (column, value) => {
    tamper(`UPDATE audit SET ${column} = ${value} WHERE seq = 3`);
    expect(await store.audit.verify()).toMatchObject({ rows: 5, broken: { seq: 3, problem: 'changed' } });
    expect(await list({})).toEqual([5, 4, 3, 2, 1]);
  });

  it('that was written anew with a hash that fits is named by the row after it', async () => {
    const other = await openTestStore(`${folder.path}/other.db`);
    for (let number = 1; number <= 3; number += 1) {
      const more = { at: T0 + number, object: `c${number}`, detail: { count: number, unit: '/Nord' } };
      await other.audit.append(auditDraft('command.created', number < 3 ? more : { ...more, actor: 'ko' }));
    }
    const forged = (await other.audit.list({ filter: {}, before: null, limit: 1 })).rows[0];
    await other.close();
    tamper(`UPDATE audit SET actor = 'ko', hash = '${forged?.hash}' WHERE seq = 3`);
    expect(await broken()).toEqual({ seq: 3, problem: 'changed' });
  });

  it.each([
    ['the first', 1, 'missing'],
    ['one between', 3, 'missing'],
    ['the last', 5, 'end_missing'],
  ])('that is missing, %s, is named', async (_, seq, problem) => {
    tamper(`DELETE FROM audit WHERE seq = ${seq}`);
    expect(await broken()).toEqual({ seq, problem });
  });

  it('is missed when all are gone', async () => {
    tamper('DELETE FROM audit');
    expect(await store.audit.verify()).toEqual({
      rows: 0,
      head: null,
      broken: { seq: 1, problem: 'end_missing' },
    });
  });

  it('that has changed places with another is named', async () => {
    tamper(
      'UPDATE audit SET seq = 99 WHERE seq = 2',
      'UPDATE audit SET seq = 2 WHERE seq = 3',
      'UPDATE audit SET seq = 3 WHERE seq = 99',
    );
    expect(await broken()).toEqual({ seq: 2, problem: 'order' });
  });

  it('that took the place of a removed one is named', async () => {
    tamper('DELETE FROM audit WHERE seq = 3', 'UPDATE audit SET seq = seq - 1 WHERE seq > 3');
    expect(await broken()).toMatchObject({ seq: 3 });
  });

  it.each([
    ['its hash', "UPDATE audit_head SET hash = 'x'", { seq: 5, problem: 'changed' }],
    ['a higher number', 'UPDATE audit_head SET seq = 6', { seq: 6, problem: 'end_missing' }],
    ['a lower number', 'UPDATE audit_head SET seq = 4', { seq: 5, problem: 'order' }],
  ])('is the last one noted: with %s changed the end is named', async (_, statement, expected) => {
    tamper(statement);
    expect(await broken()).toEqual(expected);
  });

  it('is missed too when the note of the last one is gone', async () => {
    tamper('DELETE FROM audit_head');
    expect(await broken()).toEqual({ seq: 1, problem: 'order' });
  });

  it('that was tampered with does not keep the next from being written', async () => {
    tamper('DELETE FROM audit_head', 'DELETE FROM audit WHERE seq = 2');
    expect(await fill(1)).toMatchObject([{ seq: 6 }]);
    expect(await broken()).toEqual({ seq: 2, problem: 'missing' });
  });
});
