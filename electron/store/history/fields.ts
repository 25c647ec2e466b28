import { HISTORY_FIELDS, HISTORY_KINDS, type HistoryField, type HistoryKind } from '../../model/history.ts';

/** What a row of history can tell: a changed field by its name, or what became of the device. */
export type What = HistoryField | Exclude<HistoryKind, 'changed' | 'command'>;

/** The column of `devices` that holds each field. */
export const COLUMN_OF: Readonly<Record<HistoryField, string>> = {
  providerStatus: 'provider_status',
  orgUnitPath: 'org_unit_path',
  user: 'user',
  osVersion: 'os_version',
  assetId: 'asset_id',
  location: 'location',
  notes: 'notes',
  serial: 'serial',
  model: 'model',
  autoUpdateUntil: 'auto_update_until',
  enrolledAt: 'enrolled_at',
};

/** Fields that are instants; history keeps them as digits. */
export const INSTANTS: readonly HistoryField[] = ['autoUpdateUntil', 'enrolledAt'];

/** What tells whether a device was there. */
export const PRESENCE = ['registered', 'vanished', 'returned'] as const;

/** All that rows of history can tell. */
export const WHATS: readonly What[] = [...HISTORY_FIELDS, ...HISTORY_KINDS.filter(isWhat)];

/** True for the name of a field. */
export function isField(what: string): what is HistoryField {
  return HISTORY_FIELDS.some((field) => field === what);
}

/** The field whose values a row has before and after; null when it tells of the device as a whole. */
export function fieldOf(what: What): HistoryField | null {
  if (what === 'reregistered') return 'enrolledAt';
  return isField(what) ? what : null;
}

/** The kind under which a row is shown. */
export function kindOf(what: What): HistoryKind {
  return isField(what) ? 'changed' : what;
}

function isWhat(kind: HistoryKind): kind is Exclude<HistoryKind, 'changed' | 'command'> {
  return kind !== 'changed' && kind !== 'command';
}
