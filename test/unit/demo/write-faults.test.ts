import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, faultSchema } from '../../../electron/demo/faults.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { accessToken, errorOf, MORNING, reader } from './support.ts';
import { recordOf, writer } from './writing.ts';

const MINUTE = 60_000;
let demo: DemoOrganisation;
let clock: ManualClock;
let write: ReturnType<typeof writer>;
let api: ReturnType<typeof reader>;
let ids: string[];

beforeEach(async () => {
  clock = createManualClock(MORNING);
  demo = await startDemoOrganisation({ devices: 200, frozen: true }, { clock });
  const token = await accessToken(demo, MORNING);
  write = writer(demo, token);
  api = reader(demo, token);
  ids = demo.control.deviceIds('status:provisioned');
  demo.control.clearJournal();
});
afterEach(() => demo.stop());

const idAt = (n: number): string => ids[n] ?? '';
const effects = () => demo.control.effects().map(({ deviceId, what }) => [deviceId, what]);

/** One write of each kind, each to a device of its own; what its effect is called. */
const KINDS: [string, string, () => Promise<Response>][] = [
  ['batchChangeStatus', 'disable', () => write.status('DISABLE', [idAt(0)])],
  ['issueCommand', 'REBOOT', () => write.issue(idAt(0), 'REBOOT')],
  ['moveDevicesToOu', 'move', () => write.move('/Loaners', [idAt(0)])],
  ['patch', 'annotate', () => write.patch(idAt(0), { notes: 'x' })],
  ['update', 'annotate', () => write.send('PUT', `/${idAt(0)}`, { notes: 'x' })],
];

describe.each(KINDS)('%s', (endpoint, what, send) => {
  it('whose answer is lost took effect, and the client hears nothing', async () => {
    demo.control.setFault({ name: 'lostAnswer', times: 1 });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(effects()).toEqual([[idAt(0), what]]);
    expect(demo.control.journal()).toMatchObject([{ endpoint, status: 0, effects: 1, deviceIds: [idAt(0)] }]);
    expect(demo.control.struck('lostAnswer')).toBe(1);
  });

  it('that is lost itself did nothing', async () => {
    const before = recordOf(demo, idAt(0));
    demo.control.setFault({ name: 'lostRequest', times: 1 });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(effects()).toEqual([]);
    expect(recordOf(demo, idAt(0))).toEqual(before);
    expect(demo.control.journal()).toMatchObject([{ endpoint, status: 0, effects: 0, deviceIds: [idAt(0)] }]);
    expect((await send()).status).toBeLessThan(300);
  });

  it.each<[Fault, number, string, number]>([
    [{ name: 'writeError' }, 503, 'backendError', 0],
    [{ name: 'writeError', status: 500, tookEffect: true }, 500, 'backendError', 1],
    [{ name: 'conditionNotMet' }, 412, 'conditionNotMet', 0],
    [{ name: 'serverError', endpoint: 'write' }, 503, 'backendError', 0],
    [{ name: 'rateLimit', endpoint: 'write' }, 429, 'rateLimitExceeded', 0],
    [{ name: 'forbidden' }, 403, 'forbidden', 0],
  ])('answered by %o', async (fault, status, reason, done) => {
    demo.control.setFault({ ...fault, times: 1 });
    expect(await errorOf(await send())).toMatchObject({ status, reason });
    expect(effects()).toHaveLength(done);
  });

  it('can be struck alone', async () => {
    demo.control.setFault({ name: 'writeError', endpoint: endpoint === 'patch' ? 'update' : 'patch' });
    expect((await send()).status).toBeLessThan(300);
    demo.control.setFault(faultSchema.parse({ name: 'writeError', endpoint }));
    expect((await send()).status).toBe(503);
  });
});

