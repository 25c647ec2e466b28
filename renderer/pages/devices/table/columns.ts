import { DEVICE_COLUMNS, type DeviceColumn, type DevicesView } from '../../../../electron/bridge/domain';

/** How a column stands in the table: `width` in px is its natural one; `flexible` ones share what is left. */
export interface ColumnSpec {
  width: number;
  least: number;
  flexible: boolean;
  align: 'start' | 'end';
}

const fixed = (width: number, align: ColumnSpec['align'] = 'start'): ColumnSpec => ({
  width,
  least: Math.min(width, 84),
  flexible: false,
  align,
});
const flexible = (width: number, least: number): ColumnSpec => ({
  width,
  least,
  flexible: true,
  align: 'start',
});

export const COLUMN_SPECS: Readonly<Record<DeviceColumn, ColumnSpec>> = {
  serial: flexible(116, 100),
  name: flexible(150, 100),
  platform: fixed(104),
  model: flexible(170, 120),
  user: flexible(150, 100),
  orgUnitPath: flexible(148, 104),
  osVersion: fixed(118),
  status: fixed(108),
  lastSyncAt: fixed(94, 'end'),
  assetId: fixed(110),
  location: flexible(140, 96),
  notes: flexible(200, 120),
  autoUpdateUntil: fixed(138, 'end'),
  enrolledAt: fixed(118, 'end'),
  providerStatus: fixed(132),
  fetchedAt: fixed(112, 'end'),
};

export const NARROWEST = 56;
export const WIDEST = 1200;
export const CHECKBOX_WIDTH = 32;

/** The columns shown until the admin chooses others. */
const SHOWN_AT_FIRST: readonly DeviceColumn[] = [
  'serial',
  'model',
  'user',
  'orgUnitPath',
  'osVersion',
  'status',
  'lastSyncAt',
];

export type ColumnChoice = NonNullable<DevicesView['columns']>[number];

/** The columns to show, in order. */
export function choicesOf(columns: DevicesView['columns']): ColumnChoice[] {
  if (columns !== null && columns.length > 0) return columns;
  return SHOWN_AT_FIRST.map((column) => ({ column, width: null }));
}

/** Every column for the menu: the shown ones in their order, then the others. */
export function menuOrder(choices: readonly ColumnChoice[]): { column: DeviceColumn; shown: boolean }[] {
  const shown = choices.map(({ column }) => column);
  const others = DEVICE_COLUMNS.filter((column) => !shown.includes(column));
  return [
    ...shown.map((column) => ({ column, shown: true })),
    ...others.map((column) => ({ column, shown: false })),
  ];
}

/** Shows or hides a column; the last one stays. */
export function toggled(choices: readonly ColumnChoice[], column: DeviceColumn): ColumnChoice[] {
  if (!choices.some((choice) => choice.column === column)) return [...choices, { column, width: null }];
  return choices.length === 1 ? [...choices] : choices.filter((choice) => choice.column !== column);
}

/** Moves a column to another place among the shown ones. */
export function moved(choices: readonly ColumnChoice[], column: DeviceColumn, to: number): ColumnChoice[] {
  const moving = choices.find((choice) => choice.column === column);
  if (moving === undefined) return [...choices];
  const rest = choices.filter((choice) => choice.column !== column);
  const place = Math.min(rest.length, Math.max(0, to));
  return [...rest.slice(0, place), moving, ...rest.slice(place)];
}

/** The width of each shown column in px: chosen ones as they are, flexible ones share what `available` leaves. */
export function layoutWidths(choices: readonly ColumnChoice[], available: number): number[] {
  const shares = ({ column, width }: ColumnChoice) => width === null && COLUMN_SPECS[column].flexible;
  const taken = choices
    .filter((choice) => !shares(choice))
    .reduce((sum, { column, width }) => sum + (width ?? COLUMN_SPECS[column].width), 0);
  const factor = shareFactor(
    choices.filter(shares).map(({ column }) => COLUMN_SPECS[column]),
    available - taken,
  );
  let owed = 0;
  return choices.map((choice) => {
    const spec = COLUMN_SPECS[choice.column];
    if (!shares(choice)) return choice.width ?? spec.width;
    const share = spec.width * factor;
    if (share <= spec.least) return spec.least;
    // What rounding takes from one column goes to the next, so that the last one ends at the edge.
    const width = Math.floor(share + owed + 1e-6);
    owed += share - width;
    return width;
  });
}

/** How much of its natural width each flexible column gets; those that cannot shrink so far keep their least. */
function shareFactor(specs: readonly ColumnSpec[], room: number): number {
  const wished = specs.reduce((sum, { width }) => sum + width, 0);
  const factor = wished === 0 ? 1 : Math.max(0, room) / wished;
  const roomy = specs.filter(({ width, least }) => width * factor > least);
  if (roomy.length === specs.length || roomy.length === 0) return factor;
  const kept = specs.filter((spec) => !roomy.includes(spec)).reduce((sum, { least }) => sum + least, 0);
  return shareFactor(roomy, room - kept);
}
