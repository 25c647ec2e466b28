import { z } from 'zod';
import type { Device, DeviceDetail } from '../../model/device.ts';
import type { Db } from '../database/connect.ts';
import { selectDevices } from '../devices.ts';

const documentSchema = z.record(z.string(), z.unknown());

/** One device with its document; null when there is none. */
export function readDetail(db: Db, id: string): DeviceDetail | null {
  const device = selectDevices<[string]>(db, 'd.id = ?').get(id);
  const rest = db
    .prepare<[string], { body: string; kind: 'google' | 'apple'; account: string; domain: string }>(
      `SELECT o.body, c.kind, c.account, c.domain FROM devices d JOIN documents o ON o.seq = d.document
       JOIN connections c ON c.seq = d.connection WHERE d.id = ?`,
    )
    .get(id);
  if (device === undefined || rest === undefined) return null;
  const { body, kind, account, domain } = rest;
  return {
    device,
    document: documentSchema.parse(JSON.parse(body)),
    source: kind === 'google' ? { kind, account, domain } : { kind, account: null, domain: null },
  };
}

/** Devices with exactly this serial, vanished ones last, and this provider id, as far as they are given. */
export function findDevices(
  db: Db,
  { serial, providerId }: { serial?: string; providerId?: string },
): Device[] {
  if (providerId !== undefined) {
    const found = selectDevices<[string]>(
      db,
      'd.provider_id = ? AND d.connection IN (SELECT seq FROM connections)',
    );
    return found.all(providerId).filter((device) => serial === undefined || device.serial === serial);
  }
  if (serial === undefined) return [];
  const live = selectDevices<[string, string]>(
    db,
    'd.vanished_at IS NULL AND d.serial COLLATE NOCASE = ? AND d.serial = ? ORDER BY d.seq',
  );
  const vanished = selectDevices<[string]>(db, 'd.vanished_at IS NOT NULL AND d.serial = ? ORDER BY d.seq');
  return [...live.all(serial, serial), ...vanished.all(serial)];
}
