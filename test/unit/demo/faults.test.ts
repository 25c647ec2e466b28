import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/demo/faults.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { accessToken, askWithKey, errorOf, MORNING, reader, redeem, refresh, signIn } from './support.ts';

let demo: DemoOrganisation;
let clock: ManualClock;
let api: ReturnType<typeof reader>;
const LIST = 'customer/my_customer/devices/chromeos';
const COUNT = `${LIST}:countChromeOsDevices`;

beforeAll(async () => {
  clock = createManualClock(MORNING);
  demo = await startDemoOrganisation({ devices: 500 }, { clock });
  api = reader(demo, await accessToken(demo, MORNING));
});
afterEach(() => demo.control.clearFault());
afterAll(() => demo.stop());

const ids = (devices: readonly { deviceId: string }[]): string[] => devices.map((device) => device.deviceId);

describe('refusals', () => {
  it.each<[Fault, string, number, string]>([
    [{ name: 'userRateLimit' }, LIST, 403, 'userRateLimitExceeded'],
    [{ name: 'quotaExceeded' }, LIST, 403, 'quotaExceeded'],
    [{ name: 'rateLimit' }, LIST, 429, 'rateLimitExceeded'],
    [{ name: 'serverError' }, LIST, 503, 'backendError'],
    [{ name: 'serverError', status: 500, endpoint: 'count' }, COUNT, 500, 'backendError'],
    [{ name: 'forbidden' }, COUNT, 403, 'forbidden'],
    [{ name: 'apiDisabled' }, 'users/x', 403, 'accessNotConfigured'],
    [{ name: 'domainBlocked' }, LIST, 403, 'domainCannotUseApis'],
    [{ name: 'tokenRejected' }, LIST, 401, 'authError'],
    [{ name: 'countMissing' }, COUNT, 404, 'notFound'],
  ])('%o on %s', async (fault, path, status, reason) => {
    demo.control.setFault(fault);
    expect(await errorOf(await api.get(path))).toMatchObject({ status, reason });
    demo.control.clearFault(fault.name);
    expect((await api.get(LIST)).status).toBe(200);
  });

  it('say how long to wait when told to', async () => {
    demo.control.setFault({ name: 'rateLimit', retryAfterSeconds: 17, times: 1 });
    expect((await api.get(LIST)).headers.get('retry-after')).toBe('17');
    expect((await api.get(LIST)).status).toBe(200);
  });

  it('strike as often, and as rarely, as they are told', async () => {
    const statuses = async (count: number) => {
      const seen: number[] = [];
      for (let n = 0; n < count; n++) seen.push((await api.get(LIST)).status);
      return seen;
    };
    demo.control.setFault({ name: 'serverError', every: 3 });
    expect(await statuses(6)).toEqual([200, 200, 503, 200, 200, 503]);
    demo.control.setFault({ name: 'serverError', after: 2, times: 1 });
    expect(await statuses(4)).toEqual([200, 200, 503, 200]);
    expect(demo.control.struck('serverError')).toBe(1);
    demo.control.setFault({ name: 'serverError', atPage: 2 });
    expect(await statuses(2)).toEqual([200, 200]);
    const { nextPageToken = '' } = await api.page();
    expect((await api.get(`${LIST}?pageToken=${nextPageToken}`)).status).toBe(503);
  });

  it('end a sign-in with invalid_grant', async () => {
    const code = (await signIn(demo)).searchParams.get('code') ?? '';
    const { body } = await redeem(demo, code);
    demo.control.setFault({ name: 'invalidGrant' });
    expect(await refresh(demo, String(body.refresh_token))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    const again = (await signIn(demo)).searchParams.get('code') ?? '';
    expect(await redeem(demo, again)).toMatchObject({ status: 200 });
  });
});

describe('pages that are not what they should be', () => {
  it('a token that is dead in the middle, in both of Google’s ways', async () => {
    const { nextPageToken = '' } = await api.page();
    demo.control.setFault({ name: 'deadToken', atPage: 2 });
    const invalid = await errorOf(await api.get(`${LIST}?pageToken=${nextPageToken}`));
    expect(invalid).toMatchObject({ status: 400, message: `Invalid Input: ${nextPageToken}` });
    demo.control.clearFault();
    demo.control.setFault({ name: 'deadTokenBackend' });
    const backend = await errorOf(await api.get(`${LIST}?pageToken=${nextPageToken}`));
    expect(backend).toMatchObject({ status: 503, reason: 'backendError' });
    expect((await api.get(LIST)).status).toBe(200);
    demo.control.clearFault();
    demo.control.expirePageTokens();
    expect((await api.get(`${LIST}?pageToken=${nextPageToken}`)).status).toBe(503);
  });

  it('an end that comes too early, without a word', async () => {
    demo.control.setFault({ name: 'missingNextToken', atPage: 3 });
    const devices = await api.all({ query: 'status:managed' });
    expect(devices).toHaveLength(300);
    expect(await api.count({ filter: 'status:managed' })).toBeGreaterThan(300);
  });

  it('devices that come again on the next page', async () => {
    demo.control.setFault({ name: 'duplicates', amount: 4 });
    const devices = await api.all({ query: 'status:managed' });
    const expected = await api.count({ filter: 'status:managed' });
    expect(new Set(ids(devices)).size).toBe(expected);
    expect(devices.length).toBe(expected + 4 * 4);
  });

  it('an empty first page', async () => {
    demo.control.setFault({ name: 'emptyFirstPage' });
    expect(await api.page()).not.toHaveProperty('nextPageToken');
    expect((await api.page()).chromeosdevices).toEqual([]);
  });

  it('a fleet that has shrunk, in lists and counts', async () => {
    const before = await api.count();
    demo.control.setFault({ name: 'shrunkenFleet', share: 0.3 });
    const after = await api.all();
    expect(after.length).toBeLessThan(before * 0.45);
    expect(await api.count()).toBe(after.length);
  });

  it('a count that disagrees', async () => {
    const before = await api.count();
    demo.control.setFault({ name: 'countOff', amount: -3 });
    expect(await api.count()).toBe(before - 3);
  });

  it('a page larger than asked for', async () => {
    demo.control.setFault({ name: 'hugePage', atPage: 1 });
    expect((await api.page({ maxResults: '20' })).chromeosdevices).toHaveLength(200);
  });

  it('fields and states nobody knows', async () => {
    demo.control.setFault({ name: 'unknownFields' });
    const devices = await api.all({ projection: 'FULL' });
    const odd = devices.filter((device) => device.status === 'QUARANTINED_BY_POLICY');
    expect(odd.length).toBeGreaterThan(10);
    expect(odd.every((device) => 'quantumBattery' in device)).toBe(true);
  });

  it('JSON that stops, and a page that is not JSON at all', async () => {
    demo.control.setFault({ name: 'garbageJson', times: 1 });
    await expect((await api.get(LIST)).json()).rejects.toThrow(SyntaxError);
    demo.control.setFault({ name: 'captivePortal' });
    const portal = await api.get(LIST);
    expect(portal.status).toBe(200);
    expect(portal.headers.get('content-type')).toContain('text/html');
  });
});

describe('the network', () => {
  it('breaks off in the middle of a page', async () => {
    demo.control.setFault({ name: 'cutBody', times: 1 });
    const answer = await api.get(LIST);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect((await api.page()).chromeosdevices).toHaveLength(100);
  });

  it('closes every connection', async () => {
    demo.control.setFault({ name: 'networkCut' });
    await expect(api.get(LIST)).rejects.toThrow('fetch failed');
    demo.control.clearFault();
    expect((await api.get(LIST)).status).toBe(200);
  });

  it('refuses connections while the organisation is offline, and takes them at the same address after', async () => {
    await demo.setOnline(false);
    await expect(api.get(LIST)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await demo.setOnline(true);
    expect((await api.get(LIST)).status).toBe(200);
  });

  it('keeps a page waiting until its time has come', async () => {
    demo.control.setFault({ name: 'slow', milliseconds: 30_000, times: 1 });
    let answered = false;
    const answer = api.get(LIST).then((response) => {
      answered = true;
      return response.status;
    });
    while (demo.control.struck('slow') === 0) await api.get('users/x');
    expect(answered).toBe(false);
    clock.advance(30_000);
    expect(await answer).toBe(200);
  });
});

describe('the surroundings', () => {
  it('a clock that runs ahead shows in Date headers and refuses assertions signed by the true time', async () => {
    demo.control.setFault({ name: 'wrongClock', milliseconds: 2 * 3_600_000 });
    const { headers } = await fetch(`${demo.authRoot}/oauth2/v3/certs`);
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(clock.now() + 7_100_000);
    expect(await askWithKey(demo, clock.now())).toMatchObject({ body: { error: 'invalid_grant' } });
    demo.control.clearFault();
    expect((await askWithKey(demo, clock.now())).status).toBe(200);
  });

  it('a role that was narrowed', async () => {
    demo.control.setFault({ name: 'narrowedRole', orgUnitPath: '/Loaners' });
    const devices = await api.all();
    expect(devices.every((device) => device.orgUnitPath === '/Loaners')).toBe(true);
    expect(await api.count()).toBe(devices.length);
  });

  it('keeps a journal of what was asked, without tokens', async () => {
    demo.control.clearJournal();
    await api.page({ query: 'status:managed', maxResults: '7' });
    await api.count({ filter: 'status:disabled' });
    expect(demo.control.journal()).toEqual([
      expect.objectContaining({
        endpoint: 'list',
        page: 1,
        status: 200,
        query: 'status:managed',
        maxResults: '7',
      }),
      expect.objectContaining({ endpoint: 'count', page: 0, query: 'status:disabled' }),
    ]);
    expect(JSON.stringify(demo.control.journal())).not.toContain('ya29');
  });
});
