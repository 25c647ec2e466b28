import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, portalBarriers } from './support/axe.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { addressOf, openRegistrar, type Registrar } from './support/registrar.ts';
import type { Hand } from './support/visitors.ts';

const PASSWORD = 'seven purple otters 41';

/** Every page of registration, the admin's and the visitor's, in both themes. */
describe('registration keeps nobody out', () => {
  let registrar: Registrar;
  let users: string[];

  const window = () => registrar.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => registrar.desk.admin().say(key, values);
  const button = (key: string, within: Locator = window().getByRole('main')) =>
    within.getByRole('button', { name: say(key), exact: true });
  const dialog = () => window().getByRole('dialog');
  const row = (name: string) => window().locator('[data-row-index]').filter({ hasText: name });
  const expectOpen = async (part?: string): Promise<void> =>
    expect(await barriers(window(), part)).toEqual([]);

  beforeAll(async () => {
    registrar = await openRegistrar('en');
    users = await registrar.addUsers('Ada Byron', 'Grace Hopper', 'Blaise Pascal');
  });
  afterAll(() => registrar.close());

  it('Invitations before there are any, and a dialog that lacks a name and a mail server', async () => {
    await registrar.desk.admin().goTo('invitations');
    await window()
      .getByRole('heading', { name: say('invitations:empty.title') })
      .waitFor();
    await expectOpen();
    await window()
      .getByRole('main')
      .getByRole('button', { name: say('invitations:empty.everybody_other', { n: '3' }) })
      .click();
    await dialog().getByText(say('invitations:obstacle.mail.text')).waitFor();
    await expectOpen('[role="dialog"]');
    await window().keyboard.press('Escape');
  });

  it('Registration, with its dialog', async () => {
    await registrar.desk.admin().goTo('registration');
    await registrar.switchOn();
    await button('registration:switchOff').waitFor();
    await button('registration:preflight.run').click();
    await window()
      .getByText(say('registration:preflight.found.listenerAlone', { host: '127.0.0.1' }))
      .waitFor();
    await button('registration:preflight.run').waitFor();
    await expectOpen();
    await button('registration:regenerate.button').click();
    await dialog().waitFor();
    await expectOpen('[role="dialog"]');
    await window().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('Mail', async () => {
    await registrar.desk.admin().goTo('connections');
    await window()
      .getByRole('main')
      .getByRole('button', { name: say('mail:row.setUp') })
      .filter({ hasText: say('mail:fullName') })
      .click();
    await registrar.setUpMail();
    await button('mail:remove').waitFor();
    await expectOpen();
  });

  it('Settings', async () => {
    await registrar.desk.admin().goTo('settings');
    await window().getByText(say('registration:settings.title'), { exact: true }).first().waitFor();
    await expectOpen();
  });

  it('Invitations of every state, one opened, one being made', async () => {
    const { desk, post } = registrar;
    const [ada = '', grace = '', blaise = ''] = users;
    await registrar.invite([grace], 'later');
    await desk.ask('invitations.cancel', { ids: await registrar.invite([blaise], 'later') });
    await post.down();
    await registrar.invite([ada], 'mail');
    await desk.admin().goTo('invitations');
    await window().getByRole('status').filter({ hasText: 'ECONNREFUSED' }).waitFor();
    await row('Ada Byron').click();
    await window().keyboard.press('Enter');
    await window()
      .getByRole('complementary', { name: say('invitations:pane.label') })
      .waitFor();
    await row('Grace Hopper').getByRole('checkbox').click();
    await expectOpen();
    await button('invitations:bar.invite').click();
    await window()
      .getByRole('menuitem', { name: say('invitations:bar.everybody_other', { n: '3' }) })
      .click();
    await dialog().getByText(say('invitations:invite.open.label')).waitFor();
    await expectOpen('[role="dialog"]');
    await window().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('the desk', async () => {
    await button('invitations:bar.desk').first().click();
    await dialog().getByRole('img').waitFor();
    await expectOpen('dialog');
    await window().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it.each([
    ['computer', 'light'],
    ['iphone', 'dark'],
  ] as const)('what a visitor sees (%s, %s)', async (hand, colorScheme) => {
    const visitors = await registrar.visitors();
    const browser = { colorScheme, javaScriptEnabled: true };
    const guest = guestAt(await visitors.come(hand, 'en', browser), 'en');
    const name = hand === 'computer' ? 'Ada Byron' : 'Grace Hopper';
    const terms = { en: 'Be kind.', fr: 'Soyez gentils.' };
    const { settings } = await registrar.desk.ask('registration.overview');
    await registrar.desk.ask('registration.save', { ...settings, terms });
    expect(await walk(guest, await card(name), hand)).toEqual([]);
  });

  async function card(name: string): Promise<{ url: string; pin: string; base: string; name: string }> {
    const query = { filter: { text: name }, offset: 0, limit: 1 };
    const sort = { column: 'createdAt', direction: 'descending' } as const;
    const { rows } = await registrar.desk.ask('invitations.window', { ...query, sort });
    const id = rows[0]?.id ?? '';
    const { pin } = await registrar.desk.ask('invitations.newPin', { id });
    const { url } = await registrar.desk.ask('invitations.desk', { id });
    return { url, pin, base: registrar.base, name };
  }
});

/** Pages beside the way, made of the same parts: they are looked at once. */
const BEFORE = ['/go', '/go?with=pin', '/go/pin', '/i/unknownunknownunknown', '/no/such/page'];
const AFTER = ['/device?platform=android', '/device?platform=chromeos', '/me/password'];

/** Goes through the pages as one who is invited; returns what would keep somebody out, with its page. */
async function walk(
  guest: Guest,
  { url, pin, base, name }: { url: string; pin: string; base: string; name: string },
  hand: Hand,
): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => void found.push(...(await portalBarriers(guest.page)));
  const visit = async (...paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      await guest.page.goto(`${base}${path}`);
      await look();
    }
  };
  await visit(...(hand === 'computer' ? BEFORE : []));
  await guest.page.goto(url);
  await look();
  await guest.type('signIn.pin', '0000 0000');
  await guest.press('invitation.button');
  await look();
  await guest.type('signIn.pin', pin);
  await guest.press('invitation.button');
  await look();
  await guest.type('password.new', PASSWORD);
  await guest.type('password.repeat', PASSWORD);
  await guest.press('password.button');
  await look();
  await guest.press('terms.button');
  await guest.arrivesAt(hand === 'computer' ? 'device.titles.windows' : 'device.titles.ios');
  await look();
  await visit(...(hand === 'computer' ? AFTER : []));
  await visit('/me');
  await guest.press('me.anotherButton');
  await look();
  await guest.press('page.signOut');
  await guest.type('signIn.userName', addressOf(name));
  await look();
  return found;
}
