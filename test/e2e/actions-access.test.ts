import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionName, Device } from '../../electron/bridge/domain.ts';
import { barriers } from './support/axe.ts';
import { type Keyboard, keyboardOf } from './support/keyboard.ts';
import { type Operator, operatorOf } from './support/operator.ts';
import { openSite, type Site } from './support/site.ts';

/** Remote actions, the command centre and the history, in both themes and without a pointer. */
describe('actions and history keep nobody out', () => {
  let site: Site;
  let admin: Operator;
  let keys: Keyboard;
  let active: Device[];

  const window = () => site.desk.muster().window;
  const main = () => window().getByRole('main');
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const button = (key: string) => window().getByRole('button', { name: say(key), exact: true });
  const expectOpen = async (): Promise<void> => expect(await barriers(window())).toEqual([]);
  const expectOpenPart = async (part: string): Promise<void> =>
    expect(await barriers(window(), part)).toEqual([]);
  const leaveDialog = async (): Promise<void> => {
    await window().keyboard.press('Escape');
    await admin.dialog().waitFor({ state: 'detached' });
  };
  const undone = () => window().getByText(say('actions:held.undone'));

  beforeAll(async () => {
    site = await openSite({ language: 'en' });
    admin = operatorOf(site.desk.admin);
    keys = keyboardOf(window());
    await site.sync();
    active = await site.devices('active');
    await site.desk.ask('preferences.set', { theme: 'system' });
  });
  afterAll(() => site.close());

  it('gives a command by the keyboard alone, and takes it back', async () => {
    await site.desk.admin().goTo('devices');
    await admin.row(active[0] ?? fail('no devices')).waitFor();
    await keys.reach('grid');
    await keys.type('Home', 'Space', 'ArrowDown', 'ArrowDown', 'Space');
    const give = async (): Promise<void> => {
      await keys.press(say('actions:menu.button'));
      await window().getByRole('menu').waitFor();
      await keys.choose(say('actions:menu.item', { action: say('actions:action.restart') }));
      await admin.decision('restart', 2).waitFor();
      await expect.poll(keys.focused).toBe(say('actions:dialog.cancel'));
      await keys.press(admin.deed('restart', 2));
      await admin.held('restart', 2).waitFor();
      await keys.holdsFocus();
    };
    await give();
    await keys.type('Control+z');
    await undone().waitFor();
    await keys.reach('grid');
    await give();
    await keys.reach(say('actions:held.undoOf', { what: admin.deed('restart', 2) }));
    await keys.type('Enter');
    await undone().nth(1).waitFor();
    expect(await site.desk.ask('commands.list', { limit: 5, which: 'open' })).toEqual([]);
    expect(site.control.effects()).toEqual([]);
  });

  it('the menu, the parameters and the review of an action', async () => {
    await admin.pick(active.slice(0, 6));
    const bar = window().getByRole('toolbar', { name: say('devices:selection.label') });
    await bar.getByRole('button', { name: say('actions:menu.button'), exact: true }).click();
    await window().getByRole('menu').waitFor();
    await expectOpenPart('[role="menu"]');
    await window().keyboard.press('Escape');
    for (const action of ['annotate', 'move_unit', 'deprovision'] as const satisfies ActionName[]) {
      await admin.act(action);
      await admin
        .dialog()
        .getByText(say(`actions:action.${action}`))
        .first()
        .waitFor();
      if (action === 'annotate') await admin.dialog().getByRole('checkbox').first().check();
      await expectOpenPart('[role="dialog"]');
      await leaveDialog();
    }
    await admin.act('wipe_device');
    await admin.dialog().getByRole('textbox').fill('7');
    await expectOpenPart('[role="dialog"]');
    await leaveDialog();
  });

  it.each(['serials', 'csv'] as const)('a list of devices: %s', async (kind) => {
    await admin.list(kind);
    await admin.dialog().getByRole('textbox').first().fill('serial,notes\nNO-SUCH-SERIAL,');
    await expectOpenPart('[role="dialog"]');
    if (kind === 'csv') {
      await admin
        .dialog()
        .getByRole('button', { name: say('actions:dialog.review'), exact: true })
        .click();
      await admin.dialog().getByText(say('actions:review.nothing')).waitFor();
      await expectOpenPart('[role="dialog"]');
    }
    await leaveDialog();
  });

  it('commands that are held, the list of commands and one with an unknown outcome', async () => {
    const [one = fail('no device'), other = fail('no device')] = active;
    site.control.setFault({ name: 'lostRequest', endpoint: 'batchChangeStatus', times: 1 });
    await site.desk.ask('actions.setLimits', { ...(await site.desk.ask('actions.limits')), undoSeconds: 5 });
    await admin.actOn(one, 'lost_mode_on');
    await admin.give('lost_mode_on', 1);
    await site.desk.ask('actions.setLimits', {
      ...(await site.desk.ask('actions.limits')),
      undoSeconds: 600,
    });
    await admin.actOn(other, 'restart');
    await admin.give('restart', 1);
    await window()
      .getByText(say('common:rail.commandsNeed_one', { n: '1' }))
      .waitFor();
    await expectOpen();
    await site.desk.admin().goTo('commands');
    const grid = window().getByRole('grid', { name: say('commands:list.label') });
    await grid.locator('[data-row-index]').nth(1).waitFor();
    await expectOpen();
    await grid
      .locator('[data-row-index]')
      .filter({ hasText: say('actions:state.unknown') })
      .click();
    const targets = window().getByRole('grid', { name: say('commands:targets.label') });
    await targets.locator('[data-row-index]').first().click();
    await window()
      .getByRole('button', { name: say('commands:step.notHappened') })
      .click();
    await expectOpen();
  });

  it.each(['history', 'compare', 'date', 'log'] as const)('Activity: %s', async (tab) => {
    if (tab === 'compare') await site.sync();
    await site.desk.admin().goTo('activity');
    await main()
      .getByRole('tab', { name: say(`activity:tab.${tab}`), exact: true })
      .click();
    if (tab === 'log') await button('activity:log.verify').click();
    if (tab === 'log') await main().getByText(say('activity:log.head')).waitFor();
    else if (tab === 'compare') await main().getByText(say('activity:compare.same.title')).waitFor();
    else await main().locator('[data-row-index]').first().waitFor();
    await expectOpen();
  });

  it('the history of a device, and the limits in the settings', async () => {
    await site.desk.admin().goTo('devices');
    await admin.row(active[1] ?? fail('no device')).click();
    await window().keyboard.press('Enter');
    await window()
      .getByRole('tab', { name: say('devices:tab.history'), exact: true })
      .click();
    await window()
      .getByRole('region', { name: say('activity:pane.label') })
      .getByRole('listitem')
      .first()
      .waitFor();
    await expectOpenPart('aside');
    await site.desk.admin().goTo('settings');
    const field = window().getByRole('textbox', { name: say('settings:actions.undoSeconds.label') });
    await field.fill('1');
    await field.press('Enter');
    await expectOpen();
  });
});

function fail(problem: string): never {
  throw new Error(problem);
}
