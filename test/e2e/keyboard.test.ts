import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Keyboard, keyboardOf } from './support/keyboard.ts';
import { launchMuster, type Muster } from './support/launch.ts';
import { consent, type Person, personAt } from './support/person.ts';

/** The whole way from the first start to a device, without a pointer: each step starts where the one before ended. */
describe('everything by keyboard', () => {
  let dataDir: string;
  let muster: Muster;
  let admin: Person;
  let keys: Keyboard;
  const say = (key: string, values?: Record<string, string>) => admin.say(key, values);
  const rows = () => muster.window.locator('[data-row-index]');
  const current = () => muster.window.locator('[data-row-index][data-current]');
  const currentIndex = async () => Number(await current().getAttribute('data-row-index'));
  const pane = () => muster.window.getByRole('complementary', { name: say('devices:pane.label') });
  const dialog = () => muster.window.getByRole('dialog');

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'muster-keyboard-'));
    const preferences = { language: 'en', theme: 'light' };
    await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify(preferences));
    muster = await launchMuster({ dataDir });
    admin = personAt(muster.app, muster.window, 'en');
    keys = keyboardOf(muster.window);
  });
  afterAll(async () => {
    await muster.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('goes from the rail through the top bar to the page', async () => {
    await muster.window.getByRole('button', { name: say('start:demo.action') }).waitFor();
    const order = await keys.walk(8);
    const at = (name: string) => order.findIndex((one) => one.includes(name));
    expect(at(say('common:pages.start'))).toBeGreaterThanOrEqual(0);
    expect(at(say('common:pages.settings'))).toBeGreaterThan(at(say('common:pages.start')));
    expect(at(say('start:demo.action'))).toBeGreaterThan(at(say('common:pages.settings')));
    expect(at(say('start:google.action'))).toBeGreaterThan(at(say('start:demo.action')));
  });

  it('opens the demo organisation and connects it', async () => {
    await keys.press(say('start:demo.action'));
    await muster.window.getByText(say('start:step.connect.demoText')).waitFor();
    await keys.holdsFocus();
    await keys.press(say('start:step.connect.action'));
    await keys.press(say('google:prerequisites.start'));
    await keys.press(say('google:setup.continue'));
    const opening = muster.app.waitForEvent('window');
    await keys.press(say('google:client.submit'));
    await consent(await opening);
    await muster.window.getByText(say('google:done.title')).first().waitFor();
    await keys.holdsFocus();
  });

  it('syncs', async () => {
    await keys.press(say('google:done.sync'));
    await muster.window
      .getByRole('row')
      .filter({ hasText: say('google:verdict.complete') })
      .first()
      .waitFor();
    await keys.holdsFocus();
  });

  it('goes to the devices by the palette', async () => {
    await keys.palette(say('common:pages.devices'));
    await rows().first().waitFor();
    await keys.holdsFocus();
  });

  it('walks the table: arrows, pages, the ends', async () => {
    await keys.reach('grid');
    await keys.type('Home');
    await expect.poll(currentIndex).toBe(0);
    await keys.type('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp');
    await expect.poll(currentIndex).toBe(2);
    await keys.type('PageDown');
    await expect.poll(currentIndex).toBeGreaterThan(12);
    await keys.type('End');
    await expect.poll(currentIndex).toBe(2499);
    await keys.type('Home');
    await expect.poll(currentIndex).toBe(0);
  });

  it('opens a device, walks its tabs and neighbours, and comes back', async () => {
    await keys.type('Enter');
    await pane().waitFor();
    const serialOf = (place: number) => rows().nth(place).getByRole('gridcell').nth(1).innerText();
    await pane()
      .getByText((await serialOf(0)).trim())
      .first()
      .waitFor();
    await keys.type('ArrowDown');
    await pane()
      .getByText((await serialOf(1)).trim())
      .first()
      .waitFor();
    await keys.reach(say('devices:tab.overview'));
    await keys.type('ArrowRight');
    await expect.poll(keys.focused).toBe(say('devices:tab.hardware'));
    await keys.type('Escape');
    await pane().waitFor({ state: 'detached' });
    await expect.poll(keys.focusedRole).toBe('grid');
  });

  it('picks devices, all of them, and none', async () => {
    const bar = muster.window.getByRole('toolbar', { name: say('devices:selection.label') });
    await keys.type('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await expect.poll(async () => (await bar.innerText()).trim()).toMatch(/^3\b/);
    await keys.type('Control+a');
    await expect.poll(async () => (await bar.innerText()).replace(/\s/g, '')).toMatch(/^2500/);
    await keys.type('Escape');
    await bar.waitFor({ state: 'detached' });
    await expect.poll(keys.focusedRole).toBe('grid');
  });

  it('searches with / and goes down into what was found', async () => {
    await keys.type('/');
    await expect.poll(keys.focusedRole).toBe('searchbox');
    await muster.window.keyboard.type('acer');
    await muster.window.locator('[data-row-index] mark').first().waitFor();
    await keys.type('ArrowDown');
    await expect.poll(keys.focusedRole).toBe('grid');
    await keys.type('/', 'Escape', 'Escape');
    await expect.poll(keys.focusedRole).toBe('grid');
    expect(await muster.window.getByRole('searchbox').inputValue()).toBe('');
  });

  it('adds a filter, changes it and removes it', async () => {
    const chip = muster.window.getByRole('button', { name: say('devices:filter.subject.status') });
    await keys.press(say('devices:filter.add'));
    await muster.window.getByRole('menu').waitFor();
    await keys.choose(say('devices:filter.name.status'));
    await dialog().waitFor();
    await keys.reach(say('devices:status.alone.retired'));
    await keys.type('Space');
    await chip.getByText(say('devices:status.inSentence.retired')).waitFor();
    await keys.type('Escape');
    await dialog().waitFor({ state: 'detached' });
    await keys.holdsFocus();
    await keys.reach(say('devices:filter.subject.status'));
    await keys.type('Delete');
    await chip.waitFor({ state: 'detached' });
    await keys.holdsFocus();
  });

  it('moves, widens and chooses columns', async () => {
    const heads = () =>
      muster.window
        .locator('[data-column]')
        .evaluateAll((all) => all.map((head) => head.getAttribute('data-column')));
    await keys.reach(say('devices:column.serial'));
    await keys.type('Alt+Shift+ArrowRight');
    await expect.poll(async () => (await heads()).slice(0, 2)).toEqual(['model', 'serial']);
    await expect.poll(keys.focused).toContain(say('devices:column.serial'));
    await keys.type('Alt+Shift+ArrowLeft');
    await expect.poll(async () => (await heads()).slice(0, 2)).toEqual(['serial', 'model']);
    const edge = muster.window.getByRole('separator', {
      name: say('devices:table.resize', { column: say('devices:column.serial') }),
    });
    const before = Number(await edge.getAttribute('aria-valuenow'));
    await keys.type('Tab', 'ArrowRight');
    await expect.poll(async () => Number(await edge.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await keys.press(say('devices:columns.button'));
    await dialog().waitFor();
    await keys.reach(say('devices:column.notes'));
    await keys.type('Space');
    await expect.poll(async () => (await heads()).at(-1)).toBe('notes');
    await keys.holdsFocus();
    await keys.type('Alt+ArrowUp');
    await expect.poll(async () => (await heads()).at(-2)).toBe('notes');
    await keys.holdsFocus();
    await keys.type('Escape');
    await dialog().waitFor({ state: 'detached' });
    await keys.holdsFocus();
  });

  it('shows the keys, and finds a device and an action in the palette', async () => {
    await keys.reach('grid');
    await keys.type('?');
    await dialog().getByText(say('common:keys.does.help')).waitFor();
    await keys.type('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(keys.focusedRole).toBe('grid');
    const serial = (await rows().nth(7).getByRole('gridcell').nth(1).innerText()).trim();
    await keys.palette(serial);
    await pane().getByText(serial).first().waitFor();
    await keys.holdsFocus();
    await keys.palette(say('common:palette.dark'));
    await muster.window.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
    await keys.holdsFocus();
  });
});
