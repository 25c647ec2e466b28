import type { USER_COLUMNS } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../../commands/grid/columns';

export type UserColumn = (typeof USER_COLUMNS)[number];

/** The columns of the users, in their order. */
export const COLUMNS: readonly GridColumn<UserColumn>[] = [
  { key: 'displayName', width: 180, least: 122, flexible: true },
  { key: 'userName', width: 190, least: 112, flexible: true },
  { key: 'email', width: 200, least: 130, flexible: true },
  { key: 'source', width: 78 },
  { key: 'orgUnitPath', width: 150, least: 88, flexible: true },
  { key: 'state', width: 102 },
  { key: 'devices', width: 92, end: true },
  { key: 'changedAt', width: 84 },
];
