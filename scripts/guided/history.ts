import type { Person } from '../../test/e2e/support/person.ts';
import type { Step } from './step.ts';

/** What became of a device, of the fleet, and what the console did. */
export function historySteps(visitor: Person): Step[] {
  const { window, say } = visitor;
  const openTab = async (name: string): Promise<void> => {
    await visitor.goTo('activity');
    await window.getByRole('tab', { name: say(`activity:tab.${name}`), exact: true }).click();
  };
  const rows = (key: string) => window.getByRole('grid', { name: say(key) }).locator('[data-row-index]');
  return [
    {
      name: 'device-history',
      run: async () => {
        await visitor.goTo('devices');
        await window.locator('[data-row-index][aria-selected=true]').first().click();
        await window.keyboard.press('Enter');
        await window.getByRole('tab', { name: say('devices:tab.history'), exact: true }).click();
        const timeline = window.getByRole('region', { name: say('activity:pane.label') });
        await timeline.getByText(say('actions:action.lost_mode_on')).first().waitFor();
      },
    },
    {
      name: 'activity',
      run: async () => {
        await openTab('history');
        await rows('activity:history.label').first().waitFor();
      },
    },
    {
      name: 'two-syncs',
      run: async () => {
        await visitor.syncNow();
        await openTab('compare');
        await rows('activity:compare.label').first().waitFor();
      },
    },
    {
      name: 'log',
      run: async () => {
        await openTab('log');
        await window.getByRole('button', { name: say('activity:log.verify'), exact: true }).click();
        await window.getByText(say('activity:log.head')).waitFor();
      },
    },
  ];
}
