import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/contract.ts';
import { CONNECTION, openTestStore, syncAll, T0, temporaryFolder } from '../../support/store-fixtures.ts';

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

describe('the connection', () => {
  it('is kept whole, replaced by itself and never by another', async () => {
    expect(await store.connections.google()).toBeNull();
    await store.connections.saveGoogle(CONNECTION);
    expect(await store.connections.google()).toEqual(CONNECTION);
    const troubled = {
      ...CONNECTION,
      trouble: 'reconnect_needed' as const,
      generation: 2,
      endpoints: { apiRoot: 'http://127.0.0.1:1', authRoot: null },
    };
    await store.connections.saveGoogle(troubled);
    expect(await store.connections.google()).toEqual(troubled);
    await expect(store.connections.saveGoogle({ ...CONNECTION, id: 'other' })).rejects.toMatchObject({
      code: 'connection_exists',
    });
  });

  it('goes with all it brought, and no word of it stays in the files', async () => {
    const secretWords = ['zebrafish-user', 'quokka-notes', 'SERIAL-NARWHAL', 'Axolotl-Unit'];
    await store.connections.saveGoogle(CONNECTION);
    await store.settings.set('theme', '"dark"');
    await store.settings.set(`sync.${CONNECTION.id}`, '"axolotl-setting"');
    await store.secrets.put('workspace key', new Uint8Array([1]));
    await store.secrets.put(`google/${CONNECTION.id}/tokens`, new Uint8Array([2]));
    await store.orgUnits.replace({
      connectionId: CONNECTION.id,
      generation: 1,
      units: [{ id: 'u', parentId: null, name: 'Axolotl-Unit', path: '/Axolotl-Unit', fetchedAt: T0 }],
    });
    const record = (index: number) => ({
      deviceId: `d${index}`,
      annotatedUser: 'zebrafish-user',
      notes: 'quokka-notes',
      serialNumber: 'SERIAL-NARWHAL',
    });
    await syncAll(store, 'r1', [[record(1), record(2)]]);
    await store.finishIndexes();
    await syncAll(store, 'r2', [[{ ...record(1), etag: 'x' }]], T0 + 1);
    writeFileSync(`${file()}.version-0.backup`, 'zebrafish-user');
    expect(await store.connections.contents(CONNECTION.id)).toEqual({
      devices: 2,
      runs: 2,
      orgUnits: 1,
      users: 0,
      secrets: 1,
    });

    await store.connections.remove(CONNECTION.id);
    expect(await store.connections.google()).toBeNull();
    expect(await store.devices.count({ status: ['archived', 'active', 'provider:'] })).toBe(0);
    expect(await store.devices.find({ providerId: 'd1' })).toEqual([]);
    expect(await store.settings.get('theme')).toBe('"dark"');
    expect(await store.settings.get(`sync.${CONNECTION.id}`)).toBeNull();
    expect(await store.secrets.list()).toEqual(['workspace key']);
    expect(await store.runs.list({ connectionId: CONNECTION.id, limit: 9 })).toEqual([]);
    const bytes = [file(), `${file()}-wal`]
      .filter(existsSync)
      .map((path) => readFileSync(path, 'latin1').toLowerCase());
    for (const word of secretWords) {
      for (const content of bytes) expect(content).not.toContain(word.toLowerCase());
    }
    expect(existsSync(`${file()}.version-0.backup`)).toBe(false);
    expect(await store.checkIntegrity()).toEqual([]);
    await expect(store.connections.remove(CONNECTION.id)).rejects.toMatchObject({
      code: 'connection_not_found',
    });
  });

  it('can be made again after its removal', async () => {
    await store.connections.saveGoogle(CONNECTION);
    await syncAll(store, 'r1', [[{ deviceId: 'a', serialNumber: 'A' }]]);
    await store.connections.remove(CONNECTION.id);
    await store.connections.saveGoogle({ ...CONNECTION, id: 'second' });
    expect(await store.connections.contents('second')).toEqual({
      devices: 0,
      runs: 0,
      orgUnits: 0,
      users: 0,
      secrets: 0,
    });
  });
});

