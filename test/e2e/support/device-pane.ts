import type { Locator } from 'playwright';
import type { Person } from './person.ts';

type TabName =
  | 'overview'
  | 'hardware'
  | 'profiles'
  | 'apps'
  | 'certificates'
  | 'commands'
  | 'history'
  | 'raw';

/** The pane beside the table of devices. */
export interface DevicePane {
  /** Opens the device with this serial, and one of its tabs. */
  open(serial: string, tab: TabName): Promise<void>;
  tab(name: TabName): Promise<void>;
  /** The whole pane. */
  readonly all: () => Locator;
  /** The value that stands beside a label of the device’s own record: “BatteryLevel”. */
  value(field: string): Locator;
  /** A line of a list: a profile, an application, an order. */
  entry(text: string): Locator;
}

export function devicePaneOf(person: () => Person): DevicePane {
  const window = () => person().window;
  const say = (key: string) => person().say(key);
  const all = () => window().getByRole('complementary', { name: say('devices:pane.label') });
  const tab = (name: TabName) =>
    all()
      .getByRole('tab', { name: say(`devices:tab.${name}`), exact: true })
      .click();
  return {
    all,
    tab,
    open: async (serial, name) => {
      await person().goTo('devices');
      await window().locator('[data-row-index]').filter({ hasText: serial }).click();
      await window().keyboard.press('Enter');
      await all().getByText(serial).first().waitFor();
      await tab(name);
    },
    value: (field) => {
      const label = window().locator('dt', { hasText: new RegExp(`^${say(field)}$`) });
      return all().locator('dl > div').filter({ has: label }).locator('dd');
    },
    entry: (text) => all().getByRole('listitem').filter({ hasText: text }),
  };
}
