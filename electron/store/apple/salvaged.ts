import { appleDocumentSchema, appleFieldsOf } from '../../model/apple/record.ts';
import type { AppleDeviceRow } from '../contract/apple.ts';
import type { Db } from '../database/connect.ts';
import { createIdSource } from '../ids.ts';
import { rowWriter } from '../sync/row-writer.ts';
import { seqSource } from '../sync/seq-source.ts';
import { appleConnectionSeq } from './connection.ts';
import { deviceRows } from './device-rows.ts';
import { doubtApple } from './doubt.ts';

/**
 * Puts rows in order after they were saved from a damaged file: none speaks of what is lost. A device whose row or document is lost
 * is still managed: it stands in the list with what is left, and is asked for the rest.
 */
export function settleSalvagedApple(db: Db, now: number): void {
  db.exec(`DELETE FROM apple_channels WHERE device NOT IN (SELECT seq FROM apple_devices);
    DELETE FROM apple_queue WHERE channel NOT IN (SELECT seq FROM apple_channels);
    DELETE FROM apple_installs WHERE channel NOT IN (SELECT seq FROM apple_channels);
    DELETE FROM apple_assignments WHERE profile NOT IN (SELECT seq FROM apple_profiles);`);
  const lost = deviceRows<[]>(db, 'WHERE device_id NOT IN (SELECT id FROM devices)')();
  if (lost.length > 0) listAgain(db, lost, now);
  doubtApple(db);
}

function listAgain(db: Db, lost: AppleDeviceRow[], now: number): void {
  const connection = appleConnectionSeq(db, createIdSource())(now);
  const newSeq = seqSource(db);
  const { save } = rowWriter(db, 'devices');
  const ask = db.prepare<[string]>('UPDATE apple_devices SET inventory_asked_at = NULL WHERE device_id = ?');
  for (const { deviceId, udid, state, enrolledAt, lastSeenAt } of lost) {
    const document = appleDocumentSchema.parse({ udid, state, enrolledAt, lastSeenAt });
    const body = () => JSON.stringify(document);
    const fields = appleFieldsOf(document);
    const row = { seq: newSeq(), id: deviceId, run: { connection }, fields, body };
    save({ ...row, fingerprint: '', fetchedAt: now, isNew: false }, undefined);
    ask.run(deviceId);
  }
}
