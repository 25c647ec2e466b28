import {
  type ColumnSizingState,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  functionalUpdate,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { DEVICE_COLUMNS, type Device, type DeviceColumn } from '../../../../electron/bridge/domain';
import { useView } from '../state/view';
import { type ColumnChoice, choicesOf, layoutWidths, moved, NARROWEST, WIDEST } from './columns';

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
});
const helper = createColumnHelper<typeof features, Device>();
const definitions = helper.columns(
  DEVICE_COLUMNS.map((id) => helper.display({ id, minSize: NARROWEST, maxSize: WIDEST })),
);
const NO_ROWS: Device[] = [];

export interface ColumnModel {
  columns: readonly DeviceColumn[];
  widths: Readonly<Partial<Record<DeviceColumn, number>>>;
  /** Begins a resize by pointer. */
  resizeHandler(column: DeviceColumn): (event: unknown) => void;
  resize(column: DeviceColumn, width: number): void;
  move(column: DeviceColumn, place: number): void;
}

/** The table's columns: order, visibility and widths live in the remembered view; TanStack Table works on them. */
export function useColumns(available: number): ColumnModel {
  const chosen = useView((view) => view.columns);
  const choices = useMemo(() => choicesOf(chosen), [chosen]);
  const state = useMemo(() => {
    const widths = layoutWidths(choices, available);
    return {
      columnOrder: choices.map(({ column }) => column),
      columnVisibility: Object.fromEntries(
        DEVICE_COLUMNS.map((id) => [id, choices.some(({ column }) => column === id)]),
      ),
      columnSizing: Object.fromEntries(choices.map(({ column }, place) => [column, widths[place] ?? 0])),
    };
  }, [choices, available]);
  const keepWidths = (sizing: ColumnSizingState) =>
    useView.setState({ columns: resized(choices, state.columnSizing, sizing) });
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    state,
    columnResizeMode: 'onChange',
    onColumnSizingChange: (updater) => keepWidths(functionalUpdate(updater, state.columnSizing)),
  });
  const columns = useMemo(() => choices.map(({ column }) => column), [choices]);
  return {
    columns,
    widths: state.columnSizing,
    resizeHandler: (column) => {
      const header = table.getLeafHeaders().find(({ id }) => id === column);
      return header?.getResizeHandler() ?? (() => undefined);
    },
    resize: (column, width) => table.setColumnSizing((sizing) => ({ ...sizing, [column]: width })),
    move: (column, place) => useView.setState({ columns: moved(choices, column, place) }),
  };
}

/** Takes over the new width of a column; those before it stay as wide as they are, so that its edge stays put. */
function resized(
  choices: readonly ColumnChoice[],
  before: ColumnSizingState,
  after: ColumnSizingState,
): ColumnChoice[] {
  const last = choices.findLastIndex(({ column }) => after[column] !== before[column]);
  return choices.map((choice, place) =>
    place > last ? choice : { ...choice, width: clampWidth(after[choice.column]) },
  );
}

function clampWidth(width: number | undefined): number | null {
  return width === undefined ? null : Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}
