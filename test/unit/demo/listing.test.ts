import { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoOptions } from '../../../electron/demo/options.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { accessToken, askWithKey, errorOf, MORNING, reader, UNITS } from './support.ts';

const running: DemoOrganisation[] = [];
afterEach(async () => {
  for (const demo of running.splice(0)) await demo.stop();
});

async function open(options: DemoOptions = {}) {
  const clock = createManualClock(MORNING);
  const demo = await startDemoOrganisation({ devices: 1000, ...options }, { clock });
  running.push(demo);
  return { demo, clock, api: reader(demo, await accessToken(demo, MORNING)) };
}

const ids = (devices: readonly { deviceId: string }[]): string[] => devices.map((device) => device.deviceId);

describe('chromeosdevices.list', () => {
  it('is what the official client expects', async () => {
    const { demo } = await open();
    const directory = new admin_directory_v1.Admin({
      rootUrl: demo.apiRoot,
      headers: { authorization: `Bearer ${await accessToken(demo, MORNING)}` },
    });
    const found: string[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await directory.chromeosdevices.list({
        customerId: 'my_customer',
        maxResults: 300,
        projection: 'FULL',
        query: 'status:managed',
        ...(pageToken !== undefined && { pageToken }),
      });
      expect(data.kind).toBe('admin#directory#chromeosdevices');
      found.push(...(data.chromeosdevices ?? []).map((device) => device.deviceId ?? ''));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    const { data } = await directory.customer.devices.chromeos.countChromeOsDevices({
      customerId: demo.customerId,
      filter: 'status:managed',
    });
    expect(data.count).toBe(String(found.length));
    expect(new Set(found)).toEqual(new Set(demo.control.deviceIds('status:managed')));
  });

  it('gives 100 devices a page unless asked otherwise, and refuses more than the server allows', async () => {
    const { api } = await open({ maxResults: 200 });
    expect((await api.page()).chromeosdevices).toHaveLength(100);
    expect((await api.page({ maxResults: '200' })).chromeosdevices).toHaveLength(200);
    const refused = await api.get('customer/my_customer/devices/chromeos?maxResults=201');
    expect(await errorOf(refused)).toMatchObject({ status: 400, reason: 'invalidInput' });
  });

  it('leaves deprovisioned devices out of a list without a query, unless told otherwise', async () => {
    const usual = await open();
    const devices = await usual.api.all();
    expect(devices.some((device) => device.status === 'DEPROVISIONED')).toBe(false);
    const other = await open({ listDeprovisioned: true });
    expect(await other.api.all()).toHaveLength(1000);
  });

  it('divides the fleet without rest by status, and by day of registration', async () => {
    const { api, demo } = await open();
    const managed = await api.all({ query: 'status:managed' });
    const gone = await api.all({ query: 'status:deprovisioned' });
    expect([...ids(managed), ...ids(gone)].sort()).toEqual(demo.control.deviceIds().sort());
    const early = await api.all({ query: 'status:managed register:..2024-02-29' });
    const late = await api.all({ query: 'status:managed register:2024-03-01..' });
    expect([...ids(early), ...ids(late)].sort()).toEqual(ids(managed).sort());
    expect(early.length).toBeGreaterThan(100);
    expect(await api.count({ filter: 'status:managed register:2024-03-01..' })).toBe(late.length);
  });

  it('finds part of a serial number from three characters on', async () => {
    const { api } = await open();
    const [first] = (await api.page({ projection: 'FULL' })).chromeosdevices;
    const serial = String(first?.serialNumber);
    const found = await api.all({ query: `id:${serial.slice(1, 7).toLowerCase()}` });
    expect(ids(found)).toContain(first?.deviceId);
    expect(found.every((device) => String(device.serialNumber).includes(serial.slice(1, 7)))).toBe(true);
    const refused = await api.get('customer/my_customer/devices/chromeos?query=id:ab');
    expect(await errorOf(refused)).toMatchObject({ status: 400, reason: 'invalidInput' });
  });

  it('keeps to a unit, with or without those below it', async () => {
    const { api } = await open();
    const direct = await api.all({ orgUnitPath: 'Schools/North' });
    const all = await api.all({ orgUnitPath: '/Schools/North', includeChildOrgunits: 'true' });
    expect(direct.every((device) => device.orgUnitPath === '/Schools/North')).toBe(true);
    expect(all.length).toBeGreaterThan(direct.length);
    expect(all.every((device) => String(device.orgUnitPath).startsWith('/Schools/North'))).toBe(true);
    const nowhere = await api.get('customer/my_customer/devices/chromeos?orgUnitPath=Nowhere');
    expect(await errorOf(nowhere)).toMatchObject({ status: 400, reason: 'invalidOrgunit' });
    const without = await api.get('customer/my_customer/devices/chromeos?includeChildOrgunits=true');
    expect(await errorOf(without)).toMatchObject({ status: 400, reason: 'invalidInput' });
  });

  it('gives only the fields that are asked for', async () => {
    const { api } = await open();
    const fields = 'nextPageToken,chromeosdevices(deviceId,status,recentUsers/type)';
    const page = await api.page({ projection: 'FULL', fields });
    expect(page.nextPageToken).toBeDefined();
    expect(page).not.toHaveProperty('kind');
    const keys = page.chromeosdevices.flatMap((device) => Object.keys(device));
    expect(new Set(keys)).toEqual(new Set(['deviceId', 'status', 'recentUsers']));
    const wrong = await api.get('customer/my_customer/devices/chromeos?fields=devices');
    expect(await errorOf(wrong)).toMatchObject({ status: 400, reason: 'invalidParameter' });
  });

  it('sorts when asked to', async () => {
    const { api } = await open();
    const devices = await api.all({ orderBy: 'lastSync', sortOrder: 'DESCENDING', maxResults: '300' });
    const times = devices.map((device) => String(device.lastSync ?? ''));
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(ids(devices)).size).toBe(devices.length);
  });

  it('never shows a device twice or skips one while devices move and vanish', async () => {
    const { api, demo } = await open();
    const before = demo.control.deviceIds('status:managed');
    const first = await api.page({ query: 'status:managed', maxResults: '300' });
    const moved = before[700] ?? '';
    demo.control.moveDevice(moved, '/Loaners');
    const removed = demo.control.removeDevices(20);
    const rest = await api.page({
      query: 'status:managed',
      maxResults: '300',
      pageToken: first.nextPageToken ?? '',
    });
    const seen = [...ids(first.chromeosdevices), ...ids(rest.chromeosdevices)];
    expect(new Set(seen).size).toBe(seen.length);
    const expected = before.slice(0, 300).concat(before.slice(300).filter((id) => !removed.includes(id)));
    expect(seen).toEqual(expected.slice(0, seen.length));
  });
});

