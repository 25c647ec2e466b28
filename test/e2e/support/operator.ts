import type { Locator } from 'playwright';
import type { ActionName, Device } from '../../../electron/bridge/domain.ts';
import type { Person } from './person.ts';

/** A device as the table shows it. */
export type Shown = Pick<Device, 'serial' | 'providerId'>;

/** What an admin does with devices: pick them, choose an action, read its review, decide. */
export interface Operator {
  readonly dialog: () => Locator;
  /** A row of the table of devices, by the serial. */
  readonly row: (device: Shown) => Locator;
  /** Ticks these devices on the Devices page, and no others. */
  pick(devices: readonly Shown[]): Promise<void>;
  /** Chooses an action for the ticked devices. */
  act(action: ActionName): Promise<void>;
  /** Opens a device and chooses an action there. */
  actOn(device: Shown, action: ActionName): Promise<void>;
  /** Begins an action on devices that a list names. */
  list(kind: 'serials' | 'csv'): Promise<void>;
  /** “Restart 3 devices”. */
  deed(action: ActionName, count: number): string;
  /** The button that decides, in the review that is open. */
  decision(action: ActionName, count: number): Locator;
  /** Waits for the review, decides, and waits until the command is held. */
  give(action: ActionName, count: number): Promise<void>;
  /** The row of a command that can still be undone. */
  held(action: ActionName, count: number): Locator;
}

/** What this person, another one after each restart, can do with devices. */
export function operatorOf(person: () => Person): Operator {
  const window = () => person().window;
  const say = (key: string, values?: Record<string, string>) => person().say(key, values);
  const button = (name: string, within: Locator = window().locator('body')) =>
    within.getByRole('button', { name, exact: true });
  const row = (device: Shown) =>
    window()
      .locator('[data-row-index]')
      .filter({ hasText: device.serial ?? device.providerId });
  const item = (action: ActionName) => say('actions:menu.item', { action: say(`actions:action.${action}`) });
  const choose = (action: ActionName) =>
    window()
      .getByRole('menuitem', { name: item(action), exact: true })
      .click();
  const deed: Operator['deed'] = (action, count) =>
    say(`actions:do.${action}_${count === 1 ? 'one' : 'other'}`, { n: String(count) });
  const dialog = () => window().getByRole('dialog');
  const decision: Operator['decision'] = (action, count) => button(deed(action, count), dialog());
  const strip = () => window().getByRole('region', { name: say('actions:held.label') });
  const held: Operator['held'] = (action, count) =>
    strip()
      .locator('div')
      .filter({ hasText: deed(action, count) })
      .last();
  const pane = () => window().getByRole('complementary', { name: say('devices:pane.label') });
  return {
    dialog,
    row,
    deed,
    decision,
    held,
    pick: async (devices) => {
      await person().goTo('devices');
      const clear = button(say('devices:selection.clear'));
      await row(devices[0] ?? fail('no devices')).waitFor();
      if (await clear.isVisible()) await clear.click();
      for (const device of devices) await row(device).getByRole('checkbox').click();
      const bar = window().getByRole('toolbar', { name: say('devices:selection.label') });
      await bar.getByText(String(devices.length), { exact: true }).waitFor();
    },
    act: async (action) => {
      const bar = window().getByRole('toolbar', { name: say('devices:selection.label') });
      await button(say('actions:menu.button'), bar).click();
      await choose(action);
    },
    actOn: async (device, action) => {
      await person().goTo('devices');
      await row(device).click();
      await window().keyboard.press('Enter');
      await pane()
        .getByText(device.serial ?? '')
        .first()
        .waitFor();
      const direct = button(item(action), pane());
      if (await direct.isVisible()) return await direct.click();
      await button(say('actions:menu.more'), pane()).click();
      await choose(action);
    },
    list: async (kind) => {
      await person().goTo('devices');
      await button(say('actions:menu.button'), window().getByRole('main')).first().click();
      await window()
        .getByRole('menuitem', { name: say(`actions:menu.${kind}`), exact: true })
        .click();
    },
    give: async (action, count) => {
      await decision(action, count).click();
      await dialog().waitFor({ state: 'detached' });
      await held(action, count).waitFor();
    },
  };
}

function fail(problem: string): never {
  throw new Error(problem);
}
