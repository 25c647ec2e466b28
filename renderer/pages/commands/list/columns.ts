import type { GridColumn } from '../grid/columns';

export type ListColumn = 'action' | 'total' | 'state' | 'outcome' | 'by' | 'when' | 'left';

/** The columns of the list of commands. */
export const LIST_COLUMNS: readonly GridColumn<ListColumn>[] = [
  { key: 'action', width: 250, least: 180, flexible: true },
  { key: 'total', width: 84, end: true },
  { key: 'state', width: 150, least: 138, flexible: true },
  { key: 'outcome', width: 300, least: 200, flexible: true },
  { key: 'by', width: 124, least: 96, flexible: true },
  { key: 'when', width: 96, end: true },
  { key: 'left', width: 128, end: true },
];
