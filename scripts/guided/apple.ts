import { answerFile } from '../../test/e2e/support/answer-file.ts';
import { devicePaneOf } from '../../test/e2e/support/device-pane.ts';
import { guestAt } from '../../test/e2e/support/guest.ts';
import { operatorOf } from '../../test/e2e/support/operator.ts';
import type { Cast, Step } from './step.ts';

/** Devices that a click on the Apple page registers. */
const REGISTERED = 8;
const TOLD = /^The iPhone (\w+) was registered$/;

/** From the push certificate to an iPhone that is locked, and a profile for all devices. */
export function appleSteps(cast: Cast): Step[] {
  const registered = { serial: '' };
  return [...phoneSteps(cast, registered), ...adminSteps(cast, registered)];
}

/** The phone that came in by an invitation is registered. */
function phoneSteps({ visitor, phone, app }: Cast, registered: { serial: string }): Step[] {
  const { window, say } = visitor;
  const guest = () => guestAt(phone.screen(), 'en');
  const button = (key: string, values?: Record<string, string>) =>
    window.getByRole('button', { name: say(key, values), exact: true });
  let profile = '';
  return [
    {
      name: 'push-certificate',
      run: async () => {
        await window.keyboard.press('Escape');
        await visitor.goTo('apple');
        await button('apple:demo.push.button').click();
        await window.getByText(say('apple:standing.good')).waitFor();
      },
    },
    {
      name: 'phone-profile',
      run: async () => {
        await guest().press('device.begin');
        await guest().arrivesAt('apple.download.title');
      },
      screen: phone.screen,
    },
    {
      name: 'phone-install',
      run: async () => {
        profile = await phone.download(() => guest().follow('apple.download.button'));
        await guest().arrivesAt('apple.install.title.ios');
      },
      screen: phone.screen,
    },
    {
      name: 'apple-devices',
      run: async () => {
        await answerFile(app, 'open', profile);
        await button('apple:demo.devices.install').click();
        const told = await window.getByText(TOLD).innerText();
        registered.serial = TOLD.exec(told)?.[1] ?? '';
        const n = String(REGISTERED);
        await button('apple:demo.devices.button_other', { n }).click();
        await window.getByText(say('apple:demo.devices.done_other', { n })).waitFor({ timeout: 60_000 });
      },
    },
    {
      name: 'phone-registered',
      run: async () => {
        await guest().follow('apple.install.understood');
        await guest().arrivesAt('apple.done.titles.ios');
      },
      screen: phone.screen,
    },
  ];
}

/** What an admin does with it. */
function adminSteps({ visitor }: Cast, registered: { serial: string }): Step[] {
  const { window, say } = visitor;
  const operator = operatorOf(() => visitor);
  const pane = devicePaneOf(() => visitor);
  const dialog = () => window.getByRole('dialog');
  const button = (key: string, within = window.locator('body')) =>
    within.getByRole('button', { name: say(key), exact: true });
  return [
    {
      name: 'iphone',
      run: async () => {
        await visitor.goTo('devices');
        await window.keyboard.press('/');
        await window.keyboard.type('iPhone', { delay: 30 });
        await pane.open(registered.serial, 'overview');
        await pane.value('devices:apple.storage').waitFor();
      },
    },
    {
      name: 'iphone-locked',
      run: async () => {
        const { serial } = registered;
        await operator.actOn({ serial, providerId: serial }, 'apple_lock');
        await dialog()
          .getByLabel(say('actions:set.message'))
          .fill('Please bring me back to the school office.');
        await button('actions:dialog.review', dialog()).click();
        await operator.give('apple_lock', 1);
        await pane.tab('commands');
        await pane
          .entry(say('apple:order.DeviceLock'))
          .getByText(say('apple:orders.state.acknowledged'))
          .waitFor({ timeout: 60_000 });
      },
    },
    {
      name: 'profile',
      run: async () => {
        await visitor.goTo('profiles');
        await window
          .getByRole('listitem')
          .filter({ hasText: say('profiles:empty.passcode') })
          .getByRole('button')
          .click();
        await dialog().getByLabel(say('profiles:form.name'), { exact: true }).fill('A code of six digits');
        await button('profiles:form.submitNew', dialog()).click();
        await dialog()
          .getByRole('radio', { name: say('profiles:assigned.all') })
          .check();
      },
    },
    {
      name: 'profile-installed',
      run: async () => {
        await button('profiles:assign.submit', dialog()).click();
        await dialog().waitFor({ state: 'detached' });
        const opened = window.getByRole('complementary', { name: say('profiles:pane.label') });
        const installed = opened.getByRole('listitem').filter({ hasText: say('profiles:place.installed') });
        await installed.nth(3).waitFor({ timeout: 60_000 });
      },
    },
  ];
}
