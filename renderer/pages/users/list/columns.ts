import type { UserListRow } from '../../../../electron/bridge/domain';
import type { GridColumn } from '../../commands/grid/columns';

export type ListColumn = 'line' | 'kind' | 'fault' | 'displayName' | 'userName' | 'email' | 'notes';

const LINE: GridColumn<ListColumn> = { key: 'line', width: 64, end: true };
const FAULT: GridColumn<ListColumn> = { key: 'fault', width: 270, least: 200, flexible: true };
const PERSON: readonly GridColumn<ListColumn>[] = [
  { key: 'displayName', width: 190, least: 130, flexible: true },
  { key: 'email', width: 210, least: 130, flexible: true },
  { key: 'userName', width: 180, least: 120, flexible: true },
];

/** The columns that matter for lines of a kind; null: lines of every kind. */
export function listColumns(kind: UserListRow['kind'] | null): readonly GridColumn<ListColumn>[] {
  if (kind === 'faulty') return [LINE, FAULT, ...PERSON];
  const notes: GridColumn<ListColumn> = { key: 'notes', width: 150, least: 100, flexible: true };
  const state: GridColumn<ListColumn> = { key: 'kind', width: 112 };
  return kind === null ? [LINE, state, ...PERSON, notes] : [LINE, ...PERSON, notes];
}

/** What a value of a line was and becomes; null where nothing was before, or it stays. */
export function changeOf(
  { before, user }: UserListRow,
  column: 'displayName' | 'email' | 'notes',
): { before: string | null; after: string | null } | null {
  if (before === null || before[column] === user[column]) return null;
  return { before: before[column], after: user[column] };
}
