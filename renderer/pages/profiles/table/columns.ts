import type { GridColumn } from '../../commands/grid/columns';

export type ProfileColumn =
  | 'name'
  | 'types'
  | 'scope'
  | 'assigned'
  | 'installed'
  | 'pending'
  | 'failed'
  | 'version'
  | 'changedAt';

/** The columns of the library, in their order. */
export const COLUMNS: readonly GridColumn<ProfileColumn>[] = [
  { key: 'name', width: 210, least: 140, flexible: true },
  { key: 'types', width: 180, least: 110, flexible: true },
  { key: 'scope', width: 104 },
  { key: 'assigned', width: 170, least: 110, flexible: true },
  { key: 'installed', width: 84, end: true },
  { key: 'pending', width: 84, end: true },
  { key: 'failed', width: 78, end: true },
  { key: 'version', width: 70, end: true },
  { key: 'changedAt', width: 88, end: true },
];