describe('page tokens', () => {
  it('die 60 minutes after the first page, with a 503', async () => {
    const { api, demo } = await open();
    const { nextPageToken = '' } = await api.page();
    demo.control.advance(59 * 60_000);
    expect((await api.page({ pageToken: nextPageToken })).chromeosdevices).toHaveLength(100);
    demo.control.advance(2 * 60_000);
    const fresh = reader(demo, await accessToken(demo, MORNING + 61 * 60_000));
    const dead = await fresh.get(`customer/my_customer/devices/chromeos?pageToken=${nextPageToken}`);
    expect(await errorOf(dead)).toMatchObject({ status: 503, reason: 'backendError' });
  });

  it('belong to their request, and a foreign one is named in the refusal', async () => {
    const { api } = await open({ deadTokenAnswer: 'invalidInput' });
    const { nextPageToken = '' } = await api.page();
    const other = await api.get(
      `customer/my_customer/devices/chromeos?query=status:managed&pageToken=${nextPageToken}`,
    );
    expect(await errorOf(other)).toMatchObject({ status: 400, message: `Invalid Input: ${nextPageToken}` });
    const foreign = await api.get('customer/my_customer/devices/chromeos?pageToken=abc');
    expect(await errorOf(foreign)).toMatchObject({ status: 400, message: 'Invalid Input: abc' });
  });

  it('outlive a restart of the same organisation', async () => {
    const { api, demo } = await open();
    const { nextPageToken = '' } = await api.page();
    const expected = ids((await api.page({ pageToken: nextPageToken })).chromeosdevices);
    await demo.stop();
    const again = await open();
    expect(ids((await again.api.page({ pageToken: nextPageToken })).chromeosdevices)).toEqual(expected);
  });
});

