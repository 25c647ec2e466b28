import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './support/desk.ts';
import { consent, type Person } from './support/person.ts';

const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
const PASSPHRASE = 'correct horse battery';

/** Where the secrets of a workspace are kept, as the admin meets it. */
describe('the vault', () => {
  let desk: Desk;
  let admin: Person;
  const dialog = () => admin.window.getByRole('dialog');
  const button = (key: string) => admin.window.getByRole('button', { name: admin.say(key), exact: true });
  const inDialog = (key: string) => dialog().getByRole('button', { name: admin.say(key), exact: true });
  const devices = () => desk.ask('devices.count', { filter: {} });

  const open = async (env?: Record<string, string>): Promise<void> => {
    desk = await openDesk(env === undefined ? {} : { env });
    admin = desk.admin();
    await admin.exploreDemo();
  };
  const restart = async (): Promise<void> => {
    await desk.quit();
    await desk.start();
    admin = desk.admin();
  };
  afterEach(() => desk.clear());

  it('asks for a passphrase where there is no keychain, once per start, and takes the right one only', async () => {
    await open(NO_KEYCHAIN);
    await button('start:step.connect.action').click();
    await admin.window.getByText(admin.say('google:vault.title')).waitFor();
    await button('google:prerequisites.start').click();
    await button('google:setup.continue').click();
    await button('google:client.submit').click();
    await dialog().getByText(admin.say('common:dialog.vault.setWhy')).waitFor();
    await dialog().getByLabel(admin.say('common:dialog.vault.newPassphrase')).fill('short');
    await dialog().getByLabel(admin.say('common:dialog.vault.again')).fill('short');
    expect(await inDialog('common:dialog.vault.set').isDisabled()).toBe(true);
    await expect(desk.ask('vault.setPassphrase', { passphrase: 'short' })).rejects.toThrow(
      'vault_weak_passphrase',
    );
    await dialog().getByLabel(admin.say('common:dialog.vault.newPassphrase')).fill(PASSPHRASE);
    await dialog().getByLabel(admin.say('common:dialog.vault.again')).fill(PASSPHRASE);
    await inDialog('common:dialog.vault.set').click();
    await admin.window.getByText(admin.say('common:dialog.vault.isSet')).waitFor();
    await admin.goTo('start');
    await admin.connectGoogle();
    await admin.syncNow();

    await restart();
    await dialog().getByText(admin.say('common:dialog.vault.unlockWhy')).waitFor();
    const field = dialog().getByLabel(admin.say('common:dialog.vault.passphrase'), { exact: true });
    await field.fill('incorrect horse battery');
    await inDialog('common:dialog.vault.unlock').click();
    await dialog().getByRole('alert').getByText(admin.say('errors:vault_wrong_passphrase')).waitFor();
    await admin.window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await devices()).toBe(2500);
    await admin.window.getByText(admin.say('common:banner.vault.locked.text')).waitFor();

    await button('common:banner.vault.locked.action').click();
    await field.fill(PASSPHRASE);
    await inDialog('common:dialog.vault.unlock').click();
    await dialog().waitFor({ state: 'hidden' });
    await admin.window.getByText(admin.say('common:banner.vault.locked.text')).waitFor({ state: 'hidden' });
    await admin.openGoogle();
    await button('google:page.sync').click();
    await expect.poll(async () => (await desk.ask('sync.runs', { limit: 5 })).length).toBe(2);
    await expect
      .poll(async () => (await desk.ask('sync.runs', { limit: 1 }))[0]?.state, { timeout: 60_000 })
      .toBe('complete');
    expect(await dialog().count()).toBe(0);
  });

  it('says that the key is gone from the keychain, keeps the list, and lets the admin authorise again', async () => {
    await open();
    await admin.connectGoogle();
    await admin.syncNow();
    const workspace = (await desk.ask('workspaces.state')).current;
    await desk.quit();
    await forget(workspace?.id ?? '');
    await desk.start();
    admin = desk.admin();
    await admin.window.getByText(admin.say('common:banner.vault.key_missing.text')).waitFor();
    expect(await devices()).toBe(2500);
    await button('common:banner.vault.key_missing.action').click();
    await dialog().getByText(admin.say('common:dialog.vault.lostWhy')).waitFor();
    await inDialog('common:dialog.vault.reset').click();
    await dialog().waitFor({ state: 'hidden' });
    await button('google:health.reconnect').click();
    const opening = desk.muster().app.waitForEvent('window');
    await inDialog('google:reconnect.stored').click();
    await consent(await opening);
    await admin.window.getByText(admin.say('google:reconnect.done')).waitFor();
    await button('google:page.sync').click();
    await expect
      .poll(async () => (await desk.ask('sync.runs', { limit: 5 })).map(({ state }) => state), {
        timeout: 60_000,
      })
      .toEqual(['complete', 'complete']);
  });
});

/** Removes the workspace's entry as the system's own keychain program would. */
async function forget(account: string): Promise<void> {
  const keytar: typeof import('keytar') = createRequire(import.meta.url)('keytar');
  expect(await keytar.deletePassword('Muster', account)).toBe(true);
}
