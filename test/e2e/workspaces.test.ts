import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoOrganisation, startDemoOrganisation } from '../../electron/demo/server.ts';
import { root } from '../../scripts/process.ts';
import { presentRuntime } from '../../scripts/runtime/runtime.ts';
import { canSandbox } from '../../scripts/sandbox.ts';
import { muster as command } from '../support/cli.ts';
import { type Desk, openDesk } from './support/desk.ts';
import type { Person } from './support/person.ts';

/** Several workspaces, several windows, and the command line beside the window. */
describe('workspaces', () => {
  let org: DemoOrganisation;
  let desk: Desk;
  let admin: Person;
  let env: Record<string, string>;
  const main = () => admin.window.getByRole('main');
  const dialog = () => admin.window.getByRole('dialog');
  const button = (key: string, values?: Record<string, string>) =>
    main().getByRole('button', { name: admin.say(key, values), exact: true });
  const inDialog = (key: string) => dialog().getByRole('button', { name: admin.say(key), exact: true });
  const names = async () => (await desk.ask('workspaces.state')).workspaces.map(({ name }) => name);
  const current = async () => (await desk.ask('workspaces.state')).current;
  const cli = (...args: string[]) => command(desk.dataDir, args, env);
  const devices = () => desk.ask('devices.count', { filter: {} });

  const create = async (name: string): Promise<string> => {
    await admin.goTo('settings');
    await button('settings:workspaces.create').click();
    await dialog().getByRole('textbox').fill(name);
    await inDialog('common:dialog.create.submit').click();
    await main().getByText(admin.say('start:next.title', { name })).waitFor();
    return path.join(desk.dataDir, 'workspaces', (await current())?.id ?? '', 'muster.db');
  };

  beforeAll(async () => {
    org = await startDemoOrganisation({ devices: 300, frozen: true });
    env = { MUSTER_GOOGLE_API_ROOT: org.apiRoot, MUSTER_GOOGLE_AUTH_ROOT: org.authRoot };
    const vault = {
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      MUSTER_VAULT_PASSPHRASE: 'a passphrase for tests',
    };
    desk = await openDesk({ env: { ...env, ...vault } });
    admin = desk.admin();
  });
  afterAll(async () => {
    await desk.clear();
    await org.stop();
  });

  it('are made, opened, renamed and deleted, each with a file of its own', async () => {
    const north = await create('North');
    const south = await create('South');
    expect(north).not.toBe(south);
    expect([existsSync(north), existsSync(south)]).toEqual([true, true]);

    await admin.goTo('settings');
    await button('settings:workspaces.switchTo', { name: 'North' }).click();
    await expect.poll(async () => (await current())?.name).toBe('North');
    await admin.goTo('settings');
    await button('settings:workspaces.rename', { name: 'North' }).click();
    await dialog().getByRole('textbox').fill('South');
    await inDialog('common:dialog.rename.submit').click();
    await dialog()
      .getByText(admin.say('errors:workspace_name_taken', { name: 'South' }))
      .waitFor();
    await dialog().getByRole('textbox').fill('North campus');
    await inDialog('common:dialog.rename.submit').click();
    await dialog().waitFor({ state: 'hidden' });
    expect(await names()).toEqual(['North campus', 'South']);

    await button('settings:workspaces.delete', { name: 'South' }).click();
    await dialog().getByRole('textbox').fill('North campus');
    expect(await inDialog('common:dialog.delete.submit').isDisabled()).toBe(true);
    await dialog().getByRole('textbox').fill('South');
    await inDialog('common:dialog.delete.submit').click();
    await dialog().waitFor({ state: 'hidden' });
    await expect.poll(names).toEqual(['North campus']);
    expect([existsSync(north), existsSync(path.dirname(south))]).toEqual([true, false]);
    expect((await current())?.name).toBe('North campus');
  });

  it('are shown by one program: a second start brings the first window to the front and ends', async () => {
    const raised = desk.muster().app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const window = BrowserWindow.getAllWindows()[0];
          if (window !== undefined) window.focus = () => resolve(true);
        }),
    );
    const runtime = await presentRuntime();
    const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
    const second = spawn(runtime.electronPath, [...switches, root], {
      env: { ...process.env, MUSTER_DATA_DIR: desk.dataDir },
      stdio: 'ignore',
    });
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(await raised).toBe(true);
    expect(desk.muster().app.windows()).toHaveLength(1);
  });

  it('show in the open window what the command line connects and syncs', async () => {
    const key = path.join(desk.dataDir, 'key.json');
    await writeFile(key, JSON.stringify(await org.serviceAccountKey()));
    const connected = await cli('connect', 'google', '--service-account', key, '--subject', org.adminEmail);
    expect(connected).toMatchObject({ code: 0 });
    await admin.openGoogle();
    await main().getByText(admin.say('google:status.ready'), { exact: true }).waitFor();
    expect(await cli('sync')).toMatchObject({ code: 0 });
    await main().getByText(admin.say('google:status.active'), { exact: true }).waitFor();
    await main().getByText(admin.say('google:verdict.complete'), { exact: true }).waitFor();
    expect(await devices()).toBe(300);
    await admin.goTo('devices');
    await admin.window.locator('[data-row-index]').first().waitFor();
  });

  it('are synced by one program at a time', async () => {
    org.control.addDevices(20);
    org.control.setFault({ name: 'slow', endpoint: 'list', milliseconds: 2000 });
    org.control.clearJournal();
    const running = cli('sync');
    await expect.poll(() => org.control.journal().length, { timeout: 20_000 }).toBeGreaterThan(0);
    await admin.openGoogle();
    await button('google:page.sync').click();
    await admin.window.getByText(admin.say('errors:sync_running')).waitFor();
    expect(await running).toMatchObject({ code: 0 });
    org.control.clearFault();
    await expect.poll(devices).toBe(320);
    await button('google:page.sync').click();
    await expect.poll(async () => (await desk.ask('sync.runs', { limit: 5 })).length).toBe(3);
    await main().getByText(admin.say('google:status.active'), { exact: true }).waitFor();
  });
});
