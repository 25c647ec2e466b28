import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchMuster, type Muster } from './support/launch.ts';
import { type Person, personAt } from './support/person.ts';

/** One admin's first day, step by step on one data folder: each step stands on the one before it. */
describe.each(['en', 'fr'] as const)('from the first start to the deleted connection (%s)', (language) => {
  let dataDir: string;
  let muster: Muster;
  let admin: Person;
  const rows = () => muster.window.locator('[data-row-index]');
  const button = (key: string, values?: Record<string, string>) =>
    muster.window.getByRole('button', { name: admin.say(key, values) });

  const start = async (): Promise<void> => {
    muster = await launchMuster({ dataDir });
    admin = personAt(muster.app, muster.window, language);
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'muster-journey-'));
    await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language, theme: 'light' }));
    await start();
  });
  afterAll(async () => {
    await muster.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('1. offers the demo organisation and Google', async () => {
    await button('start:demo.action').waitFor();
    await button('start:google.action').waitFor();
    expect(await muster.window.evaluate(() => document.documentElement.lang)).toBe(language);
  });

  it('2. connects Google through the browser and says with whom', async () => {
    await admin.exploreDemo();
    await muster.window.getByText(admin.say('common:rail.demo')).first().waitFor();
    await admin.connectGoogle();
    const page = await muster.window.getByRole('main').innerText();
    expect(page).toContain('riverside.example');
    expect(page).toMatch(/\S+@riverside\.example/);
    expect(page).toContain('C03riv7x2');
  });

  it('3. syncs with a verdict and counts, and plans the next run', async () => {
    await admin.syncNow();
    const run = muster.window
      .getByRole('row')
      .filter({ hasText: admin.say('google:verdict.complete') })
      .first();
    expect((await run.innerText()).replace(/\s/g, '')).toContain('25002500');
    await muster.window.getByText(admin.say('google:status.active'), { exact: true }).first().waitFor();
    await muster.window.getByText(admin.say('google:stat.next')).waitFor();
  });

  it('4a. shows the whole fleet, and finds a device as one types', async () => {
    await admin.goTo('devices');
    await rows().first().waitFor();
    const serial = await rows().nth(5).getByRole('gridcell').nth(1).innerText();
    await muster.window.keyboard.press('/');
    await muster.window.keyboard.type(serial.trim());
    await expect.poll(() => rows().count()).toBe(1);
    await rows().first().getByText(serial.trim()).waitFor();
    await button('common:search.clear').click();
    await expect.poll(() => rows().count()).toBeGreaterThan(10);
  });

  it('4b. scrolls to the end of the fleet without ever showing an empty table', async () => {
    const blank = await muster.window.evaluate(async () => {
      const scroller = document.querySelector('[role="grid"]');
      if (scroller === null) return -1;
      let empty = 0;
      for (let step = 1; step <= 60; step++) {
        scroller.scrollTop = (scroller.scrollHeight * step) / 60;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (document.querySelectorAll('[data-row-index]').length < 10) empty++;
      }
      return empty;
    });
    expect(blank).toBe(0);
    await muster.window.locator('[data-row-index="2499"]').waitFor();
    await muster.window.keyboard.press('Home');
  });

  it('4c. opens a device with every field of its record, and the raw document', async () => {
    await rows().nth(2).click();
    await muster.window.keyboard.press('Enter');
    const pane = muster.window.getByRole('complementary', { name: admin.say('devices:pane.label') });
    await pane.getByRole('tab', { name: admin.say('devices:tab.raw') }).click();
    const raw = await pane.getByText('"deviceId"').first().innerText();
    expect(raw).toContain('deviceId');
    await muster.window.keyboard.press('Escape');
  });

  it('4d. exports what is shown', async () => {
    const file = path.join(dataDir, 'export.csv');
    await muster.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await button('devices:export.button').click();
    await muster.window.getByRole('menuitem', { name: admin.say('devices:export.kind.csv') }).click();
    await muster.window.getByText(admin.say('devices:export.showInFolder')).waitFor();
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(2501);
    expect(lines[0]).toContain(admin.say('main:column.serial'));
  });

  it('5. keeps everything without a network, and says offline rather than failing', async () => {
    await admin.goTo('settings');
    await muster.window.getByText(admin.say('settings:demo.fault.networkCut.title')).first().click();
    await muster.close();
    await start();
    await muster.window.getByText(admin.say('common:status.offline'), { exact: false }).first().waitFor();
    await admin.goTo('devices');
    await rows().first().waitFor();
    await admin.openGoogle();
    await muster.window.getByText(admin.say('google:status.offline'), { exact: true }).first().waitFor();
    expect(await muster.window.getByRole('main').innerText()).not.toContain(
      admin.say('google:status.failed'),
    );
    await admin.goTo('settings');
    await muster.window.getByText(admin.say('settings:demo.fault.networkCut.title')).first().click();
  });

  it('6. deletes the connection with everything it brought but its place in the log', async () => {
    await admin.openGoogle();
    await button('google:page.delete').click();
    const dialog = muster.window.getByRole('dialog');
    await expect.poll(async () => (await dialog.innerText()).replace(/\s/g, '')).toContain('2500');
    await dialog.getByText(admin.say('google:remove.stays')).waitFor();
    await dialog.getByRole('textbox').fill('riverside.example');
    await dialog.getByRole('button', { name: admin.say('google:remove.submit') }).click();
    await muster.window.getByText(admin.say('google:remove.done')).first().waitFor();
    await admin.goTo('devices');
    await muster.window.getByText(admin.say('devices:empty.unconnected.title')).waitFor();
    await muster.close();
    expect(traceOf(dataDir, ['5CD', 'GOCSPX-'])).toEqual([]);
    expect(tablesWith(dataDir, 'riverside.example')).toEqual(['audit']);
    await start();
  });
});

/** The files of the workspaces in which one of the words can still be read. */
function traceOf(dataDir: string, words: readonly string[]): string[] {
  const folder = path.join(dataDir, 'workspaces');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap((entry) => {
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'latin1');
    return words.filter((word) => text.includes(word)).map((word) => `${entry.name}: ${word}`);
  });
}

/** The tables of the workspace's file in which a word can still be read. */
function tablesWith(dataDir: string, word: string): string[] {
  const folder = path.join(dataDir, 'workspaces');
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('muster.db'),
  );
  const db = new Database(path.join(folder, file ?? ''), { readonly: true });
  try {
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
      .pluck()
      .all();
    return tables.filter((table) =>
      JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()).includes(word),
    );
  } finally {
    db.close();
  }
}
