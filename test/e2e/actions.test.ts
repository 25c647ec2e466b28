import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionLimits, Device } from '../../electron/bridge/domain.ts';
import { isWrite } from '../../electron/demo/endpoints.ts';
import { type Operator, operatorOf } from './support/operator.ts';
import { openSite, type Site } from './support/site.ts';

/** Every action from its choice to what it did at Google, step by step: each stands on the one before it. */
describe.each(['en'] as const)('remote actions (%s)', (language) => {
  let site: Site;
  let admin: Operator;
  let active: Device[];
  let lost: Device;
  const expected: { deviceId: string; what: string }[] = [];

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const button = (key: string) => admin.dialog().getByRole('button', { name: say(key), exact: true });
  const targets = () => admin.dialog().getByRole('table');
  const device = (index: number): Device => active[index] ?? fail('too few active devices on screen');
  const serial = (index: number): string => device(index).serial ?? fail('a device without a serial');
  const text = (one: string | null) => one ?? fail('nothing there');
  const seconds = (s: string) => say('common:duration.seconds', { s });
  const effects = () => site.control.effects().map(({ deviceId, what }) => ({ deviceId, what }));
  const expects = (what: string, ...devices: Device[]) =>
    expected.push(...devices.map(({ providerId }) => ({ deviceId: providerId, what })));
  const limit = async (limits: Partial<ActionLimits>): Promise<void> => {
    await site.desk.admin().goTo('settings');
    for (const [name, value] of Object.entries(limits)) {
      const field = window().getByRole('textbox', { name: say(`settings:actions.${name}.label`) });
      await field.fill(String(value));
      await field.press('Enter');
    }
    await expect.poll(() => site.desk.ask('actions.limits')).toMatchObject(limits);
  };
  const reviewed = async (action: Parameters<Operator['decision']>[0], count: number) => {
    await admin.decision(action, count).waitFor();
    const rows = await targets().getByRole('row').allInnerTexts();
    expect(rows).toHaveLength(count + 1);
    return rows.slice(1).map((row) => row.replace(/\s+/g, ' '));
  };

  beforeAll(async () => {
    site = await openSite({ language });
    admin = operatorOf(site.desk.admin);
    await site.sync();
    lost = (await site.devices('active'))[2] ?? fail('no active device');
    site.control.setStatus(lost.providerId, 'DISABLED');
    await site.sync();
    active = await site.devices('active');
  });
  afterAll(() => site.close());

  it('reviews the frozen targets, what is refused and why, and what it takes', async () => {
    await admin.pick([device(0), device(1), lost, device(2)]);
    await admin.act('restart');
    const rows = await reviewed('restart', 3);
    for (const index of [0, 1, 2]) {
      expect(rows.some((row) => row.includes(serial(index)) && row.includes(device(index).providerId))).toBe(
        true,
      );
    }
    const dialog = await admin.dialog().innerText();
    expect(dialog).toContain(say('actions:review.requests_other', { n: '3' }));
    expect(dialog).toContain(say('actions:review.undoFor', { time: seconds('15') }));
    expect(dialog).toContain(
      say('actions:review.keptFor', { time: say('actions:span.minutes_other', { n: '10' }) }),
    );
    await admin
      .dialog()
      .getByRole('button', { name: say('actions:review.refused_one', { n: '1' }), exact: true })
      .click();
    const refused = targets().getByRole('row').nth(1);
    await refused.getByText(text(lost.serial)).waitFor();
    await refused.getByText(say('actions:refusal.in_lost_mode')).waitFor();
  });

  it('holds what was given, and undoes it before anything was sent', async () => {
    site.control.clearJournal();
    await admin.give('restart', 3);
    const held = admin.held('restart', 3);
    const left = await held.getByRole('timer').innerText();
    expect(left).toMatch(new RegExp(`^${say('actions:held.sentIn', { left: seconds('1\\d') })}$`));
    await expect.poll(() => held.getByRole('timer').innerText()).not.toBe(left);
    await held
      .getByRole('button', { name: say('actions:held.undoOf', { what: admin.deed('restart', 3) }) })
      .click();
    await window().getByText(say('actions:held.undone')).waitFor();
    await held.waitFor({ state: 'detached' });
    const [command] = await site.desk.ask('commands.list', { limit: 1 });
    expect(command).toMatchObject({ total: 3, counts: { cancelled: 3 } });
    expect(site.control.journal().filter(({ endpoint }) => isWrite(endpoint))).toEqual([]);
    expect(effects()).toEqual([]);
  });

  it('asks for the number of devices before a grave action on many, and takes no other', async () => {
    await admin.pick(active.slice(0, 6));
    await admin.act('lost_mode_on');
    const field = admin.dialog().getByRole('textbox', { name: say('actions:review.type', { n: '6' }) });
    const decision = admin.decision('lost_mode_on', 6);
    await field.waitFor();
    expect(await decision.isDisabled()).toBe(true);
    await field.fill('5');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(await decision.isDisabled()).toBe(true);
    await field.press('Enter');
    await field.fill('6');
    await expect.poll(() => decision.isEnabled()).toBe(true);
    await button('actions:dialog.cancel').click();
    expect(await site.desk.ask('commands.list', { limit: 5 })).toHaveLength(1);
  });

  it('stops at the admin’s own limit, and shows the way to it', async () => {
    await limit({ gravePerDay: 4, undoSeconds: 5 });
    await admin.pick(active.slice(0, 6));
    await admin.act('lost_mode_on');
    await admin
      .dialog()
      .getByText(say('actions:cap.grave_per_day', { limit: '4', used: '0', wanted: '6' }))
      .waitFor();
    expect(await admin.decision('lost_mode_on', 6).count()).toBe(0);
    await button('actions:cap.settings').click();
    await limit({ gravePerDay: 250 });
    await admin.pick(active.slice(0, 6));
    await admin.act('lost_mode_on');
    await admin.dialog().getByRole('textbox').fill('6');
    await admin.give('lost_mode_on', 6);
    expects('disable', ...active.slice(0, 6));
  });

  it('restarts one device from its pane', async () => {
    await admin.actOn(device(6), 'restart');
    expect(await reviewed('restart', 1)).toEqual([expect.stringContaining(serial(6))]);
    await admin.give('restart', 1);
    expects('REBOOT', device(6));
  });

  it('writes back asset id, user, location and notes of one device', async () => {
    await admin.actOn(device(7), 'annotate');
    const values = {
      assetId: 'RS-0001',
      user: 'loan.desk@riverside.example',
      location: 'Room 12',
      notes: 'Été',
    };
    for (const [name, value] of Object.entries(values)) {
      const label = say(`actions:annotation.${name}`);
      const tick = admin.dialog().getByRole('checkbox', { name: say('actions:set.change', { name: label }) });
      if (!(await tick.isChecked())) await tick.check();
      await admin.dialog().getByRole('textbox', { name: label, exact: true }).fill(value);
    }
    await button('actions:dialog.review').click();
    const [row] = await reviewed('annotate', 1);
    for (const value of Object.values(values)) expect(row).toContain(value);
    await admin.give('annotate', 1);
    expects('annotate', device(7));
  });

  it('moves devices to a unit picked in the tree', async () => {
    await admin.pick([device(8), device(9)]);
    await admin.act('move_unit');
    expect(await button('actions:dialog.review').isDisabled()).toBe(true);
    await admin.dialog().getByRole('treeitem', { name: 'Kiosks' }).click();
    await admin
      .dialog()
      .getByText(say('actions:set.unitChosen', { path: '/Kiosks' }))
      .waitFor();
    await button('actions:dialog.review').click();
    await reviewed('move_unit', 2);
    await admin
      .dialog()
      .getByText(say('actions:does.move_unit', { unit: '/Kiosks' }))
      .waitFor();
    await admin.give('move_unit', 2);
    expects('move', device(8), device(9));
  });

  it('deprovisions with a reason, and wipes user profiles', async () => {
    await admin.actOn(device(10), 'deprovision');
    expect(await button('actions:dialog.review').isDisabled()).toBe(true);
    await admin
      .dialog()
      .getByRole('radio', { name: say('actions:deprovision.retiring_device') })
      .check();
    await button('actions:dialog.review').click();
    await reviewed('deprovision', 1);
    await admin.give('deprovision', 1);
    expects('deprovision', device(10));
    await admin.actOn(device(11), 'wipe_users');
    await reviewed('wipe_users', 1);
    await admin.give('wipe_users', 1);
    expects('WIPE_USERS', device(11));
  });

  it('writes back from a CSV, and shows each change before it is made', async () => {
    await admin.list('csv');
    const lines = [`${serial(12)},RS-0012,`, `${serial(13)},-,"Room 3; shelf B"`];
    await admin
      .dialog()
      .getByRole('textbox')
      .fill(['serial,assetId,location', ...lines].join('\n'));
    await button('actions:dialog.review').click();
    const [one = '', other = ''] = await reviewed('annotate', 2);
    expect(one).toContain(`${device(12).assetId ?? say('actions:review.clearedValue')} → RS-0012`);
    expect(one).not.toContain(`${device(12).location} →`);
    expect(other).toContain(`${device(13).assetId} → ${say('actions:review.clearedValue')}`);
    expect(other).toContain('→ Room 3; shelf B');
    await admin.give('annotate', 2);
    expects('annotate', device(12), device(13));
  });

  it('takes pasted serials exactly: no beginning of one, none that is unknown, none twice', async () => {
    const whole = serial(14);
    await admin.list('serials');
    const pasted = [whole, whole.slice(0, -1), `${whole}1`, 'NO-SUCH-SERIAL', whole];
    await admin
      .dialog()
      .getByRole('textbox', { name: say('actions:list.serials') })
      .fill(pasted.join('\n'));
    await admin.dialog().getByText(/^5 /).waitFor();
    await admin
      .dialog()
      .getByRole('combobox', { name: say('actions:list.action') })
      .click();
    await window()
      .getByRole('option', { name: say('actions:action.restart'), exact: true })
      .click();
    await button('actions:dialog.review').click();
    expect(await reviewed('restart', 1)).toEqual([expect.stringContaining(whole)]);
    await admin
      .dialog()
      .getByRole('button', { name: say('actions:review.refused_other', { n: '4' }) })
      .click();
    const refused = await targets().getByRole('row').allInnerTexts();
    for (const given of pasted.slice(1, 4)) {
      const row = refused.find((one) => one.split(/\s/).includes(given));
      expect(row, given).toContain(say('actions:refusal.unknown_serial'));
    }
    expect(refused.filter((row) => row.includes(say('actions:refusal.listed_twice')))).toHaveLength(1);
    await admin.give('restart', 1);
    expects('REBOOT', device(14));
  });

  it('turns lost mode off again', async () => {
    const signs = () => admin.row(device(0)).getByText(say('devices:status.alone.lost_mode')).count();
    await expect.poll(signs).toBe(1);
    await admin.pick(active.slice(0, 6));
    await admin.act('lost_mode_off');
    await reviewed('lost_mode_off', 6);
    await admin.give('lost_mode_off', 6);
    expects('reenable', ...active.slice(0, 6));
  });

  it('did all of that, once each, and nothing else', async () => {
    await expect.poll(() => effects().length).toBe(expected.length);
    site.control.advance(60_000);
    const open = () => site.desk.ask('commands.list', { limit: 20, which: 'open' });
    await expect.poll(open).toEqual([]);
    const inOrder = (all: typeof expected) => all.map((one) => `${one.deviceId} ${one.what}`).sort();
    expect(inOrder(effects())).toEqual(inOrder(expected));
    const commands = await site.desk.ask('commands.list', { limit: 20 });
    expect(commands.map(({ total, counts }) => total - counts.acknowledged)).toEqual([
      ...commands.slice(1).map(() => 0),
      3,
    ]);
    await admin.row(device(7)).getByText('loan.desk@riverside.example').waitFor();
    await admin.row(device(8)).getByText('/Kiosks').waitFor();
    expect(JSON.parse(site.control.record(device(10).providerId))).toMatchObject({ status: 'DEPROVISIONED' });
  });
});

function fail(problem: string): never {
  throw new Error(problem);
}
