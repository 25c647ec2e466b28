import type { HistoryField } from '../../model/history.ts';
import type { Db } from '../database/connect.ts';
import { closeSighting, openCheckInSighting, type Sighting } from '../history/sightings.ts';
import { changesBetween, keptValues } from '../history/write-refresh.ts';

/** What became of devices in one transaction; the sighting is opened by the first row. */
export interface ChangeLog {
  /** The number of the devices’ connection. */
  connection(): number;
  readonly at: number;
  /** The device (its number) is here from now on. */
  registered(device: number): void;
  /** Writes down how the device differs after `write`. */
  around(device: number, write: () => void): void;
  close(): void;
}

/** What a device tells little by little after it registered: the first word of it is no change. */
const LEARNED: readonly HistoryField[] = ['serial', 'model', 'osVersion', 'enrolledAt'];

/** Makes the logs of transactions. */
export function changeLogs(db: Db, connectionAt: (at: number) => number): (at: number) => ChangeLog {
  const kept = keptValues(db);
  const insert = db.prepare(
    'INSERT INTO history (connection, sighting, device, at, what, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return (at) => {
    let sighting: Sighting | null = null;
    const add = (device: number, what: string, was: string | null, is: string | null): void => {
      sighting ??= openCheckInSighting(db, connectionAt(at), at);
      insert.run(sighting.connection, sighting.seq, device, at, what, was, is);
    };
    return {
      connection: () => connectionAt(at),
      at,
      registered: (device) => add(device, 'registered', null, null),
      around: (device, write) => {
        const before = kept(device);
        write();
        for (const { what, was, is } of changesBetween(before, kept(device))) {
          const learned = was === null && LEARNED.some((field) => field === what);
          if (!learned) add(device, what, was, is);
        }
      },
      close: () => {
        if (sighting !== null) closeSighting(db, sighting);
      },
    };
  };
}
