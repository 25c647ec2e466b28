import type { Person } from '../../test/e2e/support/person.ts';
import { appleSteps } from './apple.ts';
import { commandSteps } from './commands.ts';
import { historySteps } from './history.ts';
import { registrationSteps } from './registration.ts';
import type { Cast, Step } from './step.ts';

/** What the guided demo shows, in this order: each step begins where the one before it ended. */
export function guidedSteps(cast: Cast): Step[] {
  const { visitor } = cast;
  return [
    ...firstSteps(visitor),
    ...commandSteps(visitor),
    ...historySteps(visitor),
    ...registrationSteps(cast),
    ...appleSteps(cast),
  ];
}

/** From the first start to a device. */
function firstSteps(visitor: Person): Step[] {
  const { window, say } = visitor;
  return [
    { name: 'getting-started', run: () => window.getByText(say('start:demo.title')).first().waitFor() },
    { name: 'demo-workspace', run: () => visitor.exploreDemo() },
    { name: 'google-connected', run: () => visitor.connectGoogle() },
    { name: 'synced', run: () => visitor.syncNow() },
    {
      name: 'devices',
      run: async () => {
        await visitor.goTo('devices');
        await window.locator('[data-row-index]').first().waitFor();
      },
    },
    {
      name: 'search',
      run: async () => {
        await window.keyboard.press('/');
        await window.keyboard.type('acer spin', { delay: 30 });
        await window.locator('[data-row-index] mark').first().waitFor();
      },
    },
    {
      name: 'device',
      run: async () => {
        await window.locator('[data-row-index]').nth(2).click();
        await window.keyboard.press('Enter');
        await window.getByRole('tab', { name: say('devices:tab.raw') }).waitFor();
      },
    },
  ];
}
