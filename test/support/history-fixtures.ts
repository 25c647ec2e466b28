import type { DeviceFilter } from '../../electron/model/device-query.ts';
import type { HistoryEntry, HistoryFilter } from '../../electron/model/history.ts';
import type { Store } from '../../electron/store/contract.ts';
import { CONNECTION, syncAll, T0 } from './store-fixtures.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A record of Google's by its name; `more` changes it, and with it its etag. */
export const record = (name: string, more: object = {}) => ({
  deviceId: name,
  serialNumber: `S-${name}`,
  status: 'ACTIVE',
  model: 'Spin 511',
  orgUnitPath: '/Schools',
  osVersion: '140.0.1',
  etag: JSON.stringify([name, more]),
  ...more,
});

/** A complete run over these records, so many hours after T0; it is published a second after it began. */
export const syncAt = (store: Store, id: string, hours: number, records: object[]) =>
  syncAll(store, id, [records], T0 + hours * HOUR);

/** When such a run was published. */
export const published = (hours: number) => T0 + hours * HOUR + 1000;

/** The id of a device by its provider's id. */
export async function idOf(store: Store, providerId: string): Promise<string> {
  const [device] = await store.devices.find({ providerId });
  if (device === undefined) throw new Error(`no device ${providerId}`);
  return device.id;
}

export async function entries(store: Store, filter: HistoryFilter = {}): Promise<HistoryEntry[]> {
  return (await store.history.page({ filter, cursor: null, limit: 500 })).entries;
}

/** The timeline in short: `S-a user null → eve`. */
export async function told(store: Store, filter: HistoryFilter = {}): Promise<string[]> {
  return (await entries(store, filter)).map(line);
}

export function line({ serial, kind, field, before, after, command }: HistoryEntry): string {
  if (command !== null) return `${serial} ${command.spec.action} ${command.state}`;
  return field === null ? `${serial} ${kind}` : `${serial} ${field} ${before} → ${after}`;
}

/** Who was there at an instant, by provider id in the order of serials. */
export async function namesAt(store: Store, at: number, filter: DeviceFilter = {}): Promise<string[]> {
  const { rows } = await fleetAt(store, at, filter);
  return rows.map(({ providerId }) => providerId);
}

export function fleetAt(store: Store, at: number, filter: DeviceFilter = {}) {
  const sort = { column: 'serial', direction: 'ascending' } as const;
  return store.history.at({ at, filter, sort, offset: 0, limit: 500 });
}

/** Reads a device back after a command, as the provider has it now. */
export const refresh = (store: Store, document: object, fetchedAt: number, commandId = 'c1') =>
  store.devices.refresh({
    connectionId: CONNECTION.id,
    document: JSON.stringify(document),
    fetchedAt,
    commandId,
  });
