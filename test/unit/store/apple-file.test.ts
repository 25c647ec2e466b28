import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { connectWriter, type Db } from '../../../electron/store/database/connect.ts';
import { applyMigrations, loadMigrations } from '../../../electron/store/database/migrations.ts';
import { enrolled, order, queue, statesOf, tell } from '../../support/apple-store-fixtures.ts';
import { CONNECTION, MIGRATIONS, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
const file = () => `${folder.path}/store.db`;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function change(work: (db: Db) => void): void {
  const db = new Database(file());
  work(db);
  db.close();
}

const brokenReferences = (): unknown[] => {
  const db = new Database(file(), { readonly: true });
  const found = db.prepare('PRAGMA foreign_key_check').all();
  db.close();
  return found;
};

/** A file as the program left it that knew of Chromebooks alone: everything that speaks of a connection is in it. */
function seedVersion6(): void {
  const early = `${folder.path}/early`;
  mkdirSync(early);
  for (const name of readdirSync(MIGRATIONS).sort().slice(0, 6))
    copyFileSync(`${MIGRATIONS}/${name}`, `${early}/${name}`);
  const db = connectWriter(file());
  applyMigrations(db, loadMigrations(early), T0);
  const { id, account, domain, customerId } = CONNECTION;
  db.exec(`INSERT INTO connections (seq, id, kind, method, account, domain, customer_id, scopes, connected_at, generation,
      verified_at)
    VALUES (3, '${id}', 'google', 'sign_in', '${account}', '${domain}', '${customerId}', '["a","b"]', ${T0}, 1, ${T0});
    INSERT INTO org_units VALUES (3, 'u1', NULL, 'North', '/North', ${T0});
    INSERT INTO sync_runs VALUES (1, 'run', 3, 1, 'manual', 'complete', NULL, NULL, ${T0}, ${T0 + 1}, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    INSERT INTO documents VALUES (1, '{"deviceId":"c1"}');
    INSERT INTO devices (seq, id, connection, platform, provider_id, serial, status, provider_status, state, os_version,
      search_text, fingerprint, document, fetched_at)
    VALUES (7, 'd-1', 3, 'chromeos', 'c1', 'S-1', 'active', 'ACTIVE', 'active', '145.0', 's-1', 'e', 1, ${T0});
    INSERT INTO sightings VALUES (1, 3, ${T0 + 1}, 1, NULL, 0, 1);
    INSERT INTO sightings VALUES (2, 3, ${T0 + 9}, NULL, 'cmd', 1, 0);
    INSERT INTO history VALUES (1, 3, 2, 7, ${T0 + 9}, 'osVersion', '144.0', '145.0');
    INSERT INTO certificates VALUES (1, '0a', 'server', 'CN=a', ${T0}, ${T0 + 9}, ${T0}, ${T0 + 1}, 4, 'pem');`);
  db.close();
}

it('a file that knew of Chromebooks alone keeps its connection with all that hangs on it, and takes Apple’s devices in', async () => {
  seedVersion6();
  const store = await openTestStore(file());
  expect(store.condition.kind).toBe('migrated');
  expect(existsSync(`${file()}.version-6.backup`)).toBe(true);
  expect(await store.connections.google()).toMatchObject({ ...CONNECTION });
  expect(await store.connections.apple()).toBeNull();
  expect(await store.orgUnits.list(CONNECTION.id)).toMatchObject([{ path: '/North' }]);
  expect(await store.runs.lastComplete(CONNECTION.id)).toMatchObject({ id: 'run' });
  expect(await store.devices.detail('d-1')).toMatchObject({ device: { name: null, fetchedAt: T0 } });
  expect((await store.history.page({ filter: {}, cursor: null, limit: 9 })).entries).toMatchObject([
    { field: 'osVersion', source: { kind: 'command' } },
  ]);
  const then = await store.history.at({
    ...{ at: T0 + 5, filter: {}, sort: { column: 'serial', direction: 'ascending' }, offset: 0, limit: 9 },
  });
  expect(then.rows).toMatchObject([{ osVersion: '144.0' }]);
  expect(await store.certificates.revoked(T0)).toEqual([{ serial: '0a', revokedAt: T0 + 1, reason: 4 }]);
  await enrolled(store, 'phone', { at: T0 + 99 });
  expect(await store.devices.count({})).toBe(2);
  expect(brokenReferences()).toEqual([]);
  // References are followed still: the connection takes what is its own with it.
  await store.connections.remove(CONNECTION.id);
  expect(await store.devices.count({})).toBe(1);
  expect(await store.checkIntegrity()).toEqual([]);
  await store.close();
  change((db) => {
    const left = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['org_units', 'sync_runs', 'documents'].map(left)).toEqual([0, 0, 1]);
  });
});

describe('a file that may lack its newest writes', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openTestStore(file());
    const id = await enrolled(store, 'phone');
    await queue(store, id, ['lock', 'wipe']);
    const orders = [order(id, 'ask', undefined, { purpose: 'inventory' })];
    await store.apple.enqueue({ orders, at: T0 });
    await store.close();
  });

  const expectDoubt = async () => {
    expect(await statesOf(store, 'lock', 'wipe', 'ask')).toEqual(['unknown', 'unknown', 'queued']);
    // What was done after all is told when the device comes.
    expect(await tell(store, 'phone', 'Acknowledged', 'lock')).toMatchObject({
      ...{ kind: 'ok', settled: { state: 'acknowledged' }, next: { uuid: 'ask' } },
    });
  };

  it('since it was put back does no action twice', async () => {
    writeFileSync(`${file()}.claim`, '99\n');
    store = await openTestStore(file());
    await expectDoubt();
    await store.close();
  });

  it('since it was damaged gives back devices, channels and queues, and lists again what lost its row', async () => {
    change((db) => db.exec('DELETE FROM devices; DELETE FROM documents'));
    writeFileSync(`${file()}.damaged`, 'met in use');
    store = await openTestStore(file());
    expect(store.condition).toMatchObject({ kind: 'repaired' });
    const [device] = await store.devices.find({ providerId: 'phone' });
    expect(device).toMatchObject({ platform: 'ios', status: 'active', enrolledAt: T0, serial: null });
    expect(await store.apple.staleInventory({ before: 0, limit: 9 })).toHaveLength(1);
    await expectDoubt();
    const inventory = { part: 'information' as const, value: { SerialNumber: 'C02' } };
    await tell(store, 'phone', 'Acknowledged', 'ask', { inventory });
    expect(await store.devices.find({ serial: 'C02' })).toMatchObject([{ id: device?.id }]);
    expect(await store.checkIntegrity()).toEqual([]);
    await store.close();
    expect(brokenReferences()).toEqual([]);
  });
});
