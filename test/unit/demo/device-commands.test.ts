import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { accessToken, errorOf, MORNING } from './support.ts';
import { recordOf, writer } from './writing.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const TYPES = { REBOOT: 10 * MINUTE, WIPE_USERS: 180 * DAY, REMOTE_POWERWASH: 5 * 365 * DAY };

let demo: DemoOrganisation;
let clock: ManualClock;
let write: ReturnType<typeof writer>;
let ids: string[];
let made = 0;

async function start(options: object = {}): Promise<void> {
  clock = createManualClock(MORNING);
  made = 0;
  demo = await startDemoOrganisation(
    { devices: 900, frozen: true, accessTokenSeconds: 10 * 365 * 86_400, ...options },
    // What becomes of a command is drawn by its id: the same ids, the same fates.
    { clock, newId: () => `id ${++made}` },
  );
  write = writer(demo, await accessToken(demo, MORNING));
  ids = demo.control.deviceIds('status:provisioned');
}
beforeEach(() => start());
afterEach(() => demo.stop());

const iso = (time: number): string => new Date(time).toISOString();
/** Devices by how long ago they last spoke, in days. */
const silentFor = (from: number, until: number): string[] =>
  ids.filter((id) => {
    const days = (MORNING - Date.parse(recordOf(demo, id).lastSync ?? '')) / DAY;
    return days >= from && days < until;
  });

async function stateOf(id: string, command: string): Promise<string> {
  const { state, commandResult } = await write.follow(id, command);
  return commandResult?.result ?? state;
}

