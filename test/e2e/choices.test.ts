import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchMuster, type Muster } from './support/launch.ts';
import { type Person, personAt } from './support/person.ts';

const BOUNDS = { x: 60, y: 40, width: 1180, height: 760 };

/** What the admin chose once stays chosen: each step stands on the one before it, with one restart in between. */
describe('choices', () => {
  let dataDir: string;
  let muster: Muster;
  let admin: Person;
  const page = () => muster.window;
  const rows = () => page().locator('[data-row-index]');
  const heads = () =>
    page()
      .locator('[data-column]')
      .evaluateAll((all) => all.map((head) => head.getAttribute('data-column')));
  const edge = (column: string) =>
    page().getByRole('separator', {
      name: admin.say('devices:table.resize', { column: admin.say(`devices:column.${column}`) }),
    });
  const paneEdge = () => page().getByRole('separator', { name: admin.say('devices:pane.resize') });
  const widthOf = async (separator: ReturnType<typeof edge>) =>
    Number(await separator.getAttribute('aria-valuenow'));
  const rowHeight = async () => (await rows().first().boundingBox())?.height;
  const bounds = () =>
    muster.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  const scheme = () => page().locator('html').getAttribute('data-mantine-color-scheme');
  const chooseInSettings = (key: string) =>
    page().getByRole('main').getByText(admin.say(key), { exact: true }).click();

  const start = async (language: 'en' | 'fr'): Promise<void> => {
    muster = await launchMuster({ dataDir });
    admin = personAt(muster.app, muster.window, language);
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'muster-choices-'));
    const preferences = { language: 'en', theme: 'light' };
    await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify(preferences));
    await start('en');
    await admin.exploreDemo();
    await admin.connectGoogle();
    await admin.syncNow();
  });
  afterAll(async () => {
    await muster.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('the theme changes at once', async () => {
    await admin.goTo('settings');
    const paper = () => page().evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await chooseInSettings('settings:appearance.themes.dark');
    await expect.poll(scheme).toBe('dark');
    expect(await paper()).not.toBe(light);
  });

  it('the language changes at once, everywhere in the window', async () => {
    await page()
      .getByRole('combobox', { name: admin.say('settings:appearance.language') })
      .click();
    await page().getByRole('option', { name: 'Français' }).click();
    admin = personAt(muster.app, muster.window, 'fr');
    await expect.poll(() => page().evaluate(() => document.documentElement.lang)).toBe('fr');
    await page().getByText(admin.say('settings:appearance.density'), { exact: true }).waitFor();
    await page()
      .getByRole('navigation', { name: admin.say('common:rail.label') })
      .getByText(admin.say('common:pages.devices'), { exact: true })
      .waitFor();
  });

  it('rows can be closer together', async () => {
    await admin.goTo('devices');
    await rows().first().waitFor();
    const before = await rowHeight();
    await admin.goTo('settings');
    await chooseInSettings('settings:appearance.densities.compact');
    await admin.goTo('devices');
    await rows().first().waitFor();
    expect(await rowHeight()).toBeLessThan(before ?? 0);
  });

  it('a restart finds the page as it was left', async () => {
    await arrange();
    const left = await arrangement();
    expect(left.columns.slice(0, 2)).toEqual(['model', 'serial']);
    expect(left.filter).toBe(admin.say('devices:status.inSentence.active'));
    await muster.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
    }, BOUNDS);
    await expect.poll(bounds).toEqual(BOUNDS);
    await muster.close();
    await start('fr');
    await admin.goTo('devices');
    await rows().first().waitFor();
    expect(await arrangement()).toEqual({ ...left, paneWidth: null });
    await rows().nth(1).click();
    await paneEdge().waitFor();
    expect(await widthOf(paneEdge())).toBe(left.paneWidth);
    expect(await bounds()).toEqual(BOUNDS);
    expect(await scheme()).toBe('dark');
    expect(await page().evaluate(() => document.documentElement.lang)).toBe('fr');
    // What the system's own date fields follow.
    expect(await page().evaluate(() => navigator.language)).toBe('fr');
  });

  it('nothing moves when the system asks for stillness', async () => {
    await page().emulateMedia({ reducedMotion: 'reduce' });
    await page().keyboard.press('Control+k');
    await page().getByRole('dialog').waitFor();
    const moving = await page().evaluate(() => {
      const parts = [...document.querySelectorAll('*')].map((part) => getComputedStyle(part));
      const lasts = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0);
      return parts.filter((part) => lasts(part.transitionDuration) || lasts(part.animationDuration)).length;
    });
    expect(moving).toBe(0);
  });

  /** Another order of columns and rows, a width, a filter and a wider pane. */
  async function arrange(): Promise<void> {
    await page().locator('[data-column=serial] button').focus();
    await page().keyboard.press('Alt+Shift+ArrowRight');
    await expect.poll(heads).toContain('serial');
    await edge('status').focus();
    await page().keyboard.press('ArrowRight');
    await page().locator('[data-column=model] button').click();
    await page()
      .getByRole('button', { name: admin.say('devices:filter.add'), exact: true })
      .click();
    await page()
      .getByRole('menuitem', { name: admin.say('devices:filter.name.status'), exact: true })
      .click();
    await page()
      .getByRole('checkbox', { name: admin.say('devices:status.alone.active') })
      .click();
    await page().keyboard.press('Escape');
    await rows().nth(1).click();
    await paneEdge().focus();
    await page().keyboard.press('ArrowLeft');
  }

  async function arrangement() {
    const paneWidth = (await paneEdge().count()) === 0 ? null : await widthOf(paneEdge());
    return {
      columns: await heads(),
      statusWidth: await widthOf(edge('status')),
      sorted: await page().locator('[data-column=model]').getAttribute('aria-sort'),
      filter: await page()
        .getByRole('region', { name: admin.say('devices:filter.label') })
        .locator('em')
        .innerText(),
      rowHeight: await rowHeight(),
      paneWidth,
    };
  }
});
