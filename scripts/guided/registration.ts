import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Page } from 'playwright';
import { guestAt } from '../../test/e2e/support/guest.ts';
import type { Person } from '../../test/e2e/support/person.ts';
import { PUBLIC_NAME } from './phone/phone.ts';
import type { Cast, Step } from './step.ts';

/** How many people are invited. */
const INVITED = 5;
/** Wanted ports; others are taken where something listens there. */
const PORTS = { peoplePort: 7443, devicesPort: 7444 } as const;
const PASSWORD = 'four words in a row';

/** From a list of people to one of them who comes in with a phone. */
export function registrationSteps(cast: Cast): Step[] {
  return [...doorSteps(cast), ...invitationSteps(cast), ...arrivalSteps(cast)];
}

/** Who is to be invited, by what the mails leave, and where they lead. */
function doorSteps({ visitor }: Cast): Step[] {
  const { window, say } = visitor;
  const button = (key: string) => window.getByRole('button', { name: say(key), exact: true });
  const field = (role: 'combobox' | 'textbox', key: string) =>
    window.getByRole(role, { name: say(`registration:where.${key}`), exact: true });
  return [
    {
      name: 'users',
      run: async () => {
        await visitor.goTo('users');
        await button('users:empty.google.action').click();
        await window.locator('[data-row-index]').first().waitFor();
      },
    },
    {
      name: 'mail-server',
      run: async () => {
        await openMail(visitor);
        await button('mail:demo.use').click();
        await button('mail:demo.open').waitFor();
      },
    },
    {
      name: 'listener',
      run: async () => {
        await closeNews(visitor);
        await visitor.goTo('registration');
        for (const [key, port] of Object.entries(PORTS))
          await field('textbox', key).fill(String(await freePort(port)));
        await button('registration:where.saveAndOn').click();
        await button('registration:switchOff').waitFor();
        await button('registration:preflight.run').click();
        const alone = say('registration:preflight.found.listenerAlone', { host: '127.0.0.1' });
        await window.getByText(alone).waitFor();
        await window.locator('#preflight [aria-busy=false]').waitFor();
      },
    },
    {
      name: 'public-name',
      run: async () => {
        await field('combobox', 'publicName').fill(PUBLIC_NAME);
        await button('registration:where.save').click();
        // The last to come is the certificate that is made for the name.
        await window.getByText(PUBLIC_NAME, { exact: true }).first().waitFor();
      },
    },
  ];
}

/** Invitations as the admin sends and sees them. */
function invitationSteps({ visitor }: Cast): Step[] {
  const { window, say } = visitor;
  const button = (key: string, values?: Record<string, string>) =>
    window.getByRole('button', { name: say(key, values), exact: true });
  return [
    {
      name: 'invite',
      run: async () => {
        await visitor.goTo('users');
        await window.getByRole('button', { name: say('users:column.devices'), exact: true }).click();
        await window.locator('[aria-sort=descending]').waitFor();
        await window.locator('[role=grid][aria-busy=false]').waitFor();
        const boxes = window.locator('[data-row-index]').getByRole('checkbox');
        for (let row = 0; row < INVITED; row++) await boxes.nth(row).click();
        await button('users:selection.invite').click();
        await button('invitations:invite.submit.mail_other', { n: String(INVITED) }).waitFor();
      },
    },
    {
      name: 'invitations',
      run: async () => {
        await button('invitations:invite.submit.mail_other', { n: String(INVITED) }).click();
        await button('invitations:invited.open').click();
        await window.getByRole('button', { name: `${say('invitations:state.sent')} ${INVITED}` }).waitFor();
      },
    },
  ];
}

/** One who was invited comes in with a phone; the next ones stand at the desk. */
function arrivalSteps(cast: Cast): Step[] {
  const { visitor, phone } = cast;
  const { window, say } = visitor;
  let letter: Letter = { name: '', link: '', pin: '' };
  return [
    {
      name: 'phone-mail',
      run: async () => {
        await openMail(visitor);
        const page = await phone.open(await openedBy(cast, 'mail:demo.open'));
        await page.getByRole('link').first().click();
        letter = await readLetter(page);
      },
      screen: phone.screen,
    },
    {
      name: 'phone-invitation',
      run: async () => {
        const guest = guestAt(await phone.open(letter.link), 'en');
        await guest.type('signIn.pin', letter.pin);
      },
      screen: phone.screen,
    },
    {
      name: 'phone-device',
      run: async () => {
        const guest = guestAt(phone.screen(), 'en');
        await guest.press('invitation.button');
        await guest.type('password.new', PASSWORD);
        await guest.type('password.repeat', PASSWORD);
        await guest.press('password.button');
        await guest.arrivesAt('device.titles.ios');
      },
      screen: phone.screen,
    },
    {
      name: 'invitation',
      run: async () => {
        await visitor.goTo('invitations');
        await window.locator('[data-row-index]').filter({ hasText: letter.name }).click();
        await window.keyboard.press('Enter');
        await window.getByText(say('invitations:pane.moment.begun')).waitFor();
      },
    },
    {
      name: 'desk',
      run: async () => {
        await window.keyboard.press('Escape');
        // Who is first in the list was mailed first, and has not come yet.
        await window.locator('[data-row-index]').first().click();
        await window.getByRole('button', { name: say('invitations:bar.desk'), exact: true }).click();
        const desk = window.getByRole('dialog', { name: say('invitations:desk.label') });
        await desk.getByRole('img').waitFor();
        await window.keyboard.press('p');
        await desk.getByText(/^\d{4}\s\d{4}$/).waitFor();
      },
    },
  ];
}

/** Presses a button that opens a page in the system's browser, which does not come up here; answers its address. */
async function openedBy({ app, visitor }: Cast, key: string): Promise<string> {
  await app.evaluate(({ shell }) => {
    const opened = new Promise((resolve) => {
      shell.openExternal = async (url) => resolve(url);
    });
    Reflect.set(globalThis, 'opened', opened);
  });
  await visitor.window.getByRole('button', { name: visitor.say(key), exact: true }).click();
  return String(await app.evaluate(() => Reflect.get(globalThis, 'opened')));
}

/** Closes what is told in the corner; some of it may go by itself meanwhile. */
async function closeNews({ window, say }: Person): Promise<void> {
  const crosses = window.getByRole('button', { name: say('common:close'), exact: true });
  for (let left = await crosses.count(); left > 0; left--)
    await crosses
      .last()
      .click({ timeout: 1000 })
      .catch(() => undefined);
}

/** Connections → Mail. */
async function openMail({ window, say, goTo }: Person): Promise<void> {
  await goTo('connections');
  const row = window
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: say('mail:fullName') });
  await row.getByRole('button').click();
}

/** What a mail says to the person with the phone. */
interface Letter {
  name: string;
  link: string;
  pin: string;
}

async function readLetter(screen: Page): Promise<Letter> {
  const link = screen.getByRole('link', { name: '/i/' });
  await link.waitFor();
  const text = await screen.getByRole('main').innerText();
  return {
    name: /^Hello (.+),$/m.exec(text)?.[1] ?? '',
    link: (await link.getAttribute('href')) ?? '',
    pin: /^\d{4}\s\d{4}$/m.exec(text)?.[0] ?? '',
  };
}

/** This port of the loopback interface, or where it is taken another one. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    await once(server.listen(wanted, '127.0.0.1'), 'listening');
    return wanted;
  } catch {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : wanted;
  } finally {
    server.close();
  }
}