describe('organizational units', () => {
  it('are replaced as a whole list, only by this life of the connection', async () => {
    await store.connections.saveGoogle(CONNECTION);
    const unit = (id: string, path: string) => ({ id, parentId: null, name: id, path, fetchedAt: T0 });
    const replace = (generation: number, ...units: ReturnType<typeof unit>[]) =>
      store.orgUnits.replace({ connectionId: CONNECTION.id, generation, units });
    await replace(1, unit('b', '/B'), unit('a', '/A'));
    await replace(1, unit('a', '/Renamed'), unit('c', '/C'));
    expect((await store.orgUnits.list(CONNECTION.id)).map(({ path }) => path)).toEqual(['/C', '/Renamed']);
    await expect(replace(0, unit('d', '/D'))).rejects.toMatchObject({ code: 'connection_not_found' });
    expect(await store.orgUnits.list(CONNECTION.id)).toHaveLength(2);
  });
});

describe('settings and secrets', () => {
  it('are there after a restart', async () => {
    await store.settings.set('view', '{"a":1}');
    await store.settings.set('view', '{"a":2}');
    await store.secrets.put('token', new Uint8Array([1, 2, 255]));
    await store.close();
    store = await openTestStore(file());
    expect(store.condition.kind).toBe('sound');
    expect(await store.settings.get('view')).toBe('{"a":2}');
    expect(await store.secrets.get('token')).toEqual(new Uint8Array([1, 2, 255]));
    await store.settings.delete('view');
    await store.secrets.delete('token');
    expect(await store.settings.get('view')).toBeNull();
    expect(await store.secrets.get('token')).toBeNull();
    expect(await store.secrets.list()).toEqual([]);
  });
});

describe('leases', () => {
  const lease = (owner: string, now: number, pid = process.pid) =>
    store.leases.acquire({ name: 'sync', owner, pid, now, ttlMs: 1000 });

  it('end for all when the clock is set back behind their beginning', async () => {
    expect(await lease('a', T0 + 86_400_000)).toBe(true);
    expect(await lease('b', T0)).toBe(true);
    expect(await store.leases.renew({ name: 'sync', owner: 'a', now: T0, ttlMs: 1000 })).toBe(false);
  });

  it('belong to one owner until they run out or are released', async () => {
    expect(await lease('a', T0)).toBe(true);
    expect(await lease('a', T0)).toBe(true);
    expect(await lease('b', T0 + 999)).toBe(false);
    expect(await store.leases.renew({ name: 'sync', owner: 'a', now: T0 + 900, ttlMs: 1000 })).toBe(true);
    expect(await lease('b', T0 + 1500)).toBe(false);
    expect(await lease('b', T0 + 1900)).toBe(true);
    expect(await store.leases.renew({ name: 'sync', owner: 'a', now: T0, ttlMs: 1000 })).toBe(false);
    await store.leases.release({ name: 'sync', owner: 'a' });
    expect(await lease('a', T0 + 1900)).toBe(false);
    await store.leases.release({ name: 'sync', owner: 'b' });
    expect(await lease('a', T0 + 1900)).toBe(true);
  });

  it('are free at once when their process has died', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    expect(await lease('child', T0, child.pid)).toBe(true);
    expect(await lease('me', T0)).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await lease('me', T0)).toBe(true);
  });
});

describe('the store', () => {
  it('tells what another program wrote, and nothing of its own writes', async () => {
    await store.close();
    store = await openTestStore(file(), { watchMs: 5 });
    let told = 0;
    const remove = store.onOutsideChange(() => {
      told += 1;
    });
    await store.settings.set('mine', '1');
    const other = await openTestStore(file());
    const heard = new Promise<void>((resolve) => {
      store.onOutsideChange(resolve);
    });
    expect(told).toBe(0);
    await other.settings.set('theirs', '2');
    await heard;
    expect(told).toBe(1);
    expect(await store.settings.get('theirs')).toBe('2');
    remove();
    await other.close();
  });

  it('refuses calls after it was closed', async () => {
    await store.close();
    await expect(store.settings.get('a')).rejects.toMatchObject({ code: 'cancelled' });
    await store.close();
  });
});
