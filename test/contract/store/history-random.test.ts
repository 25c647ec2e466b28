import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../../../electron/model/device.ts';
import { type DiffRow, HISTORY_FIELDS } from '../../../electron/model/history.ts';
import type { Store } from '../../../electron/store/contract.ts';
import { mulberry } from '../../bench/store-fleet.ts';
import { fleetAt, HOUR, published, record, refresh, syncAt } from '../../support/history-fixtures.ts';
import { CONNECTION, openTestStore, T0, temporaryFolder } from '../../support/store-fixtures.ts';

const STEPS = 9;
const DEVICES = 14;

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openTestStore(`${folder.path}/store.db`);
  await store.connections.saveGoogle(CONNECTION);
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

/** The fleet as it was listed at some time. */
interface Seen {
  at: number;
  run: string | null;
  devices: Device[];
}

async function live(filter: object = {}): Promise<Device[]> {
  const sort = { column: 'serial', direction: 'ascending' } as const;
  return (await store.devices.window({ filter, sort, offset: 0, limit: 99 })).rows;
}

function randomRecord(random: () => number, name: string): object {
  const pick = <Value>(...values: Value[]) => values[Math.floor(random() * values.length)];
  const day = Math.floor(random() * 9);
  return record(name, {
    serialNumber: random() < 0.1 ? pick('S-x', 'S-y', undefined) : `S-${name}`,
    status: pick('ACTIVE', 'ACTIVE', 'DISABLED', 'DEPROVISIONED'),
    annotatedUser: pick('ann', 'eve', 'Zoë', undefined),
    notes: pick('blue', 'green', undefined),
    orgUnitPath: pick('/A', '/A/B', '/C'),
    osVersion: pick('9.0', '140.1', '144.0'),
    lastEnrollmentTime: random() < 0.7 ? new Date(T0 - day * HOUR).toISOString() : undefined,
  });
}

/** Runs and single readings by chance; what was listed after each. */
async function liveThrough(random: () => number): Promise<Seen[]> {
  const names = Array.from({ length: DEVICES }, (_, place) => `d${place}`);
  const records = new Map(names.map((name) => [name, randomRecord(random, name)]));
  const seen: Seen[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    for (const name of names) if (random() < 0.3) records.set(name, randomRecord(random, name));
    if (step > 0 && random() < 0.3) {
      const at = T0 + step * HOUR;
      for (const name of names.slice(0, 3)) await refresh(store, records.get(name) ?? {}, at);
      seen.push({ at, run: null, devices: await live() });
    } else {
      const listed = names.filter(() => random() < 0.85).flatMap((name) => records.get(name) ?? []);
      await syncAt(store, `r${step}`, step, listed);
      seen.push({ at: published(step), run: `r${step}`, devices: await live() });
    }
  }
  return seen;
}

const kept = ({ lastSyncAt, fetchedAt, orgUnitId, vanishedAt, ...rest }: Device) => rest;
const asText = (value: string | number | null) => (value === null ? null : String(value));

/** What differs between two lists, found the plain way: kind and changes by device. */
function difference(earlier: Device[], later: Device[]): Map<string, string> {
  const before = new Map(earlier.map((device) => [device.id, device]));
  const after = new Map(later.map((device) => [device.id, device]));
  const found = new Map<string, string>();
  for (const id of before.keys()) if (!after.has(id)) found.set(id, 'vanished');
  for (const [id, now] of after) {
    const was = before.get(id);
    if (was === undefined) found.set(id, 'came');
    else {
      const changes = HISTORY_FIELDS.filter((field) => was[field] !== now[field]).map(
        (field) => `${field}: ${asText(was[field])} → ${asText(now[field])}`,
      );
      if (changes.length > 0) found.set(id, changes.sort().join(', '));
    }
  }
  return found;
}

function told({ kind, changes }: DiffRow): string {
  if (kind !== 'changed') return kind === 'vanished' ? kind : 'came';
  return changes
    .map(({ field, before, after }) => `${field}: ${before} → ${after}`)
    .sort()
    .join(', ');
}

describe('whatever happens to a fleet', () => {
  it.each([1, 2, 3, 4, 5, 6])('its past and its differences are what was seen (%i)', async (seed) => {
    const seen = await liveThrough(mulberry(seed));
    const filters = [
      {},
      { status: ['active'] },
      { text: 'eve' },
      { orgUnit: { id: '/A', withChildren: true } },
    ];
    for (const { at, devices } of seen) {
      expect((await fleetAt(store, at)).rows.map(kept).sort(byId)).toEqual(devices.map(kept).sort(byId));
      for (const filter of filters.slice(1)) {
        const ids = (await fleetAt(store, at, filter)).rows.map(({ id }) => id).sort();
        const wanted = devices.filter((device) => matches(device, filter)).map(({ id }) => id);
        expect([filter, ids]).toEqual([filter, wanted.sort()]);
      }
    }
    const runs = seen.flatMap(({ run, devices }) => (run === null ? [] : { run, devices }));
    for (const [place, earlier] of runs.entries()) {
      for (const later of runs.slice(place + 1)) {
        const input = { from: earlier.run, to: later.run, filter: {}, offset: 0, limit: 500 };
        const { rows } = await store.history.diff(input);
        const found = new Map(rows.map((row) => [row.device.id, told(row)]));
        expect(found).toEqual(difference(earlier.devices, later.devices));
      }
    }
  });
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function matches(
  device: Device,
  filter: { status?: string[]; text?: string; orgUnit?: { id: string } },
): boolean {
  if (filter.status) return filter.status.includes(device.status);
  if (filter.text) return device.user === filter.text;
  const path = device.orgUnitPath ?? '';
  return (
    filter.orgUnit === undefined || path === filter.orgUnit.id || path.startsWith(`${filter.orgUnit.id}/`)
  );
}
