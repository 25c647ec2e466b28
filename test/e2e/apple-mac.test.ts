import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppleDevice } from '../../electron/demo/apple/device/contract.ts';
import { type AppleSite, openAppleSite } from './support/apple-site.ts';
import { begin, cardOf, comeIn, download } from './support/applicant.ts';
import { type DevicePane, devicePaneOf } from './support/device-pane.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { type Operator, operatorOf } from './support/operator.ts';

const ADA = { guid: 'AAAA0001-0000-4000-8000-000000000001', shortName: 'ada.byron', longName: 'Ada Byron' };
const GUEST = { guid: 'AAAA0002-0000-4000-8000-000000000002', shortName: 'invitee', longName: 'Une invitée' };
const MAC = { model: 'mac', seed: 'Ada', name: 'MacBook d’Ada' } as const;

/** A Mac and the person at it, in French: each step stands on the one before it. */
describe('a Mac', () => {
  let site: AppleSite;
  let admin: Operator;
  let pane: DevicePane;
  let ada: Guest;
  let mac: AppleDevice;
  let userId: string;

  const window = () => site.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const row = (): Locator => window().locator('[data-row-index]').filter({ hasText: mac.serial });
  const identifiers = (profiles: readonly { identifier: string }[] = []) =>
    profiles.map(({ identifier }) => identifier);
  const userOf = ({ guid }: typeof ADA) => mac.state.users.find((user) => user.guid === guid);

  beforeAll(async () => {
    site = await openAppleSite('fr');
    const { registrar, desk } = site;
    admin = operatorOf(desk.admin);
    pane = devicePaneOf(desk.admin);
    await site.bringPush();
    [userId = ''] = await registrar.addUsers('Ada Byron');
    const limits = await desk.ask('actions.limits');
    await desk.ask('actions.setLimits', { ...limits, undoSeconds: 5 });
    await desk.admin().goTo('devices');
  });
  afterAll(() => site.close());

  it('downloads its profile and reads what to do with it', async () => {
    const { registrar } = site;
    const visitors = await registrar.visitors();
    ada = guestAt(await visitors.come('mac', 'fr'), 'fr');
    const [invitation = ''] = await registrar.invite([userId], 'later');
    await comeIn(ada, await cardOf(registrar, invitation), false);
    await ada.arrivesAt('device.titles.macos');
    await begin(ada);
    await ada.page.getByText(ada.say('portal:apple.download.signedIn')).waitFor();
    const { bytes, fileName } = await download(ada);
    expect(fileName).toMatch(/\.mobileconfig$/);
    await ada.follow('apple.watch.now');
    await ada.arrivesAt('apple.install.title.mac');
    const text = await ada.page.getByRole('main').innerText();
    for (const key of ['open', 'settings', 'places.1', 'install', 'password'])
      expect(text).toContain(ada.say(`portal:apple.install.mac.${key}`));
    mac = (await site.devices.register(bytes, MAC)).device;
    await row().getByText(mac.state.hardware.modelName).waitFor();
    await ada.follow('apple.watch.now');
    await ada.arrivesAt('apple.done.titles.macos');
  });

  it('keeps what is for its user from everybody else at it', async () => {
    const { desk, devices } = site;
    expect(await devices.signIn(mac.udid, { ...ADA, kind: 'local' })).toBe('managed');
    const form = {
      kind: 'wifi',
      ssid: 'École',
      hidden: false,
      autoJoin: true,
      security: 'none',
      password: null,
    } as const;
    const about = { id: null, description: '', form };
    const own = await desk.ask('profiles.build', { ...about, name: 'À Ada', scope: 'User' });
    const everybody = await desk.ask('profiles.build', { ...about, name: 'À tous', scope: 'System' });
    await desk.ask('profiles.assign', { id: own.id, assignments: [{ kind: 'user', id: userId }] });
    await desk.ask('profiles.assign', { id: everybody.id, assignments: [{ kind: 'all' }] });
    await expect.poll(() => identifiers(mac.state.profiles)).toEqual([everybody.identifier]);
    await expect.poll(() => identifiers(userOf(ADA)?.profiles)).toEqual([own.identifier]);
    await devices.signIn(mac.udid, GUEST);
    await devices.settled();
    expect(identifiers(userOf(GUEST)?.profiles)).toEqual([]);
  });

  it('is locked with a PIN, which starts it again', async () => {
    await admin.actOn({ serial: mac.serial, providerId: mac.udid }, 'apple_lock');
    await admin.dialog().getByLabel(say('actions:set.message')).fill('Appelez le secrétariat.');
    await admin
      .dialog()
      .getByRole('button', { name: say('actions:dialog.review') })
      .click();
    await admin.give('apple_lock', 1);
    await expect.poll(() => mac.state.off).toBe(true);
    await pane.open(mac.serial, 'commands');
    const lock = pane.entry(say('apple:order.DeviceLock'));
    await lock.getByText(say('apple:orders.state.acknowledged')).waitFor();
    await lock.getByRole('button', { name: say('devices:apple.pin.show') }).click();
    await lock.getByRole('button', { name: say('devices:apple.pin.yes') }).click();
    const pin = await lock.getByRole('status').locator('b').innerText();
    expect(() => mac.powerOn('none')).toThrow();
    mac.powerOn(pin);
    expect(mac.state.off).toBe(false);
    const { rows } = await site.desk.ask('audit.list', { filter: {}, limit: 5 });
    expect(rows.map(({ deed }) => deed)).toContain('apple.pin_shown');
  });
});
