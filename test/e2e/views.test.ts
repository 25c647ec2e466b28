import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchMuster, type Muster } from './support/launch.ts';
import { type Person, personAt } from './support/person.ts';

/** Saved views and the Overview page, step by step on one data folder. */
describe.each(['en'] as const)('views and the overview (%s)', (language) => {
  let dataDir: string;
  let muster: Muster;
  let admin: Person;
  /** How many devices are in lost mode. */
  let lost: string;

  const window = () => muster.window;
  const button = (key: string, values?: Record<string, string>) =>
    window().getByRole('button', { name: admin.say(key, values), exact: true });
  const rail = () => window().getByRole('navigation', { name: admin.say('common:rail.label') });
  const pinned = () => rail().getByRole('list', { name: admin.say('views:rail.label') });
  const count = async () => {
    const text = await window().locator('h1 + span').innerText();
    return digits(text.split(/ of | sur /)[0] ?? '');
  };

  const start = async (): Promise<void> => {
    muster = await launchMuster({ dataDir });
    admin = personAt(muster.app, muster.window, language);
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'muster-views-'));
    await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language, theme: 'light' }));
    await start();
    await admin.exploreDemo();
    await admin.connectGoogle();
    await admin.syncNow();
  });
  afterAll(async () => {
    await muster.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('opens the devices behind a bar of the overview', async () => {
    await admin.goTo('overview');
    const states = window().getByRole('list', { name: admin.say('overview:state.states') });
    const bar = states.getByRole('button').filter({ hasText: admin.say('devices:status.alone.lost_mode') });
    lost = digits((await bar.innerText()).replace(admin.say('devices:status.alone.lost_mode'), ''));
    await bar.click();
    await window().getByText(admin.say('devices:status.inSentence.lost_mode'), { exact: true }).waitFor();
    await expect.poll(count).toBe(lost);
    const shown = await window().locator('[data-row-index]').allInnerTexts();
    expect(shown.length).toBeGreaterThan(0);
    for (const row of shown) expect(row).toContain(admin.say('devices:status.alone.lost_mode'));
  });

  it('has an overview without serious findings, and usable by keyboard', async () => {
    await admin.goTo('overview');
    const ages = window().getByRole('list', { name: admin.say('overview:age.title') });
    await ages.waitFor();
    // A notice that is just going has no colour of its own.
    await window().emulateMedia({ reducedMotion: 'reduce' });
    await window().getByRole('alert').first().waitFor({ state: 'detached' });
    const { violations } = await new AxeBuilder({ page: window() }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const over30 = ages.getByRole('button').nth(3);
    const wanted = digits((await over30.innerText()).replace(admin.say('overview:age.older'), ''));
    await over30.focus();
    await window().keyboard.press('Enter');
    await window().getByText(admin.say('devices:filter.preset.lastSync.over30')).waitFor();
    await expect.poll(count).toBe(wanted);
  });

  it('saves what is shown under a name, and pins it to the rail with its count', async () => {
    await admin.goTo('overview');
    await window()
      .getByRole('list', { name: admin.say('overview:state.states') })
      .getByRole('button')
      .filter({ hasText: admin.say('devices:status.alone.lost_mode') })
      .click();
    await button('views:save.button').click();
    await window().getByLabel(admin.say('views:save.name')).fill('Stolen?');
    await window().keyboard.press('Enter');
    await window()
      .getByText(admin.say('views:save.done', { name: 'Stolen?' }))
      .waitFor();
    await expect.poll(async () => await pinned().innerText()).toMatch(/Stolen\?/);
    await expect.poll(async () => digits(await pinned().innerText())).toBe(lost);
    expect(await pinned().locator('[aria-current=page]').innerText()).toContain('Stolen?');
  });

  it('offers to replace the view that has the name', async () => {
    await button('devices:filter.clearAll').click();
    await expect.poll(() => pinned().locator('[aria-current=page]').count()).toBe(0);
    await button('views:save.button').click();
    await window().getByLabel(admin.say('views:save.newName')).fill('STOLEN?');
    await window().keyboard.press('Enter');
    await button('views:save.replace').waitFor();
    await window().keyboard.press('Escape');
    await expect.poll(async () => digits(await pinned().innerText())).toBe(lost);
  });

  it('has it with its count after a restart, also in the palette', async () => {
    await muster.close();
    await start();
    await expect.poll(async () => digits(await pinned().innerText())).toBe(lost);
    await window().keyboard.press('Control+k');
    const palette = window().getByRole('dialog', { name: admin.say('common:palette.label') });
    await palette.getByPlaceholder(admin.say('common:palette.placeholder')).fill('stol');
    await palette.getByText('Stolen?', { exact: true }).click();
    await expect.poll(count).toBe(lost);
    await expect.poll(() => pinned().locator('[aria-current=page]').count()).toBe(1);
  });

  it('leaves the view for the whole fleet', async () => {
    await admin.goTo('devices');
    await expect.poll(() => pinned().locator('[aria-current=page]').count()).toBe(0);
    await expect.poll(count).toBe('2500');
  });

  it('renames, deletes and gives it back', async () => {
    await pinned().getByRole('button', { name: 'Stolen?' }).first().click({ button: 'right' });
    await window()
      .getByRole('menuitem', { name: admin.say('views:rail.rename') })
      .click();
    const dialog = window().getByRole('dialog');
    await dialog.getByRole('textbox').fill('Missing');
    await dialog.getByRole('button', { name: admin.say('common:dialog.renameView.submit') }).click();
    await pinned().getByText('Missing', { exact: true }).waitFor();
    await button('views:menu.button').click();
    await button('views:menu.remove', { name: 'Missing' }).click();
    await window()
      .getByText(admin.say('views:removed', { name: 'Missing' }))
      .waitFor();
    await expect.poll(() => pinned().count()).toBe(0);
    await button('views:undo').click();
    await pinned().getByText('Missing', { exact: true }).waitFor();
  });

  it('unpins it, and keeps it in the menu', async () => {
    await pinned().getByRole('button', { name: 'Missing' }).first().click({ button: 'right' });
    await window()
      .getByRole('menuitem', { name: admin.say('views:rail.unpin') })
      .click();
    await expect.poll(() => pinned().count()).toBe(0);
    await button('views:menu.button').click();
    await window().getByRole('button', { name: 'Missing', exact: true }).click();
    await expect.poll(count).toBe(lost);
  });
});

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
