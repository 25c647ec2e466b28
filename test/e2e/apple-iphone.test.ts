import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppleDevice } from '../../electron/demo/apple/device/contract.ts';
import { type AppleSite, openAppleSite } from './support/apple-site.ts';
import { begin, cardOf, comeIn, download, type Handed } from './support/applicant.ts';
import { type DevicePane, devicePaneOf } from './support/device-pane.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { later } from './support/later.ts';
import { type Operator, operatorOf } from './support/operator.ts';

/** A profile can be installed for eight minutes. */
const TOO_LONG = 9 * 60_000;
const TERMS = { en: 'Be kind to the phone.', fr: 'Prenez soin du téléphone.' };
const IPHONE = { model: 'iphone', seed: 'Ada', name: 'Ada’s iPhone', supervised: true } as const;

const GRACES = { model: 'iphone', seed: 'Grace', name: 'Grace’s iPhone', supervised: true } as const;

const TABLET = { model: 'ipad', seed: 'Reception', name: 'iPad' } as const;
const BUSY = { code: 12021, domain: 'MCMDMErrorDomain', words: 'The device is busy with an update.' };
const shown = ({ serial, udid }: AppleDevice) => ({ serial, providerId: udid });

/** From an invitation to a managed iPhone, and what becomes of it: each step stands on the one before it. */
describe('an iPhone', () => {
  let site: AppleSite;
  let ada: Guest;
  let grace: Guest;
  let profile: Handed;
  let phone: AppleDevice;
  let graces: AppleDevice;
  let users: string[];
  let admin: Operator;
  let pane: DevicePane;
  let invitations: string[];

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const row = (text: string): Locator => window().locator('[data-row-index]').filter({ hasText: text });

  beforeAll(async () => {
    site = await openAppleSite('en');
    const { registrar, desk } = site;
    await site.bringPush();
    const { settings } = await desk.ask('registration.overview');
    await desk.ask('registration.save', { ...settings, terms: TERMS });
    pane = devicePaneOf(desk.admin);
    admin = operatorOf(desk.admin);
    await desk.ask('actions.setLimits', { ...(await desk.ask('actions.limits')), undoSeconds: 5 });
    users = await registrar.addUsers('Ada Byron', 'Grace Hopper');
    invitations = await registrar.invite(users, 'later');
    const visitors = await registrar.visitors();
    ada = guestAt(await visitors.come('iphone', 'en'), 'en');
  });
  afterAll(() => site.close());

  it('is led to its profile by an invitation', async () => {
    await comeIn(ada, await cardOf(site.registrar, invitations[0] ?? ''), true);
    await ada.arrivesAt('device.titles.ios');
    await begin(ada);
    const text = await ada.page.getByRole('main').innerText();
    expect(text).toContain(ada.say('portal:apple.step', { step: '1' }));
    expect(text).toContain(ada.say('portal:apple.download.asks.ios', { device: 'iPhone' }));
    const handing = ada.page.waitForResponse((answer) => answer.url().endsWith('/profile'));
    profile = await download(ada);
    expect((await (await handing).allHeaders())['content-type']).toBe('application/x-apple-aspen-config');
    await ada.arrivesAt('apple.install.title.ios');
  });

  it('is handed a profile that openssl verifies with the authority', async () => {
    expect(profile.fileName).toMatch(/\.mobileconfig$/);
    const content = await verified(profile.bytes);
    for (const type of ['com.apple.mdm', 'com.apple.security.scep', 'com.apple.security.root'])
      expect(content).toContain(`<string>${type}</string>`);
    expect(content).toContain(`https://muster.test:${site.registrar.ports.devices}/mdm/connect`);
  });

  it('is in Devices within a second of its registration, with owner, model and system', async () => {
    await site.desk.admin().goTo('devices');
    await ada.follow('apple.install.understood');
    await ada.page.getByText(ada.say('portal:apple.install.waiting', { device: 'iPhone' })).waitFor();
    phone = (await site.devices.register(profile.bytes, IPHONE)).device;
    const told = performance.now();
    await row(phone.serial).waitFor();
    expect(performance.now() - told).toBeLessThan(1000);
    const { hardware, osVersion } = phone.state;
    for (const text of ['ada.byron@riverside.example', hardware.modelName, osVersion])
      await row(phone.serial).getByText(text).waitFor();
  });

  it('tells what it is, as soon as it is asked', async () => {
    const { hardware, battery } = phone.state;
    await pane.open(phone.serial, 'overview');
    const told: Readonly<Record<string, string>> = {
      'devices:apple.storage': `${hardware.capacity} GB`,
      'devices:apple.field.BatteryLevel': `${Math.round(battery * 100)}%`,
      'devices:apple.field.IsSupervised': 'Yes',
      'devices:apple.field.PasscodePresent': 'Yes',
      'devices:apple.own.owner': 'Ada Byron',
      'devices:apple.own.push': say('devices:apple.push.ready'),
    };
    for (const [field, text] of Object.entries(told)) await pane.value(field).getByText(text).waitFor();
    await pane.tab('hardware');
    await pane.value('devices:apple.field.SerialNumber').getByText(phone.serial).waitFor();
    await pane.tab('profiles');
    await pane.entry('Riverside: device management').waitFor();
    await pane.tab('apps');
    await expect.poll(() => pane.all().getByRole('listitem').count()).toBe(phone.state.applications);
  });

  it('is registered by the browser that began, and by no other', async () => {
    const visitors = await site.registrar.visitors();
    grace = guestAt(await visitors.come('iphone', 'en'), 'en');
    await comeIn(grace, await cardOf(site.registrar, invitations[1] ?? ''), true);
    await begin(grace);
    const address = grace.page.url();
    profile = await download(grace);
    const other = guestAt(await visitors.come('iphone', 'en'), 'en');
    expect((await other.page.goto(address))?.status()).toBe(410);
    await other.arrivesAt('apple.taken.title');
    const nowhere = `${address.slice(0, -4)}zzzz`;
    for (const way of [
      nowhere,
      `${nowhere}/install`,
      `${nowhere}/profile`,
      `${site.registrar.base}/apple/x`,
    ]) {
      expect((await other.page.goto(way))?.status()).toBe(404);
      await other.arrivesAt('apple.unknown.title');
    }
  });

  it('has a page that goes on by itself', async () => {
    await ada.arrivesAt('apple.done.titles.ios');
    await ada.page.getByText('Ada’s iPhone', { exact: true }).waitFor();
  });

  it('cannot be registered when the time is over, is told why, and begins again', async () => {
    await later(site.desk, TOO_LONG, async () => {
      await expect(site.devices.register(profile.bytes, GRACES)).rejects.toMatchObject({
        kind: 'scep_failed',
      });
      await grace.follow('apple.install.understood');
      await grace.arrivesAt('apple.expired.title');
    });
    const text = await grace.page.getByRole('main').innerText();
    expect(text).toContain(grace.say('portal:apple.expired.why', { device: 'iPhone' }));
    expect(text).toContain(grace.say('portal:apple.expired.again'));
    await grace.press('apple.expired.button');
    await grace.arrivesAt('apple.download.title');
    const { bytes } = await download(grace);
    graces = (await site.devices.register(bytes, GRACES)).device;
    await row(graces.serial).getByText('grace.hopper@riverside.example').waitFor();
  });

  it('does what it is told; what it cannot do it says in Apple’s own words', async () => {
    const tablet = await site.register(users[1] ?? '', TABLET);
    graces.mishaps.answer('RestartDevice', { status: 'Error', errors: [BUSY] });
    await admin.actOn(shown(phone), 'apple_rename');
    await admin.dialog().getByLabel(say('actions:set.name')).fill('Reception 1');
    await admin
      .dialog()
      .getByRole('button', { name: say('actions:dialog.review') })
      .click();
    await admin.give('apple_rename', 1);
    await admin.actOn(shown(graces), 'apple_restart');
    await admin.give('apple_restart', 1);
    await admin.actOn(shown(tablet), 'apple_erase');
    await admin.give('apple_erase', 1);
    await row(tablet.serial).getByText(say('devices:status.alone.wiped'), { exact: true }).waitFor();
    expect(tablet.state.life).toBe(2);
    await pane.open(phone.serial, 'overview');
    await pane.all().getByText('Reception 1', { exact: true }).waitFor();
    await pane.open(graces.serial, 'commands');
    await pane.entry(BUSY.words).getByText(say('apple:orders.state.failed')).waitFor();
  });

  it('leaves with a word when its user removes the profile, and comes back as another registration', async () => {
    await phone.uninstall();
    await row(phone.serial).getByText(say('devices:status.alone.retired'), { exact: true }).waitFor();
    await site.register(users[0] ?? '', IPHONE);
    await row(phone.serial).getByText(say('devices:status.alone.active'), { exact: true }).waitFor();
    await pane.open(phone.serial, 'history');
    const history = pane.all().getByRole('region', { name: say('activity:pane.label') });
    const told = (await history.innerText()).split('\n');
    expect(told.filter((line) => line === say('actions:kind.reregistered'))).toHaveLength(1);
    expect(told.filter((line) => line === say('actions:kind.registered'))).toHaveLength(1);
  });

  /** What is inside, when openssl takes its signature. */
  async function verified(bytes: Uint8Array): Promise<string> {
    const file = path.join(site.desk.dataDir, 'downloaded.mobileconfig');
    const root = path.join(site.desk.dataDir, 'authority.crt');
    await writeFile(file, bytes);
    const given = ['-verify', '-inform', 'DER', '-in', file, '-CAfile', root, '-purpose', 'any'];
    return execFileSync('openssl', ['cms', ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
});
