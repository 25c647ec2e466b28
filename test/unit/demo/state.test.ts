import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDemoInWorker } from '../../../electron/demo/host.ts';
import { type DemoOrganisation, startDemoOrganisation } from '../../../electron/demo/server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { PROGRAM } from '../../support/program.ts';
import { accessToken, MORNING } from './support.ts';
import { recordOf, writer } from './writing.ts';

let folder: string;
let clock: ManualClock;
const running = new Set<DemoOrganisation>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-state-'));
  clock = createManualClock(MORNING);
});
afterEach(async () => {
  for (const demo of running) await demo.stop();
  running.clear();
  rmSync(folder, { recursive: true });
});

const stateFile = (): string => join(folder, 'demo.jsonl');

async function start(): Promise<DemoOrganisation> {
  const demo = await startDemoOrganisation({ devices: 120, stateFile: stateFile() }, { clock });
  running.add(demo);
  return demo;
}

async function stop(demo: DemoOrganisation): Promise<void> {
  running.delete(demo);
  await demo.stop();
}

const client = async (demo: DemoOrganisation) => writer(demo, await accessToken(demo, MORNING));

/** Everything about the fleet a restart must keep. */
const whole = (demo: DemoOrganisation): string[] =>
  demo.control.deviceIds().map((id) => demo.control.record(id));

it('remembers everything done to it when it starts again', async () => {
  const first = await start();
  const write = await client(first);
  const [a = '', b = '', c = '', d = ''] = first.control.deviceIds('status:provisioned');
  await write.outcomes('DEPROVISION', [a], { deprovisionReason: 'DEPROVISION_REASON_UPGRADE_TRANSFER' });
  await write.outcomes('DISABLE', [b]);
  await write.move('/Loaners', [b, c]);
  await write.patch(c, { notes: 'Ligne\nsuivante « é »' });
  const command = await write.command(c, 'REBOOT');
  const [added = ''] = first.control.addDevices(2);
  first.control.removeDevice(d);
  first.control.renameUnit('/Loaners', 'Lent');
  const told = await write.follow(c, command);
  const before = { fleet: whole(first), effects: first.control.effects() };
  await stop(first);

  const second = await start();
  expect({ fleet: whole(second), effects: second.control.effects() }).toEqual(before);
  expect(recordOf(second, added).status).toBe('ACTIVE');
  const again = await client(second);
  expect(await again.follow(c, command)).toEqual(told);
  clock.advance(9 * 60_000);
  expect((await again.follow(c, command)).state).toBe('EXECUTED_BY_CLIENT');
  expect(await again.outcomes('DISABLE', [b])).toEqual([9]);
});

it('has a write on the disk before it answers', async () => {
  const demo = await start();
  const write = await client(demo);
  const [id = ''] = demo.control.deviceIds('status:provisioned');
  await write.outcomes('DISABLE', [id]);
  expect(readFileSync(stateFile(), 'utf8')).toMatch(new RegExp(`^\\{.*"DISABLED".*"${id}".*\\}\n$`));
});

it('passes over a line that was cut off, at any byte, and loses nothing written after it', async () => {
  const [a = ''] = await start().then((demo) => demo.control.deviceIds('status:provisioned'));
  const line = Buffer.from('{"deed":{"kind":"rename","unit":1,"name":"École"}}');
  for (const torn of [line.subarray(0, 1), line.subarray(0, line.indexOf('É') + 1), line.subarray(0, -1)]) {
    appendFileSync(stateFile(), torn);
    const demo = await start();
    await (await client(demo)).patch(a, { notes: `after ${torn.length}` });
    await stop(demo);
    const after = await start();
    expect(recordOf(after, a).notes).toBe(`after ${torn.length}`);
    expect(recordOf(after, a).orgUnitPath).not.toContain('École');
    await stop(after);
  }
});

it('is one organisation for two programs that run it at the same time', async () => {
  const [one, other] = [await start(), await start()];
  const [here, there] = [await client(one), await client(other)];
  const [a = '', b = ''] = one.control.deviceIds('status:provisioned');
  const command = await here.command(a, 'REBOOT');
  expect((await there.follow(a, command)).state).toBe('PENDING');
  await there.outcomes('DISABLE', [b]);
  expect(await here.outcomes('DISABLE', [b])).toEqual([9]);
  expect(one.control.effects()).toEqual(other.control.effects());
  expect(one.control.effects().map(({ what }) => what)).toEqual(['REBOOT', 'disable']);
});

it('is kept by the organisation in a thread of its own, and said to be unreadable when it is', async () => {
  const workerUrl = PROGRAM.demoWorker;
  const options = { devices: 20, stateFile: stateFile() };
  const first = await startDemoInWorker({ workerUrl, options });
  const [id = ''] = await first.control.deviceIds('status:provisioned');
  await first.control.annotate(id, { notes: 'kept' });
  await first.stop();
  const second = await startDemoInWorker({ workerUrl, options });
  expect(await second.control.record(id)).toContain('"notes":"kept"');
  await second.stop();
  const bad = { devices: 20, stateFile: join(folder, 'nowhere', 'demo.jsonl') };
  await expect(startDemoInWorker({ workerUrl, options: bad })).rejects.toMatchObject({ code: 'demo_failed' });
});
