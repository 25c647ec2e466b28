import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName } from '../../electron/demo/faults.ts';
import { type Desk, openDesk } from './support/desk.ts';
import { consent, type Person } from './support/person.ts';

/** What an admin sees of a sync that goes wrong, in the demo workspace with its faults switched on. */
describe('when Google misbehaves', () => {
  let desk: Desk;
  let admin: Person;
  const main = () => admin.window.getByRole('main');
  const button = (key: string, values?: Record<string, string>) =>
    main().getByRole('button', { name: admin.say(key, values) });
  const status = (name: string) => main().getByText(admin.say(`google:status.${name}`), { exact: true });
  const newestRun = () => main().getByRole('row').nth(1);
  const fault = (name: FaultName, on: boolean) => desk.ask('demo.setFault', { fault: name, on });
  const devices = () => desk.ask('devices.count', { filter: {} });

  /** Starts a run and waits until its verdict stands in the first row of the list. */
  const syncTo = async (verdict: string, reason = ''): Promise<void> => {
    const before = (await desk.ask('google.overview'))?.lastRun?.id;
    await button('google:page.sync').click();
    // The list may still show the run before, whose verdict may be the same.
    const hasEnded = async (): Promise<boolean> => {
      const run = (await desk.ask('google.overview'))?.lastRun;
      return run != null && run.id !== before && run.state !== 'running';
    };
    await expect.poll(hasEnded, { timeout: 60_000 }).toBe(true);
    const text = admin.say(`google:verdict.${verdict}`, {
      reason: reason && admin.say(`google:reason.${reason}`),
    });
    await newestRun().getByText(text, { exact: true }).waitFor({ timeout: 60_000 });
  };

  beforeAll(async () => {
    desk = await openDesk();
    admin = desk.admin();
    await admin.exploreDemo();
    await admin.connectGoogle();
    await admin.syncNow();
  });
  afterEach(async () => {
    const { faults } = (await desk.ask('demo.controls')) ?? { faults: [] };
    for (const { name } of faults.filter(({ on }) => on)) {
      await desk.ask('demo.setFault', { fault: name, on: false });
    }
    await admin.openGoogle();
  });
  afterAll(() => desk.clear());

  it('says that it waits while Google asks to slow down, and then completes', async () => {
    await admin.goTo('settings');
    await main().getByText(admin.say('settings:demo.fault.rateLimit.title')).click();
    await admin.openGoogle();
    await button('google:page.sync').click();
    await main()
      .getByText(/^Waiting: Google asks to slow down, resumes in \d+ s$/)
      .waitFor();
    await admin.window
      .getByText(/^Google asks to wait until /)
      .first()
      .waitFor();
    await status('active').waitFor({ timeout: 60_000 });
    await newestRun().getByText(admin.say('google:verdict.complete'), { exact: true }).waitFor();
  });

  it('calls a list that ends early incomplete, says why, and keeps the old list', async () => {
    await fault('missingNextToken', true);
    await syncTo('incomplete', 'list_ended_early');
    await status('incomplete').waitFor();
    await main().getByText(admin.say('google:remedy.list_ended_early')).first().waitFor();
    expect(await devices()).toBe(2500);
    await admin.goTo('devices');
    await main()
      .getByText(/^Incomplete: Google listed [\d\s]+ of 2\s500\. The list below is kept from /)
      .waitFor();
    await main()
      .getByText(/2\s500/)
      .first()
      .waitFor();
    await fault('missingNextToken', false);
    await button('devices:action.syncAgain').click();
    await main()
      .getByText(/^Incomplete:/)
      .waitFor({ state: 'detached', timeout: 60_000 });
  });

  it('asks before a shrunken fleet shrinks the list: the old list can be kept', async () => {
    await fault('shrunkenFleet', true);
    await syncTo('incomplete', 'shrunk');
    await status('needs_answer').waitFor();
    expect(await devices()).toBe(2500);
    await button('google:answer.keep').click();
    await newestRun().getByText(admin.say('google:verdict.cancelledKept'), { exact: true }).waitFor();
    expect(await devices()).toBe(2500);
  });

  it('asks before a shrunken fleet shrinks the list: the devices can be let go, and come back', async () => {
    await fault('shrunkenFleet', true);
    await syncTo('incomplete', 'shrunk');
    const missing = (await desk.ask('google.overview'))?.heldMissing ?? 0;
    expect(missing).toBeGreaterThan(1000);
    const n = missing.toLocaleString('en').replace(',', '\u202f');
    await button('google:answer.let_other', { n }).click();
    const dialog = admin.window.getByRole('dialog');
    const letGo = dialog.getByRole('button', { name: admin.say('google:answer.let_other', { n }) });
    expect(await letGo.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(n);
    await letGo.click();
    await newestRun().getByText(admin.say('google:verdict.complete'), { exact: true }).waitFor();
    await status('active').waitFor();
    expect(await devices()).toBe(2500 - missing);
    // Of all the runs so far the newest alone is told of.
    const notices = admin.window.getByRole('alert').filter({ hasText: admin.say('common:notice.syncTitle') });
    await expect.poll(() => notices.count()).toBe(1);
    expect(await notices.innerText()).not.toContain(admin.say('google:reason.shrunk'));
    await fault('shrunkenFleet', false);
    await syncTo('complete');
    expect(await devices()).toBe(2500);
  });

  it.each([
    { name: 'forbidden', trouble: 'permission_lost' },
    { name: 'apiDisabled', trouble: 'api_disabled' },
  ] as const)('names $trouble, keeps the list, and recovers when it is mended', async ({ name, trouble }) => {
    await fault(name, true);
    await syncTo('failed', trouble);
    await status(trouble).waitFor();
    await main()
      .getByText(admin.say(`google:remedy.${trouble}`))
      .first()
      .waitFor();
    expect(await devices()).toBe(2500);
    await admin.goTo('devices');
    await main()
      .getByText(new RegExp(`^${admin.say('devices:banner.locked')}`))
      .waitFor();
    await fault(name, false);
    await button('devices:action.locked').click();
    await button('google:health.syncAgain').click();
    await status('active').waitFor({ timeout: 60_000 });
  });

  it('asks to reconnect after a revoked sign-in, and the button really reconnects', async () => {
    await fault('invalidGrant', true);
    await syncTo('failed', 'reconnect_needed');
    await status('reconnect_needed').waitFor();
    expect(await devices()).toBe(2500);
    await fault('invalidGrant', false);
    await button('google:health.reconnect').click();
    const opening = desk.muster().app.waitForEvent('window');
    await admin.window.getByRole('button', { name: admin.say('google:reconnect.stored') }).click();
    await consent(await opening);
    await admin.window.getByText(admin.say('google:reconnect.done')).waitFor();
    // What was due while nothing could be asked starts by itself.
    await status('active').waitFor({ timeout: 60_000 });
    await newestRun().getByText(admin.say('google:verdict.complete'), { exact: true }).waitFor();
  });

  it('lets a run be cancelled: nothing is replaced, and the next run completes', async () => {
    await fault('slow', true);
    await button('google:page.sync').click();
    await main()
      .getByText(/ of 2\s500 · \d+ pages?/)
      .waitFor({ timeout: 30_000 });
    await button('google:progress.cancel').click();
    await newestRun().getByText(admin.say('google:verdict.cancelled'), { exact: true }).waitFor();
    expect(await devices()).toBe(2500);
    await fault('slow', false);
    await syncTo('complete');
    await status('active').waitFor();
  });

  it('goes on by itself with a run that a killed program left, and completes it', async () => {
    await fault('slow', true);
    await button('google:page.sync').click();
    await main()
      .getByText(/ of 2\s500 · [3-9] pages/)
      .waitFor({ timeout: 30_000 });
    await desk.kill();
    await desk.start();
    admin = desk.admin();
    await fault('slow', false);
    await admin.openGoogle();
    await newestRun()
      .getByText(admin.say('google:verdict.completeResumed'), { exact: true })
      .waitFor({ timeout: 60_000 });
    await status('active').waitFor();
    const run = (await desk.ask('google.overview'))?.lastRun;
    expect(run).toMatchObject({ state: 'complete', resumed: true, seen: 2500 });
    expect(await devices()).toBe(2500);
  });
});
