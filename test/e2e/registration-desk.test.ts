import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCode } from './support/camera.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { readLetter } from './support/letter.ts';
import { addressOf, answerSave, openRegistrar, type Registrar } from './support/registrar.ts';
import type { Visitors } from './support/visitors.ts';

const NAMES = ['Ada Byron', 'Blaise Pascal', 'Grace Hopper'] as const;
const PASSWORD = 'seven purple otters 41';

/** People who stand at the desk, and people whose link is lost. */
describe('registration without a mail', () => {
  let registrar: Registrar;
  let visitors: Visitors;
  let ada: Guest;
  /** Ada's. */
  let invitation: string;
  let link: string;

  const window = () => registrar.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => registrar.desk.admin().say(key, values);
  const button = (key: string, within: Locator = window().getByRole('main')) =>
    within.getByRole('button', { name: say(key), exact: true });
  const desk = () => window().getByRole('dialog', { name: say('invitations:desk.label') });
  const row = (name: string) => window().locator('[data-row-index]').filter({ hasText: name });
  const code = (name: string) => desk().getByRole('img', { name: say('invitations:desk.qr', { name }) });
  const isFull = () => window().evaluate(() => document.fullscreenElement !== null);
  const guest = async (hand: 'iphone' | 'computer') => guestAt(await visitors.come(hand, 'en'), 'en');

  beforeAll(async () => {
    registrar = await openRegistrar('en');
    await registrar.switchOn();
    const [first = ''] = await registrar.invite(await registrar.addUsers(...NAMES), 'later');
    invitation = first;
    visitors = await registrar.visitors();
    await registrar.desk.admin().goTo('invitations');
  });
  afterAll(() => registrar.close());

  it('fills the screen with a code that a phone reads from it', async () => {
    await row('Ada Byron').waitFor();
    await row('Ada Byron').click();
    await button('invitations:bar.desk').click();
    await code('Ada Byron').waitFor();
    await expect.poll(isFull).toBe(true);
    link = await readCode(window());
    await registrar.desk.ask('invitations.copyLink', { id: invitation });
    expect(link).toBe(await registrar.desk.muster().app.evaluate(({ clipboard }) => clipboard.readText()));
    expect(link.startsWith(`${registrar.base}/i/`)).toBe(true);
    ada = await guest('iphone');
    await ada.page.goto(link);
    await ada.arrivesAt('invitation.title', { name: 'Ada Byron' });
    await desk()
      .getByText(say('invitations:desk.standing.opened', { when: '' }).trim())
      .waitFor();
  });

  it('shows a PIN that works as it is read', async () => {
    const pin = await pinOn(desk());
    expect(pin).toMatch(/^\d{4} \d{4}$/);
    await ada.type('signIn.pin', pin);
    await ada.press('invitation.button');
    await ada.arrivesAt('password.title');
    await ada.type('password.new', PASSWORD);
    await ada.type('password.repeat', PASSWORD);
    await ada.press('password.button');
    await ada.arrivesAt('device.titles.ios');
  });

  it('calls the next person by a key, makes another PIN by one, and leaves by Esc', async () => {
    await window().keyboard.press('ArrowRight');
    await code('Blaise Pascal').waitFor();
    expect(await readCode(window())).not.toBe(link);
    const first = await pinOn(desk());
    await window().keyboard.press('Escape');
    await desk().waitFor({ state: 'detached' });
    expect(await isFull()).toBe(false);
    await row('Blaise Pascal').click();
    await button('invitations:bar.desk').click();
    await desk().getByText(say('invitations:desk.makePin')).waitFor();
    await window().keyboard.press('p');
    await expect.poll(() => pinOn(desk())).not.toBe(first);
    await window().keyboard.press('Escape');
    await desk().waitFor({ state: 'detached' });
  });

  it('leads who lost a part of the link to the sign-in', async () => {
    const { page, say: words } = ada;
    await page.goto(`${link.slice(0, -3)}`);
    await ada.arrivesAt('fate.unknown.title');
    expect(await page.innerText('main')).toContain(words('portal:fate.unknown.text'));
    await page.goto(`${link.slice(0, -3)}/go`);
    await ada.arrivesAt('signIn.title');
    const stranger = await guest('computer');
    await stranger.page.goto(`${link.slice(0, -3)}/go`);
    await stranger.type('signIn.userName', addressOf('Ada Byron').toUpperCase());
    await stranger.type('signIn.password', PASSWORD);
    await stranger.press('signIn.button');
    await stranger.arrivesAt('device.titles.windows');
  });

  it('makes old links explain themselves, and sends new ones', async () => {
    await registrar.setUpMail();
    await registrar.desk.admin().goTo('registration');
    await button('registration:regenerate.button').click();
    await button('registration:regenerate.submit', window().getByRole('dialog')).click();
    await window().getByText(say('registration:regenerate.done')).waitFor();
    const old = await guest('iphone');
    await old.page.goto(link);
    await old.arrivesAt('fate.outdated.title');
    await registrar.desk.admin().goTo('invitations');
    await row('Ada Byron').getByText(say('invitations:outdated.word')).waitFor();
    await row('Ada Byron').click();
    await window().keyboard.press('Enter');
    const pane = window().getByRole('complementary', { name: say('invitations:pane.label') });
    await button('invitations:send.again', pane).first().click();
    const letter = await readLetter(await registrar.post.arrived(1));
    expect(letter.to).toBe(addressOf('Ada Byron'));
    expect(letter.link).not.toBe(link);
    await old.page.goto(letter.link);
    await old.arrivesAt('invitation.title', { name: 'Ada Byron' });
    await row('Ada Byron').getByText(say('invitations:outdated.word')).waitFor({ state: 'detached' });
  });

  it('prints a sheet for as many as it takes at once', async () => {
    const { desk } = registrar;
    const lines = Array.from({ length: 500 }, (_, place) => `user${place},名字 ${place}`);
    const { id: previewId } = await desk.ask('users.preview', {
      text: ['user name,name', ...lines].join('\n'),
    });
    await desk.ask('users.importList', { previewId, leaveOutFaulty: false });
    const users = { filter: { text: '名字' } };
    const { ids } = await desk.ask('invitations.create', { users, send: 'later', again: false });
    const file = path.join(desk.dataDir, 'sheet.pdf');
    await answerSave(desk, file);
    expect(await desk.ask('invitations.sheet', { ids, pins: false })).toMatchObject({
      path: file,
      rows: 500,
    });
    const pdf = await readFile(file, 'latin1');
    // Eight cards are on a page.
    expect(pdf.match(/\/Type ?\/Page\b/g)).toHaveLength(63);
  });
});

/** The PIN as it stands on the screen. */
async function pinOn(desk: Locator): Promise<string> {
  const shown = desk.locator('p > [aria-hidden]').filter({ hasText: /^\d[\d ]+$/ });
  return (await shown.innerText()).replaceAll('\u00a0', ' ');
}
