import { readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk } from './support/desk.ts';
import type { Person } from './support/person.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let desk: Desk;
let admin: Person;
const overview = async () => {
  const known = await desk.ask('google.overview');
  if (known === null) throw new Error('Google is not connected');
  return known;
};
const runs = () => desk.ask('sync.runs', { limit: 10 });

beforeAll(async () => {
  desk = await openDesk();
  admin = desk.admin();
  await admin.exploreDemo();
  await admin.connectGoogle();
});
afterAll(() => desk.clear());

/** The next run is due an hour after the end of the last one, give or take the few minutes of its draw. */
async function expectNextInAnHour(): Promise<void> {
  await expect.poll(async () => (await overview()).nextRunAt).not.toBeNull();
  const { nextRunAt, lastRun } = await overview();
  const wait = (nextRunAt ?? 0) - (lastRun?.endedAt ?? 0);
  expect(wait).toBeGreaterThanOrEqual(HOUR);
  expect(wait).toBeLessThanOrEqual(HOUR + 3 * MINUTE);
}

it('plans nothing before the first run by hand, and the next run an hour after it', async () => {
  await admin.openGoogle();
  await admin.window.getByText(admin.say('google:next.first')).waitFor();
  expect((await overview()).nextRunAt).toBeNull();
  await admin.syncNow();
  await expectNextInAnHour();
  await admin.window.getByText(/^in (1 h|60 min|5\d min)$/).waitFor();
});

it('keeps the plan over a restart', async () => {
  await desk.quit();
  await desk.start();
  admin = desk.admin();
  await expectNextInAnHour();
  expect((await runs()).map(({ trigger }) => trigger)).toEqual(['manual']);
});

it('starts a run by itself at start when one has become due meanwhile', async () => {
  await desk.quit();
  const folder = path.join(desk.dataDir, 'workspaces');
  const db = new Database(path.join(folder, readdirSync(folder)[0] ?? '', 'muster.db'));
  db.prepare('UPDATE sync_runs SET started_at = started_at - @ms, ended_at = ended_at - @ms').run({
    ms: 2 * HOUR,
  });
  db.close();
  await desk.start();
  admin = desk.admin();
  await admin.openGoogle();
  const judged = async () => (await runs()).map(({ trigger, state }) => `${trigger} ${state}`);
  await expect.poll(judged, { timeout: 60_000 }).toEqual(['schedule complete', 'manual complete']);
  await expectNextInAnHour();
});
