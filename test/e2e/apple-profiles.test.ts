import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppleDevice } from '../../electron/demo/apple/device/contract.ts';
import { writePlist } from '../../electron/plist/plist.ts';
import { type AppleSite, openAppleSite } from './support/apple-site.ts';
import { type DevicePane, devicePaneOf } from './support/device-pane.ts';
import { answerOpen } from './support/registrar.ts';

const DOCK = {
  PayloadType: 'Configuration',
  PayloadVersion: 1,
  PayloadIdentifier: 'example.riverside.calendar',
  PayloadUUID: '7A1E0C52-93F5-4D0B-9C8E-0C2E3B7D5A10',
  PayloadDisplayName: 'Timetable',
  PayloadContent: [
    {
      PayloadType: 'com.apple.subscribedcalendar.account',
      PayloadVersion: 1,
      PayloadIdentifier: 'example.riverside.calendar.1',
      PayloadUUID: '7A1E0C52-93F5-4D0B-9C8E-0C2E3B7D5A11',
      SubCalAccountHostName: 'https://timetable.riverside.example/all.ics',
    },
  ],
};
const FULL = { code: 4001, domain: 'MCInstallationErrorDomain', words: 'The calendar could not be added.' };

/** The library of profiles and what devices make of it: each step stands on the one before it. */
describe('the library of profiles', () => {
  let site: AppleSite;
  let phone: AppleDevice;
  let pane: DevicePane;

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const main = () => window().getByRole('main');
  const dialog = () => window().getByRole('dialog');
  const opened = () => window().getByRole('complementary', { name: say('profiles:pane.label') });
  const row = (text: string) => window().locator('[data-row-index]').filter({ hasText: text });
  const bar = () => main().getByRole('region', { name: say('profiles:bar.label') });
  const press = (key: string, within: Locator = main(), values?: Record<string, string>) =>
    within.getByRole('button', { name: say(`profiles:${key}`, values), exact: true }).click();
  const field = (key: string) => dialog().getByLabel(say(`profiles:${key}`), { exact: true });
  const add = async (kind: 'user' | 'device', text: string): Promise<void> => {
    await dialog()
      .getByRole('combobox', { name: say(`profiles:assign.add.${kind}`) })
      .fill(text);
    await window().getByRole('option').filter({ hasText: text }).click();
  };
  const place = (state: string) =>
    opened()
      .getByText(say(`profiles:place.${state}`))
      .first();
  const names = () => phone.state.profiles.map(({ name }) => name).toSorted();

  beforeAll(async () => {
    site = await openAppleSite('en');
    const { registrar, desk } = site;
    pane = devicePaneOf(desk.admin);
    await site.bringPush();
    const [user = ''] = await registrar.addUsers('Ada Byron');
    phone = await site.register(user, { model: 'iphone', seed: 'Ada', name: 'Ada’s iPhone' });
    await desk.admin().goTo('profiles');
  });
  afterAll(() => site.close());

  it('takes a network from a form, and names the field that is wrong', async () => {
    await main()
      .getByRole('listitem')
      .filter({ hasText: say('profiles:empty.wifi') })
      .getByRole('button')
      .click();
    await press('form.submitNew', dialog());
    await dialog().getByText(say('profiles:problem.name')).waitFor();
    await field('form.name').fill('School Wi-Fi');
    await field('field.ssid').fill('Riverside');
    await dialog()
      .getByRole('textbox', { name: say('profiles:field.password') })
      .fill('short');
    await press('form.submitNew', dialog());
    await dialog().getByText(say('profiles:problem.wpa2')).waitFor();
    const focused = () => window().evaluate(() => document.activeElement?.getAttribute('type'));
    await expect.poll(focused).toBe('password');
    await dialog()
      .getByRole('textbox', { name: say('profiles:field.password') })
      .fill('long enough 1');
    await press('form.submitNew', dialog());
  });

  it('gives it to the devices of a user: pending, put off while the phone is locked, installed', async () => {
    phone.lock();
    await dialog()
      .getByRole('radio', { name: say('profiles:assign.chosen') })
      .check();
    await add('user', 'Ada Byron');
    await press('assign.submit', dialog());
    await dialog().waitFor({ state: 'detached' });
    await place('pending').waitFor();
    await pane.open(phone.serial, 'commands');
    await pane.entry('School Wi-Fi').getByText(say('apple:orders.state.not_now')).waitFor();
    await phone.unlock();
    await pane.entry('School Wi-Fi').getByText(say('apple:orders.state.acknowledged')).waitFor();
    await site.desk.admin().goTo('profiles');
    await place('installed').waitFor();
    expect(names()).toEqual(['School Wi-Fi']);
  });

  it('takes a file, gives it to a device, and tries again what failed there', async () => {
    const file = path.join(site.desk.dataDir, 'timetable.mobileconfig');
    await writeFile(file, '<plist version="1.0"><dict/></plist>');
    await answerOpen(site.desk, file);
    await press('bar.upload', bar());
    await window()
      .getByRole('alert')
      .getByText(/no configuration profile/)
      .waitFor();
    await writeFile(file, writePlist(DOCK));
    await press('bar.upload', bar());
    await dialog().getByText(DOCK.PayloadIdentifier).waitFor();
    await press('upload.submit', dialog());
    phone.mishaps.answer('InstallProfile', { status: 'Error', errors: [FULL] });
    await press('pane.assign', opened());
    await add('device', phone.serial);
    await press('assign.submit', dialog());
    await opened().getByText(FULL.words).waitFor();
    await press('pane.retry_one', opened(), { n: '1' });
    await place('installed').waitFor();
    expect(names()).toEqual(['School Wi-Fi', 'Timetable']);
  });

  it('takes it off the devices with it', async () => {
    await press('pane.remove', opened());
    await press('removal.submit', dialog());
    await row('Timetable').waitFor({ state: 'detached' });
    await expect.poll(names).toEqual(['School Wi-Fi']);
  });
});