describe('faults of writes', () => {
  it('leave reads alone', async () => {
    for (const name of ['lostAnswer', 'lostRequest', 'writeError', 'conditionNotMet'] as const)
      demo.control.setFault({ name });
    demo.control.setFault({ name: 'writeQuota', amount: 0 });
    expect((await api.page()).chromeosdevices.length).toBeGreaterThan(50);
  });

  it('strike the devices of a batch they are told to', async () => {
    await write.outcomes('DISABLE', ids.slice(0, 4));
    demo.control.setFault({ name: 'licenceExhausted', every: 2 });
    expect(await write.outcomes('REENABLE', ids.slice(0, 4))).toEqual(['ok', 9, 'ok', 9]);
    expect(ids.slice(0, 4).map((id) => recordOf(demo, id).status)).toEqual([
      'ACTIVE',
      'DISABLED',
      'ACTIVE',
      'DISABLED',
    ]);
  });

  it('confirm what they do not do', async () => {
    const before = [recordOf(demo, idAt(0)), recordOf(demo, idAt(1))];
    demo.control.setFault({ name: 'patchIgnored' });
    demo.control.setFault({ name: 'moveIgnored' });
    const told = await write.patch(idAt(0), { annotatedLocation: 'Attic' });
    expect(await told.json()).toMatchObject({ annotatedLocation: 'Attic' });
    expect((await write.move('/Loaners', [idAt(1)])).status).toBe(204);
    expect([recordOf(demo, idAt(0)), recordOf(demo, idAt(1))]).toEqual(before);
    expect(effects()).toEqual([]);
  });

  it('decide what becomes of commands', async () => {
    const commands: [string, string][] = [];
    for (const [n, fault] of (
      ['commandsFail', 'commandsIgnored', 'commandsLate', 'commandsExpire'] as const
    ).entries()) {
      demo.control.setFault({
        name: fault,
        times: 1,
        ...(fault === 'commandsLate' && { milliseconds: 7 * MINUTE }),
      });
      commands.push([idAt(n), await write.command(idAt(n), 'REBOOT')]);
    }
    const states = async () => {
      const told = await Promise.all(commands.map(([id, command]) => write.follow(id, command)));
      return told.map(({ state, commandResult }) => commandResult?.result ?? state);
    };
    clock.advance(MINUTE);
    expect(await states()).toEqual(['FAILURE', 'IGNORED', 'PENDING', 'PENDING']);
    expect((await write.follow(...(commands[0] ?? ['', '']))).commandResult?.errorMessage).toMatch(
      /^Reboot /,
    );
    clock.advance(9 * MINUTE);
    expect(await states()).toEqual(['FAILURE', 'IGNORED', 'SUCCESS', 'EXPIRED']);
  });

  it('make Google forget a command', async () => {
    const command = await write.command(idAt(0), 'REBOOT');
    demo.control.setFault({ name: 'commandGone', times: 1 });
    expect((await write.send('GET', `/${idAt(0)}/commands/${command}`)).status).toBe(404);
    expect((await write.follow(idAt(0), command)).state).toBe('PENDING');
  });
});

describe('a quota of writes', () => {
  const send = async (count: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n++) statuses.push((await write.patch(idAt(n), { notes: 'x' })).status);
    return statuses;
  };

  it('is held over any minute, and refused writes do nothing', async () => {
    demo.control.setFault({ name: 'writeQuota', amount: 3 });
    expect(await send(2)).toEqual([200, 200]);
    clock.advance(MINUTE - 1);
    expect(await send(2)).toEqual([200, 403]);
    const refusal = await errorOf(await write.patch(idAt(0), { notes: 'y' }));
    expect(refusal.reason).toBe('userRateLimitExceeded');
    clock.advance(1);
    expect(await send(3)).toEqual([200, 200, 403]);
    expect(demo.control.effects()).toHaveLength(5);
    expect(demo.control.struck('writeQuota')).toBe(3);
  });

  it('says how long to wait when told to', async () => {
    demo.control.setFault({ name: 'writeQuota', amount: 1, retryAfterSeconds: 30 });
    await send(1);
    const answer = await write.patch(idAt(1), { notes: 'x' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30']);
  });

  it('is measured whether it is held or not, over any 60 seconds, refused and lost writes included', async () => {
    await send(2);
    clock.advance(30_000);
    demo.control.setFault({ name: 'lostRequest', times: 1 });
    await expect(write.patch(idAt(0), { notes: 'x' })).rejects.toThrow();
    demo.control.setFault({ name: 'writeQuota', amount: 0 });
    await send(1);
    clock.advance(29_999);
    await send(1);
    clock.advance(60_000);
    await send(4);
    expect(demo.control.writesPerMinuteSeen()).toBe(5);
    demo.control.clearJournal();
    await api.page();
    expect(demo.control.writesPerMinuteSeen()).toBe(0);
  });
});