/** How many of these commands stand where. */
async function tally(sent: readonly (readonly [string, string])[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [id, command] of sent) {
    const state = await stateOf(id, command);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

const sendAll = (devices: readonly string[], type: string) =>
  Promise.all(devices.map(async (id) => [id, await write.command(id, type)] as const));

describe('a command', () => {
  it.each(Object.entries(TYPES))('%s says what it is and when it ends', async (type, life) => {
    const [id = ''] = ids;
    const commandId = await write.command(id, type);
    expect(commandId).toMatch(/^[1-9]\d{0,18}$/);
    expect(await write.follow(id, commandId)).toEqual({
      commandId,
      type,
      state: 'PENDING',
      issueTime: iso(MORNING),
      commandExpireTime: iso(MORNING + life),
    });
    expect((await write.send('GET', `/${ids[1]}/commands/${commandId}`)).status).toBe(404);
  });

  it('goes through every state on its way', async () => {
    demo.control.setFault({ name: 'commandsLate', milliseconds: 20_000 });
    const [id = ''] = ids;
    const command = await write.command(id, 'REBOOT', { user_session_delay_seconds: 0 });
    const seen: string[] = [];
    for (let second = 0; second <= 20; second++) {
      const { state } = await write.follow(id, command);
      if (seen.at(-1) !== state) seen.push(state);
      clock.advance(1000);
    }
    expect(seen).toEqual(['PENDING', 'SENT_TO_CLIENT', 'ACKED_BY_CLIENT', 'EXECUTED_BY_CLIENT']);
    expect(await write.follow(id, command)).toMatchObject({
      payload: '{"user_session_delay_seconds":0}',
      commandResult: { result: 'SUCCESS', executeTime: iso(MORNING + 20_000) },
    });
  });

  it('is answered within half a minute by most devices in use, later by some, with failures among them', async () => {
    const sent = await sendAll(silentFor(0, 1).slice(0, 300), 'WIPE_USERS');
    clock.advance(25_000);
    const soon = await tally(sent);
    expect(soon.SUCCESS).toBeGreaterThan(240);
    expect(soon.FAILURE).toBeGreaterThan(2);
    expect(soon.PENDING).toBeGreaterThan(8);
    clock.advance(8 * MINUTE);
    const { SUCCESS = 0, FAILURE = 0, IGNORED = 0 } = await tally(sent);
    expect(SUCCESS + FAILURE + IGNORED).toBe(300);
    expect(IGNORED).toBeGreaterThan(0);
  });

  it('waits for a device that is off, as long as it is good', async () => {
    const off = silentFor(2, 6).slice(0, 20);
    const reboots = await sendAll(off, 'REBOOT');
    const wipes = await sendAll(off, 'WIPE_USERS');
    clock.advance(10 * MINUTE - 1);
    expect(await tally(reboots)).toEqual({ PENDING: off.length });
    clock.advance(1);
    expect(await tally(reboots)).toEqual({ EXPIRED: off.length });
    clock.advance(30 * DAY);
    expect((await tally(wipes)).SUCCESS).toBeGreaterThan(off.length - 4);
  });

  it('is never answered by a device that has long been silent', async () => {
    const sent = await sendAll(silentFor(60, 600).slice(0, 10), 'WIPE_USERS');
    clock.advance(180 * DAY - 1);
    expect(await tally(sent)).toEqual({ PENDING: sent.length });
    clock.advance(1);
    expect(await tally(sent)).toEqual({ EXPIRED: sent.length });
  });

  it('to restart is ignored by an old release outside a kiosk', async () => {
    const old = silentFor(0, 1).filter(
      (id) => Number.parseInt(String(recordOf(demo, id).osVersion), 10) < 113,
    );
    const kiosk = old.filter((id) => recordOf(demo, id).orgUnitPath === '/Kiosks');
    const others = old.filter((id) => !kiosk.includes(id));
    expect(others.length).toBeGreaterThan(0);
    const sent = await sendAll(others, 'REBOOT');
    clock.advance(9 * MINUTE);
    expect(await tally(sent)).toEqual({ IGNORED: others.length });
  });

  it('is obeyed by every device of an obedient organisation', async () => {
    await demo.stop();
    await start({ obedient: true });
    const sent = await sendAll(ids.slice(0, 200), 'REBOOT');
    clock.advance(30_000);
    expect(await tally(sent)).toEqual({ SUCCESS: 200 });
  });

  it('ends with the management of its device, or when it is taken back', async () => {
    demo.control.setFault({ name: 'commandsLate', milliseconds: MINUTE });
    const [first = '', second = ''] = ids;
    const [one, two] = [await write.command(first, 'WIPE_USERS'), await write.command(second, 'WIPE_USERS')];
    await write.outcomes('DEPROVISION', [first], { deprovisionReason: 'DEPROVISION_REASON_RETIRING_DEVICE' });
    demo.control.cancelCommand(two);
    clock.advance(2 * MINUTE);
    expect([await stateOf(first, one), await stateOf(second, two)]).toEqual(['CANCELLED', 'CANCELLED']);
  });

  it('is refused for devices that are not in use, and when it makes no sense', async () => {
    const [id = ''] = ids;
    for (const query of ['status:disabled', 'status:deprovisioned']) {
      const [other = ''] = demo.control.deviceIds(query);
      expect(await errorOf(await write.issue(other, 'REBOOT'))).toMatchObject({
        status: 412,
        reason: 'conditionNotMet',
      });
    }
    const refusals = [
      await write.issue(id, 'DANCE'),
      await write.issue(id, 'REBOOT', { user_session_delay_seconds: 301 }),
      await write.send('POST', `/${id}:issueCommand`, { commandType: 'REBOOT', payload: 'soon' }),
    ];
    for (const answer of refusals) expect((await errorOf(answer)).reason).toBe('invalidInput');
    expect(demo.control.effects()).toEqual([]);
  });
});

describe('what an executed command leaves behind', () => {
  const executed = async (type: string, payload?: object): Promise<string> => {
    demo.control.setFault({ name: 'commandsLate', milliseconds: 5000 });
    const id = ids.find((one) => (recordOf(demo, one).recentUsers?.length ?? 0) > 1) ?? '';
    const before = recordOf(demo, id);
    await write.command(id, type, payload);
    expect(recordOf(demo, id)).toEqual(before);
    clock.advance(5000);
    const after = recordOf(demo, id);
    expect(after.lastSync).toBe(iso(MORNING + 5000));
    expect(after.etag).not.toBe(before.etag);
    return id;
  };

  it('REBOOT: the time of the restart', async () => {
    const id = await executed('REBOOT');
    expect(recordOf(demo, id).osUpdateStatus?.rebootTime).toBe(iso(MORNING + 5000));
  });

  it('WIPE_USERS: nobody who has used it, and the same registration', async () => {
    const enrolled = (id: string) => recordOf(demo, id).lastEnrollmentTime;
    const before = new Map(ids.map((id) => [id, enrolled(id)]));
    const id = await executed('WIPE_USERS');
    clock.advance(20 * MINUTE);
    expect(recordOf(demo, id)).not.toHaveProperty('recentUsers');
    expect(enrolled(id)).toBe(before.get(id));
  });

  it('REMOTE_POWERWASH: a new registration a little later', async () => {
    const id = await executed('REMOTE_POWERWASH');
    const before = recordOf(demo, id);
    expect(before).not.toHaveProperty('recentUsers');
    clock.advance(10 * MINUTE);
    const after = recordOf(demo, id);
    const enrolledAt = Date.parse(after.lastEnrollmentTime ?? '');
    expect(enrolledAt).toBeGreaterThan(MORNING + 2 * MINUTE);
    expect(enrolledAt).toBeLessThan(MORNING + 10 * MINUTE);
    expect(after).toMatchObject({ status: 'ACTIVE', lastSync: after.lastEnrollmentTime });
    expect(after.etag).not.toBe(before.etag);
  });

  it('a device that is wiped by hand registers again, whatever it was before', async () => {
    const [id = ''] = demo.control.deviceIds('status:deprovisioned');
    demo.control.reenroll(id);
    expect(recordOf(demo, id)).toMatchObject({ status: 'ACTIVE', lastEnrollmentTime: iso(MORNING) });
    expect(recordOf(demo, id)).not.toHaveProperty('recentUsers');
  });
});
