import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppleDevice } from '../../electron/demo/apple/device/contract.ts';
import { type AppleSite, openAppleSite } from './support/apple-site.ts';
import { begin, cardOf, comeIn, download, type Handed } from './support/applicant.ts';
import { type Guest, guestAt } from './support/guest.ts';

const TERMS = { en: 'Be kind to the phone.', fr: 'Prenez soin du téléphone.' };
const IPHONE = { model: 'iphone', seed: 'Ada', name: 'Ada’s iPhone', supervised: true } as const;

const GRACES = { model: 'iphone', seed: 'Grace', name: 'Grace’s iPhone' } as const;

/** From an invitation to a managed iPhone, and what becomes of it: each step stands on the one before it. */
describe('an iPhone', () => {
  let site: AppleSite;
  let ada: Guest;
  let grace: Guest;
  let profile: Handed;
  let phone: AppleDevice;
  let invitations: string[];

  const window = () => site.desk.muster().window;
  const row = (text: string): Locator => window().locator('[data-row-index]').filter({ hasText: text });

  beforeAll(async () => {
    site = await openAppleSite('en');
    const { registrar, desk } = site;
    await site.bringPush();
    const { settings } = await desk.ask('registration.overview');
    await desk.ask('registration.save', { ...settings, terms: TERMS });
    invitations = await registrar.invite(await registrar.addUsers('Ada Byron', 'Grace Hopper'), 'later');
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
    const { app } = site.desk.muster();
    await app.evaluate(moveClock, 9 * 60_000);
    await expect(site.devices.register(profile.bytes, GRACES)).rejects.toMatchObject({ kind: 'scep_failed' });
    await grace.follow('apple.install.understood');
    await grace.arrivesAt('apple.expired.title');
    const text = await grace.page.getByRole('main').innerText();
    expect(text).toContain(grace.say('portal:apple.expired.why', { device: 'iPhone' }));
    expect(text).toContain(grace.say('portal:apple.expired.again'));
    await app.evaluate(moveClock, -9 * 60_000);
    await grace.press('apple.expired.button');
    await grace.arrivesAt('apple.download.title');
    const { bytes } = await download(grace);
    const { device } = await site.devices.register(bytes, GRACES);
    await row(device.serial).getByText('grace.hopper@riverside.example').waitFor();
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

/** Moves the program’s clock by so many ms; runs in the program. */
function moveClock(_electron: typeof Electron.CrossProcessExports, ms: number): void {
  const now = Date.now;
  Date.now = () => now() + ms;
}
