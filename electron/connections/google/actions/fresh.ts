import { z } from 'zod';
import type { FreshDevice } from '../../../model/action-adapter.ts';
import { parseChromeosDevice, readRecord } from '../../../model/chromeos-page.ts';
import { deviceFieldsOf } from '../../../model/chromeos-record.ts';
import { MusterError } from '../../../model/errors.ts';
import type { DirectoryApi } from '../api/directory.ts';

/** Reads a device's record. Throws `google_bad_answer` when it is not one, or another device's. */
export function freshDevice(document: string, providerId: string): FreshDevice {
  const record = readRecord(parseChromeosDevice(document));
  if (record.deviceId !== providerId)
    throw new MusterError('google_bad_answer', { reason: 'another device' });
  const { serial, model, user, orgUnitId, orgUnitPath, providerStatus, osVersion, enrolledAt } =
    deviceFieldsOf(record);
  const annotations = {
    assetId: record.annotatedAssetId,
    user: record.annotatedUser,
    location: record.annotatedLocation,
    notes: record.notes,
  };
  return {
    facts: {
      providerId,
      serial,
      model,
      user,
      orgUnitId,
      orgUnitPath,
      providerStatus,
      osVersion,
      enrolledAt,
      annotations,
      platform: 'chromeos',
      supervised: null,
    },
    document,
  };
}

/** Reads a device as Google has it now; null when it knows it no more. Throws as `DirectoryApi` does. */
export async function look(
  api: Pick<DirectoryApi, 'getDevice'>,
  providerId: string,
  signal: AbortSignal,
): Promise<FreshDevice | null> {
  const document = await api.getDevice(providerId, signal);
  return document === null ? null : freshDevice(document, providerId);
}

const rebootSchema = z.looseObject({ osUpdateStatus: z.looseObject({ rebootTime: z.string() }) });

/** When the device last started up, as it told Google (ms UTC); null when its record does not say. */
export function rebootTimeOf(document: string): number | null {
  const record = rebootSchema.safeParse(parseChromeosDevice(document));
  const time = record.success ? Date.parse(record.data.osUpdateStatus.rebootTime) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
