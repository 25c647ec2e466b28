import { admin_directory_v1 } from 'googleapis/build/src/apis/admin/directory_v1.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { accessToken, askWithKey, DEVICES, errorOf, MORNING, reader } from './support.ts';
import { recordOf, writer } from './writing.ts';

let demo: DemoOrganisation;
let api: ReturnType<typeof reader>;
let write: ReturnType<typeof writer>;
const RETIRED = { deprovisionReason: 'DEPROVISION_REASON_RETIRING_DEVICE' };
const NOBODY = '00000000-0000-4000-9000-000000000000';

beforeAll(async () => {
  demo = await startDemoOrganisation({ devices: 400, frozen: true }, { clock: createManualClock(MORNING) });
  const token = await accessToken(demo, MORNING);
  api = reader(demo, token);
  write = writer(demo, token);
});
afterEach(() => demo.control.setRole(null));
afterAll(() => demo.stop());

/** So many devices in a status, none of them given out before. */
const given = new Set<string>();
function some(count: number, query = 'status:provisioned'): string[] {
  const ids = demo.control
    .deviceIds(query)
    .filter(
      (id) => !given.has(id) && ['ACTIVE', 'DISABLED', 'DEPROVISIONED'].includes(recordOf(demo, id).status),
    )
    .slice(0, count);
  for (const id of ids) given.add(id);
  return ids;
}
const one = (query?: string): string => some(1, query)[0] ?? '';

