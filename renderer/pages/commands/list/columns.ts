import type { GridColumn } from '../grid/columns';

export type ListColumn = 'action' | 'total' | 'state' | 'outcome' | 'by' | 'when' | 'left';

/** The columns of the list of commands. */
export const LIST_COLUMNS: readonly GridColumn<ListColumn>[] = [
  { key: 'action', width: 270, least: 190, flexible: true },
  { key: 'total', width: 84, end: true },
  { key: 'state', width: 190, least: 144, flexible: true },
  { key: 'outcome', width: 280, least: 200, flexible: true },
  { key: 'by', width: 124, least: 96, flexible: true },
  { key: 'when', width: 96, end: true },
  { key: 'left', width: 132, end: true },
];
