import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, cardOf, comeIn, download } from './support/applicant.ts';
import { barriers, portalBarriers } from './support/axe.ts';
import type { Desk } from './support/desk.ts';
import { type DevicePane, devicePaneOf } from './support/device-pane.ts';
import { type Guest, guestAt } from './support/guest.ts';
import { type Keyboard, keyboardOf } from './support/keyboard.ts';
import { later } from './support/later.ts';
import { answerOpen, openRegistrar, type Registrar } from './support/registrar.ts';

/** Devices that a click registers. */
const REGISTERED = 8;
/** A profile can be installed for eight minutes. */
const TOO_LONG = 9 * 60_000;
const PANE_TABS = ['overview', 'profiles', 'apps', 'commands'] as const;

/** The pages of Apple’s devices in the demo organisation, by keyboard and in both themes, and those of the people with them. */
describe('Apple keeps nobody out', () => {
  let registrar: Registrar;
  let keys: Keyboard;
  let pane: DevicePane;

  const window = () => registrar.desk.muster().window;
  const say = (key: string, values?: Record<string, string>) => registrar.desk.admin().say(key, values);
  const main = () => window().getByRole('main');
  const dialog = () => window().getByRole('dialog');
  const button = (key: string, within: Locator = main()) =>
    within.getByRole('button', { name: say(key), exact: true });
  const rows = () => window().locator('[data-row-index]');
  const expectOpen = async (part?: string): Promise<void> =>
    expect(await barriers(window(), part)).toEqual([]);
  const closeDialog = async (): Promise<void> => {
    await window().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    registrar = await openRegistrar('en', { demo: true });
    keys = keyboardOf(window());
    pane = devicePaneOf(registrar.desk.admin);
    await registrar.switchOn();
  });
  afterAll(() => registrar.close());

  it('gets a push certificate and devices, by keyboard', async () => {
    await keys.palette(say('common:pages.apple'));
    await main().getByText(say('apple:standing.without')).waitFor();
    await expectOpen();
    await keys.press(say('apple:demo.push.button'));
    await main().getByText(say('apple:standing.good')).waitFor();
    await keys.holdsFocus();
    await keys.press(say('apple:push.test.button'));
    await main().getByText(say('apple:push.test.works')).waitFor();
    await keys.holdsFocus();
    await keys.press(say('apple:demo.devices.button_other', { n: String(REGISTERED) }));
    await window()
      .getByText(say('apple:demo.devices.done_other', { n: String(REGISTERED) }))
      .waitFor();
    await keys.press(say('apple:push.renew'));
    await button('apple:guide.request.button').waitFor();
    await expectOpen();
  });

  it('takes no certificate that is none, and goes on to the orders, by keyboard', async () => {
    await answerOpen(registrar.desk, path.join(registrar.desk.dataDir, 'authority.crt'));
    await registrar.authority();
    await keys.press(say('apple:guide.bring.button'));
    await dialog().getByText('authority.crt').waitFor();
    await expectOpen('[role="dialog"]');
    await closeDialog();
    await keys.holdsFocus();
    await keys.reach('tab');
    await keys.type('ArrowRight');
    await keys.reach(say('apple:orders.open'));
    await keys.type('ArrowRight');
    await rows().first().waitFor();
    await expectOpen();
    await keys.reach('grid');
    await keys.type('Home', 'Enter');
    await pane.all().waitFor();
  });

  it.each(PANE_TABS)('shows what a device says: %s', async (tab) => {
    await pane.tab(tab);
    await expectOpen('aside');
  });

  it('has profiles, none and one, with what is being written', async () => {
    await registrar.desk.admin().goTo('profiles');
    await window()
      .getByRole('heading', { name: say('profiles:empty.title') })
      .waitFor();
    await expectOpen();
    await main()
      .getByRole('listitem')
      .filter({ hasText: say('profiles:empty.passcode') })
      .getByRole('button')
      .click();
    await button('profiles:form.submitNew', dialog()).click();
    await dialog().getByText(say('profiles:problem.name')).waitFor();
    await expectOpen('[role="dialog"]');
    await dialog().getByLabel(say('profiles:form.name'), { exact: true }).fill('Codes');
    await button('profiles:form.submitNew', dialog()).click();
    await dialog()
      .getByRole('radio', { name: say('profiles:assigned.all') })
      .check();
    await expectOpen('[role="dialog"]');
    await button('profiles:assign.submit', dialog()).click();
    await dialog().waitFor({ state: 'detached' });
    const opened = window().getByRole('complementary', { name: say('profiles:pane.label') });
    await opened.getByText(say('profiles:place.installed')).first().waitFor();
    await expectOpen();
  });

  it.each(['light', 'dark'] as const)('leads people with an iPhone (%s)', async (colorScheme) => {
    const visitors = await registrar.visitors();
    const browser = { colorScheme, javaScriptEnabled: true };
    const guest = guestAt(await visitors.come('iphone', 'en', browser), 'en');
    const [user = ''] = await registrar.addUsers(`Ada ${colorScheme}`);
    const [invitation = ''] = await registrar.invite([user], 'later');
    await comeIn(guest, await cardOf(registrar, invitation), false);
    expect(await walk(guest, registrar.desk)).toEqual([]);
  });
});

/** From the page of the device to the end of its registration; returns what would keep somebody out, with its page. */
async function walk(guest: Guest, desk: Desk): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => void found.push(...(await portalBarriers(guest.page)));
  await begin(guest);
  const address = guest.page.url();
  await look();
  await download(guest);
  await guest.arrivesAt('apple.install.title.ios');
  await look();
  await guest.follow('apple.install.understood');
  await guest.page.getByText(guest.say('portal:apple.install.waiting', { device: 'iPhone' })).waitFor();
  await look();
  await later(desk, TOO_LONG, async () => {
    await guest.page.goto(address);
    await guest.arrivesAt('apple.expired.title');
  });
  await look();
  await guest.page.goto(`${address}unknown`);
  await guest.arrivesAt('apple.unknown.title');
  await look();
  return found;
}