describe('batchChangeStatus', () => {
  it('disables and re-enables, in lists, counts and the record', async () => {
    const ids = some(3);
    const before = await api.count({ filter: 'status:disabled' });
    expect(await write.outcomes('DISABLE', ids)).toEqual(['ok', 'ok', 'ok']);
    expect(await api.count({ filter: 'status:disabled' })).toBe(before + 3);
    const listed = (await api.all({ query: 'status:disabled' })).map(({ deviceId }) => deviceId);
    expect(listed).toEqual(expect.arrayContaining(ids));
    expect(await write.outcomes('REENABLE', ids)).toEqual(['ok', 'ok', 'ok']);
    expect(ids.map((id) => recordOf(demo, id).status)).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  });

  it('deprovisions for a reason, for good', async () => {
    const id = one();
    expect(await write.outcomes('DEPROVISION', [id], RETIRED)).toEqual(['ok']);
    const record = recordOf(demo, id);
    expect(record).toMatchObject({
      status: 'DEPROVISIONED',
      deprovisionReason: 'deprovisionReasonRetiringDevice',
      lastDeprovisionTimestamp: new Date(MORNING).toISOString(),
    });
    demo.control.advance(30 * 86_400_000);
    expect(recordOf(demo, id).lastSync).toBe(record.lastSync);
    demo.control.advance(-30 * 86_400_000);
    expect(await write.outcomes('REENABLE', [id])).toEqual([9]);
    expect((await api.all()).map(({ deviceId }) => deviceId)).not.toContain(id);
  });

  it('answers for each device of a batch on its own', async () => {
    const [active, disabled, retired] = [one(), one('status:disabled'), one('status:deprovisioned')];
    expect(await write.outcomes('DISABLE', [active, disabled, NOBODY, retired])).toEqual(['ok', 9, 5, 9]);
    expect(await write.outcomes('REENABLE', [disabled, one()])).toEqual(['ok', 9]);
  });

  it('reaches no further than the role', async () => {
    const [inside, outside] = [one('status:provisioned'), one('status:provisioned')];
    demo.control.setRole(recordOf(demo, inside).orgUnitPath);
    expect(recordOf(demo, outside).orgUnitPath).not.toBe(recordOf(demo, inside).orgUnitPath);
    expect(await write.outcomes('DISABLE', [inside, outside])).toEqual(['ok', 7]);
    expect(recordOf(demo, outside).status).toBe('ACTIVE');
  });

  it.each<[string, object]>([
    ['no reason', { changeChromeOsDeviceStatusAction: 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DEPROVISION' }],
    ['a reason it has no use for', { ...RETIRED, deviceIds: [NOBODY] }],
    ['an unknown reason', { deprovisionReason: 'BORED' }],
    ['an unknown action', { changeChromeOsDeviceStatusAction: 'EXPLODE' }],
    ['no devices', { deviceIds: [] }],
    ['51 devices', { deviceIds: Array.from({ length: 51 }, () => NOBODY) }],
  ])('refuses %s', async (_what, over) => {
    const body = {
      changeChromeOsDeviceStatusAction: 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DISABLE',
      deviceIds: [NOBODY],
      ...over,
    };
    const answer = await errorOf(await write.send('POST', ':batchChangeStatus', body));
    expect(answer).toMatchObject({ status: 400, reason: 'invalidInput' });
  });
});

describe('moveDevicesToOu', () => {
  it('moves those that exist, by path or id, and says nothing of the others', async () => {
    const [first, second] = [one(), one()];
    const answer = await write.move('/Loaners', [first, NOBODY]);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(recordOf(demo, first).orgUnitPath).toBe('/Loaners');
    const repair = (await api.units('all')).find(({ name }) => name === 'Repair');
    await write.move(repair?.orgUnitId ?? '', [second]);
    expect(recordOf(demo, second).orgUnitPath).toBe('/Repair');
  });

  it('refuses a unit there is not, and units and devices beyond the role', async () => {
    const id = one();
    const before = recordOf(demo, id);
    expect(await errorOf(await write.move('/Atlantis', [id]))).toMatchObject({
      status: 400,
      reason: 'invalidOrgunit',
    });
    demo.control.setRole(before.orgUnitPath);
    expect(await errorOf(await write.move('/Empty shelf', [id]))).toMatchObject({ reason: 'forbidden' });
    demo.control.setRole('/Empty shelf');
    expect(await errorOf(await write.move('/Empty shelf', [id]))).toMatchObject({ reason: 'forbidden' });
    expect(recordOf(demo, id)).toEqual(before);
  });
});

describe('patch and update', () => {
  it('write annotations that queries find, and answer with the record', async () => {
    const id = one();
    const before = recordOf(demo, id);
    const answer = await write.patch(
      id,
      { annotatedUser: 'Zoé Quill', notes: 'è'.repeat(500) },
      '?projection=FULL',
    );
    expect(await answer.json()).toEqual(recordOf(demo, id));
    const after = recordOf(demo, id);
    expect(after).toMatchObject({ annotatedUser: 'Zoé Quill', notes: 'è'.repeat(500) });
    expect(after.etag).not.toBe(before.etag);
    expect({ ...after, etag: '', annotatedUser: '', notes: '' }).toEqual({
      ...before,
      etag: '',
      annotatedUser: '',
      notes: '',
    });
    expect(await api.count({ filter: 'user:"zoé quill"' })).toBe(1);
    await write.patch(id, { annotatedUser: '', notes: null });
    expect(recordOf(demo, id)).not.toHaveProperty('annotatedUser');
    expect(recordOf(demo, id)).not.toHaveProperty('notes');
  });

  it('leaves what a patch does not name, and clears what an update does not', async () => {
    const id = one();
    await write.patch(id, { annotatedAssetId: 'A1', annotatedLocation: 'Attic', orgUnitPath: '/Repair' });
    await write.patch(id, { annotatedLocation: 'Cellar' });
    expect(recordOf(demo, id)).toMatchObject({
      annotatedAssetId: 'A1',
      annotatedLocation: 'Cellar',
      orgUnitPath: '/Repair',
    });
    await write.send('PUT', `/${id}`, { annotatedAssetId: 'A2' });
    expect(recordOf(demo, id)).toMatchObject({ annotatedAssetId: 'A2', orgUnitPath: '/Repair' });
    expect(recordOf(demo, id)).not.toHaveProperty('annotatedLocation');
  });

  it.each<[object, string]>([
    [{ annotatedUser: 'u'.repeat(101) }, 'invalidInput'],
    [{ annotatedLocation: 'l'.repeat(201) }, 'invalidInput'],
    [{ notes: 'n'.repeat(501) }, 'invalidInput'],
    [{ annotatedAssetId: 7 }, 'invalidInput'],
    [{ orgUnitPath: '/Atlantis' }, 'invalidOrgunit'],
  ])('refuse %o', async (body, reason) => {
    const id = one();
    const before = recordOf(demo, id);
    expect(await errorOf(await write.patch(id, body))).toMatchObject({ status: 400, reason });
    expect(recordOf(demo, id)).toEqual(before);
  });
});

describe('every write', () => {
  it('is what the official client expects', async () => {
    const { chromeosdevices, customer } = new admin_directory_v1.Admin({
      rootUrl: demo.apiRoot,
      headers: { authorization: `Bearer ${await accessToken(demo, MORNING)}` },
    });
    const { chromeos } = customer.devices;
    const [first, second] = [one(), one()];
    const customerId = 'my_customer';
    const { data: issued } = await chromeos.issueCommand({
      customerId,
      deviceId: first,
      requestBody: { commandType: 'WIPE_USERS' },
    });
    const commandId = issued.commandId ?? '';
    const followed = await chromeos.commands.get({ customerId, deviceId: first, commandId });
    expect(followed.data).toMatchObject({ commandId, type: 'WIPE_USERS', state: 'PENDING' });
    const changed = await chromeos.batchChangeStatus({
      customerId,
      requestBody: {
        changeChromeOsDeviceStatusAction: 'CHANGE_CHROME_OS_DEVICE_STATUS_ACTION_DISABLE',
        deviceIds: [second],
      },
    });
    expect(changed.data.changeChromeOsDeviceStatusResults).toEqual([{ deviceId: second, response: {} }]);
    const moved = await chromeosdevices.moveDevicesToOu({
      customerId,
      orgUnitPath: '/Loaners',
      requestBody: { deviceIds: [first] },
    });
    expect(moved.status).toBe(204);
    const patched = await chromeosdevices.patch({
      customerId,
      deviceId: first,
      requestBody: { notes: 'by the client' },
    });
    expect(patched.data).toMatchObject({ notes: 'by the client', orgUnitPath: '/Loaners' });
  });

  it('needs the right to write, not only to read', async () => {
    const { body } = await askWithKey(demo, MORNING, { scope: `${DEVICES}.readonly` });
    const readonly = writer(demo, z.string().parse(body.access_token));
    const [id] = some(1);
    const refusals = [
      await readonly.status('DISABLE', [id ?? '']),
      await readonly.issue(id ?? '', 'REBOOT'),
      await readonly.move('/Loaners', [id ?? '']),
      await readonly.patch(id ?? '', { notes: 'x' }),
    ];
    for (const answer of refusals)
      expect(await errorOf(answer)).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    demo.control.setRole('/Empty shelf');
    expect(await errorOf(await write.patch(id ?? '', { notes: 'x' }))).toMatchObject({ reason: 'forbidden' });
    expect(await errorOf(await write.issue(id ?? '', 'REBOOT'))).toMatchObject({ reason: 'forbidden' });
    expect(await errorOf(await write.patch(NOBODY, { notes: 'x' }))).toMatchObject({ status: 404 });
  });

  it('must be JSON', async () => {
    expect(await errorOf(await write.send('POST', ':batchChangeStatus', '{"deviceIds":['))).toMatchObject({
      status: 400,
      reason: 'parseError',
    });
  });

  it('is noted with its devices, what it asked for and what came of it', async () => {
    const [first, second] = [one(), one('status:disabled')];
    const known = demo.control.effects().length;
    demo.control.clearJournal();
    await write.outcomes('DISABLE', [first, second]);
    await write.move('/Loaners', [first, NOBODY]);
    expect(demo.control.journal()).toMatchObject([
      { endpoint: 'batchChangeStatus', deviceIds: [first, second], effects: 1, status: 200, at: MORNING },
      { endpoint: 'moveDevicesToOu', action: 'moveDevicesToOu', effects: 1, status: 204 },
    ]);
    expect(demo.control.effects().slice(known)).toEqual([
      { deviceId: first, what: 'disable', at: MORNING, detail: '' },
      { deviceId: first, what: 'move', at: MORNING, detail: '/Loaners' },
    ]);
  });
});
