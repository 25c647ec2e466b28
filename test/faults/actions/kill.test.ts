import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostedDemo, startDemoInWorker } from '../../../electron/demo/host.ts';
import { type ActionSpec, actionLimitsSchema } from '../../../electron/model/action.ts';
import type { Target } from '../../../electron/model/command.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { mulberry } from '../../bench/store-fleet.ts';
import { auditDraft } from '../../support/command-fixtures.ts';
import { PROGRAM } from '../../support/program.ts';
import { openTestStore, syncAll, temporaryFolder } from '../../support/store-fixtures.ts';
import { connectionTo } from '../../support/sync-bench.ts';
import { type Death, MOMENTS, sendInProcess } from './support/sender-process.ts';

/** Each moment once, and at any time after every third; more with `MUSTER_KILLS`. */
const KILLS = Number(process.env.MUSTER_KILLS ?? 12);
/** Of one round; as many rounds are made as the kills need. */
const RESTARTS = 60;
const DISABLED = 90;
const ROUNDS_AT_MOST = Math.ceil(KILLS / 6);
/** A program claims no more while it has fifty targets, and takes fifty at once at most. */
const UNDER_WAY = 99;

let org: HostedDemo;
let file: string;
let devices: string[];
/** The devices each command was given for. */
const frozen: { restart: string[]; lost_mode_on: string[] } = { restart: [], lost_mode_on: [] };
const folder = temporaryFolder();
const random = mulberry(36);

beforeAll(async () => {
  org = await startDemoInWorker({
    workerUrl: PROGRAM.demoWorker,
    options: { devices: 1100, frozen: true, obedient: true, seed: 'kills' },
  });
  file = join(folder.path, 'workspace.db');
  devices = await org.control.deviceIds('status:provisioned');
  const store = await openTestStore(file);
  await store.connections.saveGoogle(connectionTo(org, Date.now()));
  const records: object[] = [];
  for (const id of devices) records.push(JSON.parse(await org.control.record(id)));
  await syncAll(store, 'run-1', [records], Date.now());
  await store.settings.set(
    'actions.limits',
    JSON.stringify(actionLimitsSchema.parse({ writesPerMinute: 400 })),
  );
  await store.close();
});
afterAll(async () => {
  await org.stop();
  folder.remove();
});

/** Two commands on devices that have had none. */
async function newRound(): Promise<void> {
  const store = await openTestStore(file);
  await queue(store, { action: 'restart', delaySeconds: 0 }, devices.splice(0, RESTARTS));
  await queue(store, { action: 'lost_mode_on' }, devices.splice(0, DISABLED));
  await store.close();
}

/** A command that has been let go already: only its sending is of interest here. */
async function queue(
  store: Store,
  spec: Extract<ActionSpec, { action: keyof typeof frozen }>,
  providerIds: string[],
): Promise<void> {
  frozen[spec.action].push(...providerIds);
  const commandId = `${spec.action}-${frozen[spec.action].length}`;
  const google = await store.connections.google();
  const ids = (await store.devices.byProviderIds(providerIds)).map(({ id }) => id);
  const facts = await store.devices.facts(ids);
  await store.commands.create({
    command: {
      id: commandId,
      spec,
      connectionId: google?.id ?? '',
      account: 'anna',
      actor: 'anna',
      origin: 'window',
      createdAt: Date.now(),
      holdMs: 0,
      retryOf: null,
    },
    generation: google?.generation ?? 0,
    targets: facts.map((one) => ({ facts: one, change: null })),
    audit: auditDraft('command.created', {}),
  });
  const audit = auditDraft('command.released', {});
  await store.commands.release({ commandId, at: Date.now(), audit });
}

function death(kill: number): Death {
  const moment = MOMENTS[(kill - Math.floor(kill / 4)) % MOMENTS.length];
  if (kill % 4 === 3 || moment === undefined) return { afterMs: random() * 1500 };
  return { moment, turn: 1 + Math.floor(random() * 4) };
}

/** What the workspace and the organisation say after a program has ended. */
async function look(): Promise<{ open: number; targets: Target[] }> {
  const store = await openTestStore(file);
  try {
    expect(await store.checkIntegrity()).toEqual([]);
    const commands = await store.commands.list({ limit: 99 });
    const targets: Target[] = [];
    for (const { id } of commands)
      targets.push(...(await store.commands.targets({ commandId: id, offset: 0, limit: 500 })).rows);
    const open = targets.filter(({ state }) => state === 'queued' || state === 'sending').length;
    return { open, targets };
  } finally {
    await store.close();
  }
}

async function expectOnce(): Promise<Map<string, string>> {
  const effects = await org.control.effects();
  const doneTo = new Map(effects.map(({ deviceId, what }) => [deviceId, what]));
  expect(doneTo.size).toBe(effects.length);
  for (const [id, what] of doneTo) {
    const list = what === 'REBOOT' ? frozen.restart : frozen.lost_mode_on;
    expect(list).toContain(id);
  }
  return doneTo;
}

it(`${KILLS} kills at any point: each target is sent at most once, and what is in doubt is said`, {
  timeout: 290_000,
}, async () => {
  let kills = 0;
  let rounds = 0;
  for (let run = 0; kills < KILLS; run++) {
    if (run === 0 || (await look()).open === 0) {
      expect(rounds++).toBeLessThan(ROUNDS_AT_MOST);
      await newRound();
    }
    // Every sixth time two programs work at once, and the other one goes on.
    const both = [sendInProcess(file, org, death(run))];
    if (run % 6 === 5) both.push(sendInProcess(file, org, { afterMs: 2500 }));
    kills += (await Promise.all(both)).filter(Boolean).length;
    await expectOnce();
  }
  await sendInProcess(file, org, null);
  const doneTo = await expectOnce();
  const { open, targets } = await look();
  expect(open).toBe(0);
  expect(targets).toHaveLength(rounds * (RESTARTS + DISABLED));
  for (const { facts, state, reason } of targets) {
    const isDone = doneTo.has(facts.providerId);
    if (state === 'sent' || state === 'acknowledged') expect(isDone, facts.providerId).toBe(true);
    else if (state !== 'unknown') expect(isDone, `${facts.providerId} ${state} ${reason}`).toBe(false);
  }
  // A kill leaves in doubt no more than what was under way.
  const inDoubt = targets.filter(({ reason }) => reason === 'cut_off' || reason === 'seen_on_device');
  expect(inDoubt.length).toBeLessThanOrEqual(kills * UNDER_WAY);
  expect(doneTo.size).toBeGreaterThan((rounds * RESTARTS) / 2);
});
