import { INVITATION_COLUMNS, type InvitationQuery } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../../commands/grid/columns';

type SortColumn = InvitationQuery['sort']['column'];
export type InvitationColumn = SortColumn | 'email' | 'mail' | 'reminders';

/** The columns of the invitations, in their order. */
export const COLUMNS: readonly GridColumn<InvitationColumn>[] = [
  { key: 'displayName', width: 170, least: 122, flexible: true },
  { key: 'email', width: 200, least: 110, flexible: true },
  { key: 'state', width: 124, least: 120, flexible: true },
  { key: 'mail', width: 118, least: 112, flexible: true },
  { key: 'sentAt', width: 136, least: 134, flexible: true },
  { key: 'openedAt', width: 84 },
  { key: 'expiresAt', width: 106 },
  { key: 'reminders', width: 88, end: true },
  { key: 'createdAt', width: 84 },
];

/** The column as one to sort by; null when rows cannot be sorted by it. */
export function sortColumn(key: InvitationColumn): SortColumn | null {
  return INVITATION_COLUMNS.find((column) => column === key) ?? null;
}
