import type { GridColumn } from '../grid/columns';

export type ListColumn = 'action' | 'total' | 'state' | 'outcome' | 'by' | 'when' | 'left';

/** The columns of the list of commands. */
export const LIST_COLUMNS: readonly GridColumn<ListColumn>[] = [
  { key: 'action', width: 260, least: 150, flexible: true },
  { key: 'total', width: 78, end: true },
  { key: 'state', width: 190, least: 142, flexible: true },
  { key: 'outcome', width: 340, least: 150, flexible: true },
  { key: 'by', width: 124, least: 80, flexible: true },
  { key: 'when', width: 84, end: true },
  { key: 'left', width: 120, least: 102, flexible: true, end: true },
];
