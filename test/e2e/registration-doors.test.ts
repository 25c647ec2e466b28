import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, UNITS } from '../support/ldap/people.ts';
import { type LdapServer, READER, startLdapServer } from '../support/ldap/server.ts';
import { ask } from '../support/listener/client.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { startAgain } from './support/launch.ts';
import { personAt } from './support/person.ts';
import { openRegistrar, type Registrar } from './support/registrar.ts';
import type { Visitors } from './support/visitors.ts';

const ZOE = { uid: 'zoe', cn: 'Zoé Martin', mail: 'zoe@example.org', userPassword: 'Zoé’s own pass phrase' };

/** Registration with a directory, a mail server that goes down, strangers, and no window. */
describe('registration and what is around it', () => {
  let registrar: Registrar;
  let directory: LdapServer;
  let authority: string;
  let visitors: Visitors;

  const window = () => registrar.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => registrar.desk.admin().say(key, values);
  const button = (key: string, within: Locator = window().getByRole('main')) =>
    within.getByRole('button', { name: say(key), exact: true });
  const row = (name: string) => window().locator('[data-row-index]').filter({ hasText: name });

  beforeAll(async () => {
    [registrar, directory] = await Promise.all([
      openRegistrar('en'),
      startLdapServer([UNITS, person('uid=zoe', ZOE)].join('\n')),
    ]);
    await registrar.switchOn();
    authority = await registrar.authority();
    visitors = await registrar.visitors();
  });
  afterAll(async () => {
    await registrar.close();
    await directory.stop();
  });

  it('lets people of a directory in by their network password, and tells strangers nothing', async () => {
    const { desk, base } = registrar;
    await desk.ask('ldap.save', { connection: directory.connection(), password: READER.password });
    await desk.admin().goTo('users');
    await button('users:menu.import').click();
    await window()
      .getByRole('menuitem', { name: say('users:menu.ldap') })
      .click();
    await row(ZOE.cn).waitFor();
    const guest = guestAt(await visitors.come('iphone', 'en'), 'en');
    await guest.page.goto(`${base}/go`);
    const wrong = await refusal(guest, ZOE.uid, 'another pass phrase');
    expect(wrong).toContain(guest.say('portal:said.refused.title'));
    expect(await refusal(guest, 'nobody', 'another pass phrase')).toBe(wrong);
    await signIn(guest, ZOE.uid, ZOE.userPassword);
    await guest.arrivesAt('device.titles.ios');
    expect(JSON.stringify(await desk.ask('listener.log', { limit: 100 }))).not.toContain('pass phrase');
  });

  it('keeps mails while the server is down, says why, and sends them once it is up', async () => {
    const { desk, post } = registrar;
    await registrar.setUpMail();
    await post.down();
    const [user = ''] = await registrar.addUsers('Grace Hopper');
    await registrar.invite([user], 'mail');
    await desk.admin().goTo('invitations');
    const line = window().getByRole('status').filter({ hasText: 'ECONNREFUSED' });
    await line.getByText(/1 mail waits, next try at \d\d:\d\d/).waitFor();
    await row('Grace Hopper').getByText(say('invitations:mail.state.queued')).waitFor();
    await post.up();
    await button('invitations:waiting.now', line).click();
    await row('Grace Hopper').getByText(say('invitations:mail.state.sent')).first().waitFor();
    await line.waitFor({ state: 'detached' });
    expect(post.mails).toHaveLength(1);
  });

  it('answers nobody who comes by another name', async () => {
    for (const port of [registrar.ports.people, registrar.ports.devices]) {
      const { status, body } = await ask(port, {
        ca: authority,
        path: '/go',
        headers: { host: 'evil.example' },
      });
      expect({ status, body }).toEqual({ status: 421, body: '' });
    }
    const stranger = await (await registrar.strangers()).come('computer', 'en');
    await expect(stranger.goto(`${registrar.base}/go`)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
  });

  it('goes on without its window, until it is switched off', async () => {
    const { desk, base } = registrar;
    const { app } = desk.muster();
    const closed = window().waitForEvent('close');
    await app.evaluate(closeWindow);
    await closed;
    const visitor = await visitors.come('android', 'en');
    expect((await visitor.goto(`${base}/go`))?.status()).toBe(200);
    const opening = app.waitForEvent('window');
    await startAgain(desk.dataDir);
    const reopened = await opening;
    await personAt(app, reopened, 'en').goTo('registration');
    const main = reopened.getByRole('main');
    await button('registration:switchOff', main).click();
    await button('registration:switchOn', main).waitFor();
    await expect(visitor.goto(`${base}/go`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    await app.evaluate(keepMenus);
    await button('registration:switchOn', main).click();
    await button('registration:switchOff', main).waitFor();
    await app.evaluate(closeWindow);
    expect((await visitor.goto(`${base}/go`))?.status()).toBe(200);
    // Switched off by the sign in the tray, nothing is left of the program that anybody could see.
    const ended = app.waitForEvent('close');
    await app.evaluate(pressInTray, say('main:tray.off'));
    await ended;
  });
});

/** Playwright does not see menus of the system; runs in the program. */
function keepMenus({ Menu }: typeof Electron.CrossProcessExports): void {
  const build = Menu.buildFromTemplate.bind(Menu);
  Menu.buildFromTemplate = (template) => {
    const menu = build(template);
    Reflect.set(globalThis, 'newest', menu);
    return menu;
  };
}

/** Chooses what is named so in the newest menu; runs in the program. */
function pressInTray({ Menu }: typeof Electron.CrossProcessExports, label: string): void {
  const newest: unknown = Reflect.get(globalThis, 'newest');
  if (newest instanceof Menu) newest.items.find((item) => item.label === label)?.click();
}

/** As its close button does; runs in the program. */
function closeWindow({ BrowserWindow }: typeof Electron.CrossProcessExports): void {
  BrowserWindow.getAllWindows()[0]?.close();
}

async function signIn(guest: Guest, userName: string, password: string): Promise<void> {
  await guest.type('signIn.userName', userName);
  await guest.type('signIn.password', password);
  await guest.press('signIn.button');
}

/** What somebody is told who is not let in. */
async function refusal(guest: Guest, userName: string, password: string): Promise<string> {
  await signIn(guest, userName, password);
  return guest.told().innerText();
}
