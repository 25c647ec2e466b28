import { describe, expect, it } from 'vitest';
import {
  createDirectory,
  type DirectoryClient,
} from '../../../../../electron/connections/google/api/directory.ts';
import { createGate } from '../../../../../electron/connections/google/retry/gate.ts';
import { MusterError } from '../../../../../electron/model/errors.ts';
import { systemRandom } from '../../../../../electron/system.ts';
import { createQuickClock } from '../../../../support/quick-clock.ts';

interface Sent {
  method: string;
  url: string;
  body: unknown;
  token: string;
}
type Reply = Response | Error | ((signal: AbortSignal | null | undefined) => Promise<Response>);

const ROOT = 'https://admin.example/';
const DEVICES = `${ROOT}admin/directory/v1/customer/C1/devices/chromeos`;
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });
const refusal = (status: number, reason: string, headers = {}): Response =>
  json({ error: { code: status, message: `${reason}!`, errors: [{ reason }] } }, status, headers);

/** A client whose network answers from a list, and what was sent over it. */
function bench(replies: Reply[], tokens: { access?: Error; renewed?: Error } = {}) {
  const sent: Sent[] = [];
  const clock = createQuickClock();
  const gate = createGate(clock);
  const give = async (token: string, error: Error | undefined): Promise<string> => {
    if (error !== undefined) throw error;
    return token;
  };
  const network: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers);
    sent.push({
      method: init?.method ?? 'GET',
      url: decodeURIComponent(String(url)),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
      token: headers.get('authorization') ?? '',
    });
    const reply = replies.shift();
    if (reply === undefined) throw new Error('nothing to answer');
    if (reply instanceof Error) throw reply;
    return typeof reply === 'function' ? await reply(init?.signal) : reply;
  };
  const api = createDirectory({
    tokens: {
      accessToken: () => give('old', tokens.access),
      forceRefresh: () => give('new', tokens.renewed),
    },
    apiRoot: ROOT,
    customerId: 'C1',
    account: 'admin@example.org',
    fetch: network,
    clock,
    random: systemRandom,
    gate,
  });
  return { api, sent, clock, gate };
}

const reboot = (api: DirectoryClient, signal?: AbortSignal) => api.issueCommand('d1', 'REBOOT', null, signal);

describe('what goes out', () => {
  it('a change of status, with the reason for a deprovisioning', async () => {
    const { api, sent } = bench([json({}), json({})]);
    await api.changeStatus('DEPROVISION', ['d1', 'd2'], 'DEPROVISION_REASON_RETIRING_DEVICE');
    await api.changeStatus('DISABLE', ['d1'], null);
    expect(sent.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      {
        method: 'POST',
        url: `${DEVICES}:batchChangeStatus`,
        body: {
          deviceIds: ['d1', 'd2'],
          changeChromeOsDeviceStatusAction: 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DEPROVISION',
          deprovisionReason: 'DEPROVISION_REASON_RETIRING_DEVICE',
        },
      },
      {
        method: 'POST',
        url: `${DEVICES}:batchChangeStatus`,
        body: {
          deviceIds: ['d1'],
          changeChromeOsDeviceStatusAction: 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DISABLE',
        },
      },
    ]);
  });

  it('a command, whose id is what it is followed by', async () => {
    const { api, sent } = bench([json({ commandId: '7301444403' })]);
    const payload = '{"user_session_delay_seconds":60}';
    const written = await api.issueCommand('d1', 'REBOOT', payload);
    expect(written).toEqual({ kind: 'answered', value: '7301444403' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: `${DEVICES}/d1:issueCommand`,
      body: { commandType: 'REBOOT', payload },
    });
  });

  it('a move to a unit named by its id', async () => {
    const { api, sent } = bench([new Response(null, { status: 204 })]);
    expect(await api.moveToUnit(['d1', 'd2'], 'id:03ph')).toEqual({ kind: 'answered', value: null });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: `${DEVICES}/moveDevicesToOu?orgUnitPath=id:03ph`,
      body: { deviceIds: ['d1', 'd2'] },
    });
  });

  it('only the fields that change, and a cleared one as empty', async () => {
    const { api, sent } = bench([json({ deviceId: 'd1' })]);
    await api.patchDevice('d1', { notes: '', annotatedUser: 'Ada' });
    expect(sent[0]).toMatchObject({ method: 'PATCH', url: `${DEVICES}/d1?projection=BASIC` });
    expect(sent[0]?.body).toEqual({ notes: '', annotatedUser: 'Ada' });
  });
});

