import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DEFAULT_LISTENER } from '../../../../electron/model/listener.ts';
import { enrollFleet, type Fleet } from '../../../devices/apple/fleet.ts';
import { type Listening, openListening } from '../../../support/apple/listening.ts';

const PEOPLE = ['ada', 'lea', 'noe', 'sam'].map((name) => `${name}@school.test`);

let listening: Listening;
let fleet: Fleet;
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  listening = await openListening(PEOPLE);
  const { apple } = listening.workspace;
  fleet = await enrollFleet({
    count: PEOPLE.length,
    profileFor: async (index) => (await apple.enrollment.profileFor(await listening.userId(index))).bytes,
  });
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  fleet?.close();
  await listening?.close();
});

test('a workspace is left while its devices talk, another listens in its place, and nothing is lost or mixed up', async () => {
  const { console, peoplePort, devicesPort, workspace } = listening;
  const { id } = workspace.workspace;
  let [talking, came] = [true, 0];
  const talk = fleet.devices.map(async (device) => {
    for (; talking; came += 1) await device.connect().catch(() => undefined);
  });
  await vi.waitFor(() => expect(came).toBeGreaterThan(12));
  await console.create('Another School');
  const other = console.need();
  await other.register.listener.save({
    ...DEFAULT_LISTENER,
    peoplePort,
    devicesPort,
    publicName: 'localhost',
  });
  await other.register.listener.switchTo(true);
  // What answers them now is no authority of theirs.
  for (const device of fleet.devices)
    await expect(device.connect()).rejects.toMatchObject({ kind: 'untrusted' });
  talking = false;
  await Promise.all(talk);
  expect(await other.apple.counts()).toMatchObject({ active: 0, pending: 0 });
  await console.switchTo(id);
  await vi.waitFor(() => expect(console.need().register.listener.on).toBe(true));
  await fleet.all((device) => device.connect());
  expect(await console.need().apple.counts()).toMatchObject({ active: PEOPLE.length, waiting: 0 });
  for (const { enrolled } of fleet.devices) expect(enrolled).toBe(true);
  expect(unhandled).toEqual([]);
  expect(listening.said).toEqual([]);
});
