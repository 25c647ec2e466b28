import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DemoOrganisation, startDemoOrganisation } from '../../electron/demo/server.ts';
import { GOOGLE_SCOPES } from '../../electron/model/connection.ts';
import { walkConsent } from '../support/consent.ts';
import { type Desk, openDesk } from './support/desk.ts';
import type { Person } from './support/person.ts';

/** Connecting a real organisation: an organisation of our own in Google's place, by its addresses alone. */
describe('connecting an organisation of one’s own', () => {
  let org: DemoOrganisation;
  let elsewhere: DemoOrganisation;
  let desk: Desk;
  let admin: Person;
  const main = () => admin.window.getByRole('main');
  const dialog = () => admin.window.getByRole('dialog');
  const press = (key: string) =>
    main()
      .getByRole('button', { name: admin.say(key), exact: true })
      .click();
  const field = (key: string) => main().getByRole('textbox', { name: admin.say(key), exact: true });
  const says = (key: string, values?: Record<string, string>) =>
    main().getByText(admin.say(key, values)).first().waitFor();
  const rootsOf = (one: DemoOrganisation) => ({
    MUSTER_GOOGLE_API_ROOT: one.apiRoot,
    MUSTER_GOOGLE_AUTH_ROOT: one.authRoot,
  });

  /** Takes the place of the system's browser: it keeps the addresses and opens none. */
  const watchBrowser = () =>
    desk.muster().app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, 'opened', opened);
      shell.openExternal = async (url) => {
        opened.push(url);
      };
    });
  const opened = async () =>
    z.array(z.string()).parse(await desk.muster().app.evaluate(() => Reflect.get(globalThis, 'opened')));
  /** The address of the sign-in page that `act` opens. */
  const pageOpenedBy = async (act: () => Promise<unknown>): Promise<string> => {
    const before = (await opened()).length;
    await act();
    await expect.poll(async () => (await opened()).length).toBe(before + 1);
    return (await opened()).at(-1) ?? '';
  };
  const pickFile = (file: string) =>
    desk.muster().app.evaluate(({ dialog: dialogs }, filePath) => {
      dialogs.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
    }, file);
  const fileOf = async (name: string, content: unknown): Promise<string> => {
    const file = path.join(desk.dataDir, name);
    await writeFile(file, JSON.stringify(content));
    return file;
  };
  const newWorkspace = async (name: string, way: string): Promise<void> => {
    await desk.ask('workspaces.create', { name });
    await admin.goTo('start');
    await says('start:next.title', { name });
    await press('start:step.connect.action');
    await press('google:prerequisites.start');
    await main()
      .getByRole('radio', { name: admin.say(`google:way.${way}.title`) })
      .check();
    await press('google:setup.continue');
  };

  beforeAll(async () => {
    org = await startDemoOrganisation({ devices: 300, frozen: true });
    elsewhere = await startDemoOrganisation({ devices: 20, frozen: true, seed: 'elsewhere' });
    desk = await openDesk({ env: rootsOf(org) });
    admin = desk.admin();
    await watchBrowser();
  });
  afterAll(async () => {
    await desk.clear();
    await org.stop();
    await elsewhere.stop();
  });

  it('names the field that is wrong, and takes Google’s client file whole', async () => {
    await press('start:google.action');
    await dialog().getByRole('textbox').fill('Riverside');
    await dialog()
      .getByRole('button', { name: admin.say('common:dialog.create.submit') })
      .click();
    await press('google:prerequisites.start');
    await press('google:setup.continue');
    await press('google:client.submit');
    await says('google:field.clientIdMissing');
    await says('google:field.secretMissing');
    await field('google:client.id').fill('muster');
    await main().getByLabel(admin.say('google:client.secret'), { exact: true }).fill('two words');
    await press('google:client.submit');
    await says('google:field.clientIdForm');
    await says('google:field.secretForm');
    for (const [file, problem] of [
      [{ web: {} }, 'clientIdWeb'],
      [{ type: 'service_account' }, 'clientIdService'],
    ] as const) {
      await field('google:client.id').fill(JSON.stringify(file));
      await press('google:client.submit');
      await says(`google:field.${problem}`);
    }
    await main().getByText(admin.say('google:advanced.title')).click();
    await field('google:advanced.apiRoot').fill('http://proxy.example');
    await field('google:advanced.authRoot').fill('proxy');
    await press('google:client.submit');
    await says('google:field.apiRootScheme');
    await says('google:field.authRootForm');
    await field('google:advanced.apiRoot').fill('');
    await field('google:advanced.authRoot').fill('');
    const installed = { client_id: org.clientId, client_secret: org.clientSecret };
    await field('google:client.id').fill(JSON.stringify({ installed }));
    expect(await field('google:client.id').inputValue()).toBe(org.clientId);
    expect(await opened()).toEqual([]);
  });

  it('says what a refusal and an unticked box mean, and lets the admin stop or open the page again', async () => {
    const account = org.adminEmail;
    const denied = await pageOpenedBy(() => press('google:client.submit'));
    await says('google:authorize.waiting');
    await walkConsent(denied, { account, decision: 'cancel' });
    await says('errors:google_sign_in_denied');
    const unticked = await pageOpenedBy(() => press('google:authorize.retry'));
    await walkConsent(unticked, { account, decision: 'allow', untick: [GOOGLE_SCOPES[0]] });
    await says('google:authorize.missing');
    await says('google:scopes.devices');
    await says('google:scopes.without.devices');
    await pageOpenedBy(() => press('google:authorize.retry'));
    await press('google:authorize.cancel');
    await says('google:client.title');
    expect(await desk.ask('google.overview')).toBeNull();
    await pageOpenedBy(() => press('google:client.submit'));
    const again = await pageOpenedBy(() => press('google:authorize.again'));
    await walkConsent(again, { account, decision: 'allow' });
    await says('google:done.title');
    for (const known of [org.domain, account, org.customerId])
      await main().getByText(known).first().waitFor();
    await press('google:done.sync');
    await expect.poll(() => desk.ask('devices.count', { filter: {} }), { timeout: 30_000 }).toBe(300);
  });

  it('refuses another organisation on reconnect', async () => {
    await desk.quit();
    await desk.start(rootsOf(elsewhere));
    admin = desk.admin();
    await watchBrowser();
    await admin.openGoogle();
    await press('google:page.sync');
    await press('google:health.reconnect');
    await dialog()
      .getByRole('button', { name: admin.say('google:reconnect.other') })
      .click();
    await dialog().getByLabel(admin.say('google:client.id'), { exact: true }).fill(elsewhere.clientId);
    await dialog()
      .getByLabel(admin.say('google:client.secret'), { exact: true })
      .fill(elsewhere.clientSecret);
    const submit = dialog().getByRole('button', { name: admin.say('google:client.submit') });
    const page = await pageOpenedBy(() => submit.click());
    await walkConsent(page, { account: elsewhere.adminEmail, decision: 'allow' });
    const values = { customer: elsewhere.customerId, expected: org.customerId };
    await dialog().getByText(admin.say('errors:google_other_customer', values)).waitFor();
    expect((await desk.ask('google.overview'))?.connection.customerId).toBe(org.customerId);
    expect(await desk.ask('devices.count', { filter: {} })).toBe(300);
    await desk.quit();
    await desk.start();
    admin = desk.admin();
    await watchBrowser();
  });

  it('takes a service account’s key and says what is wrong with it, with the admin and with the delegation', async () => {
    const key = await org.serviceAccountKey();
    await newWorkspace('By key', 'key');
    await press('google:key.connect');
    await says('google:field.keyMissing');
    await says('google:field.subjectMissing');
    await pickFile(await fileOf('broken.json', { ...key, private_key: 'lost' }));
    await press('google:key.pick');
    await says('errors:google_key_file_invalid', { field: 'private_key' });
    await pickFile(await fileOf('key.json', key));
    await press('google:key.pick');
    await main().getByText(key.client_email).waitFor();
    const subject = field('google:key.subject');
    await subject.fill(key.client_email);
    await press('google:key.connect');
    await says('google:field.subjectService');
    await subject.fill('nobody@riverside.example');
    await press('google:key.connect');
    await says('errors:google_subject_invalid', { subject: 'nobody@riverside.example' });
    await press('google:authorize.change');
    org.control.delegateScopes([GOOGLE_SCOPES[1]]);
    await subject.fill(org.adminEmail);
    await press('google:key.connect');
    await main().getByText(`The service account (client id ${key.client_id}) is not delegated`).waitFor();
    await main()
      .getByRole('button', { name: admin.say('google:health.openDelegation') })
      .waitFor();
    org.control.delegateScopes([...GOOGLE_SCOPES]);
    await press('google:authorize.retry');
    await says('google:done.title');
    await main().getByText(org.customerId).first().waitFor();
  });

  it('guides through the delegation with the two values to paste', async () => {
    const key = await org.serviceAccountKey();
    await newWorkspace('Guided', 'guide');
    await says('google:delegation.clientIdPending');
    await pickFile(await fileOf('key.json', key));
    await press('google:key.pick');
    for (const [what, value] of [
      ['clientId', key.client_id],
      ['scopes', GOOGLE_SCOPES.join(',')],
    ] as const) {
      await main().getByText(value, { exact: true }).last().waitFor();
      await main()
        .getByRole('button', {
          name: admin.say('google:copyOf', { what: admin.say(`google:delegation.${what}`) }),
        })
        .click();
      await expect
        .poll(() => desk.muster().app.evaluate(({ clipboard }) => clipboard.readText()))
        .toBe(value);
    }
    const console = await pageOpenedBy(() => press('google:delegation.launch'));
    expect(console).toBe('https://admin.google.com/ac/owl/domainwidedelegation');
    await field('google:key.subject').fill(org.adminEmail);
    await press('google:key.check');
    await says('google:done.title');
    expect(key.private_key.split('\n')[1]).toBeTruthy();
    expect(await admin.window.content()).not.toContain(key.private_key.split('\n')[1]);
  });
});
