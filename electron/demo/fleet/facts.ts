import type { Annotations } from './annotations.ts';
import type { DeviceModel } from './models.ts';
import type { Release } from './releases.ts';
import type { OrgUnit } from './units.ts';

/** Everything true of one device at one time, before it is written as Google's record. */
export interface DeviceFacts {
  readonly index: number;
  readonly model: DeviceModel;
  readonly status: string;
  readonly unit: OrgUnit;
  readonly enrolledAt: number;
  /** Milliseconds UTC; null while the device is managed. */
  readonly deprovisionedAt: number | null;
  /** Milliseconds UTC; null when the device never spoke. */
  readonly lastSync: number | null;
  /** Tells one report of the device from the next. */
  readonly turn: number;
  readonly annotations: Annotations;
  readonly release: Release | null;
  /** Why it was deprovisioned, when that was asked for; null leaves it to the draw. */
  readonly deprovisionReason: string | null;
  /** Milliseconds UTC, as the next two; null for what no command ever did. */
  readonly rebootedAt: number | null;
  /** When the accounts on it were last removed. */
  readonly wipedAt: number | null;
  readonly reenrolledAt: number | null;
}
