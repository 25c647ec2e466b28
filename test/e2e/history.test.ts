import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../electron/bridge/domain.ts';
import { type Operator, operatorOf } from './support/operator.ts';
import { openSite, type Site } from './support/site.ts';

const TWO_DAYS = 2 * 24 * 60 * 60_000;
/** What became of the fleet between two syncs two days apart, and what the console did: step by step on one folder. */
describe.each(['fr'] as const)('history and the log (%s)', (language) => {
  let site: Site;
  let admin: Operator;
  /** Before anything changed: each is to become what its name says. */
  let fleet: Record<'moved' | 'disabled' | 'renamed' | 'vanished' | 'commanded', Device>;
  /** How far the clocks of the computer and of Google stand back. */
  let back = TWO_DAYS;

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const main = () => window().getByRole('main');
  const button = (key: string, values?: Record<string, string>) =>
    main().getByRole('button', { name: say(key, values), exact: true });
  const grid = (key: string) => window().getByRole('grid', { name: say(key) });
  const lines = (within: Locator) => within.locator('[data-row-index]');
  const serial = (device: Device) => device.serial ?? fail('a device without a serial');
  const openTab = async (name: string): Promise<void> => {
    await site.desk.admin().goTo('activity');
    await main()
      .getByRole('tab', { name: say(`activity:tab.${name}`), exact: true })
      .click();
  };
  /** Sets a filter of a list by its menu and its box of choices. */
  const filterBy = async (name: string, choice: string): Promise<void> => {
    await button('devices:filter.add').click();
    await window().getByRole('menuitem', { name, exact: true }).click();
    await window().getByRole('dialog').getByRole('checkbox', { name: choice }).click();
    await window().keyboard.press('Escape');
    await window().getByRole('dialog').waitFor({ state: 'detached' });
  };
  /** Exports what is shown as CSV; returns its lines without the heading. */
  const exported = async (name: string, within = main()): Promise<string[]> => {
    const file = await site.saveAs(name);
    await within.getByRole('button', { name: say('devices:export.button'), exact: true }).click();
    await window()
      .getByRole('menuitem', { name: say('activity:export.csv'), exact: true })
      .click();
    const notice = window()
      .getByRole('alert')
      .filter({ hasText: say('devices:export.showInFolder') });
    await notice.waitFor();
    await notice.getByRole('button', { name: say('common:close') }).click();
    await notice.waitFor({ state: 'detached' });
    return readFileSync(file, 'utf8').trim().split('\r\n').slice(1);
  };

  beforeAll(async () => {
    site = await openSite({
      language,
      clock: { now: () => Date.now() - back, sleep: () => Promise.resolve() },
      prepare: (desk) =>
        desk.muster().app.evaluate((_, ms) => {
          const now = Date.now;
          Date.now = () => now() - ms;
        }, back),
    });
    admin = operatorOf(site.desk.admin);
    await site.sync();
    const [moved, disabled, renamed, vanished, commanded] = await site.devices('active');
    if (moved && disabled && renamed && vanished && commanded)
      fleet = { moved, disabled, renamed, vanished, commanded };
    site.control.moveDevice(fleet.moved.providerId, '/Kiosks');
    site.control.setStatus(fleet.disabled.providerId, 'DISABLED');
    site.control.annotate(fleet.renamed.providerId, { user: 'Noémie Laurent' });
    site.control.removeDevice(fleet.vanished.providerId);
    site.control.addDevices(2);
    await site.desk.quit();
    back = 0;
    await site.desk.start();
  });
  afterAll(() => site.close());

  it('syncs by itself what is two days old, and takes a command', async () => {
    const runs = async () => (await site.desk.ask('sync.runs', { limit: 5 })).map(({ state }) => state);
    await expect.poll(runs).toEqual(['complete', 'complete']);
    await site.desk.ask('actions.setLimits', { ...(await site.desk.ask('actions.limits')), undoSeconds: 5 });
    await admin.actOn(fleet.commanded, 'annotate');
    const name = say('actions:annotation.assetId');
    const tick = admin.dialog().getByRole('checkbox', { name: say('actions:set.change', { name }) });
    if (!(await tick.isChecked())) await tick.check();
    await admin.dialog().getByRole('textbox', { name, exact: true }).fill('RS-0777');
    await admin
      .dialog()
      .getByRole('button', { name: say('actions:dialog.review'), exact: true })
      .click();
    await admin.give('annotate', 1);
  });

  it('tells of each device what changed, from what to what, and by which sync', async () => {
    const pane = window().getByRole('complementary', { name: say('devices:pane.label') });
    const timeline = pane.getByRole('region', { name: say('activity:pane.label') });
    const open = async (device: Device) => {
      await admin.row(device).click();
      await window().keyboard.press('Enter');
      await pane.getByText(serial(device)).first().waitFor();
      await pane.getByRole('tab', { name: say('devices:tab.history'), exact: true }).click();
      return timeline.getByRole('listitem').first();
    };
    const moved = await open(fleet.moved);
    await moved.getByText(fleet.moved.orgUnitPath ?? '', { exact: true }).waitFor();
    await moved.getByText('/Kiosks', { exact: true }).waitFor();
    await moved.getByRole('button', { name: say('activity:source.run', { when: '' }) }).waitFor();
    const disabled = await open(fleet.disabled);
    await disabled.getByText(say('actions:field.providerStatus')).waitFor();
    await open(fleet.commanded);
    const told = timeline.getByRole('listitem').filter({ hasText: say('actions:action.annotate') });
    await told.getByText(say('actions:state.acknowledged')).waitFor();
    await timeline.getByText('RS-0777', { exact: true }).first().waitFor();
    const rows = await exported('device.csv', pane);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.filter((row) => !row.includes(serial(fleet.commanded)))).toEqual([]);
    await pane.getByRole('button', { name: say('devices:pane.close') }).click();
  });

  it('tells the history of the whole fleet, filtered and exported', async () => {
    await openTab('history');
    const table = grid('activity:history.label');
    await filterBy(say('activity:filter.name.kinds'), say('actions:kind.vanished'));
    await expect.poll(() => lines(table).count()).toBe(1);
    await lines(table).getByText(serial(fleet.vanished)).waitFor();
    await button('devices:filter.clearAll').click();
    await filterBy(say('activity:filter.name.fields'), say('actions:field.user'));
    const search = main().getByRole('searchbox', { name: say('activity:search.history') });
    await search.fill('noémie');
    await expect.poll(() => lines(table).count()).toBe(1);
    await lines(table).getByText('Noémie Laurent').waitFor();
    const rows = await exported('history.csv');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('Noémie Laurent');
    await lines(table).getByText(serial(fleet.renamed)).click();
    await window()
      .getByRole('complementary', { name: say('devices:pane.label') })
      .getByText('Noémie Laurent')
      .first()
      .waitFor();
  });

  it('compares the two syncs', async () => {
    await openTab('compare');
    const table = grid('activity:compare.label');
    const kind = (name: string, count: number) =>
      main().getByRole('button', { name: `${say(`activity:diffKind.${name}`)} ${count}`, exact: true });
    for (const [name, count] of [
      ['added', 2],
      ['changed', 3],
      ['vanished', 1],
      ['returned', 0],
    ] as const)
      await kind(name, count).waitFor();
    expect(await kind('returned', 0).isDisabled()).toBe(true);
    await expect.poll(() => lines(table).count()).toBe(6);
    await kind('changed', 3).click();
    await expect.poll(() => lines(table).count()).toBe(3);
    const moved = lines(table).filter({ hasText: serial(fleet.moved) });
    expect((await moved.innerText()).replace(/\s+/g, ' ')).toContain(fleet.moved.orgUnitPath);
    await moved.getByText('/Kiosks').waitFor();
    const rows = await exported('diff.csv');
    const changed = [fleet.moved, fleet.disabled, fleet.renamed].map(serial);
    expect(changed.filter((one) => !rows.some((row) => row.includes(one)))).toEqual([]);
    expect(rows.some((row) => row.includes(serial(fleet.vanished)))).toBe(false);
  });

  it('shows the fleet as it was on a date', async () => {
    await openTab('date');
    const table = grid('activity:date.label');
    const search = main().getByRole('searchbox', { name: say('activity:search.date') });
    await button('activity:date.preset.yesterday').click();
    await main().getByText(say('activity:date.notKept'), { exact: false }).waitFor();
    await search.fill(serial(fleet.vanished));
    await expect.poll(() => lines(table).count()).toBe(1);
    await search.fill(serial(fleet.moved));
    await lines(table).getByText(serial(fleet.moved)).waitFor();
    await lines(table)
      .getByText(fleet.moved.orgUnitPath ?? '', { exact: true })
      .waitFor();
    const rows = await exported('then.csv');
    expect(rows).toEqual([expect.stringContaining(fleet.moved.orgUnitPath ?? '')]);
    const field = main().getByLabel(say('activity:date.at'), { exact: true });
    await field.fill(localMinute(Date.now()));
    await field.press('Enter');
    await lines(table).getByText('/Kiosks').waitFor();
    await search.fill(serial(fleet.vanished));
    await main().getByText(say('activity:filter.nothing.title')).waitFor();
    await search.fill('');
    await button('activity:date.preset.month').click();
    await main().getByText(say('activity:date.before.title')).waitFor();
    await button('activity:date.before.action').click();
    await lines(table).first().waitFor();
  });

  it('logs what the console did, proves that nothing of it was changed, and exports it', async () => {
    await openTab('log');
    const table = grid('activity:log.label');
    const all = (await site.desk.ask('audit.verify')).rows;
    await button('activity:log.verify').click();
    await main()
      .getByText(say('activity:log.intact_other', { n: String(all) }))
      .waitFor();
    await filterBy(say('activity:filter.name.deeds'), say('actions:deed.sync.started'));
    await expect.poll(() => lines(table).count()).toBe(1);
    await lines(table).getByText(say('activity:log.origin.window'), { exact: false }).waitFor();
    expect(await exported('log.csv')).toHaveLength(1);
    await button('devices:filter.clearAll').click();
    await lines(table).getByText(say('actions:deed.command.created')).waitFor();
    await lines(table).getByText(say('actions:deed.export.written')).first().waitFor();
  });

  it('reaches a page, a user, a view, a device and an action by the palette', async () => {
    const { moved } = fleet;
    const take = async (typed: string, line: string): Promise<void> => {
      await window().keyboard.press('Control+k');
      const palette = window().getByRole('dialog', { name: say('common:palette.label') });
      await palette.getByPlaceholder(say('common:palette.placeholder')).fill(typed);
      await palette.getByRole('button').filter({ hasText: line }).first().click();
      await palette.waitFor({ state: 'detached' });
    };
    await take(say('common:pages.commands'), say('common:pages.commands'));
    await grid('commands:list.label').waitFor();
    await take('noémie', 'Noémie Laurent');
    await expect.poll(() => lines(main()).count()).toBe(1);
    await button('views:save.button').click();
    await window().getByLabel(say('views:save.name')).fill('Her device');
    await window().keyboard.press('Enter');
    await site.desk.admin().goTo('overview');
    await take('her dev', 'Her device');
    await expect.poll(() => lines(main()).count()).toBe(1);
    await take(serial(moved), serial(moved));
    const pane = window().getByRole('complementary', { name: say('devices:pane.label') });
    await pane.getByText(serial(moved)).first().waitFor();
    await take(serial(moved), say('actions:menu.item', { action: say('actions:action.move_unit') }));
    await admin.dialog().getByRole('tree').waitFor();
    await window().keyboard.press('Escape');
  });
});

/** An instant as a field for a date and a time takes it. */
function localMinute(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function fail(problem: string): never {
  throw new Error(problem);
}
