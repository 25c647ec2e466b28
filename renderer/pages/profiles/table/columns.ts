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
  { key: 'name', width: 230, least: 140, flexible: true },
  { key: 'types', width: 190, least: 96, flexible: true },
  { key: 'scope', width: 116, least: 72, flexible: true },
  { key: 'assigned', width: 180, least: 106, flexible: true },
  { key: 'installed', width: 78, end: true },
  { key: 'pending', width: 80, end: true },
  { key: 'failed', width: 74, end: true },
  { key: 'version', width: 66, end: true },
  { key: 'changedAt', width: 84, end: true },
];
