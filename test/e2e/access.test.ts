import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './support/axe.ts';
import { launchMuster, type Muster } from './support/launch.ts';
import { consent, type Person, personAt } from './support/person.ts';

const FILTERS = ['orgUnit', 'status', 'lastSync', 'osVersion', 'model', 'autoUpdateUntil'] as const;
const TABS = ['overview', 'hardware', 'network', 'usage', 'raw'] as const;

/** Every page and state, in both themes: each step starts where the one before it ended. */
describe('no page keeps anyone out', () => {
  let dataDir: string;
  let muster: Muster;
  let admin: Person;
  const page = () => muster.window;
  const rows = () => page().locator('[data-row-index]');
  const dialog = () => page().getByRole('dialog');
  const button = (key: string): Locator => page().getByRole('button', { name: admin.say(key), exact: true });

  const expectOpen = async (part?: string): Promise<void> => expect(await barriers(page(), part)).toEqual([]);
  const expectOpenDialog = async (): Promise<void> => {
    await dialog().waitFor();
    await expectOpen('[role="dialog"]');
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'muster-access-'));
    const preferences = { language: 'en', theme: 'system' };
    await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify(preferences));
    muster = await launchMuster({ dataDir });
    admin = personAt(muster.app, muster.window, 'en');
  });
  afterAll(async () => {
    await muster.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('Getting started, before and after a workspace is open', async () => {
    await button('start:google.action').waitFor();
    await expectOpen();
    await button('start:google.action').click();
    await expectOpenDialog();
    await admin.exploreDemo();
    await expectOpen();
  });

  it('an empty Devices page', async () => {
    await admin.goTo('devices');
    await button('devices:empty.unconnected.action').waitFor();
    await expectOpen();
  });

  it('the steps that connect Google', async () => {
    await button('devices:empty.unconnected.action').click();
    await button('google:prerequisites.start').waitFor();
    await expectOpen();
    await button('google:prerequisites.start').click();
    for (const way of ['guide', 'key', 'signIn']) {
      await page().locator(`input[value="${way}"]`).check();
      await expectOpen();
      await button('google:setup.continue').click();
      await button('google:setup.back').waitFor();
      await expectOpen();
      if (way !== 'signIn') await button('google:setup.back').click();
    }
    const opening = muster.app.waitForEvent('window');
    await button('google:client.submit').click();
    const browser = await opening;
    await button('google:authorize.cancel').waitFor();
    await expectOpen();
    await consent(browser);
    await page().getByText(admin.say('google:done.title')).first().waitFor();
    await expectOpen();
  });

  it('the Google page, before and after a sync, with its dialog', async () => {
    await admin.openGoogle();
    await button('google:page.sync').waitFor();
    await expectOpen();
    await admin.syncNow();
    await expectOpen();
    await page().getByRole('row').nth(1).getByRole('button').first().click();
    await expectOpen();
    await button('google:page.delete').click();
    await dialog().getByRole('textbox').waitFor();
    await expectOpenDialog();
    await admin.goTo('connections');
    await page()
      .getByRole('main')
      .getByRole('button', { name: admin.say('google:connections.open') })
      .waitFor();
    await expectOpen();
  });

  it('Devices, with rows picked and the columns being chosen', async () => {
    await admin.goTo('devices');
    await rows().first().waitFor();
    await expectOpen();
    await rows().nth(1).getByRole('checkbox').click();
    await button('devices:selection.copySerials').waitFor();
    await expectOpen();
    await button('devices:columns.button').click();
    await expectOpenDialog();
    await button('devices:export.button').click();
    await page().getByRole('menu').waitFor();
    await expectOpen();
    await page().keyboard.press('Escape');
  });

  it.each(TABS)('the pane: %s', async (tab) => {
    if (tab === TABS[0]) await rows().nth(2).click();
    await page()
      .getByRole('tab', { name: admin.say(`devices:tab.${tab}`) })
      .click();
    await expectOpen('aside');
  });

  it.each(FILTERS)('the filter by %s', async (filter) => {
    await button('devices:filter.add').click();
    await page().getByRole('menu').waitFor();
    await page()
      .getByRole('menuitem', { name: admin.say(`devices:filter.name.${filter}`), exact: true })
      .click();
    await dialog().waitFor();
    await dialog().locator('fieldset input, [role=treeitem]').first().click();
    await expectOpenDialog();
  });

  it('nothing found', async () => {
    await page().keyboard.press('/');
    await page().keyboard.type('no such device');
    await button('devices:empty.nothingFound.action').waitFor();
    await expectOpen();
    await button('devices:empty.nothingFound.action').click();
    await rows().first().waitFor();
  });

  it('the palette and the keys', async () => {
    await page().keyboard.press('Control+k');
    await dialog().waitFor();
    await expectOpen();
    await page().keyboard.type('acer');
    await dialog().getByText('Acer', { exact: false }).first().waitFor();
    await expectOpenDialog();
    await page().getByRole('grid').focus();
    await page().keyboard.press('?');
    await expectOpenDialog();
  });

  it('Settings and the dialogs of the workspace', async () => {
    await admin.goTo('settings');
    await page().getByText(admin.say('settings:about.title'), { exact: true }).waitFor();
    await expectOpen();
    for (const item of ['create', 'rename', 'delete']) {
      await page().getByRole('navigation').getByRole('button').first().click();
      await page().getByRole('menu').waitFor();
      if (item === 'create') await expectOpen();
      await page()
        .getByRole('menuitem', { name: admin.say(`common:workspace.${item}`) })
        .click();
      await expectOpenDialog();
    }
  });
});
