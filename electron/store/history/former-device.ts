import type { Device } from '../../model/device.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';
import { fieldOf, INSTANTS, type What } from './fields.ts';
import { formerStatus } from './former-status.ts';

interface FormerValue {
  what: What;
  before: string | null;
}

/**
 * Reads a device with the values that it had when history was at the row `lastRow`, at the instant `at`. What is not
 * kept has no value; the id of its unit is known where the path is still the same.
 */
export function formerDevices(db: Db): (seq: number, lastRow: number, at: number) => Device[] {
  const bySeq = selectDevices<[number]>(db, 'd.seq = ?');
  // The earliest is applied last.
  const later = db.prepare<[number, number], FormerValue>(
    'SELECT what, before FROM history WHERE device = ? AND seq > ? ORDER BY seq DESC',
  );
  return (seq, lastRow, at) => {
    const now = bySeq.get(seq);
    if (now === undefined) return [];
    const device = { ...now, ...undone(later.all(seq, lastRow)) };
    const { state, status } = formerStatus(device.platform, device.providerStatus);
    return [
      {
        ...device,
        orgUnitId: device.orgUnitPath === now.orgUnitPath ? now.orgUnitId : null,
        state,
        status,
        lastSyncAt: null,
        fetchedAt: at,
        vanishedAt: null,
      },
    ];
  };
}

function undone(values: FormerValue[]): Partial<Device> {
  const then: Record<string, string | number | null> = {};
  for (const { what, before } of values) {
    const field = fieldOf(what);
    if (field !== null) then[field] = before !== null && INSTANTS.includes(field) ? Number(before) : before;
  }
  return then;
}