describe('a batch’s answer', () => {
  it('is told device by device', async () => {
    const results = [
      { deviceId: 'd1', response: {} },
      { deviceId: 'd2', error: { code: 9, message: 'No licence left' } },
      { deviceId: 'd3', error: { code: 14, message: 'Try again' } },
      { deviceId: 'd4', error: { code: 5 } },
      { deviceId: 'd5', unheardOf: true },
      'nonsense',
    ];
    const { api } = bench([json({ changeChromeOsDeviceStatusResults: results, more: 1 })]);
    expect(await api.changeStatus('REENABLE', ['d1', 'd2', 'd3', 'd4', 'd5'], null)).toEqual({
      kind: 'answered',
      value: [
        { deviceId: 'd1', kind: 'done', message: null },
        { deviceId: 'd2', kind: 'refused', message: 'No licence left' },
        { deviceId: 'd3', kind: 'doubtful', message: 'Try again' },
        { deviceId: 'd4', kind: 'refused', message: '5' },
        { deviceId: 'd5', kind: 'doubtful', message: null },
      ],
    });
  });
});

describe('a write is sent once', () => {
  const page = new Response('<html>Welcome to our Wi-Fi', { headers: { 'content-type': 'text/html' } });
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' });
  it.each<[string, Reply]>([
    ['an outage', refusal(503, 'backendError')],
    ['a gateway that gave up waiting', refusal(504, 'backendError')],
    ['a request time-out', refusal(408, 'timeout')],
    ['a connection that broke', new TypeError('fetch failed', { cause: reset })],
    ['an answer that is not JSON', new Response('{"comma', { status: 200 })],
    ['an answer without a command', json({})],
    ['a page of somebody in between', page],
    ['a redirect', new Response(null, { status: 302, headers: { location: 'https://wifi.example/' } })],
    ['a refusal that is not Google’s', new Response('denied', { status: 403 })],
    ['no answer in time', Object.assign(new Error('late'), { name: 'TimeoutError' })],
  ])('and its outcome is not known after %s', async (_name, reply) => {
    const { api, sent, clock } = bench([reply, json({ commandId: '1' })]);
    expect(await reboot(api)).toMatchObject({ kind: 'lost', error: { name: 'MusterError' } });
    expect(sent).toHaveLength(1);
    expect(clock.slept()).toBe(0);
  });

  it('when it is aborted after it left', async () => {
    const stop = new AbortController();
    const hangs: Reply = (signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        stop.abort(new MusterError('cancelled'));
      });
    const { api, sent } = bench([hangs]);
    expect(await reboot(api, stop.signal)).toMatchObject({ kind: 'lost' });
    expect(sent).toHaveLength(1);
  });

  it('and not at all when it was aborted before', async () => {
    const { api, sent } = bench([json({ commandId: '1' })]);
    await expect(reboot(api, AbortSignal.abort(new MusterError('cancelled')))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(sent).toEqual([]);
  });

  it('again with a new token, once, when the old one was refused', async () => {
    const { api, sent } = bench([refusal(401, 'authError'), json({ commandId: '1' })]);
    expect(await reboot(api)).toEqual({ kind: 'answered', value: '1' });
    expect(sent.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('and no third time', async () => {
    const { api, sent } = bench([refusal(401, 'authError'), refusal(401, 'authError'), json({})]);
    expect(await reboot(api)).toMatchObject({
      kind: 'barred',
      pause: 'reconnect_needed',
      error: { code: 'google_reconnect_needed' },
    });
    expect(sent).toHaveLength(2);
  });

  it('and is lost when the repeat is', async () => {
    const { api } = bench([refusal(401, 'authError'), refusal(500, 'backendError')]);
    expect(await reboot(api)).toMatchObject({ kind: 'lost' });
  });
});

describe('Google’s no', () => {
  it.each([
    [400, 'invalidInput', 'google_bad_request'],
    [404, 'notFound', 'google_bad_request'],
    [412, 'conditionNotMet', 'google_bad_request'],
    [403, 'forbidden', 'google_permission_lost'],
  ])('%i %s is about this device, in Google’s words', async (status, reason, code) => {
    const { api } = bench([refusal(status, reason)]);
    expect(await reboot(api)).toMatchObject({
      kind: 'refused',
      error: { code, details: { message: `${reason}!` } },
    });
  });

  it.each([
    ['accessNotConfigured', 'api_disabled'],
    ['domainCannotUseApis', 'api_disabled'],
    ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope_missing'],
  ])('403 %s is about the account', async (reason, pause) => {
    expect(await reboot(bench([refusal(403, reason)]).api)).toMatchObject({ kind: 'barred', pause });
  });

  it.each([
    ['google_reconnect_needed', 'reconnect_needed'],
    ['google_client_invalid', 'reconnect_needed'],
    ['google_delegation_missing', 'permission_lost'],
    ['google_bad_request', 'reconnect_needed'],
  ] as const)('so is a token that is not given: %s', async (code, pause) => {
    const { api, sent } = bench([], { access: new MusterError(code) });
    expect(await reboot(api)).toMatchObject({ kind: 'barred', pause });
    expect(sent).toEqual([]);
  });
});

describe('what certainly did nothing', () => {
  it.each([
    [403, 'userRateLimitExceeded', {}, null],
    [403, 'quotaExceeded', {}, null],
    [429, 'rateLimitExceeded', { 'retry-after': '30' }, 30_000],
  ])('%i %s is to be sent again', async (status, reason, headers, afterMs) => {
    const { api } = bench([refusal(status, reason, headers)]);
    expect(await reboot(api)).toMatchObject({ kind: 'not_sent', why: 'rate_limited', afterMs });
  });

  it('a pause Google asks for keeps every request of the connection back', async () => {
    const { api, sent, clock } = bench([
      refusal(429, 'rateLimitExceeded', { 'retry-after': '30' }),
      json({ commandId: '1' }),
    ]);
    await reboot(api);
    const next = await reboot(api);
    expect(next).toMatchObject({ kind: 'not_sent', why: 'rate_limited' });
    expect(next.kind === 'not_sent' && next.afterMs).toBeGreaterThan(29_000);
    expect(sent).toHaveLength(1);
    clock.advance(30_000);
    expect(await reboot(api)).toMatchObject({ kind: 'answered' });
  });

  it('a connection that could not be opened', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const { api } = bench([new TypeError('fetch failed', { cause: refused })]);
    expect(await reboot(api)).toMatchObject({
      kind: 'not_sent',
      why: 'offline',
      error: { code: 'google_offline' },
    });
  });

  it.each([
    ['google_offline', 'offline'],
    ['google_unavailable', 'offline'],
    ['google_rate_limited', 'rate_limited'],
    ['vault_locked', 'offline'],
  ] as const)('a token that cannot be had now: %s', async (code, why) => {
    const { api, sent } = bench([], { access: new MusterError(code) });
    expect(await reboot(api)).toMatchObject({ kind: 'not_sent', why, error: { code } });
    expect(sent).toEqual([]);
  });

  it('a token that could not be renewed after a refusal', async () => {
    const { api } = bench([refusal(401, 'authError')], { renewed: new MusterError('google_offline') });
    expect(await reboot(api)).toMatchObject({ kind: 'not_sent', why: 'offline' });
  });
});

describe('a command asked for', () => {
  const expires = '2026-11-21T08:00:00.000Z';
  it('is told in Google’s words', async () => {
    const commandResult = { result: 'FAILURE', errorMessage: 'No user to wipe' };
    const { api, sent } = bench([
      json({ commandId: '1', state: 'EXECUTED_BY_CLIENT', commandExpireTime: expires, commandResult }),
    ]);
    expect(await api.getCommand('d1', '1')).toEqual({
      state: 'EXECUTED_BY_CLIENT',
      result: 'FAILURE',
      errorMessage: 'No user to wipe',
      expiresAt: Date.parse(expires),
    });
    expect(sent[0]).toMatchObject({ method: 'GET', url: `${DEVICES}/d1/commands/1` });
  });

  it('is waited for through an outage, and none is known when Google says so', async () => {
    const { api, sent } = bench([refusal(503, 'backendError'), refusal(404, 'notFound')]);
    expect(await api.getCommand('d1', '1')).toBeNull();
    expect(sent).toHaveLength(2);
  });
});
