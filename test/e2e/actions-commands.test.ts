import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionName, Command, Device } from '../../electron/bridge/domain.ts';
import { type Operator, operatorOf } from './support/operator.ts';
import { openSite, type Site } from './support/site.ts';

/** What becomes of commands after they were given, step by step, as the command centre shows it. */
describe.each(['fr'] as const)('the command centre (%s)', (language) => {
  let site: Site;
  let admin: Operator;
  let active: Device[];
  let retry: { command: Command; deviceId: string };

  const window = () => site.desk.muster().window;
  const main = () => window().getByRole('main');
  const say = (key: string, values?: Record<string, string>) => site.desk.admin().say(key, values);
  const button = (key: string, values?: Record<string, string>) =>
    main().getByRole('button', { name: say(key, values), exact: true });
  const state = (name: string) => say(`actions:state.${name}`);
  const rows = () =>
    window()
      .getByRole('grid', { name: say('commands:targets.label') })
      .locator('[data-row-index]');
  const rowsIn = (name: string) => rows().filter({ has: window().getByText(state(name), { exact: true }) });
  const pane = () => window().getByRole('complementary', { name: say('commands:pane.label') });
  const standing = () => main().locator('header').getByRole('status');
  const newest = async (): Promise<Command> => {
    const [command] = await site.desk.ask('commands.list', { limit: 1 });
    return command ?? fail('no command was given');
  };
  const counts = async () => (await newest()).counts;
  const idsOf = (devices: readonly Device[]) => devices.map(({ providerId }) => providerId).sort();
  const requestsOf = (endpoint: string) =>
    site.control.journal().filter((request) => request.endpoint === endpoint);

  const show = (action: ActionName, count: number) =>
    admin
      .held(action, count)
      .getByRole('button', { name: say('actions:held.showOf', { what: admin.deed(action, count) }) })
      .click();

  /** Gives a command to these devices and opens it. */
  const give = async (action: ActionName, devices: readonly Device[]): Promise<void> => {
    await admin.pick(devices);
    await admin.act(action);
    await admin.give(action, devices.length);
    await show(action, devices.length);
    await rows()
      .nth(devices.length - 1)
      .waitFor();
  };

  beforeAll(async () => {
    site = await openSite({ language });
    admin = operatorOf(site.desk.admin);
    await site.sync();
    active = await site.devices('active');
    await site.desk.ask('actions.setLimits', { ...(await site.desk.ask('actions.limits')), undoSeconds: 5 });
  });
  afterAll(() => site.close());

  it('follows every device of a command to its end, live, with Google’s own words', async () => {
    site.control.setFault({ name: 'commandsFail', times: 1 });
    await give('restart', active.slice(0, 3));
    await standing().getByText(state('held')).waitFor();
    expect(await rowsIn('held').count()).toBe(3);
    await standing().getByText(state('sent')).waitFor();
    await rowsIn('sent').nth(2).waitFor();
    site.control.advance(60_000);
    await rowsIn('acknowledged').nth(1).waitFor();
    const failed = rowsIn('failed');
    await failed.getByText(say('actions:reason.device_failed')).waitFor();
    await failed.getByText('Reboot was blocked: an update is being applied.').waitFor();
    await standing().getByText(state('failed')).waitFor();
    await failed.click();
    for (const time of ['sentAt', 'checkedAt', 'endedAt'])
      await pane()
        .getByText(say(`commands:pane.field.${time}`), { exact: true })
        .waitFor();
    await pane().getByText(say('commands:advice.failed')).waitFor();
    await window()
      .getByRole('navigation')
      .getByText(say('common:rail.commandsNeed_one', { n: '1' }))
      .waitFor();
  });

  it('tries what failed again, as a new command for that device alone', async () => {
    const former = await newest();
    const query = { commandId: former.id, states: ['failed' as const], offset: 0, limit: 5 };
    const [failed] = (await site.desk.ask('commands.targets', query)).rows;
    const id = failed?.facts.providerId ?? fail('nothing failed');
    await button('commands:header.retry_one', { n: '1' }).click();
    await admin.dialog().getByText(id, { exact: true }).waitFor();
    await admin.give('restart', 1);
    await show('restart', 1);
    await main().locator(`header a[href*="${former.id}"]`).waitFor();
    retry = { command: await newest(), deviceId: id };
    expect(retry.command).toMatchObject({ retryOf: former.id, total: 1 });
  });

  it('lists what needs somebody, exports it, and lets it be marked as seen', async () => {
    await site.desk.admin().goTo('commands');
    await main()
      .getByText(`${say('commands:which.attention')} 1`, { exact: true })
      .click();
    const list = window().getByRole('grid', { name: say('commands:list.label') });
    await expect.poll(() => list.locator('[data-row-index]').count()).toBe(1);
    await list.locator('[data-row-index]').click();
    const file = await site.saveAs('targets.csv');
    await button('commands:header.export').click();
    await window()
      .getByRole('menuitem', { name: say('commands:header.exportKind.csv') })
      .click();
    await window()
      .getByText(say('commands:header.exported_other', { n: '3' }))
      .waitFor();
    await window()
      .getByRole('alert')
      .getByRole('button', { name: say('common:close') })
      .click();
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    for (const device of active.slice(0, 3))
      expect(lines.filter((line) => line.includes(device.providerId))).toHaveLength(1);
    await button('commands:header.seen').click();
    await expect.poll(() => site.desk.ask('commands.attention')).toMatchObject({ commands: 0 });
  });

  it('settles an unknown outcome by looking at the device, or by the admin’s word; it sends nothing again', async () => {
    const [first = fail('no device'), second = fail('no device')] = active.slice(3, 5);
    site.control.setFault({ name: 'lostRequest', endpoint: 'batchChangeStatus', times: 1 });
    await give('lost_mode_on', [first, second]);
    await main()
      .getByText(say('commands:notice.unknown_other', { n: '2' }))
      .waitFor();
    await rows()
      .filter({ hasText: first.serial ?? '' })
      .click();
    const look = pane().getByRole('button', { name: say('commands:step.reconcile') });
    await look.click();
    await pane()
      .getByText(say('commands:step.notTold', { time: '' }).trim().replace(/\.$/, ''))
      .waitFor();
    site.control.setStatus(first.providerId, 'DISABLED');
    await look.click();
    await pane().getByText(say('actions:reason.seen_on_device')).waitFor();
    await pane().getByRole('status').getByText(state('acknowledged')).waitFor();
    await rows()
      .filter({ hasText: second.serial ?? '' })
      .click();
    await pane()
      .getByRole('button', { name: say('commands:step.notHappened') })
      .click();
    await pane().getByText(say('commands:step.sure_no')).waitFor();
    await pane()
      .getByRole('button', { name: say('commands:step.settle') })
      .click();
    await pane().getByText(say('actions:reason.settled_by_admin')).waitFor();
    await pane()
      .getByRole('button', { name: say('commands:step.retry') })
      .waitFor();
    expect(await counts()).toMatchObject({ acknowledged: 1, failed: 1, unknown: 0 });
    expect(requestsOf('batchChangeStatus')).toHaveLength(1);
  });

  it('sent the other try to the device that had failed, and to no other', async () => {
    site.control.advance(60_000);
    const ended = async () => (await site.desk.ask('commands.get', { id: retry.command.id }))?.counts;
    await expect.poll(ended).toMatchObject({ acknowledged: 1 });
    const reached = requestsOf('issueCommand').map(({ deviceIds }) => deviceIds[0]);
    expect(reached.sort()).toEqual([...idsOf(active.slice(0, 3)), retry.deviceId].sort());
  });

  it('goes on after a restart, pauses, resumes and cancels the rest', async () => {
    const devices = active.slice(5, 17);
    const limits = await site.desk.ask('actions.limits');
    await site.desk.ask('actions.setLimits', { ...limits, writesPerMinute: 60 });
    site.control.clearJournal();
    await give('restart', devices);
    const queued = async () => (await counts()).queued;
    const sent = () => requestsOf('issueCommand').length;
    await expect.poll(sent).toBeGreaterThan(0);
    await site.desk.quit();
    const before = sent();
    expect(before).toBeLessThan(devices.length);
    await site.desk.start();
    await site.desk.admin().goTo('commands');
    await main().getByText(say('actions:action.restart'), { exact: true }).first().click();
    await expect.poll(sent).toBeGreaterThan(before);
    await button('commands:header.pause').click();
    await button('commands:header.resume').waitFor();
    await expect.poll(async () => (await counts()).sending).toBe(0);
    const waiting = await queued();
    await main()
      .getByText(say('commands:notice.paused', { n: String(waiting) }))
      .waitFor();
    await button('commands:header.resume').click();
    await expect.poll(queued).toBeLessThan(waiting);
    await button('commands:header.cancel').click();
    await window()
      .getByRole('button', { name: say('commands:confirm.yes') })
      .click();
    await window().getByText(say('commands:header.cancelled')).waitFor();
    // One that was on its way as the rest was cancelled may reach the device after any one step of its clock.
    const endedAt = async (): Promise<number | null> => {
      site.control.advance(60_000);
      return (await newest()).endedAt;
    };
    await expect.poll(endedAt).not.toBeNull();
    const ended = await counts();
    expect(ended.cancelled).toBeGreaterThan(0);
    expect(ended.acknowledged + ended.cancelled).toBe(devices.length);
    expect(await rowsIn('cancelled').count()).toBe(ended.cancelled);
    const reached = requestsOf('issueCommand').flatMap(({ deviceIds }) => deviceIds);
    expect(reached).toHaveLength(ended.acknowledged);
    expect(new Set(reached).size).toBe(reached.length);
    expect(idsOf(devices)).toEqual(expect.arrayContaining(reached));
  });
});

function fail(problem: string): never {
  throw new Error(problem);
}
