import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './support/axe.ts';
import { openSite, type Site } from './support/site.ts';

/** Longer than any answer of this machine takes. */
const PATIENT = { timeout: 15_000 };

/** The people of a workspace, step by step on one data folder. */
describe.each(['en', 'fr'] as const)('users (%s)', (language) => {
  let site: Site;

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const button = (key: string, within: Locator = window().locator('body'), values?: Record<string, string>) =>
    within.getByRole('button', { name: say(key, values), exact: true });
  const dialog = () => window().getByRole('dialog');
  const field = (key: string, within: Locator = window().locator('body')) =>
    within.getByRole('textbox', { name: say(key), exact: true });
  const pane = () => window().getByRole('complementary', { name: say('users:pane.label') });
  const row = (words: string) => window().locator('[data-row-index]').filter({ hasText: words });
  /** The words of a language keep nobody out: one is enough. */
  const hindrances = () => (language === 'en' ? barriers(window()) : []);
  const bar = () => window().getByRole('toolbar', { name: say('users:selection.label') });
  const names = async () => {
    const rows = await site.desk.ask('users.window', {
      filter: {},
      sort: { column: 'displayName', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    return rows.rows.map(({ displayName }) => displayName);
  };

  beforeAll(async () => {
    site = await openSite({ language });
    await site.desk.ask('preferences.set', { theme: 'system' });
    await site.sync();
    await site.desk.admin().goTo('users');
  });
  afterAll(() => site.close());

  it('says what a user is, and adds one with every fault told at its field', async () => {
    await window()
      .getByRole('heading', { name: say('users:empty.title') })
      .waitFor();
    expect(await hindrances()).toEqual([]);
    await button('users:empty.hand.action').click();
    await button('users:form.submitAdd', dialog()).click();
    await dialog().getByText(say('users:form.problem.nameMissing')).waitFor();
    await dialog().getByText(say('users:form.problem.emailNeeded')).waitFor();
    await field('users:form.displayName', dialog()).fill('Ada Lovelace');
    await field('users:form.email', dialog()).fill('ada@riverside.example');
    await button('users:form.addNext', dialog()).click();
    await window()
      .getByText(say('users:form.added', { name: 'Ada Lovelace' }))
      .waitFor();
    await expect.poll(() => field('users:form.displayName', dialog()).inputValue()).toBe('');
    await field('users:form.displayName', dialog()).fill('Another Ada');
    await field('users:form.email', dialog()).fill('ADA@riverside.example');
    await button('users:form.submitAdd', dialog()).click();
    const taken = say('errors:user_name_taken', { name: 'ada@riverside.example' }).split(/[“”«»]/)[0] ?? '';
    await dialog().getByText(taken).waitFor();
    await field('users:form.userName', dialog()).fill('ada2');
    await button('users:form.submitAdd', dialog()).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await names()).toEqual(['Ada Lovelace', 'Another Ada']);
  });

  it('changes a user in the pane', async () => {
    await row('Another Ada').click();
    await button('users:pane.edit', pane()).click();
    await field('users:form.displayName', pane()).fill('Ada Byron');
    await field('users:form.notes', pane()).fill('Countess');
    await button('users:form.save', pane()).click();
    await pane().getByRole('heading', { name: 'Ada Byron' }).waitFor();
    await pane().getByText('Countess').waitFor();
    await row('Ada Byron').waitFor();
  });

  it('removes a user at once, and puts it back', async () => {
    await button('users:pane.remove', pane()).click();
    await window()
      .getByText(say('users:removed.name', { name: 'Ada Byron' }))
      .waitFor();
    await row('Ada Byron').waitFor({ state: 'detached' });
    await button('users:removed.undo').click();
    await row('Ada Byron').waitFor();
    expect(await names()).toEqual(['Ada Byron', 'Ada Lovelace']);
  });

  it('reads a list line by line, and keeps the sound lines only when told to leave the others out', async () => {
    await button('users:menu.import').click();
    await window()
      .getByRole('menuitem', { name: say('users:menu.list') })
      .click();
    const lines = [
      'email,displayName,notes',
      'ada@riverside.example,Ada King,',
      'grace@navy.example,Grace Hopper,"compilers; bugs"',
      'nobody,No Address,',
      'grace@navy.example,Grace Again,',
      'alan@bletchley.example,,',
    ];
    await field('users:list.paste', dialog()).fill(lines.join('\n'));
    await button('users:list.read', dialog()).click();
    const table = dialog().getByRole('grid', { name: say('users:list.rows') });
    const line = (number: number) => table.getByRole('row').filter({ hasText: new RegExp(`^${number}`) });
    await line(4).getByText(say('users:list.fault.bad_email')).waitFor();
    await line(5).getByText(say('users:list.fault.listed_twice')).waitFor();
    await line(6).getByText(say('users:list.fault.no_display_name')).waitFor();
    expect(await hindrances()).toEqual([]);
    await dialog()
      .getByRole('button', { name: say('users:list.whole') })
      .click();
    await line(2).getByText('Ada King').waitFor();
    expect(await line(2).innerText()).toContain('Ada Lovelace');
    const keep = button('users:list.addAndChange', dialog(), { added: '1', changed: '1' });
    expect(await keep.isDisabled()).toBe(true);
    await dialog().getByRole('checkbox').check();
    await keep.click();
    await dialog().waitFor({ state: 'detached' });
    await row('Grace Hopper').waitFor();
    expect(await names()).toEqual(['Ada Byron', 'Ada King', 'Grace Hopper']);
  });

  it('imports everybody from Google, and shows whose device is whose', async () => {
    await button('users:menu.import').click();
    await window()
      .getByRole('menuitem', { name: say('users:menu.google') })
      .click();
    await window().getByText(say('users:import.title.google')).waitFor(PATIENT);
    const [device] = (await site.devices()).filter(({ user }) => user?.includes('@'));
    const email = device?.user ?? '';
    const search = window().getByRole('searchbox', { name: say('users:search') });
    await search.fill(email);
    await row(email).click();
    await pane().getByText(say('users:pane.field.fetchedAt'), { exact: true }).waitFor();
    await button('users:pane.edit', pane()).click();
    await pane().getByText(say('users:form.kept.google')).waitFor();
    expect(await field('users:form.displayName', pane()).count()).toBe(0);
    await field('users:form.notes', pane()).fill('Lends it out');
    await button('users:form.save', pane()).click();
    await pane().getByText('Lends it out').waitFor();
    expect(await hindrances()).toEqual([]);
    await button('users:pane.openDevice', pane(), { name: device?.serial ?? '' }).click();
    await window()
      .getByRole('complementary', { name: say('devices:pane.label') })
      .getByText(device?.serial ?? '')
      .first()
      .waitFor();
    await site.desk.admin().goTo('users');
    await search.fill('');
  });

  it('picks with the keyboard, exports and removes what is picked, and takes it back', async () => {
    const { total } = await site.desk.ask('users.window', {
      filter: {},
      sort: { column: 'displayName', direction: 'ascending' },
      offset: 0,
      limit: 1,
    });
    await expect
      .poll(async () => digits(await window().locator('h1 + span').innerText()))
      .toBe(String(total));
    await window()
      .getByRole('grid', { name: say('users:table.label') })
      .focus();
    for (const key of ['Home', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown'])
      await window().keyboard.press(key);
    await expect.poll(() => bar().locator('b').innerText()).toBe('3');
    const file = await site.saveAs('users.csv');
    await button('users:selection.export', bar()).click();
    await window().getByRole('menuitem', { name: 'CSV' }).click();
    await window()
      .getByText(say('users:export.done_other', { n: '3' }))
      .waitFor();
    expect((await readFile(file, 'utf8')).trim().split(/\r?\n/)).toHaveLength(4);
    await window()
      .getByRole('grid', { name: say('users:table.label') })
      .focus();
    await window().keyboard.press('Control+a');
    await expect.poll(async () => digits(await bar().locator('b').innerText())).toBe(String(total));
    await button('users:selection.remove', bar()).click();
    await expect.poll(() => names(), PATIENT).toEqual([]);
    await button('users:removed.undo').click();
    await expect.poll(async () => (await names()).length, PATIENT).toBe(10);
  });

  it('finds a person in the palette', async () => {
    await site.desk.admin().goTo('devices');
    await window().keyboard.press('Control+k');
    await dialog().getByPlaceholder(say('common:palette.placeholder')).fill('grace hop');
    await dialog().getByText('Grace Hopper').click();
    await pane().getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  });

  it('tells at the field why a directory cannot be reached, and keeps nothing', async () => {
    await site.desk.admin().goTo('connections');
    await window()
      .getByRole('main')
      .getByRole('button', { name: say('ldap:row.setUp') })
      .filter({ hasText: say('ldap:fullName') })
      .click();
    await button('ldap:test.button').click();
    await window().getByText(say('ldap:problem.host')).waitFor();
    await field('ldap:field.host').fill('127.0.0.1');
    await field('ldap:field.port').fill(String(await closedPort()));
    await field('ldap:field.bindDn').fill('cn=reader,dc=example,dc=org');
    await window().getByLabel(say('ldap:field.password'), { exact: true }).fill('secret');
    await field('ldap:field.baseDn').fill('dc=example,dc=org');
    await button('ldap:test.button').click();
    const host = field('ldap:field.host');
    await expect.poll(() => host.getAttribute('aria-invalid'), PATIENT).toBe('true');
    await window()
      .getByText(/ECONNREFUSED/)
      .waitFor();
    await expect.poll(() => host.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await hindrances()).toEqual([]);
    expect(await site.desk.ask('ldap.overview')).toBeNull();
  });
});

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

/** A port of this computer on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
