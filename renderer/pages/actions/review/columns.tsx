// biome-ignore-all lint/a11y/useSemanticElements: a virtual table cannot be a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the table itself is what scrolls
import type { TFunction } from 'i18next';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionSpec, Annotation, ReviewRow } from '../../../../electron/bridge/domain';
import { beforeAfter } from './changes';
import css from './targets.module.css';

type Fixed = 'serial' | 'model' | 'user' | 'unit' | 'why' | 'providerId';
/** A fixed column, or an annotation as it is and as it becomes. */
export type Column = Fixed | { change: Annotation };

/** The least width of a column in px, and its share of what is left. */
const WIDTHS: Record<Fixed, readonly [number, number]> = {
  serial: [116, 0],
  model: [150, 1],
  user: [150, 1.2],
  unit: [150, 1.2],
  why: [240, 2],
  providerId: [276, 0],
};
const CHANGE_WIDTH = [180, 1.5] as const;
const PADDING = 16;

/** The columns of a list: what tells the device, then what would change or why it is refused. */
export function columnsOf(which: 'ready' | 'refused', fields: readonly Annotation[]): Column[] {
  if (which === 'refused') return ['serial', 'model', 'user', 'unit', 'why'];
  if (fields.length === 0) return ['serial', 'model', 'user', 'unit', 'providerId'];
  return ['serial', 'model', ...fields.map((change) => ({ change })), 'unit', 'providerId'];
}

/** The widths of the columns for the grid, and the least width of a row in px. */
export function tracksOf(columns: readonly Column[]): { tracks: string; least: number } {
  const widths = columns.map((column) => (typeof column === 'string' ? WIDTHS[column] : CHANGE_WIDTH));
  const tracks = widths.map(([least, share]) =>
    share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`,
  );
  return { tracks: tracks.join(' '), least: widths.reduce((sum, [least]) => sum + least, PADDING) };
}

/** What tells a column from the others. */
export function keyOf(column: Column): string {
  return typeof column === 'string' ? column : `change.${column.change}`;
}

/** The heading of a column. */
export function columnTitle(column: Column, t: TFunction<'actions'>): string {
  return typeof column === 'string' ? t(`review.column.${column}`) : t(`annotation.${column.change}`);
}

interface TargetRowProps {
  index: number;
  top: number;
  row: ReviewRow | undefined;
  columns: readonly Column[];
  spec: ActionSpec;
}

/** One line of a review; empty until it has come. */
export const TargetRow = memo(function TargetRow({ index, top, row, columns, spec }: TargetRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={css.row} style={{ top }}>
      {columns.map((column) => (
        <span key={keyOf(column)} role="cell" data-column={keyOf(column)} className={css.cell}>
          {row !== undefined && <Value row={row} column={column} spec={spec} />}
        </span>
      ))}
    </div>
  );
});

function Value({ row, column, spec }: { row: ReviewRow; column: Column; spec: ActionSpec }): ReactNode {
  const { t } = useTranslation('actions');
  const { facts } = row;
  if (typeof column !== 'string') return <Change row={row} name={column.change} spec={spec} />;
  switch (column) {
    case 'serial':
      return <Text mono text={facts?.serial ?? row.given} />;
    case 'model':
      return <Text text={facts?.model ?? null} />;
    case 'user':
      return <Text text={facts?.user ?? null} />;
    case 'unit':
      return <Text text={facts?.orgUnitPath ?? null} />;
    case 'providerId':
      return <Text mono text={facts?.providerId ?? null} />;
    case 'why':
      return <Text text={row.refusal === null ? null : t(`refusal.${row.refusal}`)} />;
  }
}

function Text({ text, mono = false }: { text: string | null; mono?: boolean }) {
  if (text === null) return null;
  return (
    <span className={mono ? 'mono' : undefined} title={text}>
      {text}
    </span>
  );
}

/** “before → after”; nothing where the value stays. */
function Change({ row, name, spec }: { row: ReviewRow; name: Annotation; spec: ActionSpec }) {
  const { t } = useTranslation('actions');
  const change = beforeAfter(row, spec, name);
  if (change === null) return null;
  const before = change.before ?? t('review.clearedValue');
  const after = change.after ?? t('review.clearedValue');
  return (
    <span className={css.change} title={t('review.becomes', { before, after })}>
      <s data-none={change.before === null || undefined}>{before}</s>
      <span aria-hidden>→</span>
      <b data-none={change.after === null || undefined}>{after}</b>
    </span>
  );
}
