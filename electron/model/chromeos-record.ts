import { z } from 'zod';
import type { DeviceFields } from './device.ts';
import { stateOfGoogleStatus, statusOf } from './device-status.ts';

/** Text as Google sends it; what is empty, missing or of another kind is no value. */
const text = z.unknown().optional().transform(asText);
/** RFC 3339 or a date, e.g. `2026-11-20T08:15:00.000Z`; milliseconds since 1970 UTC. */
const instant = z.unknown().optional().transform(asInstant);
/** An int64, which Google sends as a string of digits; milliseconds since 1970 UTC. */
const epochMs = z.unknown().optional().transform(asEpochMs);
/** The accounts that used the device, most recent first; Google gives the address of managed users only. */
const users = z.unknown().optional().transform(asAddresses);

/**
 * The fields of a ChromeOsDevice (Directory API discovery document, revision 20260914) that become columns.
 * Everything else stays in the document. A malformed field is no value, it never costs the device.
 */
export const chromeosRecordSchema = z.object({
  deviceId: z.string().min(1),
  serialNumber: text,
  model: text,
  status: text,
  annotatedUser: text,
  annotatedLocation: text,
  annotatedAssetId: text,
  notes: text,
  orgUnitId: text,
  orgUnitPath: text,
  osVersion: text,
  lastSync: instant,
  firstEnrollmentTime: instant,
  lastEnrollmentTime: instant,
  /** `YYYY-MM-DD`; replaces the deprecated `autoUpdateExpiration`. */
  autoUpdateThrough: instant,
  autoUpdateExpiration: epochMs,
  recentUsers: users,
});
export type ChromeosRecord = z.infer<typeof chromeosRecordSchema>;

function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function asInstant(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** As far as a date reaches (ECMA-262, time values). */
const LAST_TIME = 8.64e15;

function asEpochMs(value: unknown): number | null {
  const time = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof time === 'number' && Number.isInteger(time) && Math.abs(time) <= LAST_TIME ? time : null;
}

function asAddresses(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((user: unknown) => {
    const address = typeof user === 'object' && user !== null && 'email' in user ? asText(user.email) : null;
    return address ?? [];
  });
}

/** What a Google record says in the words of the fleet. */
export function deviceFieldsOf(record: ChromeosRecord): DeviceFields {
  const state = stateOfGoogleStatus(record.status);
  return {
    platform: 'chromeos',
    providerId: record.deviceId,
    name: null,
    serial: record.serialNumber,
    model: record.model,
    user: record.annotatedUser ?? record.recentUsers[0] ?? null,
    location: record.annotatedLocation,
    assetId: record.annotatedAssetId,
    notes: record.notes,
    orgUnitId: record.orgUnitId,
    orgUnitPath: record.orgUnitPath,
    state,
    providerStatus: record.status,
    status: statusOf(state, record.status, false),
    osVersion: record.osVersion,
    lastSyncAt: record.lastSync,
    enrolledAt: record.lastEnrollmentTime ?? record.firstEnrollmentTime,
    autoUpdateUntil: record.autoUpdateThrough ?? record.autoUpdateExpiration,
  };
}
