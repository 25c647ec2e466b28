import type { USER_COLUMNS } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../../commands/grid/columns';

export type UserColumn = (typeof USER_COLUMNS)[number];

/** The columns of the users, in their order. */
export const COLUMNS: readonly GridColumn<UserColumn>[] = [
  { key: 'displayName', width: 180, least: 140, flexible: true },
  { key: 'userName', width: 190, least: 130, flexible: true },
  { key: 'email', width: 200, least: 130, flexible: true },
  { key: 'source', width: 84 },
  { key: 'orgUnitPath', width: 150, least: 100, flexible: true },
  { key: 'state', width: 104 },
  { key: 'devices', width: 78, end: true },
  { key: 'changedAt', width: 96 },
];
