import { operatorOf, type Shown } from '../../test/e2e/support/operator.ts';
import type { Person } from '../../test/e2e/support/person.ts';
import type { Step } from './step.ts';

/** A command that is undone, and two that go their way. */
export function commandSteps(visitor: Person): Step[] {
  const { window, say } = visitor;
  const operator = operatorOf(() => visitor);
  const show = (what: string) =>
    window
      .getByRole('button', { name: say('actions:held.showOf', { what }) })
      .first()
      .click();
  return [
    {
      name: 'review',
      run: async () => {
        await window.getByRole('button', { name: say('common:search.clear') }).click();
        // The rows of the search stay until the whole list has come.
        await window.locator('[data-row-index] mark').first().waitFor({ state: 'detached' });
        await operator.pick((await activeDevices(visitor)).slice(0, 3));
        await operator.act('restart');
        await operator.decision('restart', 3).waitFor();
      },
    },
    { name: 'held', run: () => operator.give('restart', 3) },
    {
      name: 'undone',
      run: async () => {
        const what = operator.deed('restart', 3);
        await window.getByRole('button', { name: say('actions:held.undoOf', { what }) }).click();
        await window.getByText(say('actions:held.undone')).waitFor();
      },
    },
    {
      name: 'limits',
      run: async () => {
        await visitor.goTo('settings');
        const field = window.getByRole('textbox', { name: say('settings:actions.undoSeconds.label') });
        await field.fill('5');
        await field.press('Enter');
        await window.getByRole('button', { name: say('settings:actions.reset') }).waitFor();
      },
    },
    {
      name: 'command',
      run: async () => {
        await visitor.goTo('devices');
        const devices = await activeDevices(visitor);
        await operator.pick(devices.slice(0, 3));
        await operator.act('restart');
        await operator.give('restart', 3);
        await operator.pick(devices.slice(3, 4));
        await operator.act('lost_mode_on');
        await operator.give('lost_mode_on', 1);
        await show(operator.deed('restart', 3));
        const sent = window.getByRole('grid').getByText(say('actions:state.sent'), { exact: true });
        await sent.nth(2).waitFor();
      },
    },
    {
      name: 'commands',
      run: async () => {
        await visitor.goTo('commands');
        const grid = window.getByRole('grid', { name: say('commands:list.label') });
        await grid.getByText(say('actions:state.acknowledged'), { exact: true }).first().waitFor();
      },
    },
  ];
}

/** The devices on screen that are under management and not in lost mode. */
async function activeDevices({ window, say }: Person): Promise<Shown[]> {
  const active = window
    .locator('[data-row-index]')
    .filter({ has: window.getByText(say('devices:status.alone.active'), { exact: true }) });
  await active.first().waitFor();
  const cells = await active.evaluateAll((rows) =>
    rows.map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent ?? ''),
  );
  return cells.map((serial) => ({ serial: serial.trim(), providerId: serial.trim() }));
}