describe('rights', () => {
  it('shows a delegated administrator one school only, in lists, counts and units', async () => {
    const { demo } = await open();
    const api = reader(demo, await accessToken(demo, MORNING, demo.delegatedEmail));
    const devices = await api.all({ query: 'status:managed', maxResults: '300' });
    expect(devices.length).toBeGreaterThan(50);
    expect(devices.every((device) => String(device.orgUnitPath).startsWith('/Schools/North'))).toBe(true);
    expect(await api.count({ filter: 'status:managed' })).toBe(devices.length);
    const paths = (await api.units('all')).map((unit) => unit.orgUnitPath);
    expect(paths.every((path) => path.startsWith('/Schools/North'))).toBe(true);
  });

  it('refuses people without rights, foreign customers, missing scopes and bad tokens, each in its own way', async () => {
    const { demo, api } = await open();
    const person = reader(demo, await accessToken(demo, MORNING, demo.personEmail));
    const list = 'customer/my_customer/devices/chromeos';
    expect(await errorOf(await person.get(list))).toMatchObject({ status: 403, reason: 'forbidden' });
    const foreign = await api.get('customer/C0other/devices/chromeos');
    expect(await errorOf(foreign)).toMatchObject({ status: 403, reason: 'forbidden' });
    const narrow = await askWithKey(demo, MORNING, { scope: UNITS });
    const scoped = await reader(demo, String(narrow.body.access_token)).get(list);
    expect(await errorOf(scoped)).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    const bad = await reader(demo, 'ya29.nonsense').get(list);
    expect(bad.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await errorOf(bad)).toMatchObject({ status: 401, reason: 'authError' });
  });
});

describe('single things', () => {
  it('gets one device as the list shows it, and answers 404 for one that is gone', async () => {
    const { api, demo } = await open();
    const [listed] = (await api.page({ projection: 'FULL', maxResults: '1' })).chromeosdevices;
    const path = `customer/my_customer/devices/chromeos/${listed?.deviceId}?projection=FULL`;
    expect(await (await api.get(path)).json()).toEqual(listed);
    demo.control.removeDevice(listed?.deviceId ?? '');
    expect(await errorOf(await api.get(path))).toMatchObject({ status: 404, reason: 'notFound' });
  });

  it('writes unit ids with a prefix in the unit list and without one in device records', async () => {
    const { api } = await open();
    const units = await api.units('allIncludingParent');
    const byPath = new Map(units.map((unit) => [unit.orgUnitPath, unit.orgUnitId]));
    expect(byPath.get('/')).toMatch(/^id:/);
    for (const device of (await api.page()).chromeosdevices) {
      expect(`id:${device.orgUnitId}`).toBe(byPath.get(String(device.orgUnitPath)));
    }
    expect((await api.units('children')).map((unit) => unit.name)).toContain('Schools');
  });

  it('knows the administrator with customer id and rights, and lists everyone in pages', async () => {
    const { api, demo } = await open();
    const admin = await (await api.get(`users/${demo.adminEmail}`)).json();
    expect(admin).toMatchObject({
      isAdmin: true,
      customerId: demo.customerId,
      primaryEmail: demo.adminEmail,
    });
    const emails: string[] = [];
    let token = '';
    do {
      const page = await api.users({ customer: 'my_customer', maxResults: '500', pageToken: token });
      emails.push(...page.users.map((user) => user.primaryEmail));
      token = page.nextPageToken;
    } while (token !== '');
    expect(new Set(emails).size).toBe(900);
  });

  it('compresses when it may and is asked to', async () => {
    const { api } = await open({ gzip: true });
    const answer = await api.get('customer/my_customer/devices/chromeos');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.json()).toHaveProperty('chromeosdevices.length', 100);
  });
});

describe('a role narrowed, a fleet touched', () => {
  it('hides devices from lists and counts alike while the role is narrow', async () => {
    const { api, demo } = await open();
    const before = await api.count();
    demo.control.setRole('/Staff');
    const devices = await api.all({ maxResults: '300' });
    expect(devices.every((device) => String(device.orgUnitPath).startsWith('/Staff'))).toBe(true);
    expect(await api.count()).toBe(devices.length);
    demo.control.setRole(null);
    expect(await api.count()).toBe(before);
  });

  it('changes exactly the touched share and its etags', async () => {
    const { demo, api } = await open({ frozen: true, listDeprovisioned: true });
    const query = { projection: 'FULL', maxResults: '300' };
    const etags = async () => new Map((await api.all(query)).map((device) => [device.deviceId, device.etag]));
    const before = await etags();
    expect(demo.control.touch(0.01)).toBe(10);
    const after = await etags();
    expect([...after].filter(([id, etag]) => before.get(id) !== etag)).toHaveLength(10);
  });

  it('adds and removes as many devices as told, new ones enrolled today', async () => {
    const { demo, api } = await open();
    const before = await api.count();
    const added = demo.control.addDevices(5);
    expect(await api.count()).toBe(before + 5);
    expect(ids(await api.all({ query: 'register:2026-11-21..' })).sort()).toEqual(added.sort());
    const removed = demo.control.removeDevices(100);
    expect(new Set(removed).size).toBe(100);
    expect(demo.control.count()).toBe(905);
  });
});
