import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory } from '../../../../../electron/connections/google/api/directory.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../../../electron/demo/server.ts';
import { systemRandom } from '../../../../../electron/system.ts';
import { createQuickClock } from '../../../../support/quick-clock.ts';
import { openSyncBench, type SyncBench } from '../../../../support/sync-bench.ts';

const ALL = { query: null, orgUnitPath: null };

describe('the client, against a directory over HTTP', () => {
  let bench: SyncBench;
  beforeAll(async () => {
    bench = await openSyncBench({ devices: 400, listDeprovisioned: true });
  });
  beforeEach(() => bench.org.control.clearFault());
  afterAll(() => bench.close());

  it('counts, and says when the server cannot', async () => {
    expect(await bench.api.countDevices(ALL)).toBe(400);
    bench.org.control.setFault({ name: 'countMissing' });
    expect(await bench.api.countDevices(ALL)).toBeNull();
  });

  it('a front end’s web page for an unknown path means that there is no count', async () => {
    const page = new Response('<html>Error 404', { status: 404, headers: { 'content-type': 'text/html' } });
    bench.network = async (url, init) =>
      String(url).includes(':count') ? page.clone() : await fetch(url, init);
    expect(await bench.api.countDevices(ALL)).toBeNull();
    bench.network = fetch;
  });

  it('brings a page as the text Google sent', async () => {
    const page = JSON.parse(await bench.api.listPage({ ...ALL, pageToken: null }));
    expect(page.chromeosdevices).toHaveLength(300);
    expect(page.chromeosdevices[0].deviceId).toBe(bench.org.control.deviceIds()[0]);
  });

  it('brings one device, or says that there is none', async () => {
    const [id = ''] = bench.org.control.deviceIds();
    expect(JSON.parse((await bench.api.getDevice(id)) ?? '')).toMatchObject({ deviceId: id });
    expect(await bench.api.getDevice('no-such-device')).toBeNull();
  });

  it('a web page instead of “no such device” proves nothing', async () => {
    const page = new Response('<html>Not found', { status: 404, headers: { 'content-type': 'text/html' } });
    bench.network = async (url, init) =>
      String(url).includes('/chromeos/') ? page.clone() : await fetch(url, init);
    await expect(bench.api.getDevice('x')).rejects.toMatchObject({ code: 'google_bad_answer' });
    bench.network = fetch;
  });

  it('brings the whole tree of units with its root', async () => {
    const units = await bench.api.listOrgUnits();
    const roots = units.filter(({ parentId }) => parentId === null);
    expect(roots.map(({ path }) => path)).toEqual(['/']);
    const known = new Set(units.map(({ id }) => id));
    expect(units.every(({ parentId }) => parentId === null || known.has(parentId))).toBe(true);
  });

  it('names units as the records of devices do', async () => {
    const known = new Set((await bench.api.listOrgUnits()).map(({ id }) => id));
    const page = JSON.parse(await bench.api.listPage({ ...ALL, pageToken: null }));
    const named: { orgUnitId: string }[] = page.chromeosdevices;
    expect(named.filter(({ orgUnitId }) => !known.has(orgUnitId))).toEqual([]);
  });

  it('says who the admin is', async () => {
    expect(await bench.api.getUser(bench.org.adminEmail)).toEqual({
      email: bench.org.adminEmail,
      customerId: bench.org.customerId,
      isAdmin: true,
      isDelegatedAdmin: false,
    });
  });

  it('ends at once when cancelled while Google is slow', async () => {
    bench.org.control.setFault({ name: 'slow', milliseconds: 60_000 });
    const stop = new AbortController();
    const counting = bench.api.countDevices(ALL, stop.signal);
    stop.abort(new Error('enough'));
    await expect(counting).rejects.toThrow('enough');
  });
});

describe('the address of the API', () => {
  let org: DemoOrganisation;
  beforeAll(async () => {
    org = await startDemoOrganisation({ devices: 10, frozen: true });
  });
  afterAll(() => org.stop());

  it('may have a path before it, as egress proxies do', async () => {
    const seen: string[] = [];
    const api = createDirectory({
      tokens: { accessToken: async () => 't', forceRefresh: async () => 't' },
      apiRoot: 'https://proxy.example/google',
      customerId: 'my_customer',
      account: '',
      fetch: async (url) => {
        seen.push(String(url));
        return Response.json({ count: '5' });
      },
      clock: createQuickClock(),
      random: systemRandom,
    });
    expect(await api.countDevices(ALL)).toBe(5);
    expect(seen).toEqual([
      'https://proxy.example/google/admin/directory/v1/customer/my_customer/devices/chromeos:countChromeOsDevices',
    ]);
  });

  it('never carries the token to where it is redirected', async () => {
    const seen: string[] = [];
    const api = createDirectory({
      tokens: { accessToken: async () => 'secret', forceRefresh: async () => 'secret' },
      apiRoot: org.apiRoot,
      customerId: 'my_customer',
      account: '',
      fetch: async (url, init) => {
        seen.push(`${String(url)} ${init?.redirect}`);
        return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } });
      },
      clock: createQuickClock(),
      random: systemRandom,
    });
    await expect(api.countDevices(ALL)).rejects.toMatchObject({ code: 'google_bad_answer' });
    expect(seen.every((call) => call.startsWith(org.apiRoot) && call.endsWith(' manual'))).toBe(true);
  });
});
