import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAILER } from '../support/mail/server.ts';
import { readCode } from './support/camera.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { type Letter, readLetter } from './support/letter.ts';
import { addressOf, answerSave, openRegistrar, type Registrar } from './support/registrar.ts';
import { openVisitors, PUBLIC_NAME, type Visitors } from './support/visitors.ts';

const PASSWORD = 'seven purple otters 41';
const TERMS = { en: 'Be kind to the tablet.', fr: 'Prenez soin de la tablette.' };

/** From a fresh workspace to a person who is ready to register a device: each step stands on the one before it. */
describe.each([
  ['en', 'computer', 'windows'],
  ['fr', 'iphone', 'ios'],
] as const)('registration (%s, %s)', (language, hand, platform) => {
  let registrar: Registrar;
  let visitors: Visitors;
  let page: Page;
  let guest: Guest;
  let letter: Letter;

  const window = () => registrar.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => registrar.desk.admin().say(key, values);
  const main = () => window().getByRole('main');
  const dialog = () => window().getByRole('dialog');
  const button = (key: string, within: Locator = main(), values?: Record<string, string>) =>
    within.getByRole('button', { name: say(key, values), exact: true });
  const field = (key: string, within: Locator = main()) => within.getByLabel(say(key), { exact: true });
  const row = () => window().locator('[data-row-index]').filter({ hasText: 'Ada Byron' });

  beforeAll(async () => {
    registrar = await openRegistrar(language);
  });
  afterAll(async () => {
    await visitors?.leave();
    await registrar.close();
  });

  it('switches the listener on, and hands the authority out', async () => {
    const { desk, ports } = registrar;
    await desk.admin().goTo('registration');
    await field('registration:where.publicName').fill(PUBLIC_NAME);
    await field('registration:where.peoplePort').fill(String(ports.people));
    await field('registration:where.devicesPort').fill(String(ports.devices));
    await button('registration:where.saveAndOn').click();
    await button('registration:switchOff').waitFor();
    await main().getByText(registrar.base, { exact: true }).waitFor();
    const file = path.join(desk.dataDir, 'authority.crt');
    await answerSave(desk, file);
    await button('registration:root.save').click();
    await window().getByText('authority.crt').first().waitFor();
    visitors = await openVisitors(await readFile(file, 'utf8'));
    page = await visitors.come(hand, language);
    guest = guestAt(page, language);
  });

  it('sets mail up, after a test mail that arrives', async () => {
    const { desk, post } = registrar;
    await desk.admin().goTo('connections');
    await main()
      .getByRole('button', { name: say('mail:row.setUp') })
      .filter({ hasText: say('mail:fullName') })
      .click();
    const { host, port, authority, from } = post.connection();
    await field('mail:field.host').fill(host);
    await field('mail:field.port').fill(String(port));
    await field('mail:field.authority').fill(authority ?? '');
    await field('mail:field.user').fill(MAILER.user);
    await main()
      .getByRole('textbox', { name: say('mail:field.password'), exact: true })
      .fill(MAILER.password);
    await field('mail:field.fromName').fill(from.name);
    await field('mail:field.fromAddress').fill(from.address);
    await field('mail:field.testTo').fill('it@riverside.example');
    await button('mail:test.send').click();
    await main()
      .getByText(say('mail:test.taken', { to: 'it@riverside.example' }))
      .waitFor();
    expect((await post.arrived(1)).to).toEqual(['it@riverside.example']);
    await button('mail:save').click();
    await window().getByText(say('mail:saved')).waitFor();
  });

  it('sets the terms of use', async () => {
    await registrar.desk.admin().goTo('settings');
    await field('registration:settings.terms.en').fill(TERMS.en);
    await field('registration:settings.terms.fr').fill(TERMS.fr);
    await button('registration:settings.terms.save').click();
    await button('registration:settings.terms.save').waitFor({ state: 'detached' });
    expect((await registrar.desk.ask('registration.overview')).settings.terms).toEqual(TERMS);
  });

  it('invites somebody, and sees the mail leave', async () => {
    const { desk, post } = registrar;
    await desk.admin().goTo('users');
    await button('users:empty.hand.action').click();
    await field('users:form.displayName', dialog()).fill('Ada Byron');
    await field('users:form.email', dialog()).fill(addressOf('Ada Byron'));
    if (language === 'fr') {
      await dialog()
        .getByRole('combobox', { name: say('users:form.language') })
        .click();
      await window()
        .getByRole('option', { name: say('users:language.fr') })
        .click();
    }
    const release = post.hold();
    if (language === 'en') {
      await dialog()
        .getByRole('checkbox', { name: say('users:form.invite') })
        .check();
      await button('users:form.submitAdd', dialog()).click();
    } else {
      await button('users:form.submitAdd', dialog()).click();
      await dialog().waitFor({ state: 'detached' });
      await window().getByRole('row').filter({ hasText: 'Ada Byron' }).getByRole('checkbox').check();
      await window()
        .getByRole('toolbar', { name: say('users:selection.label') })
        .getByRole('button', { name: say('users:selection.invite') })
        .click();
      await button('invitations:invite.submit.mail_one', dialog()).click();
      await button('invitations:invited.open', dialog()).click();
    }
    await desk.admin().goTo('invitations');
    await row().getByText(say('invitations:mail.state.sending')).waitFor();
    letter = await readLetter(await post.arrived(2));
    release();
    await row().getByText(say('invitations:mail.state.sent')).first().waitFor();
    await row().getByText(say('invitations:state.sent')).first().waitFor();
    expect(letter.to).toBe(addressOf('Ada Byron'));
    expect(letter.pin).toMatch(/^\d{4} \d{4}$/);
    expect(letter.link.startsWith(`${registrar.base}/i/`)).toBe(true);
  });

  it('opens the link, which the admin sees; a wrong PIN is refused and the right one is not', async () => {
    await page.goto(letter.link);
    await guest.arrivesAt('invitation.title', { name: 'Ada Byron' });
    await row().getByText(say('invitations:state.opened')).waitFor();
    if (hand === 'computer') expect(await readCode(page)).toBe(letter.link);
    await guest.type('signIn.pin', otherPin(letter.pin));
    await guest.press('invitation.button');
    await guest.told().getByText(guest.say('portal:said.refused.title')).waitFor();
    await guest.type('signIn.pin', letter.pin);
    await guest.press('invitation.button');
    await guest.arrivesAt('password.title');
  });

  it('chooses a password that is hard to guess', async () => {
    await choosePassword(guest, 'ada byron 1');
    await guest.told().getByText(guest.say('portal:said.password_personal.title')).first().waitFor();
    await choosePassword(guest, PASSWORD);
    await guest.arrivesAt('terms.title');
  });

  it('agrees to the terms, and is told what to do with this device', async () => {
    await page.getByText(TERMS[language]).waitFor();
    await guest.press('terms.button');
    await guest.arrivesAt(`device.titles.${platform}`);
    const text = await page.getByRole('main').innerText();
    expect(text).toContain(guest.say(`portal:certificate.steps.${platform}.1`));
    if (platform === 'ios') {
      expect(text).toContain(guest.say('portal:device.begin'));
    } else {
      expect(text).toContain(guest.say('portal:device.notReady.title'));
      expect(text).toContain(guest.say(`portal:device.steps.${platform}.1`));
      expect(text).toContain(`${registrar.base}/go`);
    }
    if (hand === 'computer') expect(await readCode(page)).toMatch(`${registrar.base}/t/`);
    await row().click();
    await window().keyboard.press('Enter');
    const pane = window().getByRole('complementary', { name: say('invitations:pane.label') });
    await pane.getByText(say('invitations:pane.moment.begun')).waitFor();
  });

  it('shows a code of its own that signs another device in, once', async () => {
    await page.goto(`${registrar.base}/me`);
    await guest.arrivesAt('me.title');
    await guest.press('me.anotherButton');
    await guest.arrivesAt('code.title');
    const url = await readCode(page);
    expect(url.startsWith(`${registrar.base}/t/`)).toBe(true);
    const other = guestAt(await visitors.come('android', language), language);
    await other.page.goto(url);
    await other.press('handover.button', { name: 'Ada Byron' });
    await other.arrivesAt('device.titles.android');
    const third = guestAt(await visitors.come('iphone', language), language);
    await third.page.goto(url);
    await third.press('handover.button', { name: 'Ada Byron' });
    await third.arrivesAt('handover.gone.title');
  });

  it('signs out, and in again with the password; the PIN is worth nothing any more', async () => {
    await guest.press('page.signOut');
    await guest.told().getByText(guest.say('portal:said.signed_out.title')).waitFor();
    await guest.follow('signIn.withPin');
    await guest.type('signIn.userName', addressOf('Ada Byron'));
    await guest.type('signIn.pin', letter.pin);
    await guest.press('signIn.button');
    await guest.told().getByText(guest.say('portal:said.refused.title')).waitFor();
    await guest.follow('signIn.withPassword');
    await guest.type('signIn.userName', addressOf('Ada Byron'));
    await guest.type('signIn.password', PASSWORD);
    await guest.press('signIn.button');
    await guest.arrivesAt(`device.titles.${platform}`);
  });
});

async function choosePassword(guest: Guest, password: string): Promise<void> {
  await guest.type('password.new', password);
  await guest.type('password.repeat', password);
  await guest.press('password.button');
}

/** A PIN that looks like this one, and is another. */
function otherPin(pin: string): string {
  return pin.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
}
